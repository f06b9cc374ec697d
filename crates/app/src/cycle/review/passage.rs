//! The passage of the source that an answer was read from, with what stands around it.

use crate::cycle::files::{Source, SourceBlock, SourceCell};
use crate::cycle::reports::Item;
use tonghop_model::reading::Span;

/// Blocks that are shown before and after the passage.
const AROUND: usize = 1;
/// Blocks of one passage: a row whose columns were wrapped one after the other has many.
const MOST: usize = 40;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// True where the answer says it.
    pub marked: bool,
}

/// A paragraph, or the row of a table with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text in parts.
    pub parts: Vec<Part>,
    /// True where the parts are cells of a row.
    pub is_row: bool,
}

impl Passage {
    /// True where something of it is marked.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.parts.iter().any(|p| p.marked)
    }
}

/// The passage with its surroundings; empty where the source does not have the place.
#[must_use]
pub fn passages(source: &Source, span: Span, item: &Item) -> Vec<Passage> {
    let said = [
        squashed(&item.status),
        squashed(&item.result),
        squashed(item.sentence.as_deref().unwrap_or("")),
    ];
    let first = span.block.saturating_sub(AROUND);
    let (mut found, mut after, mut marking) = (Vec::new(), 0, true);
    for (place, block) in source.blocks.iter().enumerate().skip(first).take(MOST) {
        let passage = match place.cmp(&span.block) {
            std::cmp::Ordering::Less => around(block, span),
            std::cmp::Ordering::Equal => own(block, span, &said),
            std::cmp::Ordering::Greater => {
                marking = marking && goes_on(block, &said);
                if !marking {
                    after += 1;
                }
                if after > AROUND {
                    break;
                }
                if marking {
                    plain(&block.text, true)
                } else {
                    around(block, span)
                }
            }
        };
        found.extend(Some(passage).filter(|p| p.parts.iter().any(|q| !q.text.trim().is_empty())));
    }
    found
}

/// Most blocks and rows of a page that are shown.
const WHOLE: usize = 400;

/// The whole page that the passage is on, the passage marked; of a format without pages what stands around it.
pub(super) fn page_text(source: &Source, span: Span, item: &Item) -> Vec<Passage> {
    let said = [
        squashed(&item.status),
        squashed(&item.result),
        squashed(item.sentence.as_deref().unwrap_or("")),
    ];
    let mut found = Vec::new();
    let mut marking = false;
    for (place, block) in source.blocks.iter().enumerate() {
        let near = match span.page {
            Some(page) => block.page == Some(page) || place == span.block,
            None => place.abs_diff(span.block) <= 15,
        };
        if !near || found.len() >= WHOLE {
            continue;
        }
        let is_own = place == span.block;
        marking = is_own || (marking && goes_on(block, &said));
        if block.cells.is_empty() {
            found.push(if is_own {
                stretch(&block.text, span)
            } else {
                plain(&block.text, marking)
            });
            continue;
        }
        let rows: std::collections::BTreeSet<u32> = block.cells.iter().map(|c| c.row).collect();
        for row in rows {
            let whole = is_own && span.cell.is_some_and(|c| c.0 == row);
            found.push(if whole {
                own(block, span, &said)
            } else {
                Passage {
                    parts: cells(block, row, |_| false),
                    is_row: true,
                }
            });
        }
    }
    found.retain(|p| p.parts.iter().any(|q| !q.text.trim().is_empty()));
    found
}

fn squashed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(text: &str, marked: bool) -> Passage {
    let text = text.to_owned();
    Passage {
        parts: vec![Part { text, marked }],
        is_row: false,
    }
}

/// A neighbour; of a table only its nearest row.
fn around(block: &SourceBlock, span: Span) -> Passage {
    if block.cells.is_empty() {
        return plain(&block.text, false);
    }
    let last = block.cells.iter().map(|c| c.row).max().unwrap_or(0);
    let row = if span.cell.is_none() { last } else { 0 };
    Passage {
        parts: cells(block, row, |_| false),
        is_row: true,
    }
}

fn own(block: &SourceBlock, span: Span, said: &[String; 3]) -> Passage {
    let Some((row, column)) = span.cell.filter(|_| !block.cells.is_empty()) else {
        return stretch(&block.text, span);
    };
    let [status, result, _] = said;
    let speaks = |text: &str| {
        let text = squashed(text);
        !text.is_empty() && (text == *status || text == *result)
    };
    let any = block.cells.iter().any(|c| c.row == row && speaks(&c.text));
    // The row was found by its task; what the answer says stands in its other cells.
    let parts = cells(block, row, |c| if any { speaks(&c.text) } else { c.column == column });
    Passage { parts, is_row: true }
}

fn cells(block: &SourceBlock, row: u32, marked: impl Fn(&SourceCell) -> bool) -> Vec<Part> {
    let own = block.cells.iter().filter(|c| c.row == row);
    own.map(|c| Part {
        marked: marked(c),
        text: c.text.clone(),
    })
    .collect()
}

/// A paragraph in which only the stretch of the span is marked; the whole where the span names none.
fn stretch(text: &str, span: Span) -> Passage {
    let count = text.chars().count();
    if span.start >= span.end || span.end > count || (span.start == 0 && span.end == count) {
        return plain(text, true);
    }
    let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(place, _)| place);
    let (start, end) = (byte(span.start), byte(span.end));
    let parts = [
        (&text[..start], false),
        (&text[start..end], true),
        (&text[end..], false),
    ];
    let part = |(text, marked): (&str, bool)| Part {
        text: text.to_owned(),
        marked,
    };
    Passage {
        parts: parts.into_iter().filter(|p| !p.0.is_empty()).map(part).collect(),
        is_row: false,
    }
}

/// True where the next block still says what the answer says.
fn goes_on(block: &SourceBlock, said: &[String; 3]) -> bool {
    let text = squashed(&block.text);
    block.cells.is_empty() && text.chars().count() > 2 && said.iter().any(|s| s.contains(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stretch_of_a_span_counts_characters_not_bytes() {
        let span = Span {
            start: 4,
            end: 8,
            ..Span::default()
        };
        let passage = stretch("Đạt 98 % kế hoạch", span);
        let marked: Vec<&str> = passage
            .parts
            .iter()
            .filter(|p| p.marked)
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(marked, ["98 %"]);
        let all: String = passage.parts.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(all, "Đạt 98 % kế hoạch");
        // A span that does not fit marks the whole instead of failing.
        let wrong = Span { end: 99, ..span };
        assert!(stretch("ngắn", wrong).parts[0].marked);
    }
}
