//! Numbers of documents that the end of a line cut behind a dash or a slash: "Kế hoạch số 02- KH/BCĐTW" is "02-KH/BCĐTW".

use std::borrow::Cow;

use super::noted::Noted;

/// Joins them; marks of footnotes keep their places.
#[must_use]
pub fn joined(mut said: Noted) -> Noted {
    while let Some(at) = cut(&said.text) {
        let before = said.text[..at].chars().count();
        said.text.remove(at);
        let behind = said.notes.iter_mut().filter(|(n, _)| *n > before);
        behind.for_each(|(n, _)| *n -= 1);
    }
    said
}

/// Joins them in a text without marks, as a quotation prints it.
#[must_use]
pub fn whole(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while let Some(at) = cut(&text) {
        text.to_mut().remove(at);
    }
    text
}

/// Byte place of the first space inside a number.
fn cut(text: &str) -> Option<usize> {
    text.match_indices(['-', '/']).map(|(sign, _)| sign + 1).find(|space| {
        let Some(rest) = text[*space..].strip_prefix(' ') else {
            return false;
        };
        let first = text[..*space].rsplit([' ', '(', '\u{A0}']).next().unwrap_or_default();
        let second = rest.split(' ').next().unwrap_or_default();
        match first.strip_suffix('/') {
            // "1/ UBND xã" is a point of a list.
            Some(number) => number.len() > 1 && is_figure(number) && goes_on(second) && second.contains(['-', '/']),
            None => begins_number(first) && goes_on(second),
        }
    })
}

fn is_figure(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
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
            ("số 639/ SKHCN-BCVT&CĐS ngày", "số 639/SKHCN-BCVT&CĐS ngày"),
            ("1/ UBND-VP xã", "1/ UBND-VP xã"),
            ("12/ UBND xã báo cáo", "12/ UBND xã báo cáo"),
            ("giai đoạn 2021- 2025", "giai đoạn 2021- 2025"),
            ("ứng dụng C- ThaiNguyen", "ứng dụng C- ThaiNguyen"),
            ("đạt 95- Tiếp tục", "đạt 95- Tiếp tục"),
            ("kinh tế - XÃ HỘI", "kinh tế - XÃ HỘI"),
        ] {
            assert_eq!(joined(text.into()).text, expected);
            assert_eq!(whole(text), expected);
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
}
