//! The periods that the form for a new round offers, in groups.

use super::card::period_label;
use crate::page::Page;
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::period::{Regime, ReportingPeriod, Span};

/// Days around today in which a period ends that is likely to be asked for now.
const NEAR: i64 = 31;
/// Requests go out before a period begins: days ahead in which the ones of next year begin.
const AHEAD: i64 = 92;

/// A period to choose.
pub struct Choice {
    /// Its stable code.
    pub code: String,
    /// Its name and days.
    pub label: String,
}

/// Periods under one heading of the list.
pub struct Group {
    /// The heading.
    pub label: String,
    /// The periods.
    pub choices: Vec<Choice>,
}

/// Those that end about now first; then by rule and year: this year, next year as far as its periods begin soon, last year.
pub fn groups(page: &Page, today: Date) -> Vec<Group> {
    let choice = |p: &ReportingPeriod| Choice {
        code: p.to_string(),
        label: format!(
            "{} ({} – {})",
            period_label(page, &p.to_string()),
            page.day(p.from()),
            page.day(p.to())
        ),
    };
    let groups = offered(today).into_iter().map(|(heading, periods)| Group {
        label: page.format(&heading),
        choices: periods.iter().map(choice).collect(),
    });
    groups.collect()
}

fn offered(today: Date) -> Vec<(Message, Vec<ReportingPeriod>)> {
    let is_near = |p: &ReportingPeriod| today.days_until(p.to()).abs() <= NEAR;
    let (mut near, mut others) = (Vec::new(), Vec::new());
    for regime in [Regime::Nd09, Regime::Calendar] {
        for year in [today.year(), today.year() + 1, today.year() - 1] {
            let mut all = ReportingPeriod::of_year(regime, year);
            all.retain(|p| year <= today.year() || today.days_until(p.from()) <= AHEAD);
            let (now, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(is_near);
            // Stable: periods of one kind stay in the order of their days.
            rest.sort_by_key(|p| p.span().map(kind));
            near.extend(now);
            if !rest.is_empty() {
                let key = match regime {
                    Regime::Nd09 => "web-round-periods-nd09",
                    Regime::Calendar => "web-round-periods-calendar",
                };
                others.push((Message::new(key).with("year", year.to_string()), rest));
            }
        }
    }
    others.insert(0, (Message::new("web-round-periods-near"), near));
    others
}

/// Months, quarters, parts of the year, the year: what stands together in a list.
const fn kind(span: Span) -> u8 {
    match span {
        Span::Month(_) => 0,
        Span::Quarter(_) => 1,
        Span::FirstHalf | Span::NineMonths | Span::SecondHalf => 2,
        Span::Year => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(today: &str) -> Vec<Vec<String>> {
        let groups = offered(today.parse().expect("a day")).into_iter();
        groups
            .map(|(_, p)| p.iter().map(ToString::to_string).collect())
            .collect()
    }

    #[test]
    fn what_ends_about_now_comes_first_and_next_year_is_there_in_time() {
        let groups = codes("2026-11-27");
        assert_eq!(
            groups[0],
            [
                "nd09:2026-M11",
                "nd09:2026-M12",
                "nd09:2026-Q4",
                "nd09:2026-H2",
                "nd09:2026-Y",
                "cal:2026-M10",
                "cal:2026-M11"
            ]
        );
        let all: Vec<&String> = groups.iter().flatten().collect();
        for code in [
            "nd09:2027-M01",
            "nd09:2027-Q1",
            "nd09:2027-Y",
            "cal:2027-M01",
            "nd09:2025-M01",
        ] {
            assert!(all.iter().any(|c| *c == code), "{code}");
        }
        assert!(!all.iter().any(|c| *c == "nd09:2027-Q2"), "not before its time");
        // In March nothing of the next year begins soon.
        assert!(!codes("2026-03-10").iter().flatten().any(|c| c.contains("2027")));
    }

    #[test]
    fn within_a_year_periods_of_one_kind_stand_together() {
        let groups = codes("2026-03-10");
        let spans = |codes: &[String]| codes.iter().map(|c| c[c.len() - 3..].to_owned()).collect::<Vec<_>>();
        let last_year = groups
            .iter()
            .find(|g| g.contains(&"nd09:2025-Q1".to_owned()))
            .expect("2025");
        assert_eq!(spans(&last_year[..2]), ["M01", "M02"]);
        let rest = &last_year[last_year.len() - 8..];
        assert_eq!(spans(rest), ["-Q1", "-Q2", "-Q3", "-Q4", "-H1", "1Q3", "-H2", "5-Y"]);
    }

    #[test]
    fn no_period_is_offered_twice_and_none_of_this_year_and_the_last_is_missing() {
        for today in ["2026-01-01", "2026-02-28", "2026-12-31"] {
            let mut all: Vec<String> = codes(today).into_iter().flatten().collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count, "{today}");
            let of = |year: &str| all.iter().filter(|c| c.contains(year)).count();
            assert_eq!((of(":2026-"), of(":2025-")), (40, 40), "{today}");
        }
    }
}
