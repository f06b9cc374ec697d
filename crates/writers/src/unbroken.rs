//! Spaces at which a line must not end: between a kind of unit and its name, "số" and its number, "điểm" and its letter,
//! "ngày" and its date, a figure and its unit of measure.

use std::borrow::Cow;

use tonghop_model::official::Inline;

const FIXED: char = '\u{A0}';
/// Kinds of units and bodies; a name follows.
const KINDS: [&str; 10] = [
    "xã",
    "phường",
    "khu",
    "trấn",
    "tỉnh",
    "huyện",
    "quận",
    "UBND",
    "HĐND",
    "thôn",
];
/// Words that a figure follows.
const NUMBERED: [&str; 13] = [
    "số", "Số", "ngày", "tháng", "năm", "quý", "Quý", "khoản", "Khoản", "Điều", "điều", "trang", "tổ",
];
/// Words that a Roman figure follows.
const ROMAN: [&str; 6] = ["lục", "Phần", "Chương", "Mục", "mục", "quý"];
/// What follows a figure.
const MEASURES: [&str; 4] = ["%", "đồng", "triệu", "tỷ"];

/// Longest word that is bound to the one before it, characters: a longer one ("1464/SKHCN-KH&ĐMST", "12/8/2025") would leave a hole in
/// the line that it does not fit into.
const LONGEST: usize = 7;

/// The pieces with spaces that no line may end at.
pub(crate) fn unbroken(pieces: &[Inline]) -> Cow<'_, [Inline]> {
    let texts: Vec<&str> = pieces.iter().map(text_of).collect();
    let whole: String = texts.concat();
    let bound = bound_spaces(&whole);
    if bound.is_empty() {
        return Cow::Borrowed(pieces);
    }
    let mut pieces = pieces.to_vec();
    let mut start = 0;
    for (piece, text) in pieces.iter_mut().zip(texts) {
        let is_bound = |at: usize| bound.binary_search(&(start + at)).is_ok();
        let fixed = text
            .char_indices()
            .map(|(at, c)| if is_bound(at) { FIXED } else { c })
            .collect();
        start += text.len();
        match piece {
            Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => *t = fixed,
            Inline::Footnote(_) | Inline::Break => {}
        }
    }
    Cow::Owned(pieces)
}

fn text_of(piece: &Inline) -> &str {
    match piece {
        Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => t,
        // Neither has text: what stands on its two sides is bound as if it were not there.
        Inline::Footnote(_) | Inline::Break => "",
    }
}

/// Byte places of the single spaces between words that belong together.
fn bound_spaces(text: &str) -> Vec<usize> {
    let mut bound = Vec::new();
    let mut before: Option<&str> = None;
    let mut at = 0;
    for word in text.split(' ') {
        if let Some(previous) = before
            && at > 0
            && together(previous, word)
        {
            bound.push(at - 1);
        }
        before = Some(word);
        at += word.len() + 1;
    }
    bound
}

fn together(first: &str, second: &str) -> bool {
    let first = first.trim_start_matches(['(', '“', '"', '-', FIXED]);
    let starts = |test: fn(char) -> bool| second.starts_with(test);
    let digit = starts(|c| c.is_ascii_digit());
    let bare = second.trim_end_matches(['.', ',', ';', ':', ')']);
    if bare.chars().count() > LONGEST && !KINDS.contains(&bare) {
        return false;
    }
    KINDS.contains(&first) && (starts(char::is_uppercase) || KINDS.contains(&second))
        || NUMBERED.contains(&first) && digit
        || ROMAN.contains(&first) && !bare.is_empty() && bare.chars().all(|c| "IVXL".contains(c))
        || matches!(first, "điểm" | "Điểm") && bare.chars().count() == 1
        || first.ends_with(|c: char| c.is_ascii_digit()) && MEASURES.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::official::Binding;

    fn printed(pieces: &[Inline]) -> String {
        unbroken(pieces)
            .iter()
            .map(text_of)
            .collect::<String>()
            .replace(FIXED, "~")
    }

    #[test]
    fn what_belongs_together_stays_on_one_line() {
        for (text, expected) in [
            ("UBND phường Ba Lim báo cáo", "UBND~phường~Ba Lim báo cáo"),
            ("đặc khu Hòn Mây", "đặc khu~Hòn Mây"),
            (
                "Quyết định số 12/QĐ-UBND ngày 05 tháng 3",
                "Quyết định số 12/QĐ-UBND ngày~05 tháng~3",
            ),
            ("Công văn số 64 ngày 12/8/2025", "Công văn số~64 ngày 12/8/2025"),
            ("điểm a khoản 2 Điều 5", "điểm~a khoản~2 Điều~5"),
            ("tại Phụ lục II, đạt 98 %.", "tại Phụ lục~II, đạt 98~%."),
            ("các xã, phường trên địa bàn", "các xã, phường trên địa bàn"),
            ("chuyển đổi số trong năm nay", "chuyển đổi số trong năm nay"),
            ("kinh tế số và xã hội số", "kinh tế số và xã hội số"),
        ] {
            assert_eq!(printed(&[Inline::text(text)]), expected);
        }
    }

    #[test]
    fn values_are_bound_to_the_word_before_them() {
        let value = Inline::Value {
            text: "20".into(),
            binding: Binding {
                key: "round:deadline".into(),
                source: "x".into(),
            },
        };
        let pieces = [Inline::text("gửi trước ngày "), value, Inline::text(" để tổng hợp")];
        assert_eq!(printed(&pieces), "gửi trước ngày~20 để tổng hợp");
        assert!(matches!(&unbroken(&pieces)[1], Inline::Value { binding, .. } if binding.key == "round:deadline"));
    }
}
