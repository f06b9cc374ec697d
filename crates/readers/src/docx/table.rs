//! Tables: the grid, merged cells, cells' content.

use super::Item;
use super::body::{Reader, table_lines};
use super::styles::{number, switch};
use crate::ReadError;
use crate::grid::Grid;
use crate::xml::Element;
use std::collections::HashMap;
use tonghop_document::{Cell, NoteRef, Table};

/// How a cell takes part in a vertical merge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Restart,
    Continue,
}

impl Reader<'_, '_> {
    /// Reads `w:tbl`; `level` counts the tables around it.
    pub(super) fn table(&mut self, tbl: Element<'_, '_>, level: u32) -> Result<Table, ReadError> {
        let mut grid = Grid::new(self.limits);
        let mut rows = Vec::new();
        collect(tbl, "tr", &mut rows);
        let mut header_rows = 0;
        // Merges that may go on below: by grid column, index in the grid.
        let mut open: HashMap<u32, usize> = HashMap::new();
        for tr in rows {
            let props = tr.child("trPr");
            let has = |name: &str| props.and_then(|p| p.child(name));
            if has("del").is_some() {
                self.changed();
                continue;
            }
            if has("ins").is_some() {
                self.changed();
            }
            if has("hidden").is_some_and(switch) {
                continue;
            }
            if self.cells >= self.limits.cells {
                self.seen.truncated = Some("cells");
                break;
            }
            self.limits.check_time()?;
            let row = grid.start_row();
            if has("tblHeader").is_some_and(switch) && header_rows == row {
                header_rows += 1;
            }
            let before = has("gridBefore").and_then(number::<u32>).unwrap_or(0);
            self.row(tr, row, before, level, &mut grid, &mut open)?;
        }
        if grid.truncated {
            self.seen.truncated = Some("columns");
        }
        Ok(grid.finish(header_rows))
    }

    fn row(
        &mut self,
        tr: Element<'_, '_>,
        row: u32,
        before: u32,
        level: u32,
        grid: &mut Grid,
        open: &mut HashMap<u32, usize>,
    ) -> Result<(), ReadError> {
        let mut column = before;
        let mut still_open = HashMap::new();
        let mut cells = Vec::new();
        collect(tr, "tc", &mut cells);
        let mut last: Option<usize> = None;
        for tc in cells {
            if self.cells >= self.limits.cells {
                break;
            }
            self.cells += 1;
            let props = tc.child("tcPr");
            let find = |name: &str| props.and_then(|p| p.child(name));
            let span = find("gridSpan").and_then(number::<u32>).unwrap_or(1).max(1);
            let merge = match find("vMerge") {
                None => Merge::None,
                Some(m) if m.val().as_deref() == Some("restart") => Merge::Restart,
                Some(_) => Merge::Continue,
            };
            // Old producers merge sideways by marking the following cells.
            if let (Some(mark), Some(previous)) = (find("hMerge"), last)
                && mark.val().as_deref() != Some("restart")
            {
                if let Some(cell) = grid.cell_mut(previous) {
                    cell.column_span = cell.column_span.saturating_add(span).min(self.limits.columns);
                }
                column = column.saturating_add(span);
                continue;
            }
            let above = open.get(&column).copied().filter(|_| merge == Merge::Continue);
            if let Some(index) = above.filter(|i| grid.cell_mut(*i).is_some()) {
                if let Some(cell) = grid.cell_mut(index) {
                    cell.row_span = row + 1 - cell.row;
                }
                still_open.insert(column, index);
                last = None;
            } else {
                let cell = self.cell(tc, row, column, span, level)?;
                last = grid.push(cell);
                if let Some(index) = last.filter(|_| merge != Merge::None) {
                    still_open.insert(column, index);
                }
            }
            column = column.saturating_add(span);
        }
        *open = still_open;
        Ok(())
    }

    fn cell(&mut self, tc: Element<'_, '_>, row: u32, column: u32, span: u32, level: u32) -> Result<Cell, ReadError> {
        let page = self.page;
        let mut cell = Cell {
            row,
            column,
            column_span: span,
            page,
            ..Cell::default()
        };
        let mut text = CellText::default();
        self.cell_content(tc, &mut cell, &mut text, level)?;
        cell.text = text.text;
        cell.notes = text.notes;
        cell.bold = text.any && !text.not_bold;
        cell.page = text.page.or(cell.page);
        Ok(cell)
    }

    /// Paragraphs and nested tables of a cell; tables nested too deep become lines of text.
    fn cell_content(
        &mut self,
        parent: Element<'_, '_>,
        cell: &mut Cell,
        out: &mut CellText,
        level: u32,
    ) -> Result<(), ReadError> {
        for item in self.items_with_tables(parent, level)? {
            match item {
                Item::Paragraph(p, page) => {
                    out.page = out.page.or(page);
                    out.any |= !p.text.is_empty();
                    out.not_bold |= !p.text.is_empty() && !p.bold;
                    out.add(&p.text, p.notes);
                }
                Item::Table(t, _) if level + 1 < self.limits.table_depth => cell.nested.push(t),
                Item::Table(t, _) => {
                    for line in table_lines(&t) {
                        out.not_bold = true;
                        out.add(&line, Vec::new());
                    }
                }
            }
        }
        Ok(())
    }

    /// As [`Reader::items`], for a cell at this level of nesting.
    fn items_with_tables(&mut self, parent: Element<'_, '_>, level: u32) -> Result<Vec<Item>, ReadError> {
        let outer = std::mem::replace(&mut self.table_level, level + 1);
        let items = self.items(parent);
        self.table_level = outer;
        items
    }
}

/// The text of a cell: paragraphs joined by line breaks.
#[derive(Default)]
struct CellText {
    text: String,
    notes: Vec<NoteRef>,
    page: Option<u32>,
    any: bool,
    not_bold: bool,
}

impl CellText {
    fn add(&mut self, text: &str, notes: Vec<NoteRef>) {
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push('\n');
        }
        let before = self.text.chars().count();
        self.notes
            .extend(notes.into_iter().map(|n| NoteRef { at: n.at + before, ..n }));
        self.text.push_str(text);
    }
}

/// The rows of a table or cells of a row, through the wrappers that may stand around them.
fn collect<'t, 'a>(parent: Element<'t, 'a>, name: &str, out: &mut Vec<Element<'t, 'a>>) {
    for e in parent.elements() {
        if e.name() == name {
            out.push(e);
        } else if matches!(
            e.name(),
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo"
        ) {
            collect(e, name, out);
        }
    }
}
