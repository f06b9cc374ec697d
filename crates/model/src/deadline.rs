//! Deadlines of a round: working days after the cut-off of the data, and what speaks against a deadline.

use crate::date::Date;
use crate::holiday::{WorkCalendar, YearKnowledge};
use crate::message::Message;

/// Something to know about a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadlineIssue {
    /// No working day lies after the cut-off up to the deadline: Nghị định 09/2019/NĐ-CP asks for at least one.
    TooEarly {
        /// The first day that is allowed.
        earliest: Date,
    },
    /// The deadline falls on a day off.
    DayOff {
        /// Name of the holiday; none for a weekend.
        holiday: Option<String>,
        /// The working day that follows.
        next: Date,
    },
    /// The holidays of a year that counts were not announced when the data were made.
    Expected(i32),
    /// There are no data for the holidays of a year that counts.
    Missing(i32),
}

impl DeadlineIssue {
    /// True where the decree does not allow the deadline; the others are for information.
    #[must_use]
    pub const fn is_against_decree(&self) -> bool {
        matches!(self, Self::TooEarly { .. })
    }

    /// Its wording.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::TooEarly { earliest } => Message::new("deadline-too-early").with("earliest", earliest.printed()),
            Self::DayOff { holiday: None, next } => Message::new("deadline-weekend").with("next", next.printed()),
            Self::DayOff {
                holiday: Some(name),
                next,
            } => Message::new("deadline-holiday")
                .with("holiday", name)
                .with("next", next.printed()),
            Self::Expected(year) => Message::new("deadline-year-expected").with("year", year.to_string()),
            Self::Missing(year) => Message::new("deadline-year-missing").with("year", year.to_string()),
        }
    }
}

/// The day so many working days after the cut-off; at least one, as the decree asks.
#[must_use]
pub fn deadline_after(calendar: &WorkCalendar, cut_off: Date, working_days: u16) -> Date {
    calendar.plus_working_days(cut_off, working_days.max(1))
}

/// What is to be known about a deadline for data closed at the end of `cut_off`, most serious first.
#[must_use]
pub fn deadline_issues(calendar: &WorkCalendar, cut_off: Date, deadline: Date) -> Vec<DeadlineIssue> {
    let mut issues = Vec::new();
    let earliest = deadline_after(calendar, cut_off, 1);
    if deadline < earliest {
        issues.push(DeadlineIssue::TooEarly { earliest });
    }
    if !calendar.is_working(deadline) {
        issues.push(DeadlineIssue::DayOff {
            holiday: calendar.special(deadline).map(|d| d.name.clone()),
            next: calendar.working_day_from(deadline),
        });
    }
    // A deadline years away is a slip of the pen; its own year and the next ones tell enough.
    let last = deadline.year().clamp(cut_off.year(), cut_off.year().saturating_add(2));
    for year in cut_off.year()..=last {
        match calendar.knowledge(year) {
            YearKnowledge::Announced => {}
            YearKnowledge::Expected => issues.push(DeadlineIssue::Expected(year)),
            YearKnowledge::Missing => issues.push(DeadlineIssue::Missing(year)),
        }
    }
    issues
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holiday::{HolidayYear, SpecialDay, SpecialDayKind};
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().expect("date")
    }

    fn special(date: &str, kind: SpecialDayKind) -> SpecialDay {
        SpecialDay {
            date: day(date),
            kind,
            name: "Ngày thử".into(),
            certainty: "own".into(),
        }
    }

    /// A year in which Friday 15/8 is swapped for Saturday 16/8, and Monday 18/8 is a holiday.
    fn calendar() -> WorkCalendar {
        let year = |year, announced, days| HolidayYear {
            year,
            announced,
            source: "thử".into(),
            days,
        };
        WorkCalendar::new(&[
            year(
                2025,
                true,
                vec![
                    special("2025-08-15", SpecialDayKind::SwappedOff),
                    special("2025-08-16", SpecialDayKind::SwappedWork),
                    special("2025-08-18", SpecialDayKind::Holiday),
                ],
            ),
            year(2026, false, Vec::new()),
        ])
    }

    #[test]
    fn swapped_days_and_holidays_count() {
        let calendar = calendar();
        let cut_off = day("2025-08-14");
        assert_eq!(deadline_after(&calendar, cut_off, 1), day("2025-08-16"));
        assert_eq!(deadline_after(&calendar, cut_off, 2), day("2025-08-19"));
        assert_eq!(deadline_after(&calendar, cut_off, 0), day("2025-08-16"), "at least one");
        assert_eq!(calendar.working_days_between(cut_off, day("2025-08-19")), 2);
        assert_eq!(calendar.working_days_between(day("2025-08-19"), cut_off), 0);
    }

    #[test]
    fn a_deadline_without_a_working_day_is_against_the_decree() {
        let issues = deadline_issues(&calendar(), day("2025-08-14"), day("2025-08-15"));
        assert!(issues[0].is_against_decree() && issues.len() == 2, "{issues:?}");
        assert!(deadline_issues(&calendar(), day("2025-08-14"), day("2025-08-16")).is_empty());
    }

    #[test]
    fn days_off_name_the_next_working_day() {
        let issues = deadline_issues(&calendar(), day("2025-08-14"), day("2025-08-18"));
        assert_eq!(
            issues,
            [DeadlineIssue::DayOff {
                holiday: Some("Ngày thử".into()),
                next: day("2025-08-19")
            }]
        );
    }

    #[test]
    fn years_without_announcement_or_data_are_said() {
        let issues = deadline_issues(&calendar(), day("2025-12-14"), day("2026-01-05"));
        assert_eq!(issues, [DeadlineIssue::Expected(2026)]);
        let issues = deadline_issues(&calendar(), day("2027-12-14"), day("9999-01-05"));
        assert_eq!(issues[0], DeadlineIssue::Missing(2027));
        assert_eq!(issues.len(), 3);
        assert!(issues.iter().all(|i| !i.message().key.is_empty()));
    }

    proptest! {
        #[test]
        fn n_working_days_later_are_n_working_days_between(offset in 0_i64..400, n in 1_u16..60) {
            let calendar = calendar();
            let from = day("2025-03-01").plus_days(offset);
            let to = calendar.plus_working_days(from, n);
            prop_assert!(calendar.is_working(to));
            prop_assert_eq!(calendar.working_days_between(from, to), u32::from(n));
            prop_assert!(deadline_issues(&calendar, from, to).iter().all(|i| !i.is_against_decree()));
        }
    }
}
