//! The obligation of one unit in one round, and how it stands. Derived, never stored as a state of its own.

use crate::date::Date;

/// How an obligation stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Obligation {
    /// To be fulfilled, its deadline has not passed; or fulfilled.
    Expected,
    /// The deadline passed without a submission, or the submission came after it.
    Late,
    /// A later deadline was granted and has not passed.
    Extended,
    /// Need not report, with a reason.
    Exempt,
    /// The unit passed into another one.
    MergedAway,
    /// The unit declared that there is nothing to report.
    NothingToReport,
}

/// Whether something was received, and when: the row of completeness and timeliness.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Timeliness {
    /// Sent by the deadline that held for the unit.
    OnTime,
    /// Sent after it.
    SentLate,
    /// Not sent, still time.
    Pending,
    /// Not sent, overdue.
    Overdue,
    /// Nothing is asked of the unit.
    NotAsked,
}

/// What the state of an obligation is derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationFacts {
    /// Deadline of the round.
    pub deadline: Date,
    /// Later deadline granted to the unit.
    pub extended_to: Option<Date>,
    /// A reason why the unit need not report.
    pub exempt: bool,
    /// The unit passed into another one.
    pub merged_away: bool,
    /// The unit declared that there is nothing to report.
    pub nothing: bool,
    /// Day of the first submission.
    pub first_sent: Option<Date>,
}

impl ObligationFacts {
    /// The deadline that holds for the unit.
    #[must_use]
    pub fn due(&self) -> Date {
        self.extended_to.map_or(self.deadline, |to| to.max(self.deadline))
    }

    /// True where the unit has a later deadline than the others. Where the deadline of all was moved behind the day that was
    /// granted, it has none.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        self.due() > self.deadline
    }

    /// How the obligation stands on a day.
    #[must_use]
    pub fn state(&self, today: Date) -> Obligation {
        if self.merged_away {
            return Obligation::MergedAway;
        }
        if self.exempt {
            return Obligation::Exempt;
        }
        if self.nothing {
            return Obligation::NothingToReport;
        }
        if self.first_sent.unwrap_or(today) > self.due() {
            return Obligation::Late;
        }
        match self.is_extended() {
            true => Obligation::Extended,
            false => Obligation::Expected,
        }
    }

    /// Received in time, late, or not yet.
    #[must_use]
    pub fn timeliness(&self, today: Date) -> Timeliness {
        match (self.state(today), self.first_sent) {
            (Obligation::MergedAway | Obligation::Exempt, _) => Timeliness::NotAsked,
            (Obligation::NothingToReport, _) => Timeliness::OnTime,
            (Obligation::Late, Some(_)) => Timeliness::SentLate,
            (Obligation::Late, None) => Timeliness::Overdue,
            (_, Some(_)) => Timeliness::OnTime,
            (_, None) => Timeliness::Pending,
        }
    }
}

impl Obligation {
    /// Every state, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Expected,
        Self::Late,
        Self::Extended,
        Self::Exempt,
        Self::MergedAway,
        Self::NothingToReport,
    ];

    /// The stable name used in JSON and style classes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Late => "late",
            Self::Extended => "extended",
            Self::Exempt => "exempt",
            Self::MergedAway => "merged_away",
            Self::NothingToReport => "nothing_to_report",
        }
    }
}

impl Timeliness {
    /// Every value, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::OnTime,
        Self::SentLate,
        Self::Pending,
        Self::Overdue,
        Self::NotAsked,
    ];

    /// The stable name used in JSON and style classes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::SentLate => "sent_late",
            Self::Pending => "pending",
            Self::Overdue => "overdue",
            Self::NotAsked => "not_asked",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn late_is_what_came_after_the_deadline_that_held_for_the_unit() {
        let mut facts = ObligationFacts {
            deadline: day("2026-06-25"),
            extended_to: None,
            exempt: false,
            merged_away: false,
            nothing: false,
            first_sent: None,
        };
        assert_eq!(facts.state(day("2026-06-25")), Obligation::Expected);
        assert_eq!(facts.state(day("2026-06-26")), Obligation::Late);
        facts.extended_to = Some(day("2026-06-30"));
        assert_eq!(facts.state(day("2026-06-26")), Obligation::Extended);
        facts.first_sent = Some(day("2026-06-30"));
        assert_eq!(facts.timeliness(day("2026-08-01")), Timeliness::OnTime);
        facts.first_sent = Some(day("2026-07-01"));
        assert_eq!(facts.timeliness(day("2026-08-01")), Timeliness::SentLate);
        facts.deadline = day("2026-07-10");
        assert_eq!(facts.due(), day("2026-07-10"));
        facts.first_sent = None;
        assert_eq!(facts.state(day("2026-07-05")), Obligation::Expected);
        assert_eq!(facts.timeliness(day("2026-07-10")), Timeliness::Pending);
        facts.exempt = true;
        assert_eq!(facts.timeliness(day("2026-08-01")), Timeliness::NotAsked);
    }
}
