//! Printed lines with their place in the source.

use super::super::labels;
use crate::flow::Origin;
use std::borrow::Cow;
use tonghop_document::{Content, Document};
use tonghop_text::fold;

/// One printed line with its place.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub folded: Vec<String>,
    pub origin: Origin,
}

impl<'a> Line<'a> {
    /// The characters `from..to` of the line with their place.
    pub fn piece(&self, from: usize, to: usize) -> (&'a str, Origin) {
        let byte = |n: usize| self.text.char_indices().nth(n).map_or(self.text.len(), |(b, _)| b);
        (
            &self.text[byte(from)..byte(to)],
            Origin {
                offset: self.origin.offset + from,
                ..self.origin
            },
        )
    }
}

pub(super) fn lines_of(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        let Content::Paragraph(paragraph) = &content.content else {
            continue;
        };
        let mut offset = 0;
        for text in paragraph.text.split('\n') {
            let origin = Origin {
                page: content.page,
                block,
                cell: None,
                offset,
            };
            offset += text.chars().count() + 1;
            if !text.trim().is_empty() {
                let folded = tonghop_text::words(&fold(text)).map(str::to_string).collect();
                lines.push(Line { text, folded, origin });
            }
        }
    }
    lines
}

pub(super) fn leading_blanks(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
}

pub(super) fn words(text: &str) -> Vec<String> {
    tonghop_text::words(&fold(text)).map(str::to_string).collect()
}

/// "12.1" for "12." on line `i` and "1" below it, as a narrow column breaks the number of a row.
pub(super) fn broken_number(lines: &[Line<'_>], i: usize) -> Option<String> {
    let first = lines[i].text.trim();
    let rest = lines.get(i + 1)?.text.split_whitespace().next()?;
    let both = format!("{first} {rest}");
    match labels::joined(&both) {
        Cow::Owned(whole) if first.ends_with('.') => Some(whole),
        _ => None,
    }
}
