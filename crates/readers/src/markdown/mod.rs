//! Markdown as converters and people write it: headings, pipe tables, lists, bold lines, footnotes.
//!
//! Read by hand, not with a CommonMark library: rows longer than the heading, tables without blank
//! line before or delimiter row below, and footnote lines that begin with `<sup>1</sup>` must come
//! out as a person reads them, and labels as they are printed.

mod blocks;
mod drawn;
mod inline;

use crate::{Input, Limits, ReadError, marks, stitch};
use tonghop_document::{Document, ReadWarning, WarningCode};
use tonghop_text::legacy::{Encoding, decode_text};

/// Reads Markdown.
///
/// # Errors
/// [`ReadError::TimedOut`]; any text is some Markdown.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let (text, encoding) = decode_text(input.bytes);
    let mut document = Document {
        reader: "markdown",
        media_type: "text/markdown",
        ..Document::default()
    };
    document.warnings.extend(encoding_warning(encoding));
    blocks::parse(&text, limits, &mut document)?;
    marks::tie(&mut document);
    stitch::stitch(&mut document);
    Ok(document)
}

/// What to say about the encoding of a text file, if anything.
pub(crate) fn encoding_warning(encoding: Encoding) -> Option<ReadWarning> {
    let code = match encoding {
        Encoding::Utf8Damaged => WarningCode::GlyphsUnmapped,
        e if e.is_legacy() => WarningCode::LegacyEncoding,
        _ => return None,
    };
    Some(ReadWarning {
        code,
        page: None,
        detail: encoding.name().into(),
    })
}
