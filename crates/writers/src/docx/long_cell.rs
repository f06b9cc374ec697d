//! Long paragraphs of cells. LibreOffice breaks a cell over pages in time that grows with the square of the lines of its
//! longest paragraph: a text of a hundred pages in one paragraph keeps it busy for minutes, in short ones it does not.

use std::borrow::Cow;

use tonghop_model::official::Inline;

/// Characters of a paragraph of a cell that are written as they are: about a page.
const LONG: usize = 3_000;
/// Characters after which a longer paragraph ends at the next end of a sentence.
const PIECE: usize = 800;
/// Characters after which it ends at the next space.
const MOST: usize = 2_000;

/// The paragraph, or where it is long its sentences in several ones. Not a character is lost but the space between them.
pub fn pieces(paragraph: &[Inline]) -> Vec<Cow<'_, [Inline]>> {
    let length: usize = paragraph.iter().map(length).sum();
    if length <= LONG {
        return vec![Cow::Borrowed(paragraph)];
    }
    let mut out = Vec::new();
    let mut open: Vec<Inline> = Vec::new();
    let mut filled = 0;
    for piece in paragraph {
        let (text, wrap): (&str, fn(String) -> Inline) = match piece {
            Inline::Text(text) => (text, Inline::Text),
            Inline::Bold(text) => (text, Inline::Bold),
            Inline::Italic(text) => (text, Inline::Italic),
            other => {
                filled += self::length(other);
                open.push(other.clone());
                continue;
            }
        };
        let mut rest = text;
        while let Some(at) = cut(rest, filled) {
            open.push(wrap(rest[..at].to_owned()));
            out.push(Cow::Owned(std::mem::take(&mut open)));
            rest = &rest[at + 1..];
            filled = 0;
        }
        if !rest.is_empty() {
            filled += rest.chars().count();
            open.push(wrap(rest.to_owned()));
        }
    }
    if !open.is_empty() {
        out.push(Cow::Owned(open));
    }
    out
}

fn length(piece: &Inline) -> usize {
    match piece {
        Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => t.chars().count(),
        Inline::Footnote(_) | Inline::Break => 1,
    }
}

/// Byte of the space at which the paragraph ends, where `filled` characters stand before the text.
fn cut(text: &str, filled: usize) -> Option<usize> {
    let mut before = ' ';
    for (characters, (at, c)) in (filled..).zip(text.char_indices()) {
        let ends = matches!(before, '.' | ';' | '!' | '?') && characters >= PIECE;
        if c == ' ' && (ends || characters >= MOST) && at + 1 < text.len() {
            return Some(at);
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pieces: &[Cow<'_, [Inline]>]) -> Vec<String> {
        let text = |piece: &Inline| match piece {
            Inline::Text(t) | Inline::Bold(t) => t.clone(),
            other => panic!("{other:?}"),
        };
        pieces.iter().map(|p| p.iter().map(text).collect()).collect()
    }

    #[test]
    fn long_paragraphs_end_with_sentences_and_short_ones_stay() {
        let sentence = "Đã triển khai đầy đủ các nội dung theo kế hoạch.";
        let short = [Inline::text([sentence; 20].join(" "))];
        assert_eq!(pieces(&short).len(), 1);
        let long = [Inline::text([sentence; 300].join(" ")), Inline::Bold(" Hết.".into())];
        let found = said(&pieces(&long));
        assert!(found.len() > 10);
        assert!(found.iter().all(|p| p.ends_with('.') && p.chars().count() < 1_000));
        assert_eq!(found.join(" "), format!("{} Hết.", [sentence; 300].join(" ")));
    }

    #[test]
    fn a_text_without_sentences_ends_at_a_space_and_one_word_stays_whole() {
        let words = [Inline::text("chữ ".repeat(2_000))];
        assert_eq!(said(&pieces(&words)).join(" "), "chữ ".repeat(2_000));
        assert!(pieces(&words).len() > 3);
        let word = [Inline::text("đ".repeat(9_000))];
        assert_eq!(pieces(&word).len(), 1);
    }
}
