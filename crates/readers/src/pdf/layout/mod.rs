//! From runs and lines on pages to blocks in reading order. Knows nothing of PDF itself: recognised
//! pictures of pages go the same way.

mod columns;
mod furniture;
pub(crate) mod grid;
mod gutters;
mod lines;
mod notes;
mod paragraphs;
pub(crate) mod ruled;
pub(crate) mod runs;
mod tables;
mod unruled;
mod weave;

use columns::Part;
use furniture::Repeated;
use grid::Grid;
use lines::Line;
use notes::Note;
use paragraphs::{Measure, ParaDraft};
use runs::Run;
use tables::TableDraft;
use tonghop_document::{
    Block, Content, Document, Footnote, Furniture, FurnitureKind, NoteRef, ReadWarning, WarningCode,
};

use super::content::Rule;

/// One page, ready to be laid out.
#[derive(Debug, Default)]
pub(crate) struct PageIn {
    /// Number from 1.
    pub(crate) number: u32,
    /// Width in points.
    pub(crate) width: f32,
    /// Height in points.
    pub(crate) height: f32,
    /// Text.
    pub(crate) runs: Vec<Run>,
    /// Text that is turned against the page: where it stands, and itself.
    pub(crate) turned: Vec<(Option<(u32, u32)>, String)>,
    /// Ruled tables from top to bottom.
    pub(crate) grids: Vec<Grid>,
    /// Lines that belong to no table.
    pub(crate) loose: Vec<Rule>,
    /// Texts of visible signatures.
    pub(crate) stamps: Vec<String>,
    /// Read from a picture: places and letters are not exact.
    pub(crate) recognised: bool,
    /// Words of a picture that recognition is not sure of, those that were left out as specks among them.
    pub(crate) uncertain: usize,
}

/// A block under construction.
enum Item {
    Para(ParaDraft),
    Table(Box<TableDraft>, u32),
    Note(usize),
    Furniture(u32, FurnitureKind, String),
}

/// A page after its outer parts were taken off.
struct PageLines {
    page: PageIn,
    lines: Vec<Line>,
    in_grids: Vec<Vec<(u32, Run)>>,
}

/// Appends the pages to the document.
pub(crate) fn lay_out(pages: Vec<PageIn>, document: &mut Document) {
    let mut repeated = Repeated::default();
    let mut prepared = Vec::with_capacity(pages.len());
    for mut page in pages {
        let mut in_grids = vec![Vec::new(); page.grids.len()];
        let mut free = Vec::new();
        for run in std::mem::take(&mut page.runs) {
            match run.place {
                Some((grid, cell)) if (grid as usize) < in_grids.len() => {
                    in_grids[grid as usize].push((cell, run));
                }
                _ => free.push(run),
            }
        }
        let lines = lines::build(free);
        repeated.add(&lines, page.height);
        prepared.push(PageLines { page, lines, in_grids });
    }
    let mut builder = Builder::default();
    let mut furniture = Vec::new();
    for p in &mut prepared {
        let tables = p
            .page
            .grids
            .first()
            .zip(p.page.grids.last())
            .map(|(a, b)| (a.top(), b.bottom()));
        furniture.push(furniture::take(&mut p.lines, &repeated, p.page.height, tables));
    }
    let measures = measures(&prepared);
    for ((p, measure), outer) in prepared.into_iter().zip(measures).zip(furniture) {
        builder.page(p, &measure, outer);
    }
    builder.finish(document);
}

/// Collects the items of all pages.
#[derive(Default)]
struct Builder {
    items: Vec<Item>,
    notes: Vec<Note>,
}

impl Builder {
    fn page(&mut self, prepared: PageLines, measure: &Measure, outer: Vec<(FurnitureKind, String)>) {
        let PageLines {
            page,
            mut lines,
            in_grids,
        } = prepared;
        let number = page.number;
        for (kind, text) in outer {
            self.items.push(Item::Furniture(number, kind, text));
        }
        let ruled = in_grids.iter().flatten().map(|(_, run)| run);
        let (rest, notes) = notes::take(&mut lines, ruled, &page.loose, measure, page.height, number);
        if let (Some(rest), Some(note)) = (&rest, self.notes.last_mut()) {
            lines::append(&mut note.text, rest);
        }
        let first_note = self.notes.len();
        self.notes.extend(notes);
        let labels: Vec<String> = self.notes[first_note..].iter().map(|n| n.label.clone()).collect();
        let known = |label: &str| labels.iter().position(|l| l == label).map(|i| i + first_note);

        let mut first = true;
        let mut grids = page.grids.iter().zip(in_grids).enumerate().peekable();
        let mut stretch: Vec<Line> = Vec::new();
        let mut rest = lines.into_iter().peekable();
        loop {
            let table_first = match (grids.peek(), rest.peek()) {
                (Some((_, (grid, _))), Some(line)) => grid.top() < line.y - 0.3 * line.size,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => break,
            };
            if !table_first {
                stretch.extend(rest.next());
                continue;
            }
            self.stretch(std::mem::take(&mut stretch), number, measure, &mut first, &known);
            let Some((index, (grid, runs))) = grids.next() else {
                break;
            };
            let turned: Vec<(u32, String)> = page
                .turned
                .iter()
                .filter_map(|(at, text)| at.filter(|a| a.0 as usize == index).map(|a| (a.1, text.clone())))
                .collect();
            let mut draft = tables::from_grid(grid, runs, &turned, number, &known);
            draft.recognised = page.recognised;
            if draft.cells.iter().any(|c| !c.text.is_empty()) {
                self.table(draft, number, &mut first);
            }
        }
        self.stretch(stretch, number, measure, &mut first, &known);
        for note in first_note..self.notes.len() {
            self.items.push(Item::Note(note));
        }
        for (_, text) in page.turned.iter().filter(|(at, _)| at.is_none()) {
            self.items
                .push(Item::Furniture(number, FurnitureKind::Stamp, text.clone()));
        }
        for text in page.stamps {
            self.items.push(Item::Furniture(number, FurnitureKind::Stamp, text));
        }
    }

    /// The last item that is part of the running text.
    fn last_flow(&mut self) -> Option<&mut Item> {
        self.items
            .iter_mut()
            .rev()
            .find(|i| matches!(i, Item::Para(_) | Item::Table(..)))
    }

    fn table(&mut self, draft: TableDraft, page: u32, first: &mut bool) {
        let mut draft = draft;
        if std::mem::take(first)
            && let Some(Item::Table(table, _)) = self.last_flow()
            && table.page + 1 == page
        {
            match table.append(draft) {
                Ok(()) => return,
                Err(other) => draft = *other,
            }
        }
        self.items.push(Item::Table(Box::new(draft), page));
    }

    /// The borders of the table without lines that the page before ends with, at the top of a page.
    fn open_columns(&mut self, page: u32, first: bool) -> Option<Vec<f32>> {
        match self.last_flow().filter(|_| first)? {
            Item::Table(table, _) if table.guessed && !table.recognised && table.page + 1 == page => {
                Some(table.xs.clone())
            }
            _ => None,
        }
    }

    fn stretch(&mut self, lines: Vec<Line>, page: u32, measure: &Measure, first: &mut bool, known: lines::Known<'_>) {
        let open = self.open_columns(page, *first);
        for part in columns::split(lines, page, open.as_deref()) {
            match part {
                Part::Table(draft, _) => self.table(draft, page, first),
                Part::Block(left, right) => {
                    *first = false;
                    for line in left.into_iter().chain(right) {
                        match self.items.last_mut() {
                            Some(Item::Para(para)) if para.takes_in_column(&line) => para.push(line, measure, known),
                            _ => {
                                let draft = ParaDraft::single(line, page, measure, known);
                                self.items.push(Item::Para(draft));
                            }
                        }
                    }
                }
                Part::Lines(lines) => {
                    for line in lines {
                        self.line(line, page, measure, std::mem::take(first), known);
                    }
                }
            }
        }
    }

    fn line(&mut self, line: Line, page: u32, measure: &Measure, first: bool, known: lines::Known<'_>) {
        let open = if first {
            match self.last_flow() {
                Some(Item::Para(para)) if para.continues_with(&line, measure) => Some(para),
                _ => None,
            }
        } else {
            // The page number stands between the parts of a paragraph that began on the page before.
            match self.last_flow() {
                Some(Item::Para(para)) if para.takes(&line, measure) => Some(para),
                _ => None,
            }
        };
        match open {
            Some(para) => para.push(line, measure, known),
            None => self.items.push(Item::Para(ParaDraft::new(line, page, measure, known))),
        }
    }

    fn finish(mut self, document: &mut Document) {
        let base = document.blocks.len();
        let mut note_blocks = vec![None; self.notes.len()];
        for (index, item) in self.items.iter().enumerate() {
            if let Item::Note(note) = item {
                note_blocks[*note] = Some(base + index);
            }
        }
        let mut used = vec![false; self.notes.len()];
        let mut tie = |refs: &mut Vec<NoteRef>| {
            for r in refs {
                if let Some(flag) = r.block.and_then(|n| used.get_mut(n)) {
                    *flag = true;
                }
                r.block = r.block.and_then(|n| note_blocks.get(n).copied().flatten());
            }
        };
        for item in std::mem::take(&mut self.items) {
            let (page, content) = match item {
                Item::Para(draft) => {
                    let page = draft.page;
                    let mut para = draft.finish();
                    tie(&mut para.notes);
                    (page, Content::Paragraph(para))
                }
                Item::Table(draft, page) => {
                    if draft.guessed {
                        let detail = String::new();
                        document.warnings.push(ReadWarning {
                            code: WarningCode::TableGuessed,
                            page: Some(page),
                            detail,
                        });
                    }
                    let mut table = draft.finish();
                    for cell in &mut table.cells {
                        tie(&mut cell.notes);
                    }
                    (page, Content::Table(table))
                }
                Item::Note(index) => {
                    let note = &mut self.notes[index];
                    let text = std::mem::take(&mut note.text);
                    (
                        note.page,
                        Content::Footnote(Footnote {
                            label: note.label.clone(),
                            text,
                        }),
                    )
                }
                Item::Furniture(page, kind, text) => (page, Content::Furniture(Furniture { kind, text })),
            };
            document.blocks.push(Block {
                page: Some(page),
                content,
            });
        }
        for (note, used) in self.notes.iter().zip(used) {
            if !used {
                let code = WarningCode::FootnoteUnmatched;
                document.warnings.push(ReadWarning {
                    code,
                    page: Some(note.page),
                    detail: note.label.clone(),
                });
            }
        }
    }
}

/// The text area of every page, judged over all pages of the same width.
fn measures(pages: &[PageLines]) -> Vec<Measure> {
    let mut known: Vec<(i32, Measure)> = Vec::new();
    let mut out = Vec::with_capacity(pages.len());
    for p in pages {
        let width = p.page.width.round() as i32;
        let found = known.iter().find(|(w, _)| *w == width).map(|(_, m)| *m);
        let measure = found.unwrap_or_else(|| {
            let same = pages.iter().filter(|o| o.page.width.round() as i32 == width);
            let measure = measure(same, p.page.width);
            known.push((width, measure));
            measure
        });
        out.push(measure);
    }
    out
}

fn measure<'p>(pages: impl Iterator<Item = &'p PageLines>, width: f32) -> Measure {
    let (mut lefts, mut rights, mut pitches) = (Vec::new(), Vec::new(), Vec::new());
    let mut starts: Vec<f32> = Vec::new();
    for p in pages.take(200) {
        for line in p.lines.iter().filter(|l| l.x1 - l.x0 > 0.4 * width) {
            lefts.push(line.x0);
            rights.push(line.x1);
            starts.push(line.x0);
        }
        for pair in p.lines.windows(2) {
            let pitch = (pair[1].y - pair[0].y) / pair[0].size.max(1.0);
            if (0.95..2.2).contains(&pitch) && (pair[0].size - pair[1].size).abs() < 0.5 {
                pitches.push(pitch);
            }
        }
    }
    let at = |values: &mut Vec<f32>, share: f32, default: f32| {
        values.sort_by(f32::total_cmp);
        let index = ((values.len() as f32 - 1.0) * share).max(0.0) as usize;
        values.get(index).copied().unwrap_or(default)
    };
    let left = at(&mut lefts, 0.1, 0.12 * width);
    Measure {
        indent: usual_indent(&starts, left),
        left,
        right: at(&mut rights, 0.9, 0.9 * width),
        pitch: at(&mut pitches, 0.25, 1.3),
    }
}

/// The lines of runs, one below the other.
pub(crate) fn plain_text(runs: Vec<Run>) -> String {
    let mut out = String::new();
    for line in lines::build(runs) {
        lines::append(&mut out, &line.plain());
    }
    out
}

/// The most common distance of a line's start from the left edge, where enough lines have it.
fn usual_indent(starts: &[f32], left: f32) -> f32 {
    let mut counts: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for start in starts {
        let steps = ((start - left) / 1.5).round() as i32;
        if (7..60).contains(&steps) {
            *counts.entry(steps).or_default() += 1;
        }
    }
    match counts.iter().max_by_key(|(_, n)| **n) {
        Some((steps, count)) if *count >= 2 && *count * 20 >= starts.len() => *steps as f32 * 1.5,
        _ => 0.0,
    }
}
