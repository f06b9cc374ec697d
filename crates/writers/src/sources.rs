//! From a span back to the text it stands in.

use std::collections::HashMap;
use tonghop_model::reading::{Passage, Span, Understood};

/// Finds passages of one report by span.
pub(crate) struct Sources<'a> {
    passages: &'a [Passage],
    /// Passages of each block, in order.
    by_block: HashMap<usize, Vec<usize>>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(report: &'a Understood) -> Self {
        let mut by_block: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, passage) in report.passages.iter().enumerate() {
            by_block.entry(passage.span.block).or_default().push(index);
        }
        Self {
            passages: &report.passages,
            by_block,
        }
    }

    /// The passage that holds `span`; with a `quote`, preferably one that contains it.
    pub(crate) fn passage(&self, span: &Span, quote: &str) -> Option<&'a Passage> {
        let near = self.by_block.get(&span.block)?;
        let candidates = || {
            near.iter()
                .map(|i| &self.passages[*i])
                .filter(|p| p.span.cell == span.cell)
        };
        let inside = |p: &&Passage| p.span.start <= span.start && span.start < p.span.end.max(p.span.start + 1);
        candidates()
            .filter(inside)
            .find(|p| quote.is_empty() || p.text.contains(quote))
            .or_else(|| candidates().find(|p| !quote.is_empty() && p.text.contains(quote)))
            .or_else(|| {
                near.iter()
                    .map(|i| &self.passages[*i])
                    .find(|p| !quote.is_empty() && p.text.contains(quote))
            })
            .or_else(|| candidates().find(inside))
    }
}
