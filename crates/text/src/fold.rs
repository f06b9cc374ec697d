//! Normal forms: NFC, white space, and folding without case and diacritics.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode normal form C, as TCVN 6909:2001 asks for.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_plainly_nfc(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// True where every character is below U+0300, in U+1E00..U+1F00 or in U+2010..U+2028 (dashes, quotation marks):
/// there all characters are in normal form C and none combines, and Vietnamese text has hardly any other.
fn is_plainly_nfc(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        at += match lead {
            0..0x80 => 1,
            0xc2..=0xcb => 2,
            0xe1 if matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => 3,
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x90..=0xa7)) => 3,
            _ => return false,
        };
    }
    true
}

/// The same for one character.
#[inline]
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..'\u{300}' | '\u{1e00}'..'\u{1f00}' | '\u{2010}'..'\u{2028}')
}

/// The text with every run of white space as one space, trimmed at both ends.
#[must_use]
pub fn squash_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// One character without case and diacritics: `Ấ` becomes `a`, `Đ` becomes `d`.
///
/// Exactly one character in, one out, so that offsets survive folding. Dashes and quotation marks
/// become `-` and `"`. Characters that are not letters are kept.
#[must_use]
pub fn fold_char(c: char) -> char {
    fold_by(&FOLDED, c)
}

/// Latin letters before this have a place in [`FOLDED`].
const LATIN_END: u32 = 0x250;
/// Latin letters with two marks, which most Vietnamese vowels are.
const EXTENDED: Range<u32> = 0x1e00..0x1f00;

/// Folded Latin letters: decomposing a letter takes a hundred times as long as looking it up.
static FOLDED: LazyLock<Vec<char>> = LazyLock::new(|| {
    (0..LATIN_END)
        .chain(EXTENDED)
        .map(|c| char::from_u32(c).map_or(' ', fold_slowly))
        .collect()
});

#[inline]
fn fold_by(table: &[char], c: char) -> char {
    let code = c as u32;
    let at = if code < LATIN_END {
        code
    } else if EXTENDED.contains(&code) {
        LATIN_END + code - EXTENDED.start
    } else {
        return fold_slowly(c);
    };
    table.get(at as usize).copied().unwrap_or(c)
}

fn fold_slowly(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' | ' ' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'đ' | 'Đ' => 'd',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' | '\t' | '\n' | '\r' => ' ',
        _ if c.is_ascii() => c,
        _ => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            base.to_lowercase().next().unwrap_or(base)
        }
    }
}

/// The text without case and diacritics and with white space squashed: the key for comparing phrases.
#[must_use]
pub fn fold(text: &str) -> String {
    // Both questions are answered in one go: whether a character may need composing, and what it folds to.
    folded(text, true).unwrap_or_else(|| folded(&nfc(text), false).unwrap_or_default())
}

/// The folded text; none where `plainly` is asked for and a character may combine with another one.
fn folded(text: &str, plainly: bool) -> Option<String> {
    let table: &[char] = &FOLDED;
    let mut out = String::with_capacity(text.len());
    let mut after_space = true;
    for c in text.chars() {
        if plainly && !is_plain(c) {
            return None;
        }
        let c = fold_by(table, c);
        let space = c == ' ';
        if !(space && after_space) {
            out.push(c);
        }
        after_space = space;
    }
    if out.ends_with(' ') {
        out.pop();
    }
    Some(out)
}

/// A title or name in the middle of a sentence: "Tình hình …" becomes "tình hình …". Abbreviations ("KTS") keep their capitals.
#[must_use]
pub fn lower_first(text: &str) -> String {
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_lowercase);
    first.chain(rest).collect()
}

/// The words of a text: maximal runs of letters and digits, as they stand.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_number_of_characters_of_nfc_text() {
        let text = "Ủy ban nhân dân phường Đống Đa – “số”";
        assert_eq!(text.chars().map(fold_char).count(), text.chars().count());
        assert_eq!(fold(text), "uy ban nhan dan phuong dong da - \"so\"");
    }

    #[test]
    fn decomposed_text_folds_like_composed_text() {
        assert_eq!(fold("Vie\u{302}\u{323}t"), fold("Việt"));
    }

    #[test]
    fn looking_letters_up_folds_like_decomposing_them() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            assert_eq!(fold_char(c), fold_slowly(c), "{c:?}");
        }
    }

    #[test]
    fn text_that_looks_plainly_normal_is() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            let text = format!("a{c}\u{323}{c}");
            assert_eq!(nfc(&text), text.nfc().collect::<String>(), "{c:?}");
            let alone = format!("a{c}");
            assert_eq!(nfc(&alone), alone.nfc().collect::<String>(), "{c:?}");
            assert_eq!(is_plain(c), is_plainly_nfc(c.to_string().as_bytes()), "{c:?}");
        }
    }

    #[test]
    fn only_the_first_letter_is_lowered_and_no_abbreviation() {
        assert_eq!(lower_first("Ứng dụng Kinh tế số"), "ứng dụng Kinh tế số");
        assert_eq!(lower_first("KTS và XHS"), "KTS và XHS");
        assert_eq!(["", "X", "9 tháng"].map(lower_first), ["", "x", "9 tháng"]);
    }

    #[test]
    fn white_space_is_squashed() {
        assert_eq!(squash_space("  a \n\u{a0}b  "), "a b");
    }
}
