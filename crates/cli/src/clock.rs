//! The only place that reads the clock.

/// Seconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn now() -> i64 {
    #[allow(clippy::disallowed_methods)] // the cli is where the clock is read
    let now = std::time::SystemTime::now();
    let seconds = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// Today's date in Vietnam (UTC+7 all year), ISO 8601.
#[must_use]
pub fn today() -> String {
    const VIETNAM: u64 = 7 * 3600;
    #[allow(clippy::disallowed_methods)] // the cli is where the clock is read
    let now = std::time::SystemTime::now();
    let seconds = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    iso_date((seconds + VIETNAM) / 86_400)
}

/// The date that lies so many days after 1970-01-01 (Gregorian calendar).
fn iso_date(days: u64) -> String {
    // Eras of 400 years that begin on 1 March, so that the leap day is the last day of a year.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::iso_date;

    #[test]
    fn days_become_dates() {
        assert_eq!(iso_date(0), "1970-01-01");
        assert_eq!(iso_date(19_782), "2024-02-29");
        assert_eq!(iso_date(20_454), "2026-01-01");
    }
}
