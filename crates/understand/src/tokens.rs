//! Words and marks of a paragraph, in lower case, with their place.
//!
//! The extractors of citations, figures and promises read a paragraph as a row of tokens. The lower
//! case copy has the same byte offsets as the text, so that every token points into both.

use crate::flow::Para;
use std::sync::LazyLock;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Digits,
    /// One other character.
    Mark,
}

/// A token: bytes `start..end` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// A text and its tokens.
pub(crate) struct Tokens<'a> {
    /// Bytes at which printed lines start, in order.
    line_starts: Vec<usize>,
    /// The text itself.
    pub text: &'a str,
    /// The text in lower case, byte for byte parallel to `text`; "uỷ", "hoà" are written "ủy", "hòa".
    pub low: String,
    items: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Splits a text: runs of letters, runs of digits, single other characters; white space is left out.
    pub fn new(text: &'a str) -> Self {
        let mut low = String::with_capacity(text.len());
        let mut items: Vec<Token> = Vec::with_capacity(text.len() / 4);
        let mut open: Option<Token> = None;
        let classes: &[_] = &CLASSES;
        for (at, c) in text.char_indices() {
            let (kind, lowered) = classify(classes, c);
            low.push(lowered);
            let end = at + c.len_utf8();
            let Some(kind) = kind else {
                items.extend(open.take());
                continue;
            };
            match &mut open {
                Some(token) if token.kind == kind && kind != Kind::Mark => token.end = end,
                _ => {
                    items.extend(open.take());
                    open = Some(Token { start: at, end, kind });
                }
            }
        }
        items.extend(open);
        let mut tokens = Self {
            line_starts: Vec::new(),
            text,
            low,
            items,
        };
        tokens.move_tone_marks();
        tokens
    }

    /// The tokens of a paragraph, with its printed lines.
    pub fn of(para: &'a Para) -> Self {
        let mut tokens = Self::new(&para.text);
        let mut wanted = para.line_starts.iter().copied().peekable();
        for (n, (at, _)) in para.text.char_indices().enumerate() {
            while wanted.next_if(|&w| w <= n).is_some() {
                tokens.line_starts.push(at);
            }
            if wanted.peek().is_none() {
                break;
            }
        }
        tokens
    }

    /// True where the token at `i` is the mark of a list item: a dash or plus at the start of a line, or glued
    /// to the word after it only.
    pub fn is_bullet(&self, i: usize) -> bool {
        match self.low(i) {
            "•" => true,
            "-" | "+" | "–" => {
                i == 0
                    || (!self.glued(i) && self.glued(i + 1))
                    || (!self.glued(i) && self.line_starts.binary_search(&self.start(i)).is_ok())
            }
            _ => false,
        }
    }

    /// Writes "uỷ", "hoà", "khoẻ" as "ủy", "hòa", "khỏe", so that both ways of writing compare equal.
    fn move_tone_marks(&mut self) {
        const PAIRS: [(&str, &str); 15] = [
            ("oà", "òa"),
            ("oá", "óa"),
            ("oả", "ỏa"),
            ("oã", "õa"),
            ("oạ", "ọa"),
            ("oè", "òe"),
            ("oé", "óe"),
            ("oẻ", "ỏe"),
            ("oẽ", "õe"),
            ("oẹ", "ọe"),
            ("uỳ", "ùy"),
            ("uý", "úy"),
            ("uỷ", "ủy"),
            ("uỹ", "ũy"),
            ("uỵ", "ụy"),
        ];
        if !self.low.contains([
            'à', 'á', 'ả', 'ã', 'ạ', 'è', 'é', 'ẻ', 'ẽ', 'ẹ', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ',
        ]) {
            return;
        }
        for token in &self.items {
            if token.kind != Kind::Word {
                continue;
            }
            let word = &self.low[token.start..token.end];
            let Some((old, new)) = PAIRS.iter().find(|(old, _)| word.ends_with(old)) else {
                continue;
            };
            let at = token.end - old.len();
            if old.len() == new.len() && !word[..word.len() - old.len()].ends_with('q') {
                self.low.replace_range(at..token.end, new);
            }
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The token at `i` in lower case; empty where there is none.
    pub fn low(&self, i: usize) -> &str {
        self.items.get(i).map_or("", |t| &self.low[t.start..t.end])
    }

    /// The token at `i` as printed; empty where there is none.
    pub fn word(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// The token before `i` in lower case; empty where there is none.
    pub fn low_before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |i| self.low(i))
    }

    /// First byte of the token at `i`; the end of the text where there is none.
    pub fn start(&self, i: usize) -> usize {
        self.items.get(i).map_or(self.text.len(), |t| t.start)
    }

    /// One past the last byte of the token at `i`; the end of the text where there is none.
    pub fn end(&self, i: usize) -> usize {
        self.items.get(i).map_or(self.text.len(), |t| t.end)
    }

    /// What the token at `i` is; a mark where there is none.
    pub fn kind(&self, i: usize) -> Kind {
        self.items.get(i).map_or(Kind::Mark, |t| t.kind)
    }

    /// True where no white space stands between the token at `i` and the one before it.
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.items.len() && self.items[i - 1].end == self.items[i].start
    }

    /// Index of the first token that starts at `byte` or later.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.items.partition_point(|t| t.start < byte)
    }

    /// True where the token at `i` starts with a capital letter.
    pub fn capital(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// Number of tokens that the words of `phrase` (lower case, single spaces) take at `i`; none where
    /// they do not stand there.
    pub fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        // Nearly always the first word already is another one, and mostly its first letter.
        let first = self.low(i);
        if first.as_bytes().first() != phrase.as_bytes().first() || !phrase.starts_with(first) {
            return None;
        }
        let mut n = 0;
        for word in phrase.split(' ') {
            if self.low(i + n) != word {
                return None;
            }
            n += 1;
        }
        Some(n)
    }

    /// The first of `phrases` that stands at `i`: its number of tokens.
    pub fn any_phrase(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|p| self.phrase(i, p))
    }

    /// The first of `phrases` that ends right before the token `i`: its number of tokens.
    pub fn any_phrase_before(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        let before = self.low_before(i, 1);
        let last = before.as_bytes().last();
        let mut possible = phrases
            .iter()
            .filter(|p| p.as_bytes().last() == last && p.ends_with(before));
        possible.find_map(|p| {
            let n = p.split(' ').count();
            self.phrase(i.checked_sub(n)?, p)
        })
    }

    /// True where the token at `i` ends a sentence: `.`, `!`, `?` before white space or the end of the text, "…Tuy nhiên".
    pub fn ends_sentence(&self, i: usize) -> bool {
        let dots = || self.low(i) == "…" || self.low(i) == "." && self.low_before(i, 1) == "." && self.glued(i);
        matches!(self.low(i), "." | "!" | "?" | "…") && (!self.glued(i + 1) || dots() && self.capital(i + 1))
    }
}

/// Latin letters, digits and marks before this have a place in [`CLASSES`].
const LATIN_END: u32 = 0x250;
/// Latin letters with two marks, which most Vietnamese vowels are.
const EXTENDED: std::ops::Range<u32> = 0x1e00..0x1f00;

/// Classes and lower case of the characters that Vietnamese text is written with.
static CLASSES: LazyLock<Vec<(Option<Kind>, char)>> = LazyLock::new(|| {
    (0..LATIN_END)
        .chain(EXTENDED)
        .map(|u| char::from_u32(u).map_or((None, ' '), classify_slowly))
        .collect()
});

/// What a character belongs to (nothing for white space), and the character in lower case.
#[inline]
fn classify(classes: &[(Option<Kind>, char)], c: char) -> (Option<Kind>, char) {
    let code = c as u32;
    let at = if code < LATIN_END {
        code
    } else if EXTENDED.contains(&code) {
        LATIN_END + code - EXTENDED.start
    } else {
        return classify_slowly(c);
    };
    classes.get(at as usize).copied().unwrap_or_else(|| classify_slowly(c))
}

fn classify_slowly(c: char) -> (Option<Kind>, char) {
    let kind = if c.is_whitespace() {
        None
    } else if c.is_alphabetic() || is_combining(c) {
        Some(Kind::Word)
    } else if c.is_ascii_digit() {
        Some(Kind::Digits)
    } else {
        Some(Kind::Mark)
    };
    (kind, lower(c))
}

/// A character in lower case if that takes as many bytes, else the character itself.
fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lowered = c.to_lowercase();
    match (lowered.next(), lowered.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

/// Combining marks, which NFC leaves only where no composed letter exists.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_part() {
        let tokens = Tokens::new("ngày18 tháng 7, 4G (100%)");
        let words: Vec<_> = (0..tokens.len()).map(|i| tokens.word(i)).collect();
        assert_eq!(words, ["ngày", "18", "tháng", "7", ",", "4", "G", "(", "100", "%", ")"]);
        assert!(tokens.glued(1) && !tokens.glued(2));
    }

    #[test]
    fn both_ways_of_placing_tone_marks_are_equal() {
        let tokens = Tokens::new("Uỷ ban, Uỷ BAN, hoà, quý, HOÀN");
        let words: Vec<_> = (0..tokens.len()).map(|i| tokens.low(i)).filter(|w| *w != ",").collect();
        assert_eq!(words, ["ủy", "ban", "ủy", "ban", "hòa", "quý", "hoàn"]);
        assert_eq!(tokens.low.len(), tokens.text.len());
    }
}
