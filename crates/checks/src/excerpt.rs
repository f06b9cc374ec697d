//! What a finding shows of a text.

use std::ops::Range;

/// The bytes of a text with a few words before and after them.
pub(crate) fn around(text: &str, bytes: Range<usize>) -> &str {
    const WORDS: usize = 4;
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let before = text[..bytes.start].split_whitespace().rev().take(WORDS).last();
    let after = text[bytes.end..].split_whitespace().take(WORDS).last();
    let start = before.map_or(bytes.start, place);
    let end = after.map_or(bytes.end, |word| place(word) + word.len());
    &text[start..end]
}
