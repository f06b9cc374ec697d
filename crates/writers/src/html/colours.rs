//! Colours of the status classes. Always shown together with the label, never alone.

use tonghop_model::reading::StatusClass;

/// Fill in charts.
pub(super) const fn fill(class: StatusClass) -> &'static str {
    match class {
        StatusClass::Met => "#2f9a5a",
        StatusClass::MostlyMet => "#8dbb3c",
        StatusClass::Percent => "#2aa3ae",
        StatusClass::InProgress => "#4a86d8",
        StatusClass::NotStarted => "#d8564b",
        StatusClass::AwaitingHigherLevel => "#8d67cc",
        StatusClass::NotArising => "#a3abb5",
        StatusClass::NotCompetent => "#737d89",
        StatusClass::NotReported => "#e8b71d",
    }
}

/// Colour of text on [`fill`].
pub(super) const fn on_fill(class: StatusClass) -> &'static str {
    match class {
        StatusClass::MostlyMet | StatusClass::NotReported | StatusClass::NotArising => "#1b1f24",
        _ => "#ffffff",
    }
}

/// Fill for units that have no such row.
pub(super) const ABSENT: &str = "#dfe3e8";
