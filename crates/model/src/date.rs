//! A day of the calendar. The one date type of the project; `docs/decisions/0011-dates.md` tells why.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, years 1 to 9999. Written as ISO 8601: `2025-09-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// A text that is not a day in the form `2025-09-14`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date of the form YYYY-MM-DD")]
pub struct InvalidDate(pub String);

impl Date {
    /// First day that can be held: 0001-01-01.
    pub const MIN: Self = Self(first_of(1));
    /// Last day that can be held: 9999-12-31.
    pub const MAX: Self = Self(time::Date::MAX);

    /// The day; none where there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// Year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// Day of the week, 1 (Monday) to 7 (Sunday).
    #[must_use]
    pub const fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday()
    }

    /// True for Saturday and Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        self.weekday() >= 6
    }

    /// The day so many days later, earlier where negative; stays within [`Self::MIN`] and [`Self::MAX`].
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        // More days than there are between the first and the last.
        let days = days.clamp(-3_700_000, 3_700_000);
        let moved = self.0.saturating_add(time::Duration::days(days));
        Self(moved).max(Self::MIN)
    }

    /// Days from this day to the other one; negative where the other one is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).whole_days()
    }

    /// Last day of this day's month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        let days = self.0.month().length(self.0.year());
        Self(self.0.replace_day(days).unwrap_or(self.0))
    }

    /// The day so many days after 1970-01-01.
    #[must_use]
    pub fn from_days_since_1970(days: i64) -> Self {
        Self(const { first_of(1970) }).plus_days(days)
    }

    /// As official documents print it in figures: `14/9/2025`, `05/02/2025`.
    ///
    /// Days below 10 and the months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP, Annex I, II.4).
    #[must_use]
    pub fn printed(self) -> String {
        let zero = if self.month() < 3 { "0" } else { "" };
        format!("{:02}/{zero}{}/{}", self.day(), self.month(), self.year())
    }
}

/// 1 January of a year.
const fn first_of(year: i32) -> time::Date {
    match time::Date::from_ordinal_date(year, 1) {
        Ok(day) => day,
        Err(_) => time::Date::MIN,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        parse(text).ok_or_else(|| InvalidDate(text.chars().take(40).collect()))
    }
}

/// Exactly ten ASCII characters; no signs, spaces or other digits.
fn parse(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .try_fold(0_u16, |n, b| b.is_ascii_digit().then(|| n * 10 + u16::from(b - b'0')))
    };
    Date::new(
        i32::from(number(0..4)?),
        u8::try_from(number(5..7)?).ok()?,
        u8::try_from(number(8..10)?).ok()?,
    )
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().expect("date")
    }

    #[test]
    fn only_days_that_exist() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2025, 2, 29).is_none());
        assert!(Date::new(0, 1, 1).is_none());
        assert!(Date::new(10_000, 1, 1).is_none());
        for wrong in [
            "2025-13-01",
            "2025-9-14",
            "+025-09-14",
            "2025-09-14 ",
            "２025-09-14",
            "",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_of_the_week() {
        // 02/9/2025 was a Tuesday, 26/4/2026 a Sunday.
        assert_eq!(date("2025-09-02").weekday(), 2);
        assert_eq!(date("2026-04-26").weekday(), 7);
        assert!(date("2026-04-25").is_weekend() && !date("2026-04-27").is_weekend());
    }

    #[test]
    fn days_are_added_within_bounds() {
        assert_eq!(date("2024-02-28").plus_days(2), date("2024-03-01"));
        assert_eq!(date("2025-01-01").plus_days(-1), date("2024-12-31"));
        assert_eq!(Date::MAX.plus_days(i64::MAX), Date::MAX);
        assert_eq!(date("2025-01-01").plus_days(i64::MIN), Date::MIN);
        assert_eq!(Date::MIN.to_string(), "0001-01-01");
        assert_eq!(date("2024-02-03").end_of_month(), date("2024-02-29"));
    }

    #[test]
    fn print_follows_the_decree() {
        assert_eq!(date("2025-09-14").printed(), "14/9/2025");
        assert_eq!(date("2025-02-05").printed(), "05/02/2025");
    }

    #[test]
    fn json_is_the_iso_text() {
        let json = serde_json::to_string(&date("2025-09-14")).expect("json");
        assert_eq!(json, "\"2025-09-14\"");
        assert_eq!(serde_json::from_str::<Date>(&json).expect("date"), date("2025-09-14"));
        assert!(serde_json::from_str::<Date>("\"2025-09-31\"").is_err());
    }

    proptest! {
        #[test]
        fn text_and_days_go_both_ways(days in -700_000_i64..2_900_000) {
            let day = Date::from_days_since_1970(days);
            prop_assert_eq!(day.to_string().parse::<Date>(), Ok(day));
            prop_assert_eq!(Date::from_days_since_1970(0).days_until(day), days);
        }

        #[test]
        fn any_text_is_a_date_or_an_error(text in ".{0,12}") {
            if let Ok(day) = text.parse::<Date>() {
                prop_assert_eq!(day.to_string(), text);
            }
        }
    }
}
