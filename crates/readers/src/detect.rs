//! Which format a file has, by its content.

use crate::Input;

/// The formats as far as they need different readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word document (OOXML), templates and macro documents included.
    Docx,
    /// Workbook: XLSX, XLSM, XLSB, ODS, XLS.
    Sheet,
    /// HTML or XHTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain or tab-separated text.
    Plain,
    /// PDF.
    Pdf,
    /// A picture of a page: PNG, JPEG, TIFF, WebP.
    Image,
    /// Documents that LibreOffice has to convert first: DOC, RTF, ODT.
    LegacyDoc,
    /// An office document under a password.
    Encrypted,
    /// Begins like a package (zip) but cannot be opened.
    DamagedPackage,
    /// None of these; the name of what it looks like.
    Unknown(&'static str),
}

/// Looks at the content; the extension only decides between kinds of text.
#[must_use]
pub fn detect(input: &Input<'_>) -> Format {
    if input.bytes.starts_with(b"%PDF-") {
        Format::Pdf
    } else {
        Format::Plain
    }
}
