//! The text of a document as a sequence of paragraphs with folded white space, each character of
//! which still knows its place in the source.
//!
//! Every extractor (citations, measures, sections, …) works on [`Para`]s, whatever the file format
//! was and whether the words stood in a paragraph, in a footnote, in a cell or in a row that had to
//! be put together from wrapped lines.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use tonghop_document::{Align, Content, Document, Paragraph, Table};
use tonghop_model::reading::Span;

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParaKind {
    /// Text of the body.
    Body,
    /// A footnote with its printed mark.
    Footnote(String),
    /// A cell of a table: row and column from 0.
    Cell(u32, u32),
}

/// One stretch of text with folded white space.
#[derive(Debug, Clone)]
pub struct Para {
    /// The text: NFC, single spaces, trimmed.
    pub text: String,
    /// What it is.
    pub kind: ParaKind,
    /// `narrative`, a section path or a task label; filled in by the outline and the annex.
    pub place: String,
    /// Heading level where the format marks headings.
    pub heading: Option<u8>,
    /// True where all text is bold.
    pub bold: bool,
    /// True where all text is italic.
    pub italic: bool,
    /// Alignment as printed.
    pub align: Align,
    /// True where the format marks a list item.
    pub list_item: bool,
    /// True for the wording of a task that the template fixes: its figures are targets, not results.
    pub fixed_wording: bool,
    /// Footnote marks: offset in characters of `text`, label.
    pub notes: Vec<(usize, String)>,
    /// Lines of the source: offsets in characters of `text` at which a printed line starts (0 first).
    pub line_starts: Vec<usize>,
    /// Origin of the text, ordered by `at`.
    segments: Vec<Segment>,
    /// A place that was looked up: byte and character. Most places are asked for in order, and a paragraph may be
    /// as long as the whole report.
    looked_up: Cell<(usize, usize)>,
}

/// A run of characters that stand next to each other in the source (white space aside).
#[derive(Debug, Clone, Copy)]
struct Segment {
    /// First character in [`Para::text`].
    at: usize,
    page: Option<u32>,
    block: usize,
    cell: Option<(u32, u32)>,
    /// The character of the source's text that stands at `at`.
    offset: usize,
}

/// Where a piece of raw text comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// Page from 1.
    pub page: Option<u32>,
    /// Block of the document.
    pub block: usize,
    /// Cell of the block's table.
    pub cell: Option<(u32, u32)>,
    /// Offset in characters of the first character of the piece.
    pub offset: usize,
}

impl Para {
    /// An empty paragraph of the body.
    #[must_use]
    pub fn new(kind: ParaKind) -> Self {
        Self {
            text: String::new(),
            kind,
            place: "narrative".into(),
            heading: None,
            bold: false,
            italic: false,
            align: Align::Start,
            list_item: false,
            fixed_wording: false,
            notes: Vec::new(),
            line_starts: Vec::new(),
            segments: Vec::new(),
            looked_up: Cell::new((0, 0)),
        }
    }

    /// A paragraph from one raw text.
    #[must_use]
    pub fn from_raw(raw: &str, origin: Origin, kind: ParaKind) -> Self {
        let mut para = Self::new(kind);
        para.push_raw(raw, origin);
        para
    }

    /// Appends raw text: white space is folded, and one space is put before it where needed.
    pub fn push_raw(&mut self, raw: &str, origin: Origin) {
        let mut length = self.text.chars().count();
        let mut pending_space = length > 0;
        let mut new_line = true;
        let mut run_open = false;
        for (i, c) in raw.chars().enumerate() {
            if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
                pending_space |= length > 0;
                new_line |= c == '\n';
                run_open = false;
                continue;
            }
            if pending_space {
                self.text.push(' ');
                length += 1;
                pending_space = false;
            }
            if new_line {
                self.line_starts.push(length);
                new_line = false;
            }
            if !run_open {
                run_open = true;
                self.segments.push(Segment {
                    at: length,
                    page: origin.page,
                    block: origin.block,
                    cell: origin.cell,
                    offset: origin.offset + i,
                });
            }
            self.text.push(c);
            length += 1;
        }
    }

    /// Cuts the paragraph in two before the character `at`; gives the second one.
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        let byte = self.text.char_indices().nth(at).map_or(self.text.len(), |(b, _)| b);
        let blanks = self.text[byte..].chars().take_while(|c| c.is_whitespace()).count();
        let mut rest = self.clone();
        rest.text = self.text.split_off(byte).trim_start().to_owned();
        let from = at + blanks;
        rest.notes = self.notes.extract_if(.., |(n, _)| *n > at).collect();
        rest.notes.iter_mut().for_each(|(n, _)| *n = n.saturating_sub(from));
        rest.line_starts = self.line_starts.extract_if(.., |n| *n >= at).collect();
        rest.line_starts.iter_mut().for_each(|n| *n = n.saturating_sub(from));
        // A run of characters that the cut goes through is continued behind it.
        let open = self.segments.iter().rfind(|s| s.at <= from).copied();
        let mut behind: Vec<Segment> = self.segments.extract_if(.., |s| s.at > from).collect();
        self.segments.retain(|s| s.at < at);
        behind.iter_mut().for_each(|s| s.at -= from);
        rest.segments = open
            .map(|s| Segment {
                at: 0,
                offset: s.offset + (from - s.at),
                ..s
            })
            .into_iter()
            .chain(behind)
            .collect();
        self.text.truncate(self.text.trim_end().len());
        (self.looked_up, rest.looked_up) = Default::default();
        rest
    }

    /// Number of characters of the text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// True where there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The span of the characters `start..end` of `text` in the source.
    ///
    /// Where the range crosses from one block or cell into another, the span covers the part that
    /// lies in the first one.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.segments.partition_point(|s| s.at <= start).saturating_sub(1);
        let Some(head) = self.segments.get(first) else {
            return Span::default();
        };
        let mut last = head;
        let mut last_limit = self.segments.get(first + 1).map_or(usize::MAX, |s| s.at);
        for (i, segment) in self.segments.iter().enumerate().skip(first + 1) {
            if segment.at >= end || segment.block != head.block || segment.cell != head.cell {
                break;
            }
            last = segment;
            last_limit = self.segments.get(i + 1).map_or(usize::MAX, |s| s.at);
        }
        // The character before the next segment is the space that was folded in.
        let end_in_last = end.min(if last_limit == usize::MAX {
            end
        } else {
            last_limit.saturating_sub(1)
        });
        Span {
            page: head.page,
            block: head.block,
            cell: head.cell,
            start: head.offset + start.saturating_sub(head.at),
            end: last.offset + end_in_last.saturating_sub(last.at),
        }
    }

    /// The span of the bytes `start..end` of `text` in the source.
    #[must_use]
    pub fn span_of_bytes(&self, start: usize, end: usize) -> Span {
        let first = self.characters_before(start);
        self.span(first, first + self.text[start..end].chars().count())
    }

    /// Number of characters before a byte of the text, counted from the place that was looked up last.
    fn characters_before(&self, byte: usize) -> usize {
        let (last, characters) = self.looked_up.get();
        let found = if !self.text.is_char_boundary(last) || byte < last / 2 {
            self.text[..byte].chars().count()
        } else if byte < last {
            characters - self.text[byte..last].chars().count()
        } else {
            characters + self.text[last..byte].chars().count()
        };
        self.looked_up.set((byte, found));
        found
    }

    /// The span of the whole paragraph.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.span(0, self.len())
    }

    /// The spans of the whole paragraph, one for each block and cell that a part of it stands in, in its order.
    #[must_use]
    pub fn places(&self) -> Vec<Span> {
        let place = |s: &Segment| (s.block, s.cell);
        let mut starts: Vec<usize> = Vec::new();
        let mut before = None;
        for segment in &self.segments {
            if before.replace(place(segment)) != Some(place(segment)) {
                starts.push(segment.at);
            }
        }
        let ends = starts.iter().skip(1).copied().chain([self.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.span(*start, end))
            .collect()
    }
}

/// The parts of a document that something else has dealt with.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    blocks: HashSet<usize>,
    /// Character ranges by block.
    texts: HashMap<usize, Vec<(usize, usize)>>,
    /// Ranges of table rows by block.
    rows: HashMap<usize, Vec<Range<u32>>>,
}

impl Taken {
    /// Takes a whole block.
    pub fn block(&mut self, block: usize) {
        self.blocks.insert(block);
    }

    /// Takes `length` characters of a block's text from `start`.
    pub fn text(&mut self, block: usize, start: usize, length: usize) {
        self.texts.entry(block).or_default().push((start, start + length));
    }

    /// Takes some rows of a block's table.
    pub fn rows(&mut self, block: usize, rows: Range<u32>) {
        self.rows.entry(block).or_default().push(rows);
    }

    fn has_row(&self, block: usize, row: u32) -> bool {
        self.rows
            .get(&block)
            .is_some_and(|ranges| ranges.iter().any(|r| r.contains(&row)))
    }

    /// The pieces of a block's text that are left, with their offsets in characters.
    fn left_of<'t>(&self, block: usize, text: &'t str) -> Vec<(usize, &'t str)> {
        if self.blocks.contains(&block) {
            return Vec::new();
        }
        let Some(ranges) = self.texts.get(&block) else {
            return vec![(0, text)];
        };
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut offsets = text
            .char_indices()
            .map(|(b, _)| b)
            .chain([text.len()])
            .collect::<Vec<_>>();
        offsets.dedup();
        let last = offsets.len() - 1;
        for &(start, end) in ranges.iter().chain([&(last, last)]) {
            if start > from && start <= last {
                pieces.push((from, &text[offsets[from]..offsets[start]]));
            }
            from = end.min(last);
        }
        pieces.retain(|(_, piece)| !piece.trim().is_empty());
        pieces
    }
}

/// What is left of a document's text, in order: paragraphs, footnotes, and the cells of tables, one
/// paragraph for each paragraph of a cell.
#[must_use]
pub fn paragraphs(document: &Document, taken: &Taken) -> Vec<Para> {
    let mut paras = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let origin = Origin {
            page: block.page,
            block: index,
            cell: None,
            offset: 0,
        };
        match &block.content {
            Content::Paragraph(p) => {
                for (offset, piece) in taken.left_of(index, &p.text) {
                    paras.push(body_para(p, piece, Origin { offset, ..origin }));
                }
            }
            Content::Footnote(f) if !taken.blocks.contains(&index) => {
                paras.push(Para::from_raw(&f.text, origin, ParaKind::Footnote(f.label.clone())));
            }
            Content::Table(table) if !taken.blocks.contains(&index) => {
                let printed = matches!(document.reader, "pdf" | "ocr");
                push_cells(&mut paras, table, (origin, printed), &|row| !taken.has_row(index, row));
            }
            _ => {}
        }
    }
    paras.retain(|p| !p.is_empty());
    paras
}

fn body_para(p: &Paragraph, piece: &str, origin: Origin) -> Para {
    let mut para = Para::from_raw(piece, origin, ParaKind::Body);
    para.heading = p.heading;
    para.bold = p.bold;
    para.italic = p.italic;
    para.align = p.align;
    para.list_item = p.list_item;
    let end = origin.offset + piece.chars().count();
    let here = p.notes.iter().filter(|n| (origin.offset..=end).contains(&n.at));
    para.notes = here
        .map(|n| (folded_offset(piece, n.at - origin.offset), n.label.clone()))
        .collect();
    para
}

/// `printed` is true where the lines of a cell are those of a page: a sentence may go on in the next one.
fn push_cells(paras: &mut Vec<Para>, table: &Table, (origin, printed): (Origin, bool), is_left: &dyn Fn(u32) -> bool) {
    for cell in table.cells.iter().filter(|c| is_left(c.row)) {
        let mut offset = 0;
        for line in pieces_of_cell(&cell.text, printed) {
            let length = line.chars().count();
            let at = Origin {
                page: cell.page.or(origin.page),
                cell: Some((cell.row, cell.column)),
                offset,
                block: origin.block,
            };
            let mut para = Para::from_raw(line, at, ParaKind::Cell(cell.row, cell.column));
            para.bold = cell.bold;
            let here = cell.notes.iter().filter(|n| (offset..=offset + length).contains(&n.at));
            para.notes = here
                .map(|n| (folded_offset(line, n.at - offset), n.label.clone()))
                .collect();
            paras.push(para);
            offset += length + 1;
        }
        for nested in &cell.nested {
            push_cells(paras, nested, (origin, printed), &|_| true);
        }
    }
}

/// The paragraphs of a cell: its lines, and where a page broke them, those together that go on: with a small letter, or behind a
/// word that calls for a number.
fn pieces_of_cell(text: &str, printed: bool) -> Vec<&str> {
    const CALLS: [&str; 4] = ["số", "ngày", "tháng", "năm"];
    let mut found: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n').chain([(text.len(), "")]) {
        let (before, after) = (&text[start..at], text.get(at + 1..).unwrap_or_default());
        let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let goes_on = after.starts_with(char::is_lowercase) && !last.ends_with(['.', ';', ':'])
            || CALLS.contains(&last.as_str()) && after.starts_with(|c: char| c.is_ascii_digit());
        if !(printed && goes_on) {
            found.push(before);
            start = at + 1;
        }
    }
    found
}

/// Where the character offset `at` of a raw text lies after folding white space.
fn folded_offset(raw: &str, at: usize) -> usize {
    let head: String = raw.chars().take(at).collect();
    tonghop_text::squash_space(&head).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(block: usize) -> Origin {
        Origin {
            page: Some(1),
            block,
            cell: None,
            offset: 0,
        }
    }

    #[test]
    fn spans_point_into_the_raw_text() {
        let raw = "  Kế hoạch  số\n29/KH-UBND ";
        let para = Para::from_raw(raw, origin(3), ParaKind::Body);
        assert_eq!(para.text, "Kế hoạch số 29/KH-UBND");
        let span = para.span(12, 22);
        let found: String = raw.chars().skip(span.start).take(span.end - span.start).collect();
        assert_eq!(found, "29/KH-UBND");
        assert_eq!(para.line_starts, [0, 12]);
    }

    #[test]
    fn every_place_of_a_text_that_goes_on_elsewhere_is_told() {
        let mut para = Para::from_raw("Ban hành 80\nkế hoạch;", origin(3), ParaKind::Body);
        para.push_raw(" ký số.", origin(4));
        let places: Vec<_> = para.places().iter().map(|s| (s.block, s.start, s.end)).collect();
        assert_eq!(places, [(3, 0, 21), (4, 1, 7)]);
        assert_eq!(Para::new(ParaKind::Body).places(), []);
    }

    #[test]
    fn a_sentence_that_a_page_breaks_in_a_cell_is_one() {
        let text = "Quyết định số\n41/QĐ-UBND\nngày 20/7/2025\n120\n85\n- Kế hoạch;\nb";
        let told = [
            "Quyết định số\n41/QĐ-UBND\nngày 20/7/2025",
            "120",
            "85",
            "- Kế hoạch;",
            "b",
        ];
        assert_eq!(pieces_of_cell(text, true), told);
        assert_eq!(pieces_of_cell(text, false).len(), 7);
        assert_eq!(pieces_of_cell("", true), [""]);
    }

    #[test]
    fn bytes_may_be_asked_for_in_any_order() {
        let mut para = Para::from_raw(
            "Kế hoạch số 29/KH-UBND của Ủy ban nhân dân xã",
            origin(0),
            ParaKind::Body,
        );
        let boundaries: Vec<usize> = para.text.char_indices().map(|(at, _)| at).collect();
        for step in [1, 7, 11, 29] {
            for turn in 0..boundaries.len() {
                let nth = turn * step % boundaries.len();
                assert_eq!(para.span_of_bytes(boundaries[nth], para.text.len()).start, nth);
            }
        }
        para.push_raw("Ủy ban", origin(0));
        let rest = para.split_off(9);
        assert_eq!(
            rest.span_of_bytes(rest.text.find("29").unwrap(), rest.text.len()).start,
            12
        );
        assert_eq!(
            para.span_of_bytes(para.text.find("ho").unwrap(), para.text.len()).start,
            3
        );
    }

    #[test]
    fn a_range_over_two_blocks_stops_at_the_end_of_the_first() {
        let mut para = Para::from_raw("một hai ", origin(1), ParaKind::Body);
        para.push_raw("ba", origin(2));
        assert_eq!(para.text, "một hai ba");
        let span = para.span(4, 10);
        assert_eq!((span.block, span.start, span.end), (1, 4, 7));
    }
}
