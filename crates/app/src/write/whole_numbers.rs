//! Numbers of documents that the end of a line cut behind a dash: "Kế hoạch số 02- KH/BCĐTW" is "02-KH/BCĐTW".

use tonghop_writers::documents::noted::Noted;

/// Joins them; marks of footnotes keep their places.
pub fn joined(mut said: Noted) -> Noted {
    while let Some(at) = cut(&said.text) {
        let before = said.text[..at].chars().count();
        said.text.remove(at);
        let behind = said.notes.iter_mut().filter(|(n, _)| *n > before);
        behind.for_each(|(n, _)| *n -= 1);
    }
    said
}

/// Byte place of the first space inside a number.
fn cut(text: &str) -> Option<usize> {
    text.match_indices("- ").map(|(dash, _)| dash + 1).find(|space| {
        let first = text[..*space].rsplit([' ', '(', '\u{A0}']).next().unwrap_or_default();
        let second = text[space + 1..].split(' ').next().unwrap_or_default();
        begins_number(first) && goes_on(second)
    })
}

/// "02-", "23/KH-": a figure, and behind its slash only letters of a symbol.
fn begins_number(word: &str) -> bool {
    let word = word.trim_end_matches('-');
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let symbol = &word[digits..];
    digits > 0
        && (symbol.is_empty()
            || symbol.starts_with('/') && symbol.chars().all(|c| c.is_uppercase() || "/-&".contains(c)))
}

/// "KH/BCĐTW", "UBND;", "TTg": two capitals at least.
fn goes_on(word: &str) -> bool {
    let letters = word.chars().take_while(|c| c.is_uppercase()).count();
    letters >= 2
}

/// True for a text that is only the number of a page: it stood in the margin.
pub fn is_page_number(text: &str) -> bool {
    let text = text.trim();
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_joined_and_nothing_else() {
        for (text, expected) in [
            ("Kế hoạch số 02- KH/BCĐTW ngày", "Kế hoạch số 02-KH/BCĐTW ngày"),
            (
                "Nghị quyết số 57- NQ/TW, 41/QĐ- UBND",
                "Nghị quyết số 57-NQ/TW, 41/QĐ-UBND",
            ),
            ("giai đoạn 2021- 2025", "giai đoạn 2021- 2025"),
            ("ứng dụng C- ThaiNguyen", "ứng dụng C- ThaiNguyen"),
            ("đạt 95- Tiếp tục", "đạt 95- Tiếp tục"),
            ("kinh tế - XÃ HỘI", "kinh tế - XÃ HỘI"),
        ] {
            assert_eq!(joined(text.into()).text, expected);
        }
    }

    #[test]
    fn marks_behind_the_cut_move_with_the_words() {
        let said = Noted {
            text: "số 57- NQ/TW, xã".into(),
            notes: vec![(2, "a".into()), (12, "b".into())],
        };
        assert_eq!(joined(said).notes, [(2, "a".to_owned()), (11, "b".to_owned())]);
    }

    #[test]
    fn a_lone_figure_is_the_number_of_a_page() {
        assert!(is_page_number(" 12 "));
        assert!(!is_page_number("12."));
        assert!(!is_page_number(""));
    }
}
