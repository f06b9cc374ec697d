//! Workbooks: XLSX and ODS, one table per sheet under a heading with the name of the sheet.
//!
//! Cells show what a Vietnamese office shows: the number format of the cell applied, comma before
//! decimals, dots between thousands where the format groups them, dates by day, month and year. Rows
//! and columns without content are left out. Hidden sheets are left out with a warning.

mod format;
mod ods;
mod raw;
mod xlsx;

pub use raw::{RawCell, RawSheet, RawWorkbook, read_raw};

use crate::package::Package;
use crate::xml::Broken;
use crate::{Input, Limits, ReadError, partial};
use tonghop_document::{Block, Cell, Content, Document, Paragraph, ReadWarning, Table, WarningCode};
use tonghop_text::nfc;

/// Reads a workbook.
///
/// # Errors
/// [`ReadError`] where the package or its main part cannot be read, or where a limit is exceeded.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(input.bytes, limits)?;
    let is_ods = package.names().any(|n| n == "content.xml");
    let mut book = Book {
        limits,
        cells: 0,
        characters: 0,
        document: Document {
            reader: "sheet",
            ..Document::default()
        },
    };
    if is_ods {
        book.document.media_type = "application/vnd.oasis.opendocument.spreadsheet";
        ods::read(&mut package, &mut book)?;
    } else {
        book.document.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        xlsx::read(&mut package, &mut book)?;
    }
    Ok(book.document)
}

/// The document in progress and the bounds it must keep.
struct Book<'l> {
    limits: &'l Limits,
    cells: u32,
    /// Bytes of text in all cells, an upper bound of their characters.
    characters: usize,
    document: Document,
}

impl Book<'_> {
    fn warn(&mut self, code: WarningCode, detail: impl Into<String>) {
        self.document.warnings.push(ReadWarning {
            code,
            page: None,
            detail: detail.into(),
        });
    }

    /// Notes that what was added last breaks off.
    fn broken(&mut self, why: Broken, place: &str) {
        match why {
            Broken::Damaged => partial::breaks_off(&mut self.document, place),
            Broken::TooMany => self.warn(WarningCode::Truncated, place),
        }
    }

    /// False where no further cell with this much text (in bytes) is allowed. A workbook may name one long
    /// text in very many cells, so the texts are counted as they are written out.
    fn room(&mut self, text: usize) -> bool {
        self.cells = self.cells.saturating_add(1);
        self.characters = self.characters.saturating_add(text);
        !self.full()
    }

    /// True where a bound was exceeded: nothing more need be looked at.
    fn full(&self) -> bool {
        self.cells > self.limits.cells || self.characters > self.limits.characters
    }

    /// Adds a sheet. `merged` lists regions as (first row, first column, last row, last column).
    fn add(&mut self, name: &str, mut cells: Vec<Cell>, merged: &[(u32, u32, u32, u32)]) {
        if self.full() {
            self.warn(WarningCode::Truncated, format!("cells: {name}"));
        }
        let mut merged = merged.to_vec();
        merged.sort_unstable();
        cells.sort_by_key(|c| (c.row, c.column));
        for cell in &mut cells {
            if let Ok(at) = merged.binary_search_by_key(&(cell.row, cell.column), |m| (m.0, m.1)) {
                let (row, column, last_row, last_column) = merged[at];
                cell.row_span = last_row.saturating_sub(row).saturating_add(1);
                cell.column_span = last_column.saturating_sub(column).saturating_add(1);
            }
        }
        let Some(table) = compact(cells) else { return };
        let title = Paragraph {
            text: nfc(name).trim().to_string(),
            heading: Some(1),
            ..Paragraph::default()
        };
        self.document.blocks.push(Block {
            page: None,
            content: Content::Paragraph(title),
        });
        self.document.blocks.push(Block {
            page: None,
            content: Content::Table(table),
        });
    }
}

/// The table of these cells without the rows and columns in which nothing begins.
fn compact(mut cells: Vec<Cell>) -> Option<Table> {
    cells.retain(|c| !c.text.is_empty());
    let mut rows: Vec<u32> = cells.iter().map(|c| c.row).collect();
    let mut columns: Vec<u32> = cells.iter().map(|c| c.column).collect();
    for lines in [&mut rows, &mut columns] {
        lines.sort_unstable();
        lines.dedup();
    }
    let place = |lines: &[u32], at: u32| lines.partition_point(|l| *l < at) as u32;
    for cell in &mut cells {
        let row = place(&rows, cell.row);
        let column = place(&columns, cell.column);
        cell.row_span = (place(&rows, cell.row.saturating_add(cell.row_span)) - row).max(1);
        cell.column_span = (place(&columns, cell.column.saturating_add(cell.column_span)) - column).max(1);
        cell.row = row;
        cell.column = column;
    }
    let table = Table {
        rows: rows.len() as u32,
        columns: columns.len() as u32,
        header_rows: 0,
        cells,
    };
    (!table.cells.is_empty()).then_some(table)
}
