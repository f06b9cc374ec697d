//! OpenDocument spreadsheets. Cells carry the text that they show.

use super::Book;
use super::raw::{RawCell, RawSheet, RawWorkbook};
use crate::ReadError;
use crate::package::Package;
use crate::xml::{Element, Tree, decode};
use std::collections::HashSet;
use tonghop_document::{Cell, WarningCode};
use tonghop_text::nfc;

/// Repeated cells and rows with content are written out this often at most.
const MAX_REPEAT: u32 = 1_000;

/// Reads all visible sheets.
pub(super) fn read(package: &mut Package<'_>, book: &mut Book<'_>) -> Result<(), ReadError> {
    let bytes = package
        .part("content.xml")?
        .ok_or_else(|| ReadError::damaged("content.xml"))?;
    let source = decode(&bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    let Some(root) = tree.root() else {
        return Err(ReadError::damaged("content.xml"));
    };
    let hidden = hidden_styles(root);
    let sheets = root.child("body").and_then(|b| b.child("spreadsheet"));
    for sheet in sheets
        .into_iter()
        .flat_map(Element::elements)
        .filter(|e| e.name() == "table")
    {
        let name = sheet.attribute("name").unwrap_or_default();
        if sheet.attribute("style-name").is_some_and(|s| hidden.contains(&*s)) {
            book.warn(WarningCode::ObjectSkipped, format!("hidden sheet: {name}"));
            continue;
        }
        let mut reader = Rows {
            book,
            cells: Vec::new(),
            row: 0,
        };
        reader.rows(sheet)?;
        let cells = reader.cells;
        book.add(&name, cells, &[]);
    }
    if let Some(why) = tree.broken {
        book.broken(why, "content.xml");
    }
    Ok(())
}

/// Reads all sheets cell by cell.
pub(super) fn read_raw(package: &mut Package<'_>, book: &mut Book<'_>) -> Result<RawWorkbook, ReadError> {
    let main = "content.xml";
    let bytes = package.part(main)?.ok_or_else(|| ReadError::damaged(main))?;
    let source = decode(&bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    let root = tree.root().filter(|_| tree.broken.is_none());
    let root = root.ok_or_else(|| ReadError::damaged(main))?;
    let sheets = root.child("body").and_then(|b| b.child("spreadsheet"));
    let sheets = sheets.into_iter().flat_map(Element::elements);
    let mut workbook = RawWorkbook::default();
    for sheet in sheets.filter(|e| e.name() == "table") {
        let mut raw = RawSheet {
            name: nfc(&sheet.attribute("name").unwrap_or_default()).trim().to_string(),
            ..RawSheet::default()
        };
        raw_rows(sheet, book, &mut raw, &mut 0)?;
        workbook.sheets.push(raw);
    }
    Ok(workbook)
}

fn raw_rows(
    parent: Element<'_, '_>,
    book: &mut Book<'_>,
    sheet: &mut RawSheet,
    row: &mut u32,
) -> Result<(), ReadError> {
    for e in parent.elements() {
        match e.name() {
            "table-row" => {
                book.limits.check_time()?;
                let repeat = number(e, "number-rows-repeated").max(1);
                for i in 0..repeat.min(MAX_REPEAT) {
                    if raw_row(e, row.saturating_add(i), book, sheet) == 0 {
                        break;
                    }
                }
                *row = row.saturating_add(repeat);
            }
            "table-header-rows" | "table-rows" | "table-row-group" => raw_rows(e, book, sheet, row)?,
            _ => {}
        }
    }
    Ok(())
}

/// Takes the cells of one row; gives back how many have content.
fn raw_row(tr: Element<'_, '_>, row: u32, book: &mut Book<'_>, sheet: &mut RawSheet) -> usize {
    let (mut column, mut found) = (0_u32, 0);
    for tc in tr.elements() {
        let times = number(tc, "number-columns-repeated").max(1);
        let (rows, columns) = (
            number(tc, "number-rows-spanned").max(1),
            number(tc, "number-columns-spanned").max(1),
        );
        if rows > 1 || columns > 1 {
            sheet.merged.push((
                row,
                column,
                row.saturating_add(rows - 1),
                column.saturating_add(columns - 1),
            ));
        }
        if let Some(cell) = raw_cell(tc).filter(|_| tc.name() == "table-cell") {
            for i in 0..times.min(MAX_REPEAT) {
                if !book.room(cell.text.len()) {
                    return found;
                }
                sheet.cells.insert((row, column.saturating_add(i)), cell.clone());
                found += 1;
            }
        }
        column = column.saturating_add(times);
    }
    found
}

fn raw_cell(tc: Element<'_, '_>) -> Option<RawCell> {
    let text = cell_text(tc);
    let formula = tc.attribute("formula").is_some();
    if text.is_empty() && !formula {
        return None;
    }
    let kind = tc.attribute("value-type");
    let is_number = matches!(kind.as_deref(), Some("float" | "percentage" | "currency"));
    let value = tc.attribute("value").filter(|_| is_number);
    Some(RawCell {
        number: value
            .and_then(|v| v.trim().parse::<f64>().ok())
            .filter(|n| n.is_finite()),
        percent: kind.as_deref() == Some("percentage"),
        date: matches!(kind.as_deref(), Some("date" | "time")),
        error: formula && (text.starts_with('#') || text.starts_with("Err:")),
        formula,
        text,
    })
}

/// Names of the styles of hidden sheets.
fn hidden_styles(root: Element<'_, '_>) -> HashSet<String> {
    let styles = root.child("automatic-styles").into_iter().flat_map(Element::elements);
    let hidden = styles.filter(|s| {
        s.child("table-properties")
            .is_some_and(|p| p.attribute("display").as_deref() == Some("false"))
    });
    hidden.filter_map(|s| Some(s.attribute("name")?.to_string())).collect()
}

struct Rows<'b, 'l> {
    book: &'b mut Book<'l>,
    cells: Vec<Cell>,
    row: u32,
}

impl Rows<'_, '_> {
    fn rows(&mut self, parent: Element<'_, '_>) -> Result<(), ReadError> {
        for e in parent.elements() {
            match e.name() {
                "table-row" => self.row(e)?,
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(e)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, tr: Element<'_, '_>) -> Result<(), ReadError> {
        self.book.limits.check_time()?;
        if self.book.full() {
            return Ok(());
        }
        let repeat = number(tr, "number-rows-repeated").max(1);
        let start = self.cells.len();
        let mut column = 0_u32;
        for tc in tr.elements() {
            let times = number(tc, "number-columns-repeated").max(1);
            if tc.name() == "table-cell" {
                let text = cell_text(tc);
                let shown = if text.is_empty() { 0 } else { times.min(MAX_REPEAT) };
                for i in 0..shown {
                    if !self.book.room(text.len()) {
                        break;
                    }
                    self.cells.push(Cell {
                        row: self.row,
                        column: column.saturating_add(i),
                        row_span: number(tc, "number-rows-spanned").max(1),
                        column_span: number(tc, "number-columns-spanned").max(1),
                        text: text.clone(),
                        ..Cell::default()
                    });
                }
            }
            column = column.saturating_add(times);
        }
        let end = self.cells.len();
        if end > start {
            for i in 1..repeat.min(MAX_REPEAT) {
                for at in start..end {
                    if !self.book.room(self.cells[at].text.len()) {
                        return Ok(());
                    }
                    let copy = Cell {
                        row: self.row.saturating_add(i),
                        ..self.cells[at].clone()
                    };
                    self.cells.push(copy);
                }
            }
        }
        self.row = self.row.saturating_add(repeat);
        Ok(())
    }
}

fn number(e: Element<'_, '_>, name: &str) -> u32 {
    e.attribute(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1)
}

/// The paragraphs of a cell as lines; remarks beside the cell are no part of it.
fn cell_text(tc: Element<'_, '_>) -> String {
    let paragraphs = tc.elements().filter(|e| e.name() == "p").map(|p| {
        let mut line = String::new();
        inline(p, &mut line);
        line
    });
    let text = paragraphs.collect::<Vec<_>>().join("\n");
    nfc(text.trim()).into_owned()
}

fn inline(e: Element<'_, '_>, out: &mut String) {
    for child in e.children() {
        match child.name() {
            "" => out.push_str(child.own_text()),
            "s" => out.extend(std::iter::repeat_n(' ', number(child, "c").min(100) as usize)),
            "tab" => out.push('\t'),
            "line-break" => out.push('\n'),
            "annotation" | "note" => {}
            _ => inline(child, out),
        }
    }
}
