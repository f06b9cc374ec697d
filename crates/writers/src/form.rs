//! Measures of the form of official documents: Nghị định 30/2020/NĐ-CP, Annex I.
//!
//! Where the decree leaves a range, the value here is the one that most offices use. Lengths on paper in
//! millimetres, type sizes and spacing in points.

/// Width of an A4 page (part I, item 1), mm.
pub const PAGE_WIDTH_MM: f32 = 210.0;
/// Height of an A4 page (part I, item 1), mm.
pub const PAGE_HEIGHT_MM: f32 = 297.0;
/// Top margin (20 to 25), mm.
pub const MARGIN_TOP_MM: f32 = 20.0;
/// Bottom margin (20 to 25), mm.
pub const MARGIN_BOTTOM_MM: f32 = 20.0;
/// Left margin (30 to 35), mm.
pub const MARGIN_LEFT_MM: f32 = 30.0;
/// Right margin (15 to 20), mm.
pub const MARGIN_RIGHT_MM: f32 = 15.0;
/// First-line indent of a paragraph (10 or 12.7), mm.
pub const INDENT_MM: f32 = 12.7;

/// Name of the state (12 to 13), pt.
pub const STATE_PT: f32 = 13.0;
/// Motto (13 to 14), pt.
pub const MOTTO_PT: f32 = 14.0;
/// Superior and issuing body (12 to 13), pt.
pub const ISSUER_PT: f32 = 13.0;
/// Number and symbol (13), pt.
pub const NUMBER_PT: f32 = 13.0;
/// Place and date (13 to 14), pt.
pub const DATE_PT: f32 = 14.0;
/// Type of the document and its abstract (13 to 14), pt.
pub const TITLE_PT: f32 = 14.0;
/// Abstract of a công văn, below the number (12 to 13), pt.
pub const ABOUT_PT: f32 = 12.0;
/// Text, headings, addressees, signature (13 to 14), pt.
pub const BODY_PT: f32 = 14.0;
/// "Phụ lục" (14), pt.
pub const ANNEX_PT: f32 = 14.0;
/// Page number (13 to 14), pt.
pub const PAGE_NUMBER_PT: f32 = 14.0;
/// Heading "Nơi nhận:" (12), pt.
pub const RECIPIENTS_HEAD_PT: f32 = 12.0;
/// List of recipients (11), pt.
pub const RECIPIENTS_PT: f32 = 11.0;
/// Text in tables: the decree names none; small enough for eight columns, large enough to read on paper, pt.
pub const TABLE_PT: f32 = 12.0;
/// Footnotes, pt.
pub const NOTE_PT: f32 = 10.0;

/// Space between paragraphs (at least 6), pt.
pub const PARAGRAPH_GAP_PT: f32 = 6.0;
/// Line pitch in relation to single spacing (single to 1.5).
pub const LINE_SPACING: f32 = 1.1;
/// The dash before an item of a list, with a space that does not stretch.
pub const DASH: &str = "-\u{2007}";
/// Length of the line below the issuing body and below the abstract, as a share of the text above it
/// (one third to one half).
pub const SHORT_LINE_SHARE: f32 = 0.4;

/// Share of the width that the recipients take, percent, and the least that they take where the office of the signer needs more room.
pub const RECIPIENTS_SHARE: (i32, i32) = (46, 34);
