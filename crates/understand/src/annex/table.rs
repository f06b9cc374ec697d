//! The annex as a table with cells.

mod content;
mod layout;
mod many_units;
mod nested;
mod ticks;

use super::align::{Index, Wording};
use super::labels::{self, Label};
use super::{Annex, Row, columns};
use crate::flow::{Origin, Para, ParaKind};
use layout::{Layout, holds_known_tasks, own_layout};
use tonghop_catalogue::Catalogue;
use tonghop_document::{Cell, Content, Document, Table};
use tonghop_model::template::Column;
use tonghop_text::fold;

/// Pieces of one table that are looked at together.
const ALIKE_MAX: usize = 12;

/// Finds the annex among the tables of a document.
pub(super) fn find(document: &Document, index: &Index<'_>, catalogue: &Catalogue) -> Annex {
    let mut annex = Annex {
        unstated: true,
        ..Annex::default()
    };
    if index.templates.is_empty() {
        return annex;
    }
    let mut layout: Option<Layout> = None;
    let mut foreign: Option<Vec<&str>> = None;
    let mut walker = Walker::new(index, document.reader == "ocr");
    for (block, content) in document.blocks.iter().enumerate() {
        let Content::Table(table) = &content.content else {
            continue;
        };
        let many = many_units::shows(table, annex.several_units, catalogue);
        annex.several_units |= many;
        // A page may hold the rows of one unit only.
        if many || foreign.as_ref().is_some_and(|f| *f == many_units::headings(table)) {
            foreign = Some(many_units::headings(table));
            continue;
        }
        let alike = || alike_tables(document, block, table.columns);
        let announced = own_layout(table, index).map(|own| settled(own, &alike(), catalogue, block, content.page));
        let own = announced.or_else(|| {
            layout
                .clone()
                .filter(|l| l.grid_columns == table.columns)
                .map(|l| Layout {
                    first_row: 0,
                    header_rows: 0,
                    ..l
                })
        });
        let Some(own) = own else { continue };
        if !own.states() && !holds_known_tasks(table, &own, index) {
            continue;
        }
        annex.unstated &= !own.states();
        if annex.headings.is_empty() {
            annex.headings = headings(table, block, content.page, own.first_row..own.header_rows);
        }
        let end = (own.header_rows..table.rows)
            .find(|&row| ends_annex(table, row))
            .unwrap_or(table.rows);
        for row in (own.header_rows..end).filter(|&row| !repeats_headings(table, row, &own)) {
            walker.row(table, row, block, content.page, &own);
        }
        annex.taken.rows(block, own.first_row..end);
        layout = Some(own);
    }
    annex.rows = walker.rows;
    annex
}

/// The layout with what the cells below the headings say about the columns of statuses and results.
fn settled(layout: Layout, tables: &[&Table], catalogue: &Catalogue, block: usize, page: Option<u32>) -> Layout {
    match ticks::found(&layout, tables, catalogue, block, page) {
        Some(ticked) => content::with_result(ticked, None, tables),
        None => content::settle(layout, tables, catalogue),
    }
}

/// The tables from a block on that have as many columns: the pieces of a table that pages cut.
fn alike_tables(document: &Document, from: usize, columns: u32) -> Vec<&Table> {
    let tables = document.blocks[from..].iter().filter_map(|block| match &block.content {
        Content::Table(table) => Some(table),
        _ => None,
    });
    tables.filter(|t| t.columns == columns).take(ALIKE_MAX).collect()
}

/// True for a row that has the headings of its table again, as where two tables were joined.
fn repeats_headings(table: &Table, row: u32, layout: &Layout) -> bool {
    let heading = |cell: &Cell| {
        let above = (layout.first_row..layout.header_rows).filter_map(|r| table.cell(r, cell.column));
        above.into_iter().any(|head| fold(&head.text) == fold(&cell.text))
    };
    let filled: Vec<&Cell> = table.row(row).filter(|c| !c.text.trim().is_empty()).collect();
    filled.len() > 1 && filled.into_iter().all(heading)
}

/// Below a spreadsheet's annex stand the closing sentence and the signature block, in cells as well.
fn ends_annex(table: &Table, row: u32) -> bool {
    table.row(row).any(|cell| {
        let folded = fold(&cell.text);
        ["noi nhan", "tren day la bao cao", "tm. ", "kt. ", "nguoi lap"]
            .iter()
            .any(|s| folded.starts_with(s))
    })
}

/// The texts of the heading rows, each cell once.
fn headings(table: &Table, block: usize, page: Option<u32>, rows: std::ops::Range<u32>) -> Vec<Para> {
    table
        .cells
        .iter()
        .filter(|c| rows.contains(&c.row) && !c.text.trim().is_empty())
        .map(|c| cell_para(c, block, page))
        .collect()
}

fn cell_para(cell: &Cell, block: usize, page: Option<u32>) -> Para {
    let mut para = Para::new(ParaKind::Cell(cell.row, cell.column));
    push_cell(&mut para, cell, block, page);
    para
}

fn push_cell(para: &mut Para, cell: &Cell, block: usize, page: Option<u32>) {
    let before = para.len();
    let origin = Origin {
        page: cell.page.or(page),
        block,
        cell: Some((cell.row, cell.column)),
        offset: 0,
    };
    para.push_raw(&cell.text, origin);
    for nested in &cell.nested {
        for inner in &nested.cells {
            para.push_raw(&inner.text, origin);
        }
    }
    for note in &cell.notes {
        let head: String = cell.text.chars().take(note.at).collect();
        let offset = tonghop_text::squash_space(&head).chars().count() + before + usize::from(before > 0);
        para.notes.push((offset, note.label.clone()));
    }
}

/// Appends some characters of a cell.
fn push_part(para: &mut Para, cell: &Cell, part: std::ops::Range<usize>, block: usize, page: Option<u32>) {
    let text: String = cell.text.chars().skip(part.start).take(part.len()).collect();
    let origin = Origin {
        page: cell.page.or(page),
        block,
        cell: Some((cell.row, cell.column)),
        offset: part.start,
    };
    para.push_raw(&text, origin);
}

/// True where a cell that starts in the task column reaches over the status column.
fn spans_columns(cell: &Cell, layout: &Layout) -> bool {
    let reach = cell.column + cell.column_span;
    layout.first_answer().is_some_and(|c| cell.column < c && reach > c)
}

/// True where nothing stands in the row but its label and its title.
fn is_alone<'t>(text: &impl Fn(Column) -> &'t str) -> bool {
    [Column::Lead, Column::Timeframe, Column::Status, Column::Result]
        .iter()
        .all(|c| text(*c).is_empty())
}

/// The columns in which a row is ticked.
fn ticked<'t>(table: &'t Table, row: u32, layout: &'t Layout) -> impl Iterator<Item = (&'t ticks::Tick, &'t Cell)> {
    let cell = move |tick: &ticks::Tick| {
        table
            .cell(row, tick.column)
            .filter(|c| c.row == row && c.column == tick.column)
    };
    let ticks = layout.ticks.iter().filter_map(move |tick| Some((tick, cell(tick)?)));
    ticks.filter(|(_, cell)| ticks::is_ticked(cell))
}

/// What the walk down the rows has seen.
struct Walker<'i, 'a> {
    index: &'i Index<'a>,
    /// True where single letters may have been misread.
    recognised: bool,
    part: Option<String>,
    group: Option<String>,
    group_title: Option<Para>,
    rows: Vec<Row>,
    /// True while the last thing seen was a group heading.
    in_group_heading: bool,
}

impl<'i, 'a> Walker<'i, 'a> {
    fn new(index: &'i Index<'a>, recognised: bool) -> Self {
        Self {
            index,
            recognised,
            part: None,
            group: None,
            group_title: None,
            rows: Vec::new(),
            in_group_heading: false,
        }
    }

    fn row(&mut self, table: &Table, row: u32, block: usize, page: Option<u32>, layout: &Layout) {
        let at = |column: Column| {
            let c = layout.column(column)?;
            // A cell merged from a row above belongs to that row.
            table.cell(row, c).filter(|cell| cell.row == row)
        };
        let text = |column: Column| at(column).map_or("", |cell| cell.text.trim());
        let number = &*labels::joined(text(Column::Number));
        let task = at(Column::Task).or_else(|| table.row(row).find(|c| Some(c.column) > layout.column(Column::Number)));
        let merged = labels::split(number).filter(|(_, _, rest)| !rest.is_empty());
        if let Some((kind @ (Label::Part | Label::Group), label, rest)) = merged {
            let kind = self.kind_in_context(kind, label, rest, true, None);
            self.heading(kind, label, Some(rest_of(at(Column::Number), rest, block, page)));
            return;
        }
        let spanning = task.filter(|cell| spans_columns(cell, layout));
        let title = task.map_or("", |cell| cell.text.trim());
        let alone = is_alone(&text) && ticked(table, row, layout).next().is_none();
        let next = nested::next_label(table, row, layout);
        let kind = labels::kind_of(number).map(|kind| self.kind_in_context(kind, number, title, alone, next));
        match kind {
            Some(kind @ (Label::Part | Label::Group)) => {
                self.heading(kind, labels::bare(number), task.map(|c| cell_para(c, block, page)));
            }
            // A title over all columns is a heading, whatever its label was read as.
            None if spanning.is_some() && !number.is_empty()
                || spanning.is_some_and(|c| self.known_heading(&c.text).is_some()) =>
            {
                let title = spanning.map(|c| cell_para(c, block, page));
                let known = title.as_ref().and_then(|t| self.known_heading(&t.text));
                let (kind, label) = known.unwrap_or_else(|| (Label::Group, labels::bare(number).to_string()));
                self.heading(kind, &label, title);
            }
            Some(Label::Row) => self.start(labels::bare(number), layout, &at, block, page),
            None if number.is_empty() => self.without_number(layout, &at, block, page),
            None => self.start(number, layout, &at, block, page),
        }
        if !self.in_group_heading && !matches!(kind, Some(Label::Part | Label::Group)) {
            self.tick(table, row, layout, block, page);
            self.keep_others(table, row, layout, block, page);
        }
    }

    /// True where this is the title of a part, and not of a group.
    fn is_part_title(&self, title: &str) -> bool {
        matches!(self.known_heading(title), Some((Label::Part, _)))
    }

    /// The part or group of a template whose title this is.
    fn known_heading(&self, title: &str) -> Option<(Label, String)> {
        const ALIKE: f64 = 0.6;
        let wording = Wording::of(title);
        self.index.templates.iter().find_map(|t| {
            let group = t.groups.iter().position(|g| g.similarity(&wording) >= ALIKE);
            let part = || t.parts.iter().position(|p| p.similarity(&wording) >= ALIKE);
            group
                .map(|g| (Label::Group, t.template.groups[g].label.clone()))
                .or_else(|| part().map(|p| (Label::Part, t.template.parts[p].label.clone())))
        })
    }

    fn heading(&mut self, kind: Label, label: &str, title: Option<Para>) {
        // A recognised "VIII" may have lost a stroke; the title of the group is longer and surer.
        let known = title
            .as_ref()
            .filter(|_| self.recognised)
            .and_then(|t| self.known_heading(&t.text));
        let label = known
            .as_ref()
            .filter(|(k, _)| *k == kind)
            .map_or(label, |(_, known)| known.as_str());
        if kind == Label::Part {
            self.part = Some(label.to_string());
            self.group = None;
            self.group_title = None;
        } else {
            self.group = Some(label.to_string());
            self.group_title = title;
        }
        self.in_group_heading = kind == Label::Group;
    }

    fn start<'t>(
        &mut self,
        number: &str,
        layout: &Layout,
        at: &impl Fn(Column) -> Option<&'t Cell>,
        block: usize,
        page: Option<u32>,
    ) {
        self.in_group_heading = false;
        let (own_group, number) = labels::in_group(number).map_or((None, number), |(g, n)| (Some(g), n));
        let same_group = own_group.is_none_or(|g| self.group.as_deref() == Some(g));
        self.rows.push(Row {
            part: self.part.clone(),
            group: own_group.map(str::to_owned).or_else(|| self.group.clone()),
            group_title: self.group_title.as_ref().filter(|_| same_group).map(|p| p.text.clone()),
            no: (!number.is_empty()).then(|| number.to_string()),
            ..Row::blank()
        });
        self.append(layout, at, block, page);
    }

    /// Gives the row the statuses that are ticked in it: one by right, where it is several nobody knows which holds.
    fn tick(&mut self, table: &Table, row: u32, layout: &Layout, block: usize, page: Option<u32>) {
        let Some(open) = self.rows.last_mut() else { return };
        for (tick, cell) in ticked(table, row, layout) {
            open.ticked.push(tick.says.clone());
            if !tonghop_text::is_tick(&cell.text) {
                open.other.push(cell_para(cell, block, page));
            }
        }
    }

    /// Keeps what stands in columns that are not understood: remarks, bodies that take part.
    fn keep_others(&mut self, table: &Table, row: u32, layout: &Layout, block: usize, page: Option<u32>) {
        let Some(open) = self.rows.last_mut() else { return };
        let others = table
            .row(row)
            .filter(|c| c.row == row && !layout.holds(c.column) && Some(c.column) > layout.column(Column::Task));
        open.other.extend(
            others
                .filter(|c| !c.text.trim().is_empty())
                .map(|c| cell_para(c, block, page)),
        );
    }

    /// A row without a number: empty, the rest of the heading or row above (cut by a page break), or a
    /// task of its own.
    fn without_number<'t>(
        &mut self,
        layout: &Layout,
        at: &impl Fn(Column) -> Option<&'t Cell>,
        block: usize,
        page: Option<u32>,
    ) {
        let text = |column: Column| at(column).map_or("", |cell| cell.text.trim());
        let others_empty = is_alone(&text);
        if others_empty && text(Column::Task).is_empty() {
            return;
        }
        if self.in_group_heading && others_empty {
            if let (Some(title), Some(cell)) = (&mut self.group_title, at(Column::Task)) {
                push_cell(title, cell, block, page);
            }
            return;
        }
        let starts_upper = text(Column::Task).chars().next().is_some_and(char::is_uppercase);
        let complete = !text(Column::Timeframe).is_empty() && columns::is_timeframe(text(Column::Timeframe));
        if self.rows.is_empty() || self.in_group_heading || (starts_upper && complete) {
            self.start("", layout, at, block, page);
        } else {
            self.append(layout, at, block, page);
        }
    }

    fn append<'t>(
        &mut self,
        layout: &Layout,
        at: &impl Fn(Column) -> Option<&'t Cell>,
        block: usize,
        page: Option<u32>,
    ) {
        let Some(row) = self.rows.last_mut() else { return };
        for (column, _) in &layout.columns {
            let para = match column {
                Column::Number | Column::Own(_) => continue,
                Column::Task => &mut row.title,
                Column::Lead => &mut row.lead,
                Column::Timeframe => &mut row.timeframe,
                Column::Status => &mut row.status,
                Column::Result => &mut row.result,
            };
            let Some(cell) = at(*column) else { continue };
            let blank_status = at(Column::Status).is_none_or(|c| c.text.trim().is_empty());
            let within = status_within(&cell.text).filter(|_| *column == Column::Timeframe && blank_status);
            if let Some((from, to)) = within {
                push_part(para, cell, 0..from, block, page);
                push_part(para, cell, to..usize::MAX, block, page);
                push_part(&mut row.status, cell, from..to, block, page);
            } else {
                push_cell(para, cell, block, page);
            }
        }
    }
}

/// Text whose columns were held apart by blanks may have had room for one only: "2022 - 100%" / "2025" is a time
/// frame with the status printed between its years. Gives the place of the status in characters.
fn status_within(timeframe: &str) -> Option<(usize, usize)> {
    let length = columns::timeframe_length(timeframe)?;
    let head: String = timeframe.chars().take(length).collect();
    let (status, year) = timeframe.trim_end().rsplit_once(char::is_whitespace)?;
    let end = status.trim_end().chars().count();
    let between: String = status.chars().skip(length).collect();
    let cut = head.trim_end().ends_with(['-', '–'])
        && columns::timeframe_length(year) == Some(year.chars().count())
        && !between.trim().is_empty();
    let blanks = between.chars().take_while(|c| c.is_whitespace()).count();
    cut.then_some((length + blanks, end))
}

/// The text behind the label of a heading whose label and title share one cell.
fn rest_of(cell: Option<&Cell>, rest: &str, block: usize, page: Option<u32>) -> Para {
    let (origin, offset) = cell.map_or((None, 0), |c| {
        let start = c.text.find(rest).map_or(0, |b| c.text[..b].chars().count());
        (Some((c.row, c.column)), start)
    });
    Para::from_raw(
        rest,
        Origin {
            page,
            block,
            cell: origin,
            offset,
        },
        ParaKind::Body,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_between_the_years_is_found() {
        assert_eq!(status_within("2022 - 100%\n2025"), Some((7, 11)));
        assert_eq!(status_within("2022 - 2025"), None);
        assert_eq!(status_within("2025"), None);
    }
}
