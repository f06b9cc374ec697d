//! Printed labels of headings and items: "A.", "II.", "4.1.", "a)", "Phần thứ nhất".

use tonghop_text::fold;

/// Kinds of labels, from the outermost (Nghị định 30/2020/NĐ-CP, Annex I, section II.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// "Phần thứ nhất", "PHẦN I".
    Part,
    /// "Chương I".
    Chapter,
    /// "A."
    Letter,
    /// "II."
    Roman,
    /// "Mục 1."
    Division,
    /// "4." has depth 1, "4.1." depth 2.
    Decimal(u8),
    /// "a)", "đ)"
    Lower,
}

impl Kind {
    /// Order from the outermost.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::Part => 0,
            Self::Chapter => 1,
            Self::Letter => 2,
            Self::Roman => 3,
            Self::Division => 4,
            Self::Decimal(depth) => 4 + if depth > 9 { 9 } else { depth },
            Self::Lower => 14,
        }
    }
}

/// A label at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// As printed, without a closing full stop; a closing bracket stays.
    pub number: String,
    /// Its kind.
    pub kind: Kind,
    /// Byte at which the words after the label start.
    pub rest: usize,
}

/// The label at the start of `text`, if the words after it can be a title or an item.
pub(crate) fn parse(text: &str) -> Option<Label> {
    let label = worded(text).or_else(|| decimal(text)).or_else(|| lettered(text))?;
    let first = text[label.rest..].chars().find(|c| c.is_alphanumeric());
    match (label.kind, first) {
        (Kind::Part | Kind::Chapter | Kind::Division, None) => Some(label),
        (_, Some(c)) if c.is_uppercase() || c.is_numeric() => Some(label),
        // Items may start with a small letter ("a) tiếp tục …"); a number before a small letter is a figure.
        (Kind::Lower, Some(_)) => Some(label),
        _ => None,
    }
}

/// The text after a bullet ("-", "+", "•", "*"), with the bullet; `None` where there is no bullet.
pub(crate) fn bullet(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    if !matches!(
        first,
        '-' | '–' | '—' | '+' | '•' | '*' | '·' | '●' | '○' | '▪' | '■' | '➢' | '✓' | '\u{f0b7}' | '\u{f02d}'
    ) {
        return None;
    }
    let rest = text[first.len_utf8()..].trim_start();
    // "-5 %" is a figure.
    if first == '-' && !text[1..].starts_with(' ') && rest.starts_with(|c: char| c.is_ascii_digit()) && rest.len() < 8 {
        return None;
    }
    let kind = match first {
        '–' | '—' | '\u{f02d}' => '-',
        other => other,
    };
    Some((kind, rest))
}

/// The words of an item without its bullet or number.
pub(crate) fn without_label(text: &str) -> &str {
    if let Some((_, rest)) = bullet(text) {
        return rest;
    }
    if let Some(label) = parse(text) {
        return text[label.rest..].trim_start();
    }
    bracketed(text).unwrap_or(text)
}

/// The words after "(1)" or "(i)".
pub(crate) fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    let close = inner.char_indices().take(5).find(|(_, c)| *c == ')')?.0;
    let mark = &inner[..close];
    let counts = mark.chars().all(|c| c.is_ascii_digit()) || mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (counts && !mark.is_empty()).then(|| inner[close + 1..].trim_start())
}

fn worded(text: &str) -> Option<Label> {
    let (word, rest) = text.split_once(' ')?;
    let kind = match fold(word).as_str() {
        "phan" => Kind::Part,
        "chuong" => Kind::Chapter,
        "muc" => Kind::Division,
        _ => return None,
    };
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let first = rest.split(' ').next()?;
    let mut taken = first.len();
    if fold(first) == "thu" {
        let second = rest.get(taken + 1..)?.split(' ').next()?;
        taken += 1 + second.len();
        let ordinal = fold(second.trim_end_matches(['.', ':']));
        if !["nhat", "hai", "ba", "tu", "bon", "nam", "sau", "bay", "tam"].contains(&ordinal.as_str()) {
            return None;
        }
    } else {
        let number = first.trim_end_matches(['.', ':']);
        let counts = !number.is_empty()
            && (number.len() < 3 && number.chars().all(|c| c.is_ascii_digit())
                || roman(number).is_some()
                || number.chars().count() == 1 && number.chars().all(char::is_uppercase));
        if !counts {
            return None;
        }
    }
    let number = &rest[..taken];
    let closed = number.ends_with(['.', ':']);
    let after = rest[taken..].trim_start();
    let after = after.strip_prefix(['.', ':', '-', '–']).unwrap_or(after).trim_start();
    // "Mục 3 Kế hoạch số 5 quy định …" is a sentence.
    if !closed && !after.is_empty() && !is_caps(after) {
        return None;
    }
    let number = format!("{word} {}", number.trim_end_matches(['.', ':']));
    Some(Label {
        number,
        kind,
        rest: text.len() - after.len(),
    })
}

fn decimal(text: &str) -> Option<Label> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0u8);
    let mut end;
    loop {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if at == start || at - start > 2 || depth == 5 {
            return None;
        }
        depth += 1;
        end = at;
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at += 1;
        } else {
            break;
        }
    }
    let mut number = text[..end].to_owned();
    match bytes.get(at) {
        Some(b')') => number.push(')'),
        // "9/2025" is a month.
        Some(b'/') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => return None,
        Some(b'.' | b'/' | b':') => {}
        // "1- Công tác lãnh đạo": as the Party's documents print.
        Some(b'-') if starts_words(&text[at + 1..]) => {}
        Some(b' ') if depth > 1 => at -= 1,
        _ => return None,
    }
    Some(Label {
        number,
        kind: Kind::Decimal(depth),
        rest: skip_space(text, at + 1),
    })
}

/// True where white space and a word with a capital follow.
fn starts_words(after: &str) -> bool {
    let words = after.trim_start();
    words.len() < after.len() && words.starts_with(char::is_uppercase)
}

fn lettered(text: &str) -> Option<Label> {
    let end = text
        .char_indices()
        .take(8)
        .find(|(_, c)| matches!(c, '.' | ')' | '/' | ':' | ' ' | '-' | '–'))?
        .0;
    let token = &text[..end];
    let mut separator = text[end..].chars().next()?;
    let mut rest = end + separator.len_utf8();
    if separator == ' ' {
        // "I - KẾT QUẢ"
        let after = text[end..].trim_start();
        let marked = after.chars().next().filter(|c| matches!(c, '-' | '–' | '.' | ')'));
        let Some(mark) = marked else {
            // A full stop that a scan lost: "II NHIỆM VỤ TRỌNG TÂM".
            let number = roman(token)
                .filter(|_| is_caps(after) && after.contains(' ') && !after.starts_with(|c: char| c.is_numeric()))?;
            return Some(Label {
                number,
                kind: Kind::Roman,
                rest: text.len() - after.len(),
            });
        };
        separator = mark;
        rest = text.len() - after.len() + separator.len_utf8();
    }
    let single = token.chars().count() == 1;
    let first = token.chars().next()?;
    let dashed = matches!(separator, '-' | '–');
    if dashed && !dash_closes(token, &text[rest..]) {
        return None;
    }
    if single && first.is_lowercase() && first.is_alphabetic() && !dashed && separator != ':' && first != 'l' {
        let number = if separator == ')' {
            format!("{first})")
        } else {
            first.to_string()
        };
        return Some(Label {
            number,
            kind: Kind::Lower,
            rest: skip_space(text, rest),
        });
    }
    if single && first.is_uppercase() && !matches!(first, 'I' | 'V' | 'X') && separator != '/' {
        return Some(Label {
            number: token.into(),
            kind: Kind::Letter,
            rest: skip_space(text, rest),
        });
    }
    let number = roman(token)?;
    if separator == ':' && !is_caps(&text[rest..]) {
        return None;
    }
    let number = if separator == ')' { format!("{number})") } else { number };
    Some(Label {
        number,
        kind: Kind::Roman,
        rest: skip_space(text, rest),
    })
}

/// True where a dash after a label closes it, as the Party's documents print ("I- TÌNH HÌNH", "A - KẾT QUẢ"):
/// a Roman number with white space after the dash, or words in capitals behind it. "X-quang" is a word.
fn dash_closes(token: &str, after: &str) -> bool {
    let words = after.trim_start();
    let caps = is_caps(words) && words.contains(' ');
    let spaced = after.starts_with(char::is_whitespace) && words.starts_with(char::is_uppercase);
    caps || (spaced && roman(token).is_some())
}

/// The Roman number up to 39 that `token` prints; small "l" and "1" inside it are misread "I".
fn roman(token: &str) -> Option<String> {
    if token.is_empty() || token.len() > 7 || !token.contains(['I', 'V', 'X', 'l']) {
        return None;
    }
    let clean: String = token
        .chars()
        .map(|c| if matches!(c, 'l' | '1' | '|') { 'I' } else { c })
        .collect();
    (1..40).map(to_roman).find(|r| *r == clean)
}

fn to_roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, digits) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= value {
            out.push_str(digits);
            n -= value;
        }
    }
    out
}

fn skip_space(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or_default();
    text.len() - tail.trim_start().len()
}

/// True where the text has letters and hardly a small one among them (OCR may slip one in).
pub(crate) fn is_caps(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in text.chars() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    upper > 1 && lower * 20 <= upper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(String, Kind, &str)> {
        parse(text).map(|l| (l.number, l.kind, &text[l.rest..]))
    }

    #[test]
    fn labels_of_every_kind() {
        assert_eq!(of("A. KẾT QUẢ"), Some(("A".into(), Kind::Letter, "KẾT QUẢ")));
        assert_eq!(of("II- Hạn chế"), Some(("II".into(), Kind::Roman, "Hạn chế")));
        assert_eq!(
            of("IV-KIẾN NGHỊ, ĐỀ XUẤT"),
            Some(("IV".into(), Kind::Roman, "KIẾN NGHỊ, ĐỀ XUẤT"))
        );
        assert_eq!(
            of("B - KẾT QUẢ ĐẠT ĐƯỢC"),
            Some(("B".into(), Kind::Letter, "KẾT QUẢ ĐẠT ĐƯỢC"))
        );
        assert_eq!(of("II/ Khó khăn"), Some(("II".into(), Kind::Roman, "Khó khăn")));
        assert_eq!(of("I - KẾT QUẢ"), Some(("I".into(), Kind::Roman, "KẾT QUẢ")));
        assert_eq!(of("4.1. Nhân lực"), Some(("4.1".into(), Kind::Decimal(2), "Nhân lực")));
        assert_eq!(of("4.1 Nhân lực"), Some(("4.1".into(), Kind::Decimal(2), "Nhân lực")));
        assert_eq!(of("3.Hạ tầng"), Some(("3".into(), Kind::Decimal(1), "Hạ tầng")));
        assert_eq!(of("2- Công tác"), Some(("2".into(), Kind::Decimal(1), "Công tác")));
        assert_eq!(of("4.1- Nhân lực"), Some(("4.1".into(), Kind::Decimal(2), "Nhân lực")));
        assert_eq!(of("đ) Phát động"), Some(("đ)".into(), Kind::Lower, "Phát động")));
        assert_eq!(of("PHẦN I. KẾT QUẢ"), Some(("PHẦN I".into(), Kind::Part, "KẾT QUẢ")));
        assert_eq!(of("Phần thứ nhất"), Some(("Phần thứ nhất".into(), Kind::Part, "")));
        assert_eq!(of("Mục 2: Kết quả"), Some(("Mục 2".into(), Kind::Division, "Kết quả")));
    }

    #[test]
    fn misread_roman_numbers() {
        assert_eq!(of("Il. KẾT QUẢ"), Some(("II".into(), Kind::Roman, "KẾT QUẢ")));
        assert_eq!(
            of("II NHIỆM VỤ TRỌNG TÂM"),
            Some(("II".into(), Kind::Roman, "NHIỆM VỤ TRỌNG TÂM"))
        );
        assert_eq!(of("lI. Hạn chế"), Some(("II".into(), Kind::Roman, "Hạn chế")));
    }

    #[test]
    fn figures_dates_and_sentences_are_no_labels() {
        for text in [
            "X-quang được số hóa",
            "C-PCVP và các phòng",
            "5-10 người",
            "1-Một",
            "1.059 văn bản",
            "1.5 triệu đồng",
            "9/2025 đã",
            "06 tháng đầu năm",
            "Mục 3 Kế hoạch số 5 quy định",
            "",
            "100%",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn bullets_and_bracketed_numbers_are_taken_off() {
        assert_eq!(without_label("- Một"), "Một");
        assert_eq!(without_label("-Một"), "Một");
        assert_eq!(without_label("(2) Hai"), "Hai");
        assert_eq!(without_label("3. Ba"), "Ba");
        assert_eq!(without_label("Bốn"), "Bốn");
        assert_eq!(without_label("-5%"), "-5%");
    }
}
