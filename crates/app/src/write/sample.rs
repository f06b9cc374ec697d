//! Pieces of files for the tests.

use tonghop_document::Cell;

/// A cell with these words that begins in this row and column and covers so many of each.
pub fn cell(row: u32, column: u32, row_span: u32, column_span: u32, text: &str) -> Cell {
    Cell {
        row,
        column,
        row_span,
        column_span,
        text: text.into(),
        ..Cell::default()
    }
}
