//! Numbers as Vietnamese reports print them: `1.059`, `75,26`, `04`, `570/570`, `6 tỷ đồng`.
//!
//! Hand-written scanners over the start of a text. They decide what a run of digits *says*, never
//! what it is *about*: whether `57` is a figure or part of a name is decided by who reads the sentence.

/// Longest run of digits that is read as a number: an `f64` holds 15 digits exactly.
const MAX_DIGITS: usize = 15;

/// A number at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// How many bytes of the text it takes.
    pub len: usize,
    /// Digits printed after the decimal mark.
    pub decimals: u8,
    /// Digits printed before the decimal mark.
    pub digits: u8,
    /// True where it starts with a zero that says nothing: `04`.
    pub padded: bool,
    /// True where digits are grouped: `1.059`.
    pub grouped: bool,
}

/// A ratio of two whole numbers as printed: `570/571`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fraction {
    /// Before the stroke.
    pub numerator: f64,
    /// After the stroke.
    pub denominator: f64,
    /// How many bytes of the text it takes.
    pub len: usize,
}

/// Number of ASCII digits at the start of `bytes`.
fn digit_run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// End of the groups `.ddd.ddd…` that follow at `at`; `at` itself where there is none.
fn groups_end(bytes: &[u8], mut at: usize, mark: u8) -> usize {
    while bytes.get(at) == Some(&mark) && digit_run(&bytes[at + 1..]) == 3 {
        at += 4;
    }
    at
}

/// The number that stands at the very start of `text`.
///
/// A point groups thousands where exactly three digits follow each (`10.000`) and is a decimal mark
/// otherwise (`75.26`); a comma is a decimal mark, unless it groups twice (`1,234,567`). None where
/// the text does not start with a digit or the run is longer than 15 digits.
#[must_use]
pub fn number_prefix(text: &str) -> Option<Number> {
    let bytes = text.as_bytes();
    let head = digit_run(bytes);
    if head == 0 || head > MAX_DIGITS {
        return None;
    }
    let padded = head > 1 && bytes[0] == b'0';
    let may_group = head <= 3 && bytes[0] != b'0';
    let mut whole_end = head;
    if may_group {
        whole_end = groups_end(bytes, head, b'.');
        if whole_end == head {
            let commas = groups_end(bytes, head, b',');
            if commas > head + 4 {
                whole_end = commas;
            }
        }
    }
    let grouped = whole_end > head;
    let mark = bytes.get(whole_end).copied();
    let tail = if whole_end < bytes.len() {
        digit_run(&bytes[whole_end + 1..])
    } else {
        0
    };
    let tail_end = whole_end + 1 + tail;
    let has_decimals = match mark {
        Some(b',') => tail > 0,
        // "1.2.3" is a section or an address, "18.7.2025" a date.
        Some(b'.') => {
            !grouped && tail > 0 && !(bytes.get(tail_end) == Some(&b'.') && digit_run(&bytes[tail_end + 1..]) > 0)
        }
        _ => false,
    };
    let len = if has_decimals { tail_end } else { whole_end };
    let digits = bytes[..whole_end].iter().filter(|b| b.is_ascii_digit()).count();
    let decimals = if has_decimals { tail } else { 0 };
    if digits + decimals > MAX_DIGITS {
        return None;
    }
    let mut plain = String::with_capacity(len);
    for (i, b) in bytes[..len].iter().enumerate() {
        if b.is_ascii_digit() {
            plain.push(char::from(*b));
        } else if i == whole_end {
            plain.push('.');
        }
    }
    let value = plain.parse().ok()?;
    Some(Number {
        value,
        len,
        decimals: decimals as u8,
        digits: digits as u8,
        padded,
        grouped,
    })
}

/// The ratio `n/m` of whole numbers at the start of `text`; white space around the stroke is allowed.
#[must_use]
pub fn fraction_prefix(text: &str) -> Option<Fraction> {
    let first = number_prefix(text)?;
    let rest = &text[first.len..];
    let stroke = rest.trim_start().strip_prefix('/')?;
    let second_text = stroke.trim_start();
    let second = number_prefix(second_text)?;
    let len = text.len() - second_text.len() + second.len;
    (first.decimals == 0 && second.decimals == 0).then_some(Fraction {
        numerator: first.value,
        denominator: second.value,
        len,
    })
}

/// Length of a percent sign at the start of `text`, with the white space before it: `%`, ` phần trăm`.
#[must_use]
pub fn percent_prefix(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let skipped = text.len() - rest.len();
    if rest.starts_with('%') {
        return Some(skipped + 1);
    }
    word_prefix(rest, "phần trăm").map(|len| skipped + len)
}

/// A scale word at the start of `text`, with the white space before it: its factor and its length.
///
/// `nghìn`, `ngàn`, `triệu`, `tỷ`, `tỉ`, and one of another: `nghìn tỷ`.
#[must_use]
pub fn scale_prefix(text: &str) -> Option<(f64, usize)> {
    let (factor, len) = one_scale(text)?;
    let larger = one_scale(&text[len..]).filter(|(of, _)| *of > factor);
    Some(larger.map_or((factor, len), |(of, more)| (factor * of, len + more)))
}

fn one_scale(text: &str) -> Option<(f64, usize)> {
    const SCALES: [(&str, f64); 6] = [
        ("nghìn", 1e3),
        ("ngàn", 1e3),
        ("triệu", 1e6),
        ("tr", 1e6),
        ("tỷ", 1e9),
        ("tỉ", 1e9),
    ];
    let rest = text.trim_start();
    let skipped = text.len() - rest.len();
    SCALES
        .iter()
        .find_map(|(word, factor)| word_prefix(rest, word).map(|len| (*factor, skipped + len)))
}

/// Length of the name of the currency at the start of `text`, with the white space before it.
#[must_use]
pub fn currency_prefix(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let skipped = text.len() - rest.len();
    ["việt nam đồng", "đồng", "vnđ", "vnd", "đ"]
        .iter()
        .find_map(|word| word_prefix(rest, word))
        .map(|len| skipped + len)
}

/// Length of `word` (lower case) at the start of `text` whatever its case, if a word ends there.
pub(crate) fn word_prefix(text: &str, word: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for w in word.chars() {
        let (_, c) = chars.next()?;
        if c != w && c.to_lowercase().next() != Some(w) {
            return None;
        }
    }
    match chars.next() {
        Some((_, c)) if c.is_alphabetic() => None,
        Some((at, _)) => Some(at),
        None => Some(text.len()),
    }
}

/// A number in Vietnamese notation: `1.059`, `75,26`.
#[must_use]
pub fn format_number(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    let (whole, tail) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |w| ("-", w));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    if !tail.is_empty() {
        out.push(',');
        out.push_str(tail);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Option<(f64, usize)> {
        number_prefix(text).map(|n| (n.value, n.len))
    }

    #[test]
    fn points_group_and_commas_divide() {
        assert_eq!(value("1.059 văn bản"), Some((1059.0, 5)));
        assert_eq!(value("10.000"), Some((10_000.0, 6)));
        assert_eq!(value("75,26%"), Some((75.26, 5)));
        assert_eq!(value("2.500.000,5"), Some((2_500_000.5, 11)));
        assert_eq!(value("1,234,567"), Some((1_234_567.0, 9)));
        assert_eq!(value("75.26%"), Some((75.26, 5)));
        assert_eq!(value("6639 người"), Some((6639.0, 4)));
        assert_eq!(value("04 lớp"), Some((4.0, 2)));
    }

    #[test]
    fn punctuation_after_a_number_is_not_part_of_it() {
        assert_eq!(value("16, trong đó"), Some((16.0, 2)));
        assert_eq!(value("544. Đã"), Some((544.0, 3)));
        assert_eq!(value("18.7.2025"), Some((18.0, 2)));
        assert_eq!(value("0.123"), Some((0.123, 5)));
        assert_eq!(value("x"), None);
        assert_eq!(value("1234567890123456"), None);
    }

    #[test]
    fn ratios_scales_and_currencies() {
        assert_eq!(
            fraction_prefix("1.059 / 1.060 văn bản"),
            Some(Fraction {
                numerator: 1059.0,
                denominator: 1060.0,
                len: 13
            })
        );
        assert_eq!(fraction_prefix("12,5/3"), None);
        assert_eq!(percent_prefix(" %"), Some(2));
        assert_eq!(percent_prefix(" Phần trăm"), Some(" phần trăm".len()));
        assert_eq!(scale_prefix(" Tỷ đồng"), Some((1e9, " tỷ".len())));
        assert_eq!(scale_prefix(" nghìn tỷ đồng"), Some((1e12, " nghìn tỷ".len())));
        assert_eq!(scale_prefix(" tỷ triệu"), Some((1e9, " tỷ".len())));
        assert_eq!(scale_prefix(" trường"), None);
        assert_eq!(currency_prefix(" đồng."), Some(" đồng".len()));
        assert_eq!(currency_prefix(" đồng bào"), Some(" đồng".len()));
        assert_eq!(currency_prefix("đường"), None);
    }

    proptest! {
        #[test]
        fn what_is_formatted_is_read_back(cents in 0_u64..100_000_000_000, decimals in 0_usize..4) {
            let value = cents as f64 / 10_f64.powi(decimals as i32);
            let text = format_number(value, decimals);
            let read = number_prefix(&text).unwrap();
            prop_assert_eq!(read.len, text.len());
            prop_assert!((read.value - value).abs() <= value.abs() * 1e-12, "{} {}", text, read.value);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            for (at, _) in text.char_indices() {
                if let Some(n) = number_prefix(&text[at..]) {
                    prop_assert!(text.is_char_boundary(at + n.len));
                }
                let _ = fraction_prefix(&text[at..]);
                let _ = percent_prefix(&text[at..]);
                let _ = scale_prefix(&text[at..]);
                let _ = currency_prefix(&text[at..]);
            }
        }
    }
}
