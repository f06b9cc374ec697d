//! Tables of the narrative as rows and columns of figures.

use crate::facts::{Facts, Figure};
use crate::phrases;
use std::collections::BTreeMap;
use tonghop_text::fold;

/// Figures of tables that are looked at: bounds the work.
const MOST: usize = 5_000;
/// Rows of a table that are looked at.
const ROWS: usize = 400;
/// Columns of a table that are looked at.
const COLUMNS: usize = 16;

/// A table, or what is left of it after the rows of the annex.
pub struct Grid<'f, 'a> {
    /// The rows that bear figures, from top to bottom.
    pub rows: Vec<Row<'f, 'a>>,
    /// Folded headings of the columns that bear figures.
    pub headings: BTreeMap<u32, String>,
}

/// A row of a table.
pub struct Row<'f, 'a> {
    /// What it counts, folded.
    pub label: String,
    /// Its figures by column.
    pub cells: BTreeMap<u32, &'f Figure<'a>>,
}

/// Rows and headings of a table by their places.
type Found<'f, 'a> = (BTreeMap<u32, Row<'f, 'a>>, BTreeMap<u32, String>);

/// The tables of the report that bear figures.
pub fn grids<'f, 'a>(facts: &'f Facts<'a>) -> Vec<Grid<'f, 'a>> {
    let mut blocks: BTreeMap<usize, Found> = BTreeMap::new();
    let cells = facts.figures.iter().filter_map(|f| {
        let span = f.measure.span;
        let (label, heading) = f.measure.subject.rsplit_once(" – ")?;
        Some((f, span.block, span.cell?, label, heading))
    });
    for (figure, block, (row, column), label, heading) in cells.take(MOST) {
        let (rows, headings) = blocks.entry(block).or_default();
        if headings.len() >= COLUMNS && !headings.contains_key(&column) || rows.len() >= ROWS {
            continue;
        }
        headings.entry(column).or_insert_with(|| fold(heading));
        let row = rows.entry(row).or_insert_with(|| Row {
            label: fold(label),
            cells: BTreeMap::new(),
        });
        row.cells.insert(column, figure);
    }
    let nested = levels(facts);
    blocks
        .into_iter()
        .filter(|(block, _)| !nested.contains(block))
        .map(|(_, (rows, headings))| Grid {
            rows: rows.into_values().collect(),
            headings,
        })
        .collect()
}

/// Blocks of tables whose rows are numbered on several levels: there a row may hold those below it.
fn levels(facts: &Facts) -> Vec<usize> {
    let mut kinds: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    for text in &facts.texts {
        let span = text.passage.span;
        if span.cell.is_none_or(|(row, column)| row == 0 || column > 1) {
            continue;
        }
        if let Some(kind) = number_kind(&text.passage.text) {
            let kinds = kinds.entry(span.block).or_default();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    let several = kinds
        .into_iter()
        .filter(|(_, kinds)| kinds.len() > 1 || kinds.contains(&DETAIL));
    several.map(|(block, _)| block).collect()
}

/// A row that tells a part of the one above it.
const DETAIL: u8 = 3;

/// How a row is numbered: 0 by digits, 1 by Roman numerals or capitals, 2 by dotted numbers.
fn number_kind(text: &str) -> Option<u8> {
    let text = text.trim().trim_end_matches(['.', ')']);
    let folded = fold(text);
    if text.starts_with(['-', '+', '•']) || folded.starts_with("trong do") {
        return Some(DETAIL);
    }
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(0);
    }
    let dotted = text
        .split('.')
        .all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let capitals = text.len() <= 4 && text.chars().all(|c| c.is_ascii_uppercase());
    match (dotted, capitals) {
        (true, _) => Some(2),
        (_, true) => Some(1),
        _ => None,
    }
}

impl<'f, 'a> Grid<'f, 'a> {
    /// The one row that sums the others, with those; none where there is no such row, or it stands between them.
    pub fn total(&self) -> Option<(&Row<'f, 'a>, Vec<&Row<'f, 'a>>)> {
        let mut totals = self.rows.iter().enumerate().filter(|(_, r)| r.is_total());
        let (at, total) = totals.next()?;
        let alone = totals.next().is_none() && (at == 0 || at + 1 == self.rows.len());
        let others: Vec<&Row> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != at)
            .map(|(_, r)| r)
            .collect();
        (alone && others.len() > 1).then_some((total, others))
    }

    /// Columns of counts, which can be summed.
    pub fn counts(&self) -> Vec<(u32, &str)> {
        const OTHER: [&str; 8] = [
            "ty le",
            "%",
            "binh quan",
            "trung binh",
            "xep hang",
            "thu hang",
            "diem",
            "tang",
        ];
        self.columns(|heading| !OTHER.iter().any(|o| heading.starts_with(o)), false)
    }

    /// Columns of numbers of which some may be percentages: "Kế hoạch", "Thực hiện" of a list of indicators.
    pub fn amounts(&self) -> Vec<(u32, &str)> {
        let shares = self.shares();
        let all = self
            .headings
            .iter()
            .map(|(column, heading)| (*column, heading.as_str()));
        all.filter(|column| !shares.contains(column)).collect()
    }

    /// Columns of percentages.
    pub fn shares(&self) -> Vec<(u32, &str)> {
        self.columns(|_| true, true)
    }

    fn columns(&self, fits: impl Fn(&str) -> bool, percent: bool) -> Vec<(u32, &str)> {
        let all = self.headings.iter().filter(|(column, heading)| {
            let mut figures = self.rows.iter().filter_map(|r| r.cells.get(column));
            fits(heading) && figures.all(|f| f.is_percent() == percent)
        });
        all.map(|(column, heading)| (*column, heading.as_str())).collect()
    }
}

impl Row<'_, '_> {
    /// "Tổng cộng", "Cộng", "Tổng số".
    fn is_total(&self) -> bool {
        let label = self.label.trim_matches(|c: char| !c.is_alphanumeric());
        let words = label.split(' ').count();
        matches!(label, "cong" | "tong") || words <= 4 && phrases::has_any(label, &["tong cong", "tong so"])
    }

    /// The number in a column.
    pub fn value(&self, column: u32) -> Option<f64> {
        self.cells.get(&column)?.measure.value.filter(|v| v.is_finite())
    }
}
