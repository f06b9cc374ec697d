//! The passage of the source that an answer was read from, with what stands around it.

use crate::cycle::files::{Source, SourceBlock, SourceCell};
use crate::cycle::reports::Item;
use std::collections::BTreeSet;
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

/// Where an answer stands in a source, and what it says.
pub(super) struct Places<'a> {
    /// The task, the sentence or the heading that it was found by.
    span: Span,
    /// Every cell and stretch that a task's answer was taken from; empty where the reading does not know them.
    answer: &'a [Span],
    /// Status, result, sentence, white space folded: what is looked for where the reading knows no places.
    said: [String; 3],
}

impl<'a> Places<'a> {
    pub(super) fn of(source: &'a Source, span: Span, item: &Item) -> Self {
        let row = source.reading.tasks.iter().find(|t| t.span == span);
        Self {
            span,
            answer: row.map_or(&[], |t| &t.answer),
            said: [
                squashed(&item.status),
                squashed(&item.result),
                squashed(item.sentence.as_deref().unwrap_or("")),
            ],
        }
    }

    /// Pages that the answer stands on, from 1, in order.
    pub(super) fn pages(&self) -> Vec<u32> {
        let all = self.answer.iter().chain([&self.span]);
        all.filter_map(|s| s.page)
            .collect::<BTreeSet<u32>>()
            .into_iter()
            .collect()
    }

    /// First and last block.
    fn reach(&self) -> (usize, usize) {
        let blocks = || self.answer.iter().chain([&self.span]).map(|s| s.block);
        (blocks().min().unwrap_or(0), blocks().max().unwrap_or(0))
    }

    fn holds(&self, block: usize) -> bool {
        self.span.block == block || self.answer.iter().any(|s| s.block == block)
    }

    /// Rows of the table in this block that the answer stands in.
    fn rows(&self, block: usize) -> BTreeSet<u32> {
        let all = self.answer.iter().chain([&self.span]);
        all.filter(|s| s.block == block)
            .filter_map(|s| s.cell)
            .map(|c| c.0)
            .collect()
    }

    /// A row of a table, the cells that the answer was taken from marked.
    fn row(&self, place: usize, block: &SourceBlock, row: u32) -> Passage {
        let is_own = place == self.span.block && self.span.cell.is_some_and(|c| c.0 == row);
        let parts = if !self.answer.is_empty() {
            let taken = |c: &SourceCell| (place, Some((c.row, c.column)));
            cells(block, row, |c| {
                self.answer.iter().any(|s| (s.block, s.cell) == taken(c))
            })
        } else if is_own {
            self.row_by_words(block, row)
        } else {
            cells(block, row, |_| false)
        };
        Passage { parts, is_row: true }
    }

    /// The row was found by its task; what the answer says stands in its other cells.
    fn row_by_words(&self, block: &SourceBlock, row: u32) -> Vec<Part> {
        let [status, result, _] = &self.said;
        let speaks = |c: &SourceCell| {
            let text = squashed(&c.text);
            !text.is_empty() && (text == *status || text == *result || (is_telling(&text) && result.contains(&text)))
        };
        let any = block.cells.iter().any(|c| c.row == row && speaks(c));
        let column = self.span.cell.map(|c| c.1);
        cells(block, row, |c| if any { speaks(c) } else { Some(c.column) == column })
    }

    /// A paragraph of the answer.
    fn paragraph(&self, place: usize, text: &str) -> Passage {
        if self.answer.is_empty() {
            return stretches(text, &[self.span]);
        }
        let here: Vec<Span> = self.answer.iter().filter(|s| s.block == place).copied().collect();
        stretches(text, &here)
    }

    /// True where the next block still says what the answer says.
    fn goes_on(&self, block: &SourceBlock) -> bool {
        let text = squashed(&block.text);
        self.answer.is_empty()
            && block.cells.is_empty()
            && text.chars().count() > 2
            && self.said.iter().any(|s| s.contains(&text))
    }
}

/// The passage with its surroundings; empty where the source does not have the place.
#[must_use]
pub fn passages(source: &Source, span: Span, item: &Item) -> Vec<Passage> {
    let places = Places::of(source, span, item);
    let (begin, mut last) = places.reach();
    let first = begin.saturating_sub(AROUND);
    let mut found = Vec::new();
    for (place, block) in source.blocks.iter().enumerate().skip(first).take(MOST) {
        let goes_on = place == last + 1 && places.goes_on(block);
        last += usize::from(goes_on);
        if place > last + AROUND {
            break;
        }
        if goes_on {
            found.push(plain(&block.text, true));
        } else if !places.holds(place) {
            found.push(neighbour(block, place < begin));
        } else if block.cells.is_empty() {
            found.push(places.paragraph(place, &block.text));
        } else {
            found.extend(places.rows(place).into_iter().map(|row| places.row(place, block, row)));
        }
    }
    found.retain(says_something);
    found
}

/// Most blocks and rows of a page that are shown.
const WHOLE: usize = 400;

/// The whole page that the passage is on, the passage marked; of a format without pages what stands around it.
pub(super) fn page_text(source: &Source, places: &Places<'_>) -> Vec<Passage> {
    let (span, pages) = (places.span, places.pages());
    let mut found = Vec::new();
    let mut marking = false;
    for (place, block) in source.blocks.iter().enumerate() {
        let near = places.holds(place)
            || match span.page {
                Some(_) => block.page.is_some_and(|p| pages.contains(&p)),
                None => place.abs_diff(span.block) <= 15,
            };
        if !near || found.len() >= WHOLE {
            continue;
        }
        let holds = places.holds(place);
        marking = holds || (marking && places.goes_on(block));
        if !block.cells.is_empty() {
            let rows: BTreeSet<u32> = block.cells.iter().map(|c| c.row).collect();
            found.extend(rows.into_iter().map(|row| places.row(place, block, row)));
        } else if holds {
            found.push(places.paragraph(place, &block.text));
        } else {
            found.push(plain(&block.text, marking));
        }
    }
    found.retain(says_something);
    found
}

fn says_something(passage: &Passage) -> bool {
    passage.parts.iter().any(|p| !p.text.trim().is_empty())
}

fn squashed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fewer characters may be a part of any answer.
fn is_telling(text: &str) -> bool {
    text.chars().count() >= 12
}

fn plain(text: &str, marked: bool) -> Passage {
    let text = text.to_owned();
    Passage {
        parts: vec![Part { text, marked }],
        is_row: false,
    }
}

/// What stands before or behind; of a table only its nearest row.
fn neighbour(block: &SourceBlock, is_before: bool) -> Passage {
    if block.cells.is_empty() {
        return plain(&block.text, false);
    }
    let last = block.cells.iter().map(|c| c.row).max().unwrap_or(0);
    Passage {
        parts: cells(block, if is_before { last } else { 0 }, |_| false),
        is_row: true,
    }
}

fn cells(block: &SourceBlock, row: u32, marked: impl Fn(&SourceCell) -> bool) -> Vec<Part> {
    let own = block.cells.iter().filter(|c| c.row == row);
    own.map(|c| Part {
        marked: marked(c),
        text: c.text.clone(),
    })
    .collect()
}

/// A paragraph in which only the stretches of these spans are marked; the whole where one does not fit or names none.
fn stretches(text: &str, spans: &[Span]) -> Passage {
    let count = text.chars().count();
    let is_whole = |s: &Span| s.start >= s.end || s.end > count || (s.start == 0 && s.end == count);
    if spans.iter().any(is_whole) {
        return plain(text, true);
    }
    let mut spans = spans.to_vec();
    spans.sort_by_key(|s| s.start);
    let characters: Vec<char> = text.chars().collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |from: usize, to: usize, marked: bool| {
        if from < to {
            let text = characters[from..to].iter().collect();
            parts.push(Part { text, marked });
        }
    };
    let mut at = 0;
    for span in spans {
        add(at, span.start, false);
        add(span.start.max(at), span.end, true);
        at = at.max(span.end);
    }
    add(at, count, false);
    Passage { parts, is_row: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::cycle::ids::AttachmentId;
    use tonghop_model::reading::{Reading, TaskRow};
    use tonghop_store::submissions::ItemRow;

    #[test]
    fn the_stretch_of_a_span_counts_characters_not_bytes() {
        let span = Span {
            start: 4,
            end: 8,
            ..Span::default()
        };
        let passage = stretches("Đạt 98 % kế hoạch", &[span]);
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
        assert!(stretches("ngắn", &[wrong]).parts[0].marked);
    }

    fn cell(row: u32, column: u32, text: &str) -> SourceCell {
        SourceCell {
            row,
            column,
            text: text.into(),
            ..SourceCell::default()
        }
    }

    /// A row whose result a page break cut in two, as a table of a PDF file has it.
    fn source(answer: Vec<Span>) -> Source {
        let rows = [
            ["1", "Thành lập tổ công nghệ số", "100%", "- Ban hành 80 kế hoạch;"],
            ["", "", "", "- Ký số mọi văn bản đi."],
            ["2", "Tuyên truyền", "100%", "- Ban hành 80 kế hoạch;"],
        ];
        let texts = (0..)
            .zip(rows)
            .flat_map(|(row, texts)| (0..).zip(texts).map(move |(c, text)| cell(row, c, text)));
        Source {
            file: AttachmentId(1),
            reading: Reading {
                tasks: vec![TaskRow {
                    span: at(0, 1),
                    answer,
                    ..TaskRow::default()
                }],
                ..Reading::default()
            },
            blocks: vec![SourceBlock {
                kind: "table".into(),
                cells: texts.collect(),
                ..SourceBlock::default()
            }],
        }
    }

    fn at(row: u32, column: u32) -> Span {
        Span {
            cell: Some((row, column)),
            ..Span::default()
        }
    }

    fn marked(passages: &[Passage]) -> Vec<&str> {
        let parts = passages.iter().flat_map(|p| &p.parts);
        parts.filter(|p| p.marked).map(|p| p.text.as_str()).collect()
    }

    fn answer() -> Item {
        Item::of(ItemRow {
            status: "100%".into(),
            result: "- Ban hành 80 kế hoạch; - Ký số mọi văn bản đi.".into(),
            ..ItemRow::default()
        })
        .expect("an answer")
    }

    #[test]
    fn every_cell_that_an_answer_was_taken_from_is_marked() {
        let source = source(vec![at(0, 2), at(0, 3), at(1, 3)]);
        let expected = ["100%", "- Ban hành 80 kế hoạch;", "- Ký số mọi văn bản đi."];
        assert_eq!(marked(&passages(&source, at(0, 1), &answer())), expected);
        let places = Places::of(&source, at(0, 1), &answer());
        assert_eq!(marked(&page_text(&source, &places)), expected);
    }

    #[test]
    fn of_a_reading_without_places_the_cells_of_the_row_that_say_a_part_are_marked() {
        let source = source(Vec::new());
        let expected = ["100%", "- Ban hành 80 kế hoạch;"];
        assert_eq!(marked(&passages(&source, at(0, 1), &answer())), expected);
    }
}
