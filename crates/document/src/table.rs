//! Tables with merged cells.

use crate::NoteRef;

/// A table. Cells are listed row by row; a merged cell is listed once, at its top left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Number of rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// How many leading rows are headings.
    pub header_rows: u32,
    /// The cells, ordered by row, then column.
    pub cells: Vec<Cell>,
}

/// A cell, possibly merged over several rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Row of the top left corner, from 0.
    pub row: u32,
    /// Grid column of the top left corner, from 0.
    pub column: u32,
    /// Number of rows covered, at least 1.
    pub row_span: u32,
    /// Number of grid columns covered, at least 1.
    pub column_span: u32,
    /// Page on which the cell starts, where the format has pages.
    pub page: Option<u32>,
    /// The text, NFC; paragraphs and forced line breaks are separated by `\n`.
    pub text: String,
    /// True where all visible text is bold.
    pub bold: bool,
    /// Marks that point to footnotes, removed from `text`.
    pub notes: Vec<NoteRef>,
    /// Tables inside the cell; their text is not repeated in `text`.
    pub nested: Vec<Table>,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            row: 0,
            column: 0,
            row_span: 1,
            column_span: 1,
            page: None,
            text: String::new(),
            bold: false,
            notes: Vec::new(),
            nested: Vec::new(),
        }
    }
}

impl Cell {
    /// True where the cell covers this grid position.
    #[must_use]
    pub fn covers(&self, row: u32, column: u32) -> bool {
        (self.row..self.row + self.row_span).contains(&row)
            && (self.column..self.column + self.column_span).contains(&column)
    }
}

impl Table {
    /// The cell that covers this grid position.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        // Cells are ordered by row: a cell that starts below the wanted row cannot cover it.
        let end = self.cells.partition_point(|c| c.row <= row);
        self.cells[..end].iter().rev().find(|c| c.covers(row, column))
    }

    /// The cells that start in this row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = &Cell> {
        let start = self.cells.partition_point(|c| c.row < row);
        self.cells[start..].iter().take_while(move |c| c.row == row)
    }

    /// A plain table from rows of texts, without merged cells.
    #[must_use]
    pub fn from_rows<S: Into<String>>(rows: Vec<Vec<S>>, header_rows: u32) -> Self {
        let mut table = Self {
            rows: rows.len() as u32,
            header_rows,
            ..Self::default()
        };
        for (r, row) in rows.into_iter().enumerate() {
            for (c, text) in row.into_iter().enumerate() {
                table.columns = table.columns.max(c as u32 + 1);
                table.cells.push(Cell {
                    row: r as u32,
                    column: c as u32,
                    text: text.into(),
                    ..Cell::default()
                });
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cell_is_found_from_every_position_it_covers() {
        let merged = Cell {
            row: 0,
            column: 1,
            row_span: 2,
            column_span: 2,
            text: "m".into(),
            ..Cell::default()
        };
        let table = Table {
            rows: 2,
            columns: 3,
            header_rows: 0,
            cells: vec![
                Cell {
                    text: "a".into(),
                    ..Cell::default()
                },
                merged,
                Cell {
                    row: 1,
                    text: "b".into(),
                    ..Cell::default()
                },
            ],
        };
        assert_eq!(table.cell(1, 2).map(|c| c.text.as_str()), Some("m"));
        assert_eq!(table.cell(1, 0).map(|c| c.text.as_str()), Some("b"));
        assert_eq!(table.cell(2, 0), None);
    }
}
