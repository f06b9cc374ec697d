//! Phrase lists that several checks share. All are folded and matched at word borders.

/// True where the folded text holds the folded phrase at word borders.
pub fn has(text: &str, phrase: &str) -> bool {
    position(text, phrase).is_some()
}

/// Byte offset of the folded phrase in the folded text, at word borders.
///
/// Looks for the first bytes and compares there: preparing a search costs more than these short texts take.
pub fn position(text: &str, phrase: &str) -> Option<usize> {
    let (text_bytes, phrase_bytes) = (text.as_bytes(), phrase.as_bytes());
    let last = text_bytes.len().checked_sub(phrase_bytes.len())?;
    // A phrase begins with a whole character, so that equal bytes stand at a border of characters.
    let stands = |at: usize| text_bytes[at..].starts_with(phrase_bytes) && bounded(text, at, at + phrase.len());
    let Some(head) = phrase_bytes.first_chunk::<HEAD>() else {
        let &first = phrase_bytes.first()?;
        return (0..=last).find(|&at| text_bytes[at] == first && stands(at));
    };
    let mut from = 0;
    loop {
        let at = from + begins(&text_bytes[from..last + HEAD], head)?;
        if stands(at) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Places that are compared at once.
const AT_ONCE: usize = 16;

/// Where these bytes stand first. Single letters occur everywhere, four of them hardly anywhere else.
fn begins(text: &[u8], [a, b, c, d]: &[u8; HEAD]) -> Option<usize> {
    let mut from = 0;
    // The processor compares so many bytes in the time of one where no comparison depends on the one before it.
    while let Some(some) = text.get(from..).and_then(<[u8]>::first_chunk::<{ AT_ONCE + HEAD - 1 }>) {
        let mut found = false;
        for i in 0..AT_ONCE {
            found |= (some[i] == *a) & (some[i + 1] == *b) & (some[i + 2] == *c) & (some[i + 3] == *d);
        }
        if found {
            break;
        }
        from += AT_ONCE;
    }
    let rest = text.get(from..)?.windows(HEAD).position(|w| w == [*a, *b, *c, *d]);
    rest.map(|at| from + at)
}

/// Byte offset of the last place of the folded phrase in the folded text, at word borders.
pub fn last_position(text: &str, phrase: &str) -> Option<usize> {
    text.rmatch_indices(phrase)
        .map(|(at, _)| at)
        .find(|&at| bounded(text, at, at + phrase.len()))
}

/// True where no word goes on at either end of a stretch of text.
fn bounded(text: &str, start: usize, end: usize) -> bool {
    !text[..start].ends_with(char::is_alphanumeric) && !text[end..].starts_with(char::is_alphanumeric)
}

/// Bytes that are compared at once.
const HEAD: usize = 4;

/// True where the folded text holds one of the phrases.
pub fn has_any<P: AsRef<str>>(text: &str, phrases: &[P]) -> bool {
    phrases.iter().any(|phrase| has(text, phrase.as_ref()))
}

/// Words that make a percentage above 100 possible: growth, plans, budgets.
pub const MAY_EXCEED: &[&str] = &[
    "tang",
    "vuot",
    "so voi",
    "cung ky",
    "ke hoach",
    "kh",
    "chi tieu",
    "du toan",
    "nghi quyet",
    "muc tieu",
    "gap",
    "toc do",
    "tang truong",
    "giao",
];

/// Beginnings of headings under which stands what is aimed at, planned or asked for: no figure there is a result.
const AHEAD: &[&str] = &[
    "muc tieu",
    "phuong huong",
    "nhiem vu",
    "mot so nhiem vu",
    "kien nghi",
    "de xuat",
    "de nghi",
    "giai phap",
    "chuong trinh cong tac",
];

/// True for a folded heading that looks ahead: "Nhiệm vụ trọng tâm năm 2026", "Mục tiêu"; not "Kết quả thực hiện nhiệm vụ".
pub fn looks_ahead(heading: &str) -> bool {
    let told = has(heading, "ket qua") || has(heading, "duoc giao");
    AHEAD.iter().any(|a| heading.starts_with(a)) && !told
        || has_any(heading, &["nhiem vu trong tam", "thoi gian toi", "thoi gian den"])
}

/// Headings under which "not yet" is what the reader expects, and what is said is no result.
pub const NO_RESULT_HEADINGS: &[&str] = &[
    "han che",
    "kho khan",
    "ton tai",
    "vuong mac",
    "nguyen nhan",
    "kien nghi",
    "de xuat",
    "nhiem vu trong tam",
    "phuong huong",
    "thoi gian den",
    "thoi gian toi",
    "danh gia",
    "thuan loi",
    "giai phap",
    "uu diem",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_matched_at_word_borders() {
        assert!(has("xa chua trien khai", "chua trien khai"));
        assert!(!has("xa chua trien khaix", "chua trien khai"));
        assert!(!has("tangle", "tang"));
        assert!(!has("", ""));
        assert!(!has("ab", "abc"));
        assert_eq!(position("đầu tăng, tăng", "tăng"), Some("đầu ".len()));
        assert_eq!(position("xtăng tăngx tăng", "tăng"), Some("xtăng tăngx ".len()));
        assert!(has_any("đã tang 5", &["gap", "tang"]));
        assert!(has("bo the", "the") && has("the", "the") && !has("theo", "the"));
        for before in 0..60 {
            let text = format!("{} tang 5", "t".repeat(before));
            assert_eq!(position(&text, "tang"), Some(before + 1), "{text}");
            assert_eq!(position(&text, "tanh"), None, "{text}");
        }
        assert!(!has("xtang", "tang") && has("xtang tang", "tang") && has("tang", "tang"));
    }
}
