//! Normal forms: NFC, white space, and folding without case and diacritics.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode normal form C, as TCVN 6909:2001 asks for.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
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
    let mut out = String::with_capacity(text.len());
    for c in nfc(text).chars() {
        let c = fold_char(c);
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        out.push(c);
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
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
    fn white_space_is_squashed() {
        assert_eq!(squash_space("  a \n\u{a0}b  "), "a b");
    }
}
