//! Printed lines with their place in the source.

use crate::flow::Origin;
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
