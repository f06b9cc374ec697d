//! The rounds of the demo, laid around today: one long over, one closed, one just past its deadline, one to come.

use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_model::period::{Regime, ReportingPeriod, Span};

/// A period with its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    pub period: ReportingPeriod,
    /// When the round was opened.
    pub opened: Date,
    pub deadline: Date,
}

/// The four rounds, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// 9 months of 2025: the sample reports.
    pub samples: Dates,
    /// The last half, nine months or year before the present round.
    pub closed: Dates,
    /// The last month that is over; its deadline was the day before yesterday.
    pub open: Dates,
    /// The next half, nine months or year.
    pub upcoming: Dates,
}

impl Calendar {
    /// The rounds as they lie on a day; none in years for which there are no periods.
    pub fn of(today: Date) -> Option<Self> {
        let samples = Dates {
            period: ReportingPeriod::new(Regime::Nd09, 2025, Span::NineMonths)?,
            opened: Date::new(2025, 10, 14)?,
            deadline: Date::new(2025, 10, 31)?,
        };
        let months = (1..=12).map(Span::Month);
        let months = periods(today, &months.collect::<Vec<_>>());
        let open = *months.iter().rfind(|p| p.to() <= today.plus_days(-9))?;
        let long = periods(today, &[Span::FirstHalf, Span::NineMonths, Span::Year]);
        let closed = *long
            .iter()
            .rfind(|p| p.to().plus_days(30) < open.to() && **p != samples.period)?;
        let upcoming = *long.iter().find(|p| p.to() > today.plus_days(3))?;
        Some(Self {
            samples,
            closed: Dates {
                period: closed,
                opened: closed.to().plus_days(-6),
                deadline: closed.to().plus_days(14),
            },
            open: Dates {
                period: open,
                opened: open.to().plus_days(-3),
                deadline: today.plus_days(-2),
            },
            upcoming: Dates {
                period: upcoming,
                opened: today,
                deadline: upcoming.to().plus_days(14),
            },
        })
    }
}

/// The periods of the years around a day, by their last day.
fn periods(today: Date, spans: &[Span]) -> Vec<ReportingPeriod> {
    let years = today.year() - 2..=today.year() + 1;
    let mut found: Vec<_> = years
        .flat_map(|year| {
            spans
                .iter()
                .filter_map(move |s| ReportingPeriod::new(Regime::Nd09, year, *s))
        })
        .collect();
    found.sort_by_key(ReportingPeriod::to);
    found
}

/// A time of a day in Vietnam, never later than `last`: nothing of the demo lies in the future.
pub fn at(day: Date, hour: i64, last: Moment) -> Moment {
    let moment = Moment::end_of_day_in_vietnam(day).plus_seconds((hour - 24) * 3600);
    moment.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_any_day_of_two_years_the_rounds_lie_around_it() {
        let first: Date = "2026-01-01".parse().unwrap();
        for days in 0..730 {
            let today = first.plus_days(days);
            let rounds = Calendar::of(today).unwrap();
            assert!(
                rounds.open.deadline < today && rounds.open.period.to() < rounds.open.deadline,
                "{today}"
            );
            assert!(rounds.upcoming.period.to() > today, "{today}");
            assert!(rounds.closed.deadline < rounds.open.deadline, "{today}");
            for dates in [rounds.samples, rounds.closed, rounds.open, rounds.upcoming] {
                assert!(
                    dates.opened <= today && dates.opened <= dates.deadline,
                    "{today} {dates:?}"
                );
            }
        }
    }
}
