//! A reviewer's decision on one item.

use crate::date::Date;

/// What a reviewer decided on an item.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum ReviewDecision {
    /// Fine as it stands.
    Accepted,
    /// To be done again.
    Returned {
        /// Why. Never blank.
        reason: String,
        /// The day by which it has to come back.
        due: Date,
    },
}

impl ReviewDecision {
    /// The stable name.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Returned { .. } => "returned",
        }
    }
}
