//! Points in time: the forms of ASN.1 and PDF, and ISO 8601 with the offset of Vietnam.

use crate::asn1::{self, Element};

/// Vietnam is seven hours ahead of UTC all year.
pub(crate) const VIETNAM: i64 = 7 * 3600;
const DAY: i64 = 86_400;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

impl Time {
    /// From "2026-11-26" (its beginning in Vietnam), "2026-11-26T08:30:00+07:00" or "…Z"; without an offset
    /// the time is that of Vietnam. `None` for anything else.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ':' | 'T')).collect();
        let date = text.get(..10).filter(|d| d.is_ascii())?;
        let shape: Vec<&str> = date.split('-').collect();
        if shape.iter().map(|p| p.len()).ne([4, 2, 2]) {
            return None;
        }
        let (rest, offset) = if let Some(utc) = text.strip_suffix('Z') {
            (utc, 0)
        } else if let Some(at) = text.get(10..)?.rfind(['+', '-']) {
            let (rest, offset) = text.split_at(10 + at);
            (rest, iso_offset(offset)?)
        } else {
            (text, VIETNAM)
        };
        let clock: String = rest.get(10..)?.strip_prefix('T').unwrap_or("").replace(':', "");
        if digits.is_empty() || !matches!(clock.len(), 0 | 4 | 6) || (clock.is_empty() && rest.len() != 10) {
            return None;
        }
        let padded = format!("{}{clock:0<6}", shape.concat());
        Some(Self(plain(&padded)? - offset))
    }

    /// From `UTCTime` or `GeneralizedTime`.
    pub(crate) fn from_asn1(element: Element<'_>) -> Option<Self> {
        let text = std::str::from_utf8(element.content).ok()?;
        match element.tag {
            asn1::UTC_TIME => {
                // RFC 5280, 4.1.2.5.1: 50 to 99 are of the last century.
                let century = if text.get(..2)?.parse::<u8>().ok()? >= 50 {
                    "19"
                } else {
                    "20"
                };
                stamp(&format!("{century}{text}"))
            }
            asn1::GENERALIZED_TIME => stamp(text),
            _ => None,
        }
    }

    /// From a PDF date: "D:20250324081437+07'00'". Parts from the month on may be left out.
    pub(crate) fn from_pdf(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches("D:").replace('\'', "");
        let digits: String = text.chars().take_while(char::is_ascii_digit).take(14).collect();
        let padded = match digits.len() {
            4 => format!("{digits}0101000000"),
            6 => format!("{digits}01000000"),
            8..=14 => format!("{digits:0<14}"),
            _ => return None,
        };
        let offset = offset(text.get(digits.len()..)?).unwrap_or(VIETNAM);
        Some(Self(plain(&padded)? - offset))
    }

    /// ISO 8601 with the offset of Vietnam: "2025-03-24T08:14:37+07:00".
    #[must_use]
    pub fn iso(self) -> String {
        let (y, mo, d, h, mi, s) = self.vietnam();
        format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}+07:00")
    }

    /// As people write it in Vietnam, in Vietnamese time: "24/03/2025 08:14:37".
    #[must_use]
    pub fn shown(self) -> String {
        let (y, mo, d, h, mi, s) = self.vietnam();
        format!("{d:02}/{mo:02}/{y:04} {h:02}:{mi:02}:{s:02}")
    }

    fn vietnam(self) -> (i64, i64, i64, i64, i64, i64) {
        let local = self.0.saturating_add(VIETNAM);
        let (year, month, day) = civil(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY);
        (year, month, day, second / 3600, second / 60 % 60, second % 60)
    }
}

impl serde::Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

fn iso_offset(text: &str) -> Option<i64> {
    let digits = text.get(1..)?.replace(':', "");
    (digits.len() == 4).then(|| offset(&text.replace(':', ""))).flatten()
}

/// "20250324011437Z", "20250324011437.25Z", "202503240114+0700".
fn stamp(text: &str) -> Option<Time> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(14).collect();
    if !matches!(digits.len(), 12 | 14) {
        return None;
    }
    let rest = text.get(digits.len()..)?;
    let rest = rest
        .strip_prefix(['.', ','])
        .map_or(rest, |r| r.trim_start_matches(|c: char| c.is_ascii_digit()));
    Some(Time(plain(&format!("{digits:0<14}"))? - offset(rest)?))
}

/// "Z", "+0700", "-07", "+07:00" without colon.
fn offset(text: &str) -> Option<i64> {
    let mut characters = text.chars();
    let sign = match characters.next()? {
        'Z' => return Some(0),
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = characters.as_str();
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// "20250324081437" taken as UTC.
fn plain(digits: &str) -> Option<i64> {
    if digits.len() != 14 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| digits[from..to].parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14)?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    let days = days(year, month, day);
    // A day that the month does not have comes back as another one.
    (fits && civil(days) == (year, month, day)).then_some(days * DAY + hour * 3600 + minute * 60 + second)
}

/// Days from 1970-01-01 in the Gregorian calendar, counted in eras of 400 years that begin on 1 March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_forms_of_pdf_and_iso_mean_the_same() {
        let wanted = Time(1_742_778_877);
        assert_eq!(Time::from_pdf("D:20250324081437+07'00'"), Some(wanted));
        assert_eq!(Time::from_pdf("D:20250324011437Z"), Some(wanted));
        assert_eq!(Time::from_iso("2025-03-24T08:14:37+07:00"), Some(wanted));
        assert_eq!(Time::from_iso("2025-03-24T01:14:37Z"), Some(wanted));
        assert_eq!(wanted.iso(), "2025-03-24T08:14:37+07:00");
        assert_eq!(
            Time::from_iso("2025-03-24").map(Time::iso).as_deref(),
            Some("2025-03-24T00:00:00+07:00")
        );
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2025-02-30",
            "2025",
            "24/03/2025",
            "2025-03-24T25:00:00",
            "2025-03-24x",
            "2025-03-24T08:14+7",
        ] {
            assert_eq!(Time::from_iso(text), None, "{text}");
        }
        assert_eq!(Time::from_pdf("D:20251399"), None);
    }

    proptest! {
        #[test]
        fn iso_round_trip(seconds in -60_000_000_000i64..200_000_000_000) {
            let time = Time(seconds);
            prop_assert_eq!(Time::from_iso(&time.iso()), Some(time));
        }

        #[test]
        fn any_text_is_taken_without_panic(text in "\\PC{0,30}") {
            let _ = (Time::from_iso(&text), Time::from_pdf(&text));
        }
    }
}
