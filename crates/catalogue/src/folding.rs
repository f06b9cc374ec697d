//! Folding by table: the data are folded once per run, and that has to take next to no time.

use std::sync::LazyLock;

use tonghop_text::fold_char;

/// First character behind the Latin letters with their own row in the table.
const LATIN_END: u32 = 0x250;
/// Latin letters with two marks, which most Vietnamese vowels are.
const EXTENDED: std::ops::Range<u32> = 0x1e00..0x1f00;

static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    (0..LATIN_END)
        .chain(EXTENDED)
        .map(|c| char::from_u32(c).map_or(' ', fold_char))
        .collect()
});

/// The same as [`fold_char`], by table for the letters that occur.
pub(crate) fn folded(c: char) -> char {
    let code = c as u32;
    let at = if code < LATIN_END {
        code
    } else if EXTENDED.contains(&code) {
        LATIN_END + code - EXTENDED.start
    } else {
        return fold_char(c);
    };
    TABLE.get(at as usize).copied().unwrap_or(c)
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
    fn the_table_folds_like_the_text_crate() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(folded(c), fold_char(c), "{c:?}");
        }
    }

    #[test]
    fn words_are_joined_by_single_spaces() {
        assert_eq!(normal("  Đã, đang  TRIỂN khai (2025)."), "da dang trien khai 2025");
        assert_eq!(normal("Đa\u{303} co\u{301}"), "da co");
    }
}
