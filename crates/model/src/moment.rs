//! A point in time, for events and stamps.

use crate::date::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Seconds since 1970-01-01 00:00 UTC. Written as `2025-09-14T02:03:04Z`.
///
/// The clock is read only by the cli; everyone else is handed a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// Seconds by which clocks in Vietnam are ahead of UTC, all year.
const VIETNAM: i64 = 7 * 3600;
const DAY: i64 = 86_400;

impl Moment {
    /// The moment so many seconds after 1970-01-01 00:00 UTC.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The moment so many seconds later, earlier where negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The day in Vietnam.
    #[must_use]
    pub fn day_in_vietnam(self) -> Date {
        Date::from_days_since_1970(self.0.saturating_add(VIETNAM).div_euclid(DAY))
    }

    /// Hour and minute in Vietnam.
    #[must_use]
    pub const fn time_in_vietnam(self) -> (u8, u8) {
        let second = self.0.saturating_add(VIETNAM).rem_euclid(DAY);
        ((second / 3600) as u8, (second / 60 % 60) as u8)
    }

    /// Time and day in Vietnam as people write them: "18:39 30/11/2026".
    #[must_use]
    pub fn in_vietnam(self) -> String {
        let (hour, minute) = self.time_in_vietnam();
        format!("{hour:02}:{minute:02} {}", self.day_in_vietnam().printed())
    }

    /// The moment at which this day begins in Vietnam.
    #[must_use]
    pub fn start_of_day_in_vietnam(day: Date) -> Self {
        Self(Date::from_days_since_1970(0).days_until(day) * DAY - VIETNAM)
    }

    /// The moment at which this day ends in Vietnam: a deadline on that day is met before it.
    #[must_use]
    pub fn end_of_day_in_vietnam(day: Date) -> Self {
        Self::start_of_day_in_vietnam(day).plus_seconds(DAY)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = Date::from_days_since_1970(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        let (hour, minute) = (second / 3600, second / 60 % 60);
        write!(f, "{day}T{hour:02}:{minute:02}:{:02}Z", second % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_seventeen_hours_utc() {
        let moment = Moment::from_unix(1_757_869_199); // 2025-09-14 16:59:59 UTC
        assert_eq!(moment.to_string(), "2025-09-14T16:59:59Z");
        assert_eq!(moment.day_in_vietnam().to_string(), "2025-09-14");
        assert_eq!(moment.time_in_vietnam(), (23, 59));
        let next = moment.plus_seconds(1);
        assert_eq!(next.day_in_vietnam().to_string(), "2025-09-15");
        assert_eq!(next.time_in_vietnam(), (0, 0));
        assert_eq!(Moment::end_of_day_in_vietnam(moment.day_in_vietnam()), next);
        assert_eq!(Moment::start_of_day_in_vietnam(next.day_in_vietnam()), next);
    }

    #[test]
    fn before_1970_and_far_away() {
        assert_eq!(Moment::from_unix(-1).to_string(), "1969-12-31T23:59:59Z");
        assert_eq!(Moment::from_unix(i64::MAX).day_in_vietnam(), Date::MAX);
        assert_eq!(Moment::from_unix(i64::MIN).day_in_vietnam(), Date::MIN);
    }
}
