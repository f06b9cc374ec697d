//! Puts cells on a grid: bounds, merged cells, unused grid lines.

use crate::Limits;
use tonghop_document::{Cell, Table};

/// A table under construction.
pub(crate) struct Grid {
    cells: Vec<Cell>,
    rows: u32,
    max_columns: u32,
    /// Set where a cell was cut to the allowed width.
    pub(crate) truncated: bool,
}

impl Grid {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            cells: Vec::new(),
            rows: 0,
            max_columns: limits.columns.max(1),
            truncated: false,
        }
    }

    /// Opens the next row and returns its index.
    pub(crate) fn start_row(&mut self) -> u32 {
        self.rows += 1;
        self.rows - 1
    }

    /// Adds a cell at its place; spans are cut to the allowed width. Returns its index.
    pub(crate) fn push(&mut self, mut cell: Cell) -> Option<usize> {
        if cell.column >= self.max_columns {
            self.truncated = true;
            return None;
        }
        let room = self.max_columns - cell.column;
        self.truncated |= cell.column_span > room;
        cell.column_span = cell.column_span.clamp(1, room);
        cell.row_span = cell.row_span.max(1);
        self.cells.push(cell);
        Some(self.cells.len() - 1)
    }

    /// A cell by the index that [`Grid::push`] returned.
    pub(crate) fn cell_mut(&mut self, index: usize) -> Option<&mut Cell> {
        self.cells.get_mut(index)
    }

    /// The finished table. Grid lines at which no cell begins are removed, so that a row merged over
    /// "100" columns of a table with five does not make it wider; row spans end with the table.
    pub(crate) fn finish(mut self, header_rows: u32) -> Table {
        let mut lines: Vec<u32> = self.cells.iter().map(|c| c.column).collect();
        lines.push(0);
        lines.sort_unstable();
        lines.dedup();
        let at = |line: u32| lines.partition_point(|l| *l < line) as u32;
        for cell in &mut self.cells {
            let end = at(cell.column + cell.column_span);
            cell.column = at(cell.column);
            cell.column_span = (end - cell.column).max(1);
            cell.row_span = cell.row_span.min(self.rows.saturating_sub(cell.row)).max(1);
        }
        self.cells.sort_by_key(|c| (c.row, c.column));
        Table {
            rows: self.rows,
            columns: lines.len() as u32,
            header_rows,
            cells: self.cells,
        }
    }
}
