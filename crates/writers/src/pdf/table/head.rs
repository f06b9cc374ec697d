//! Heading rows: laid out once, drawn on every page.

use tonghop_model::official::Cell;

use super::super::composer::Composer;
use super::super::tree::{Element, NodeId};
use super::PAD_Y;
use super::cell::Laid;
use super::columns::Columns;
use super::grid::Grid;
use super::occupancy::place;

/// The heading rows of a table.
#[derive(Debug)]
pub struct Head {
    /// Cells with the index of their first row.
    cells: Vec<(usize, Laid)>,
    /// Heights of the rows, pt.
    heights: Vec<f32>,
}

impl Head {
    /// Lays out the heading rows of a table below an element of the structure.
    pub fn new(composer: &mut Composer, columns: &Columns, rows: &[Vec<Cell>], node: NodeId) -> Self {
        let mut cells = Vec::new();
        for (i, row) in place(rows, columns.count()).into_iter().enumerate() {
            let row_node = composer.tree.add(node, Element::Row);
            for place in row {
                cells.push((i, Laid::new(composer, columns, &place, row_node, true)));
            }
        }
        let mut heights = vec![columns.pitch() + 2.0 * PAD_Y; rows.len()];
        for (row, cell) in cells.iter().filter(|(_, c)| c.rows() == 1) {
            heights[*row] = heights[*row].max(cell.height());
        }
        for (row, cell) in &cells {
            let last = row + cell.rows() - 1;
            let covered: f32 = heights[*row..=last].iter().sum();
            heights[last] += (cell.height() - covered).max(0.0);
        }
        Self { cells, heights }
    }

    /// Height of all heading rows, pt.
    pub fn height(&self) -> f32 {
        self.heights.iter().sum()
    }

    /// Draws the rows at the current place and moves below them.
    pub fn draw(&self, composer: &mut Composer, columns: &Columns, grid: &mut Grid, tagged: bool) {
        let top = composer.y;
        let row_top = |row: usize| top + self.heights[..row].iter().sum::<f32>();
        composer.y = top + self.height();
        for (row, cell) in &self.cells {
            let (upper, lower) = (row_top(*row), row_top(row + cell.rows()));
            let middle = upper + (lower - upper - cell.height()) / 2.0 + PAD_Y;
            cell.draw_all(composer, columns, middle, tagged);
            grid.frame(cell, upper, lower);
        }
    }
}
