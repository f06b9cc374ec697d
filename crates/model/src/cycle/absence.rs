//! Why there is no value: blank, zero, no occasion, not our task and waiting are different answers.

use crate::reading::StatusClass;

/// Kinds of answers that are no value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// Nothing was answered.
    NotReported,
    /// The answer is the number 0.
    Zero,
    /// "Không phát sinh": there was no occasion.
    NotArising,
    /// "Không thuộc thẩm quyền": not the unit's task.
    NotCompetent,
    /// "Chờ tỉnh", "Theo tiến độ của tỉnh": waits for the province or a ministry.
    AwaitingHigherLevel,
}

impl Absence {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::NotReported,
        Self::Zero,
        Self::NotArising,
        Self::NotCompetent,
        Self::AwaitingHigherLevel,
    ];

    /// The stable name used in JSON and tables.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotReported => "not_reported",
            Self::Zero => "zero",
            Self::NotArising => "not_arising",
            Self::NotCompetent => "not_competent",
            Self::AwaitingHigherLevel => "awaiting_higher_level",
        }
    }

    /// The kind with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.key() == key)
    }

    /// The status class that a task with this answer counts as; none for zero, which is a value.
    #[must_use]
    pub const fn class(self) -> Option<StatusClass> {
        match self {
            Self::NotReported => Some(StatusClass::NotReported),
            Self::Zero => None,
            Self::NotArising => Some(StatusClass::NotArising),
            Self::NotCompetent => Some(StatusClass::NotCompetent),
            Self::AwaitingHigherLevel => Some(StatusClass::AwaitingHigherLevel),
        }
    }
}
