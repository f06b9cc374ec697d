//! Reporting periods: those of Nghị định 09/2019/NĐ-CP, Điều 12, calendar ones, and free windows.

use crate::date::Date;
use crate::message::Message;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Which rule gives the first and last day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Nghị định 09/2019/NĐ-CP, Điều 12: from the 15th of the month before to the 14th of the last month.
    Nd09,
    /// First to last day of calendar months, as statistical reports count.
    Calendar,
}

/// Which part of a year a period covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// A month, 1 to 12.
    Month(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// 6 tháng đầu năm.
    FirstHalf,
    /// 9 tháng đầu năm.
    NineMonths,
    /// 6 tháng cuối năm.
    SecondHalf,
    /// Năm.
    Year,
}

/// A period that reports are about. Its last day is the default cut-off of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportingPeriod {
    from: Date,
    to: Date,
    /// None for a free window.
    regular: Option<(Regime, i32, Span)>,
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the code of a reporting period")]
pub struct InvalidPeriod(pub String);

/// Years for which periods are computed.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// No free window is longer: ten years.
const MAX_WINDOW_DAYS: i64 = 3660;

impl Span {
    /// Every span of a year, in the order in which their last days come: T1, T2, T3, quý I, …
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = (1..=12).map(Self::Month).collect();
        all.extend((1..=4).map(Self::Quarter));
        all.extend([Self::FirstHalf, Self::NineMonths, Self::SecondHalf, Self::Year]);
        // Stable: the shorter of two that end together comes first.
        all.sort_by_key(|s| s.months().map_or(0, |m| m.1));
        all
    }

    /// First and last month, 1 to 12; none for a month or quarter that does not exist.
    const fn months(self) -> Option<(u8, u8)> {
        match self {
            Self::Month(m @ 1..=12) => Some((m, m)),
            Self::Quarter(q @ 1..=4) => Some((q * 3 - 2, q * 3)),
            Self::Month(_) | Self::Quarter(_) => None,
            Self::FirstHalf => Some((1, 6)),
            Self::NineMonths => Some((1, 9)),
            Self::SecondHalf => Some((7, 12)),
            Self::Year => Some((1, 12)),
        }
    }
}

impl ReportingPeriod {
    /// The period; none where the month or quarter does not exist or the year is not 1900 to 2199.
    #[must_use]
    pub fn new(regime: Regime, year: i32, span: Span) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        let (first, last) = span.months()?;
        let (from, to) = match regime {
            Regime::Calendar => (Date::new(year, first, 1)?, Date::new(year, last, 1)?.end_of_month()),
            Regime::Nd09 => {
                let (start_year, start_month) = if first == 1 { (year - 1, 12) } else { (year, first - 1) };
                (Date::new(start_year, start_month, 15)?, Date::new(year, last, 14)?)
            }
        };
        Some(Self {
            from,
            to,
            regular: Some((regime, year, span)),
        })
    }

    /// A free window, both days included; none where it ends before it begins or is longer than ten years.
    #[must_use]
    pub fn window(from: Date, to: Date) -> Option<Self> {
        let days = from.days_until(to) + 1;
        (1..=MAX_WINDOW_DAYS).contains(&days).then_some(Self {
            from,
            to,
            regular: None,
        })
    }

    /// The 20 periods of a year, by their last day; empty where the year is not 1900 to 2199.
    #[must_use]
    pub fn of_year(regime: Regime, year: i32) -> Vec<Self> {
        let spans = Span::all().into_iter();
        spans.filter_map(|span| Self::new(regime, year, span)).collect()
    }

    /// First day.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// Last day.
    #[must_use]
    pub const fn to(&self) -> Date {
        self.to
    }

    /// The day on which the data are closed where a round sets no other: the last day of the period.
    #[must_use]
    pub const fn cut_off(&self) -> Date {
        self.to
    }

    /// Number of days.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.from.days_until(self.to) + 1
    }

    /// True where the day lies in the period.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The rule that gives its days; none for a free window.
    #[must_use]
    pub fn regime(&self) -> Option<Regime> {
        self.regular.map(|r| r.0)
    }

    /// The year that the period is named after; for a free window the year of its last day.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.regular.map_or(self.to.year(), |r| r.1)
    }

    /// The part of the year; none for a free window.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.regular.map(|r| r.2)
    }

    /// The period of the same kind before this one, which a report compares with; none for a free window.
    ///
    /// Before the first half comes the second half of the year before; before nine months those of the year before.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let (regime, year, span) = self.regular?;
        let (year, span) = match span {
            Span::Month(1) => (year - 1, Span::Month(12)),
            Span::Month(m) => (year, Span::Month(m - 1)),
            Span::Quarter(1) => (year - 1, Span::Quarter(4)),
            Span::Quarter(q) => (year, Span::Quarter(q - 1)),
            Span::FirstHalf => (year - 1, Span::SecondHalf),
            Span::SecondHalf => (year, Span::FirstHalf),
            Span::NineMonths | Span::Year => (year - 1, span),
        };
        Self::new(regime, year, span)
    }

    /// As people say it: "tháng 9 năm 2025", "6 tháng đầu năm 2025", "từ ngày 01/7/2025 đến ngày 10/9/2025".
    #[must_use]
    pub fn label(&self) -> Message {
        let Some((_, year, span)) = self.regular else {
            return Message::new("period-window")
                .with("from", self.from.printed())
                .with("to", self.to.printed());
        };
        let message = match span {
            Span::Month(month) => Message::new("period-month").count("month", usize::from(month)),
            Span::Quarter(quarter) => {
                let roman = ["I", "II", "III", "IV"][usize::from(quarter - 1) & 3];
                Message::new("period-quarter").with("quarter", roman)
            }
            Span::FirstHalf => Message::new("period-first-half"),
            Span::NineMonths => Message::new("period-nine-months"),
            Span::SecondHalf => Message::new("period-second-half"),
            Span::Year => Message::new("period-year"),
        };
        message.with("year", year.to_string())
    }
}

impl Regime {
    const fn code(self) -> &'static str {
        match self {
            Self::Nd09 => "nd09",
            Self::Calendar => "cal",
        }
    }
}

/// The stable code: `nd09:2025-M09`, `cal:2025-Q3`, `nd09:2025-H1`, `nd09:2025-H2`, `nd09:2025-Q1Q3` (nine months),
/// `nd09:2025-Y`, `window:2025-07-01..2025-09-10`.
impl fmt::Display for ReportingPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((regime, year, span)) = self.regular else {
            return write!(f, "window:{}..{}", self.from, self.to);
        };
        write!(f, "{}:{year}-", regime.code())?;
        match span {
            Span::Month(month) => write!(f, "M{month:02}"),
            Span::Quarter(quarter) => write!(f, "Q{quarter}"),
            Span::FirstHalf => f.write_str("H1"),
            Span::NineMonths => f.write_str("Q1Q3"),
            Span::SecondHalf => f.write_str("H2"),
            Span::Year => f.write_str("Y"),
        }
    }
}

impl FromStr for ReportingPeriod {
    type Err = InvalidPeriod;

    fn from_str(code: &str) -> Result<Self, InvalidPeriod> {
        parse(code).ok_or_else(|| InvalidPeriod(code.chars().take(60).collect()))
    }
}

fn parse(code: &str) -> Option<ReportingPeriod> {
    let (regime, rest) = code.split_once(':')?;
    let regime = match regime {
        "window" => {
            let (from, to) = rest.split_once("..")?;
            return ReportingPeriod::window(from.parse().ok()?, to.parse().ok()?);
        }
        "nd09" => Regime::Nd09,
        "cal" => Regime::Calendar,
        _ => return None,
    };
    let (year, span) = rest.split_once('-')?;
    let year = (year.len() == 4).then(|| number(year)).flatten()?;
    let span = match span {
        "H1" => Span::FirstHalf,
        "H2" => Span::SecondHalf,
        "Q1Q3" => Span::NineMonths,
        "Y" => Span::Year,
        _ => match (span.get(..1)?, span.get(1..)?) {
            ("M", month) if month.len() == 2 => Span::Month(u8::try_from(number(month)?).ok()?),
            ("Q", quarter) if quarter.len() == 1 => Span::Quarter(u8::try_from(number(quarter)?).ok()?),
            _ => return None,
        },
    };
    ReportingPeriod::new(regime, year, span)
}

/// ASCII digits only.
fn number(text: &str) -> Option<i32> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

impl Serialize for ReportingPeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ReportingPeriod {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn holds(code: &str, from: &str, to: &str) {
        let period: ReportingPeriod = code.parse().expect(code);
        assert_eq!(
            (period.from().to_string(), period.to().to_string()),
            (from.into(), to.into()),
            "{code}"
        );
        assert_eq!(period.to_string(), code);
    }

    #[test]
    fn periods_of_the_decree() {
        holds("nd09:2025-M01", "2024-12-15", "2025-01-14");
        holds("nd09:2025-M09", "2025-08-15", "2025-09-14");
        holds("nd09:2025-Q1", "2024-12-15", "2025-03-14");
        holds("nd09:2025-Q3", "2025-06-15", "2025-09-14");
        holds("nd09:2025-H1", "2024-12-15", "2025-06-14");
        holds("nd09:2025-H2", "2025-06-15", "2025-12-14");
        holds("nd09:2025-Q1Q3", "2024-12-15", "2025-09-14");
        holds("nd09:2025-Y", "2024-12-15", "2025-12-14");
    }

    #[test]
    fn calendar_periods_and_windows() {
        holds("cal:2024-M02", "2024-02-01", "2024-02-29");
        holds("cal:2025-Q4", "2025-10-01", "2025-12-31");
        holds("cal:2025-H2", "2025-07-01", "2025-12-31");
        holds("cal:2025-Q1Q3", "2025-01-01", "2025-09-30");
        holds("window:2025-07-01..2025-09-10", "2025-07-01", "2025-09-10");
    }

    #[test]
    fn what_is_no_code() {
        for wrong in [
            "",
            "nd09",
            "nd09:2025",
            "nd09:2025-M13",
            "nd09:2025-M9",
            "nd09:2025-Q0",
            "nd09:25-Q1",
            "nd9:2025-Q1",
            "cal:+025-Y",
            "cal:2025-é",
            "window:2025-09-10..2025-07-01",
            "window:1900-01-01..2100-01-01",
            "cal:1899-Y",
        ] {
            assert!(wrong.parse::<ReportingPeriod>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_year_has_twenty_periods_by_their_end() {
        let year = ReportingPeriod::of_year(Regime::Nd09, 2025);
        assert_eq!(year.len(), 20);
        assert!(year.windows(2).all(|w| w[0].to() <= w[1].to()));
        assert_eq!(year[3].to_string(), "nd09:2025-Q1");
        assert_eq!(year[19].to_string(), "nd09:2025-Y");
        assert!(ReportingPeriod::of_year(Regime::Calendar, 1800).is_empty());
    }

    #[test]
    fn labels_have_their_arguments() {
        let label = |code: &str| code.parse::<ReportingPeriod>().expect(code).label();
        assert_eq!(
            label("nd09:2025-Q3"),
            Message::new("period-quarter")
                .with("quarter", "III")
                .with("year", "2025")
        );
        assert_eq!(label("window:2025-07-01..2025-09-10").args.len(), 2);
    }

    fn any_period() -> impl Strategy<Value = ReportingPeriod> {
        let regime = prop_oneof![Just(Regime::Nd09), Just(Regime::Calendar)];
        (regime, 1901_i32..2199, 0_usize..20).prop_map(|(r, y, i)| ReportingPeriod::of_year(r, y)[i])
    }

    proptest! {
        #[test]
        fn codes_go_both_ways(period in any_period()) {
            prop_assert_eq!(period.to_string().parse::<ReportingPeriod>(), Ok(period));
            let json = serde_json::to_string(&period).expect("json");
            prop_assert_eq!(serde_json::from_str::<ReportingPeriod>(&json).expect("period"), period);
        }

        #[test]
        fn the_period_before_ends_the_day_before(period in any_period()) {
            let before = period.previous().expect("a period before");
            let regular = !matches!(period.span(), Some(Span::NineMonths));
            prop_assert_eq!(regular, before.to().plus_days(1) == period.from());
            prop_assert!(before.to() < period.from());
        }

        #[test]
        fn months_of_a_year_follow_each_other(year in 1901_i32..2199) {
            for regime in [Regime::Nd09, Regime::Calendar] {
                let months: Vec<_> = (1..=12).filter_map(|m| ReportingPeriod::new(regime, year, Span::Month(m))).collect();
                let whole = ReportingPeriod::new(regime, year, Span::Year).expect("year");
                prop_assert_eq!((months[0].from(), months[11].to()), (whole.from(), whole.to()));
                prop_assert_eq!(months.iter().map(ReportingPeriod::days).sum::<i64>(), whole.days());
            }
        }

        #[test]
        fn any_text_is_a_code_or_an_error(text in "(nd09|cal|window|.{0,5}):.{0,24}") {
            if let Ok(period) = text.parse::<ReportingPeriod>() {
                prop_assert_eq!(period.to_string(), text);
            }
        }
    }
}
