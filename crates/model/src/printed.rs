//! What the head of a document prints and the reading does not say: bodies as they stand there, the type in its own words, a date
//! whose parts are partly blank.

use crate::official::DateLine;

/// The head of a document as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedHead {
    /// The body above the issuer, in capitals: "UBND XÃ …" above one of its offices; none where the issuer stands alone.
    pub superior: Option<String>,
    /// The issuer in capitals, without the body above it; none where the head does not name it.
    pub issuer: Option<String>,
    /// The type where it is more than its name: "BÁO CÁO NHANH".
    pub kind: Option<String>,
    /// The date; [`crate::reading::Header::date`] has it where month and year are known.
    pub date: DateLine,
}
