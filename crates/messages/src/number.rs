//! Numbers as people of a language write them.

use crate::Lang;

/// A count with separators of thousands: 12.345 in Vietnamese, 12,345 in English.
#[must_use]
pub fn integer(value: i64, lang: Lang) -> String {
    let digits = grouped(&value.unsigned_abs().to_string(), lang);
    if value < 0 { format!("-{digits}") } else { digits }
}

/// A number with at most `places` decimal places and no trailing zeros: 1.234,5 or 1,234.5.
///
/// Values that are not finite are written as an en dash.
#[must_use]
pub fn decimal(value: f64, places: usize, lang: Lang) -> String {
    if !value.is_finite() {
        return "–".into();
    }
    let fixed = format!("{value:.places$}");
    let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let fraction = fraction.trim_end_matches('0');
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let sign = if digits == "0" && fraction.is_empty() { "" } else { sign };
    let mut text = format!("{sign}{}", grouped(digits, lang));
    if !fraction.is_empty() {
        text.push(if lang == Lang::Vi { ',' } else { '.' });
        text.push_str(fraction);
    }
    text
}

/// Puts separators of thousands into a row of digits.
fn grouped(digits: &str, lang: Lang) -> String {
    let separator = if lang == Lang::Vi { '.' } else { ',' };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(integer(1_234_567, Lang::Vi), "1.234.567");
        assert_eq!(integer(-12, Lang::En), "-12");
        assert_eq!(integer(i64::MIN, Lang::En), "-9,223,372,036,854,775,808");
        assert_eq!(decimal(1234.50, 2, Lang::Vi), "1.234,5");
        assert_eq!(decimal(100.0, 2, Lang::En), "100");
        assert_eq!(decimal(-0.001, 2, Lang::En), "0");
        assert_eq!(decimal(f64::NAN, 2, Lang::Vi), "–");
    }
}
