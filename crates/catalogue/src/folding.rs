//! Words of the data as they are compared.

use tonghop_text::fold_char;

/// The same as [`fold_char`].
pub(crate) fn folded(c: char) -> char {
    fold_char(c)
}

/// True for the marks that a decomposed letter carries.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The words of a text, folded, joined by single spaces.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_word = false;
    for c in text.chars() {
        let c = folded(c);
        if is_mark(c) {
            continue;
        }
        if c.is_alphanumeric() {
            if !in_word && !out.is_empty() {
                out.push(' ');
            }
            out.push(c);
        }
        in_word = c.is_alphanumeric();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_by_single_spaces() {
        assert_eq!(normal("  Đã, đang  TRIỂN khai (2025)."), "da dang trien khai 2025");
        assert_eq!(normal("Đa\u{303} co\u{301}"), "da co");
    }
}
