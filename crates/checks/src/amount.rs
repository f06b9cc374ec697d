//! Numbers: rounding as declared, and printing as people write them.

use std::fmt::Write as _;

/// `value` rounded half up to `places` decimals. The one rounding rule of all checks.
pub fn round_half_up(value: f64, places: usize) -> f64 {
    let scale = 10_f64.powi(places.min(9) as i32);
    // The tiny push keeps 0.125 × 100 from falling under its half because of binary fractions.
    let scaled = value * scale;
    (scaled + 0.5 + scaled.abs() * 1e-12).floor() / scale
}

/// The number the Vietnamese way, `places` decimals: `1.686`, `99,82`.
pub fn print(value: f64, places: usize) -> String {
    let text = format!("{:.*}", places.min(9), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 {
        out.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        let _ = write!(out, ",{fraction}");
    }
    out
}

/// The number with as many decimals as it needs, at most two.
pub fn plain(value: f64) -> String {
    let places = (0..2)
        .find(|&p| (round_half_up(value, p) - value).abs() < 1e-9)
        .unwrap_or(2);
    print(value, places)
}

/// A percentage with `places` decimals: `99,82 %`.
pub fn percent(value: f64, places: usize) -> String {
    format!("{} %", print(value, places))
}

/// Percentages printed in a text: value and number of decimals. `1.059 %` and `99,81%` are both read the Vietnamese way.
pub fn percentages(text: &str) -> Vec<(f64, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    for (index, _) in chars.iter().enumerate().filter(|(_, c)| **c == '%') {
        let mut start = index;
        while start > 0 && chars[start - 1] == ' ' {
            start -= 1;
        }
        let end = start;
        while start > 0 && (chars[start - 1].is_ascii_digit() || matches!(chars[start - 1], ',' | '.')) {
            start -= 1;
        }
        let digits: String = chars[start..end].iter().collect();
        out.extend(read(digits.trim_matches([',', '.'])));
    }
    out
}

/// A printed number and its decimals. A point before exactly three digits separates thousands.
fn read(digits: &str) -> Option<(f64, usize)> {
    if digits.is_empty() || digits.len() > 24 {
        return None;
    }
    let (whole, fraction) = match digits.rsplit_once([',', '.']) {
        Some((whole, fraction)) if fraction.len() != 3 || digits.contains(',') => (whole, fraction),
        _ => (digits, ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{fraction}0")
        .parse()
        .ok()
        .map(|value| (value, fraction.len()))
}

/// Decimals with which a percentage of this value is printed in the quote.
pub fn printed_decimals(quote: &str, value: f64) -> Option<usize> {
    percentages(quote)
        .into_iter()
        .find(|(v, _)| (v - value).abs() < 1e-9)
        .map(|(_, places)| places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_up() {
        assert!((round_half_up(99.8161, 2) - 99.82).abs() < 1e-9);
        assert!((round_half_up(12.5, 0) - 13.0).abs() < 1e-9);
        assert!((round_half_up(0.125 * 100.0, 0) - 13.0).abs() < 1e-9);
        assert!((round_half_up(1.005, 2) - 1.01).abs() < 1e-9);
    }

    #[test]
    fn numbers_are_printed_the_vietnamese_way() {
        assert_eq!(print(1686.0, 0), "1.686");
        assert_eq!(plain(99.82), "99,82");
        assert_eq!(plain(1_234_567.5), "1.234.567,5");
        assert_eq!(percent(100.0, 1), "100,0 %");
    }

    #[test]
    fn percentages_are_read_with_their_decimals() {
        assert_eq!(
            percentages("đạt 99,81%, còn 0,18 % và 1.059%"),
            [(99.81, 2), (0.18, 2), (1059.0, 0)]
        );
        assert_eq!(percentages("% và ,% và ...%"), []);
        assert_eq!(printed_decimals("691/685, đạt 100,9%", 100.9), Some(1));
    }
}
