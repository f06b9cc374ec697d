//! Syllables that a converter cut behind their first consonants: "s ố", "tr ước", "đ ồng".
//!
//! Office programs set letters that a font lacks in another one, and converters take the joint for a blank. Consonants
//! alone are no syllable, so that they belong to the vowel behind the blank.

use std::borrow::Cow;

/// Consonants that begin syllables, longer ones first.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];
/// Cut syllables that a text has at least; one or two may be anything.
const CUTS_MIN: usize = 5;

/// The text with its cut syllables joined.
pub(super) fn join(text: &str) -> Cow<'_, str> {
    let cuts: Vec<usize> = text
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|&at| is_cut(text, at))
        .collect();
    if cuts.len() < CUTS_MIN {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in cuts {
        out.push_str(&text[from..at]);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// True where the blank at the byte `at` stands between the consonants and the vowel of one syllable.
fn is_cut(text: &str, at: usize) -> bool {
    let letters = text[..at].chars().rev().take(4).take_while(|c| c.is_alphabetic());
    let onset = &text[at - letters.map(char::len_utf8).sum::<usize>()..at];
    let ahead = text[..at - onset.len()].chars().next_back();
    let opens = ahead.is_none_or(|c| c.is_whitespace() || matches!(c, '“' | '"' | '('));
    if onset.is_empty() || !opens || !ONSETS.contains(&onset.to_lowercase().as_str()) {
        return false;
    }
    // "12 m ở", "a, b ở": units and letters of lists.
    let word = at - onset.len();
    let earlier = text[..word].trim_end().chars().next_back();
    let unit = matches!(onset, "m" | "l" | "g");
    let named = earlier.is_some_and(|c| unit && c.is_ascii_digit() || matches!(c, ',' | '/') && onset.len() == 1);
    let vowel = text[at + 1..].chars().next().is_some_and(is_marked_vowel);
    let same_case = onset.chars().all(char::is_uppercase) == text[at + 1..].starts_with(char::is_uppercase)
        || onset.starts_with(char::is_uppercase);
    !named && vowel && same_case
}

/// A vowel with a mark, as fonts lack them: "ố", "ư", not "a".
fn is_marked_vowel(c: char) -> bool {
    let base = tonghop_text::fold_char(c);
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') && !c.is_ascii() && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consonants_join_their_vowel() {
        let cut = "Xã đã chi 1,35 t ỷ đ ồng cho 33/58 h ộ, gi ải quyết tr ước và đúng h ạn h ồ s ơ.";
        assert_eq!(
            join(cut),
            "Xã đã chi 1,35 tỷ đồng cho 33/58 hộ, giải quyết trước và đúng hạn hồ sơ."
        );
    }

    #[test]
    fn a_few_single_letters_stay() {
        let text = "Đường rộng 12 m ở thôn 3; các điểm a, b ở khoản 1.";
        assert_eq!(join(text), text);
    }
}
