//! What a reader could not do or had to guess.

/// A remark of a reader about the file; the rest of the document is usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadWarning {
    /// What kind of remark it is; people's wording is looked up by it.
    pub code: WarningCode,
    /// Page from 1, where known.
    pub page: Option<u32>,
    /// Detail for people who know the format: a part name, a font, a value. May be empty.
    pub detail: String,
}

/// The kinds of remarks. [`WarningCode::key`] is the stable name used in messages and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WarningCode {
    /// The text of the document breaks off or a sheet is missing: what stands behind is not in the document.
    ReadInPart,
    /// A part of the package is missing or damaged and was left out.
    PartUnreadable,
    /// An embedded object or picture was not read.
    ObjectSkipped,
    /// Text in a font or encoding that could not be mapped to Unicode.
    GlyphsUnmapped,
    /// A legacy Vietnamese encoding was recognised and converted.
    LegacyEncoding,
    /// A page without usable text was read by optical recognition.
    RecognisedByOcr,
    /// A page holds only a picture and optical recognition is not installed.
    OcrMissing,
    /// The content exceeds a limit and was cut.
    Truncated,
    /// The structure of a table is a guess.
    TableGuessed,
    /// Tracked changes were taken as accepted.
    ChangesAccepted,
    /// Text that is struck through was left out: it is deleted for whoever reads the page. The detail is the number of places.
    StruckOut,
    /// The content is of another kind than the name of the file says; the detail is the kind.
    NamedOtherwise,
    /// A footnote mark and its text could not be tied together.
    FootnoteUnmatched,
}

impl WarningCode {
    /// Every kind, for tests that compare lists.
    pub const ALL: [Self; 13] = [
        Self::ReadInPart,
        Self::PartUnreadable,
        Self::ObjectSkipped,
        Self::GlyphsUnmapped,
        Self::LegacyEncoding,
        Self::RecognisedByOcr,
        Self::OcrMissing,
        Self::Truncated,
        Self::TableGuessed,
        Self::ChangesAccepted,
        Self::StruckOut,
        Self::NamedOtherwise,
        Self::FootnoteUnmatched,
    ];

    /// Stable name in snake case.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ReadInPart => "read_in_part",
            Self::PartUnreadable => "part_unreadable",
            Self::ObjectSkipped => "object_skipped",
            Self::GlyphsUnmapped => "glyphs_unmapped",
            Self::LegacyEncoding => "legacy_encoding",
            Self::RecognisedByOcr => "recognised_by_ocr",
            Self::OcrMissing => "ocr_missing",
            Self::Truncated => "truncated",
            Self::TableGuessed => "table_guessed",
            Self::ChangesAccepted => "changes_accepted",
            Self::StruckOut => "struck_out",
            Self::NamedOtherwise => "named_otherwise",
            Self::FootnoteUnmatched => "footnote_unmatched",
        }
    }
}
