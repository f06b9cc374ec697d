//! Widths of the columns.

use tonghop_model::official::{Align, Cell, Table};

use super::super::composer::Sheet;
use super::super::fonts::{Face, SINGLE_SPACING};
use super::super::lines::{Justification, widest_word};
use super::super::paragraph::{Builder, Tally};
use super::PAD_X;
use super::occupancy::place;
use crate::form;

/// Rows whose words are measured for the narrowest width of a column.
const MEASURED_ROWS: usize = 200;
/// Share of the width that a column gets at most for the sake of its longest word.
const WIDEST_FOR_A_WORD: f32 = 0.2;

/// The columns of a table: edges, alignment, type size.
#[derive(Debug)]
pub struct Columns {
    edges: Vec<f32>,
    align: Vec<Align>,
    size: f32,
}

impl Columns {
    /// Columns as wide as their weights, but none narrower than its longest word where that can be had.
    pub fn new(table: &Table, sheet: Sheet) -> Self {
        let widest_row = |rows: &[Vec<Cell>]| {
            let width = |row: &Vec<Cell>| row.iter().map(|c| usize::from(c.columns.max(1))).sum();
            rows.iter().take(MEASURED_ROWS).map(width).max().unwrap_or(0)
        };
        let count = match table.columns.len() {
            0 => widest_row(&table.head).max(widest_row(&table.rows)),
            count => count,
        };
        let align: Vec<Align> = (0..count)
            .map(|i| table.columns.get(i).map_or(Align::Left, |c| c.align))
            .collect();
        let width = sheet.text_width();
        let size = size(count, width);
        let widths = widths(table, count, (size, PAD_X), width);
        let mut edges = Vec::with_capacity(count + 1);
        let mut x = sheet.left;
        edges.push(x);
        for width in widths {
            x += width;
            edges.push(x);
        }
        Self { edges, align, size }
    }

    /// Number of columns.
    pub fn count(&self) -> usize {
        self.align.len()
    }

    /// Left edges and the right edge of the last column, pt.
    pub fn edges(&self) -> &[f32] {
        &self.edges
    }

    /// Type size, pt.
    pub const fn size(&self) -> f32 {
        self.size
    }

    /// Line pitch, pt.
    pub const fn pitch(&self) -> f32 {
        self.size * SINGLE_SPACING
    }

    /// How the cells of a column are set.
    pub fn justification(&self, column: usize, own: Option<Align>) -> Justification {
        match own.unwrap_or_else(|| self.align.get(column).copied().unwrap_or_default()) {
            Align::Left => Justification::Left,
            Align::Centre => Justification::Centre,
            Align::Right => Justification::Right,
            Align::Justify => Justification::Both,
        }
    }
}

/// Widths by the weights of the columns, but none narrower than its longest word where that can be had; `size` of the type and `pad` at
/// the sides of a cell in pt, like everything here.
pub fn widths(table: &Table, count: usize, (size, pad): (f32, f32), width: f32) -> Vec<f32> {
    let weights: Vec<f32> = (0..count)
        .map(|i| table.columns.get(i).map_or(1.0, |c| c.weight))
        .map(|w| if w.is_finite() && w > 0.0 { w.min(1e6) } else { 1.0 })
        .collect();
    let sum: f32 = weights.iter().sum();
    let mut widths: Vec<f32> = weights.iter().map(|w| width * w / sum).collect();
    let least = least_widths(table, count, (size, pad), width);
    widen(&mut widths, &least);
    widths
}

/// Smaller type where many columns share the width.
fn size(columns: usize, width: f32) -> f32 {
    let per_column = width / columns.max(1) as f32;
    if per_column >= 56.0 {
        form::TABLE_PT
    } else if per_column >= 42.0 {
        form::TABLE_PT - 1.0
    } else if per_column >= 26.0 {
        form::TABLE_PT - 2.0
    } else {
        form::TABLE_PT - 3.0
    }
}

/// Width that the longest word of each column needs.
fn least_widths(table: &Table, count: usize, (size, pad): (f32, f32), width: f32) -> Vec<f32> {
    let mut least = vec![2.0 * pad + size; count];
    for (rows, head) in [(&table.head, true), (&table.rows, false)] {
        for row in place(&rows[..rows.len().min(MEASURED_ROWS)], count) {
            for place in row {
                if place.columns > 1 {
                    continue;
                }
                let face = if head || place.cell.bold {
                    Face::Bold
                } else {
                    Face::Regular
                };
                for text in &place.cell.paragraphs {
                    let mut tally = Tally::default();
                    let paragraph = Builder::new(face, size, &mut tally).inlines(text).finish();
                    let word = widest_word(&paragraph) + 2.0 * pad + 0.5;
                    least[place.column] = least[place.column].max(word);
                }
            }
        }
    }
    let most = (width * WIDEST_FOR_A_WORD).max(2.0 * pad + size);
    least.iter().map(|l| l.min(most)).collect()
}

/// Gives narrow columns what they need from those that have more than they need.
fn widen(widths: &mut [f32], least: &[f32]) {
    let lacking: f32 = widths.iter().zip(least).map(|(w, l)| (l - w).max(0.0)).sum();
    let spare: f32 = widths.iter().zip(least).map(|(w, l)| (w - l).max(0.0)).sum();
    if lacking <= 0.0 || spare <= 0.0 {
        return;
    }
    // Where there is not enough for all, each gets the same share of what it lacks.
    let given = (spare / lacking).min(1.0);
    let taken = (lacking / spare).min(1.0);
    for (width, least) in widths.iter_mut().zip(least) {
        *width += if *width < *least {
            (least - *width) * given
        } else {
            (least - *width) * taken
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_get_what_their_words_need() {
        let mut widths = [10.0, 190.0];
        widen(&mut widths, &[30.0, 50.0]);
        assert_eq!(widths, [30.0, 170.0]);
        let mut tight = [50.0, 50.0];
        widen(&mut tight, &[80.0, 40.0]);
        assert_eq!(tight, [60.0, 40.0]);
    }
}
