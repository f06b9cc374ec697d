//! From the bytes of a file to the neutral document tree, for every format a report may arrive in.
//!
//! [`read`] looks at the content (the name is a hint only), picks the reader and returns the document
//! together with warnings about what could not be read or had to be guessed. A file that cannot be
//! read at all gives a [`ReadError`] that says why. All work is bounded by [`Limits`]: hostile input
//! ends in an error, never in a panic, a hang or memory without end.

pub mod detect;
pub mod docx;
mod error;
mod grid;
pub mod html;
pub mod legacy_doc;
mod limits;
pub mod markdown;
mod marks;
mod misnamed;
pub mod ocr;
mod package;
mod partial;
pub mod pdf;
pub mod plain;
mod rich;
pub mod sheet;
pub mod stitch;
mod tool;
mod xml;

pub use detect::{Format, detect};
pub use error::ReadError;
pub use limits::Limits;

use tonghop_document::Document;

/// One file to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// File name; only its extension is used, as a hint about the format.
    pub name: &'a str,
    /// The whole content.
    pub bytes: &'a [u8],
}

/// Reads one file of any supported format.
///
/// # Errors
/// [`ReadError`] says what is wrong with the file. What concerns only parts of it is found in
/// [`Document::warnings`] instead.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if input.bytes.len() as u64 > limits.bytes {
        return Err(ReadError::TooLarge { limit: limits.bytes });
    }
    limits.check_time()?;
    let format = detect(input);
    let mut document = read_format(input, format, limits)?;
    document.warnings.extend(misnamed::remark(input, format));
    if partial::has_text(&document) {
        Ok(document)
    } else {
        Err(ReadError::NoText)
    }
}

fn read_format(input: &Input<'_>, format: Format, limits: &Limits) -> Result<Document, ReadError> {
    match format {
        Format::Docx => docx::read(input, limits),
        Format::Sheet => sheet::read(input, limits),
        Format::Html => html::read(input, limits),
        Format::Markdown => markdown::read(input, limits),
        Format::Plain => plain::read(input, limits),
        Format::Pdf => pdf::read(input, limits),
        Format::Image => ocr::read(input, limits),
        Format::LegacyDoc => legacy_doc::read(input, limits),
        Format::Encrypted => Err(ReadError::Encrypted),
        Format::DamagedPackage => Err(ReadError::Damaged { what: "zip".into() }),
        Format::Unknown(kind) => Err(ReadError::Unsupported { kind: kind.into() }),
    }
}
