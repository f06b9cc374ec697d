//! A table that stands in a report's own text, carried through as it is.

use tonghop_messages::Messages;
use tonghop_model::official::{Align, Block, Cell, Table, TableColumn};

use super::figures::Figures;
use super::noted::Noted;

/// Word opens no table with more columns.
pub const MOST_COLUMNS: u32 = 63;
/// A column whose cells have at most so many characters is centred.
const SHORT: usize = 10;
/// A column is at most so wide, in characters, and never narrower than the least.
const WIDEST: usize = 40;
/// What borders and the room beside the words take, in characters.
const ROOM: f32 = 3.0;

/// A table of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnTable {
    /// Number of columns, 1 to [`MOST_COLUMNS`].
    pub columns: u32,
    /// How many of the rows are headings.
    pub head: usize,
    /// The rows; each is as wide as the table, but for cells that a row above covers.
    pub rows: Vec<Vec<OwnCell>>,
}

/// A cell of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnCell {
    /// Column at which it begins, from 0.
    pub column: u32,
    /// Paragraphs.
    pub paragraphs: Vec<Noted>,
    /// Columns it covers, from 1.
    pub columns: u16,
    /// Rows it covers, from 1.
    pub rows: u16,
    /// True where all its text is bold.
    pub bold: bool,
}

impl OwnTable {
    pub(super) fn block(&self, words: &Messages, figures: &Figures<'_>) -> Block {
        let rows = |rows: &[Vec<OwnCell>]| -> Vec<Vec<Cell>> {
            rows.iter()
                .map(|row| row.iter().map(|cell| cell.official(figures)).collect())
                .collect()
        };
        let (head, body) = self.rows.split_at(self.head.min(self.rows.len()));
        Block::Table(Table {
            caption: words.text("official-own-table"),
            show_caption: false,
            columns: (0..self.columns).map(|column| self.column(column)).collect(),
            head: rows(head),
            rows: rows(body),
        })
    }

    /// Width and setting of a column, by the longest of its cells that cover no other.
    fn column(&self, column: u32) -> TableColumn {
        let cells = |from: usize| {
            let rows = self.rows.iter().skip(from).flatten();
            rows.filter(move |c| c.column == column && c.columns == 1)
        };
        let longest = |from: usize| {
            let lengths = cells(from).flat_map(|c| &c.paragraphs).map(|p| p.text.chars().count());
            lengths.max().unwrap_or_default()
        };
        TableColumn {
            weight: longest(0).clamp(1, WIDEST) as f32 + ROOM,
            align: if longest(self.head) <= SHORT {
                Align::Centre
            } else {
                Align::Left
            },
        }
    }
}

impl OwnCell {
    fn official(&self, figures: &Figures<'_>) -> Cell {
        Cell {
            paragraphs: self.paragraphs.iter().map(|p| p.inlines(figures)).collect(),
            columns: self.columns.max(1),
            rows: self.rows.max(1),
            bold: self.bold,
            align: None,
        }
    }
}
