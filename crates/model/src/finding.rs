//! What a check found.

use crate::message::{Message, Phrase};
use crate::reading::Span;

/// How much a finding matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; no action needed.
    Info,
    /// Should be looked at or explained.
    Warning,
    /// Contradicts arithmetic or the rules: has to be corrected or waived.
    Error,
}

impl Severity {
    /// The stable name used in JSON, tables and style classes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One place a finding speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Index of the report within the set that was checked together.
    pub report: usize,
    /// Where in that report's source, if the place has one.
    pub span: Option<Span>,
    /// The words that stand there, verbatim with white space folded.
    pub quote: String,
    /// The row or heading it stands at, as the report numbers them ("B1.V.2", "A.II"); none where there is no number.
    pub item: Option<String>,
}

impl Place {
    /// A place of which no row or heading is known yet.
    #[must_use]
    pub const fn new(report: usize, span: Option<Span>, quote: String) -> Self {
        Self {
            report,
            span,
            quote,
            item: None,
        }
    }
}

/// A data problem: what was expected, what was found, where.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Code of the check, e.g. `V104`.
    pub check: &'static str,
    /// Family of the check, e.g. `sum_mismatch`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What to tell people.
    pub message: Message,
    /// The places, the most telling one first. Never empty.
    pub places: Vec<Place>,
    /// What should stand there.
    pub expected: Option<Phrase>,
    /// What stands there.
    pub actual: Option<Phrase>,
}
