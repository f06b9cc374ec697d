//! Phrase lists that several checks share. All are folded and matched at word borders.

/// True where the folded text holds the folded phrase at word borders.
pub fn has(text: &str, phrase: &str) -> bool {
    position(text, phrase).is_some()
}

/// Byte offset of the folded phrase in the folded text, at word borders.
///
/// Looks for the first byte and compares there: preparing a search costs more than these short texts take.
pub fn position(text: &str, phrase: &str) -> Option<usize> {
    let (text_bytes, phrase_bytes) = (text.as_bytes(), phrase.as_bytes());
    let &first = phrase_bytes.first()?;
    let last = text_bytes.len().checked_sub(phrase_bytes.len())?;
    let bounded = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    text_bytes[..=last]
        .iter()
        .enumerate()
        .filter(|&(_, &byte)| byte == first)
        .map(|(at, _)| at)
        // A phrase begins with a whole character, so that equal bytes stand at a border of characters.
        .find(|&at| text_bytes[at..].starts_with(phrase_bytes) && bounded(at))
}

/// True where the folded text holds one of the phrases.
pub fn has_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has(text, phrase))
}

/// The text says that the thing was not done.
pub const NOT_DONE: &[&str] = &[
    "khong trien khai",
    "khong co trien khai",
    "chua trien khai",
    "chua co trien khai",
    "khong thuc hien duoc",
    "chua thuc hien",
    "chua duoc trien khai",
    "chua duoc thuc hien",
    "chua to chuc",
    "khong to chuc",
    "chua ban hanh ke hoach",
    "chua co ke hoach",
    "khong co noi dung nay",
    "chua phat sinh",
    "khong phat sinh",
];

/// "Not done" said of something else than the work itself.
pub const NOT_DONE_EXCEPT: &[&str] = &["tien mat", "cham tien do", "qua han"];

/// The unit says what it does on its own account.
pub const OWN_ACTION: &[&str] = &[
    "dang xay dung ke hoach",
    "dang du thao",
    "dang xay dung du thao",
    "bo tri kinh phi",
    "bo tri nguon kinh phi",
    "da bo tri",
    "da ban hanh",
    "da to chuc",
    "da thanh lap",
    "da trien khai",
];

/// Words that make a percentage above 100 possible: growth, plans, budgets.
pub const MAY_EXCEED: &[&str] = &[
    "tang",
    "vuot",
    "so voi",
    "cung ky",
    "ke hoach",
    "chi tieu",
    "du toan",
    "nghi quyet",
    "muc tieu",
    "gap",
    "toc do",
    "tang truong",
    "giao",
];

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
    }
}
