//! Tables: from grids and their runs, and over page breaks.

use super::grid::{Grid, GridCell};
use super::lines::{self, Known, Line};
use super::runs::Run;
use tonghop_document::{Cell, NoteRef, Table};

/// Columns of two pages are the same where their borders lie that close, in points.
const SAME_COLUMN: f32 = 6.0;

/// Recognised pages may lie that far beside each other, in points.
const MAX_SHIFT: f32 = 45.0;

/// Guessed borders of one column may lie that far apart on two pages, in points.
const GUESSED_SHIFT: f32 = 30.0;

/// A table under construction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TableDraft {
    /// Positions of the column borders.
    pub(crate) xs: Vec<f32>,
    /// Number of rows.
    pub(crate) rows: u32,
    /// Leading heading rows, where known.
    pub(crate) header_rows: Option<u32>,
    /// The cells by row, then column.
    pub(crate) cells: Vec<Cell>,
    /// Page of the last row.
    pub(crate) page: u32,
    /// Made from the alignment of words instead of lines.
    pub(crate) guessed: bool,
    /// Read from a picture: borders and letters are not exact.
    pub(crate) recognised: bool,
}

/// White space that programs leave between border and text, on both sides together, in points.
const PADDING: f32 = 10.4;

/// The lines of a cell `width` points wide as its text; marks of known footnotes are taken out.
pub(crate) fn fill(cell: &mut Cell, lines: &[Line], width: f32, known: Known<'_>) {
    cell.bold = !lines.is_empty() && lines.iter().all(Line::bold);
    for (index, line) in lines.iter().enumerate() {
        let part = line.text(known);
        let before = index.checked_sub(1).and_then(|i| lines.get(i));
        if before.is_some_and(|b| lines::broken_by_force(&cell.text, b, line, width - PADDING)) {
            cell.text.push_str(&part.text);
        } else {
            lines::append(&mut cell.text, &part.text);
        }
        let start = cell.text.chars().count() - part.text.chars().count();
        cell.notes
            .extend(part.marks.into_iter().map(|n| NoteRef { at: start + n.at, ..n }));
    }
}

/// The table of a grid; `runs` are those within it, with the index of their cell.
pub(crate) fn from_grid(
    grid: &Grid,
    runs: Vec<(u32, Run)>,
    turned: &[(u32, String)],
    page: u32,
    known: Known<'_>,
) -> TableDraft {
    let mut by_cell: Vec<Vec<Run>> = vec![Vec::new(); grid.cells.len()];
    for (cell, run) in runs {
        if let Some(list) = by_cell.get_mut(cell as usize) {
            list.push(run);
        }
    }
    let mut cells: Vec<Cell> = Vec::with_capacity(grid.cells.len());
    for (index, (place, runs)) in grid.cells.iter().zip(by_cell).enumerate() {
        let GridCell {
            row,
            column,
            row_span,
            column_span,
        } = *place;
        let mut cell = Cell {
            row,
            column,
            row_span,
            column_span,
            page: Some(page),
            ..Cell::default()
        };
        let edge = |i: u32| grid.xs.get(i as usize).copied().unwrap_or(0.0);
        fill(
            &mut cell,
            &lines::build(runs),
            edge(column + column_span) - edge(column),
            known,
        );
        for (_, text) in turned.iter().filter(|(at, _)| *at as usize == index) {
            lines::append(&mut cell.text, text);
        }
        cells.push(cell);
    }
    let mut draft = TableDraft {
        xs: grid.xs.clone(),
        rows: grid.ys.len().saturating_sub(1) as u32,
        header_rows: None,
        cells,
        page,
        guessed: grid.guessed,
        recognised: false,
    };
    draft.drop_thin_rows(grid);
    draft
}

impl TableDraft {
    /// Number of grid columns.
    pub(crate) fn columns(&self) -> u32 {
        self.xs.len().saturating_sub(1) as u32
    }

    /// Rows too thin for text, left by doubled lines.
    fn drop_thin_rows(&mut self, grid: &Grid) {
        let mut row = self.rows;
        while row > 0 {
            row -= 1;
            let (Some(top), Some(bottom)) = (grid.ys.get(row as usize), grid.ys.get(row as usize + 1)) else {
                continue;
            };
            let empty = || self.cells.iter().filter(|c| c.row == row).all(|c| c.text.is_empty());
            if bottom - top < 6.0 && self.rows > 1 && empty() {
                self.remove_row(row);
            }
        }
    }

    /// Takes a row out; cells that reach over it become shorter.
    fn remove_row(&mut self, row: u32) {
        self.cells.retain_mut(|c| {
            if c.row == row && c.row_span == 1 {
                return false;
            }
            if c.row > row {
                c.row -= 1;
            } else if c.row + c.row_span > row {
                c.row_span -= 1;
            }
            true
        });
        self.rows -= 1;
        self.cells.sort_by_key(|c| (c.row, c.column));
    }

    /// The texts of the cells that start in these rows, white space folded, empty ones left out.
    fn row_key(&self, rows: std::ops::Range<u32>) -> Vec<String> {
        let cells = self
            .cells
            .iter()
            .filter(|c| rows.contains(&c.row) && !c.text.is_empty());
        cells.map(|c| tonghop_text::squash_space(&c.text)).collect()
    }

    /// The end of the block of rows that starts at `row` and that no merged cell crosses.
    fn block_end(&self, row: u32) -> u32 {
        let mut end = row + 1;
        while let Some(further) = self
            .cells
            .iter()
            .filter(|c| c.row < end && c.row >= row)
            .map(|c| c.row + c.row_span)
            .max()
            .filter(|m| *m > end)
        {
            end = further;
        }
        end.min(self.rows)
    }

    /// How many leading rows are headings: known from repetition, else by their look.
    pub(crate) fn header_guess(&self) -> u32 {
        if let Some(rows) = self.header_rows {
            return rows;
        }
        let mut end = 0;
        while end < self.rows.min(4) {
            let next = self.block_end(end);
            let texts: Vec<&Cell> = self
                .cells
                .iter()
                .filter(|c| c.row >= end && c.row < next && !c.text.is_empty())
                .collect();
            // A bold row that fills most columns is a heading; a bold title in one or two cells is not,
            // unless more of the heading follows.
            let bold = !texts.is_empty() && texts.iter().all(|c| c.bold);
            let wide = texts.len() as u32 * 2 > self.columns() && !texts.iter().any(|c| starts_like_number(&c.text));
            let titled = end == 0 && texts.len() as u32 * 2 <= self.columns();
            if !(bold && (wide || titled)) || next >= self.rows {
                break;
            }
            end = next;
        }
        end
    }

    /// Appends a table that stands at the top of the next page, where it is the same table.
    ///
    /// # Errors
    /// Gives the other table back where it is another one.
    pub(crate) fn append(&mut self, mut other: Self) -> Result<(), Box<Self>> {
        if self.guessed != other.guessed {
            return Err(Box::new(other));
        }
        if self.recognised && other.recognised {
            // Pages lie differently on the scanner.
            let shift = other.xs.first().copied().unwrap_or(0.0) - self.xs.first().copied().unwrap_or(0.0);
            if shift.abs() < MAX_SHIFT {
                other.xs.iter_mut().for_each(|x| *x -= shift);
            }
        }
        if self.guessed && same_guess(&self.xs, &other.xs) {
            other.xs.clone_from(&self.xs);
        }
        let Some(xs) = merged_columns(&self.xs, &other.xs) else {
            return Err(Box::new(other));
        };
        let repeated = self.repeated_rows(&other);
        if repeated == 0 && self.header_rows.is_some_and(|h| h > 0) && looks_like_head(&other) {
            // A heading of its own: another table with the same columns.
            return Err(Box::new(other));
        }
        self.remap(&xs);
        other.remap(&xs);
        if repeated > 0 {
            self.header_rows.get_or_insert(repeated);
            for _ in 0..repeated {
                other.remove_row(0);
            }
        }
        let page = other.page;
        if other.rows > 0 && self.continues(&other) {
            self.join_row(&mut other);
        }
        for mut cell in other.cells {
            cell.row += self.rows;
            self.cells.push(cell);
        }
        self.rows += other.rows;
        self.page = page;
        Ok(())
    }

    /// Number of leading rows of `other` that repeat our leading rows.
    fn repeated_rows(&self, other: &Self) -> u32 {
        let mut row = 0;
        while row < self.rows.min(other.rows).min(6) {
            let end = self.block_end(row);
            let ours = self.row_key(row..end);
            if other.block_end(row) != end || ours.is_empty() || !self.same_texts(&ours, &other.row_key(row..end)) {
                break;
            }
            row = end;
        }
        row
    }

    /// True where two rows say the same; letters that were recognised may differ here and there.
    fn same_texts(&self, ours: &[String], theirs: &[String]) -> bool {
        if !self.recognised {
            return ours == theirs;
        }
        let (a, b) = (letters(ours), letters(theirs));
        let longest = a.len().max(b.len());
        longest < 400 && edits(&a, &b) * 5 <= longest
    }

    /// True where the first row of `other` is the rest of our last row.
    fn continues(&self, other: &Self) -> bool {
        let last = self.rows.saturating_sub(1);
        let block: Vec<&Cell> = self.cells.iter().filter(|c| c.row + c.row_span > last).collect();
        let first: Vec<&Cell> = other.cells.iter().filter(|c| c.row == 0).collect();
        if other.block_end(0) != 1 || first.iter().all(|c| c.text.is_empty()) {
            return first.iter().all(|c| c.text.is_empty()) && other.rows > 1 && other.block_end(0) == 1;
        }
        let aligned = first.iter().all(|f| {
            block
                .iter()
                .any(|b| b.column == f.column && b.column_span == f.column_span)
        });
        let lead_empty = first.iter().find(|c| c.column == 0).is_some_and(|c| c.text.is_empty());
        if !aligned || !lead_empty {
            return false;
        }
        let lead_filled = block.iter().any(|c| c.column == 0 && !c.text.is_empty());
        let cut = first.iter().any(|f| {
            let before = block.iter().find(|b| b.column == f.column);
            before.is_some_and(|b| is_cut(&b.text, &f.text))
        });
        lead_filled || cut
    }

    /// Adds the texts of the first row of `other` to our last row and takes it out there.
    fn join_row(&mut self, other: &mut Self) {
        let last = self.rows.saturating_sub(1);
        let first: Vec<Cell> = other.cells.iter().filter(|c| c.row == 0).cloned().collect();
        for part in first {
            let target = self
                .cells
                .iter_mut()
                .find(|c| c.row + c.row_span > last && c.column == part.column);
            let Some(target) = target.filter(|_| !part.text.is_empty()) else {
                continue;
            };
            if target.text.is_empty() {
                target.bold = part.bold;
            } else {
                target.bold &= part.bold;
            }
            lines::append(&mut target.text, &part.text);
            let start = target.text.chars().count() - part.text.chars().count();
            target
                .notes
                .extend(part.notes.into_iter().map(|n| NoteRef { at: start + n.at, ..n }));
        }
        other.remove_row(0);
    }

    /// Renumbers the columns for finer borders.
    fn remap(&mut self, xs: &[f32]) {
        let index: Vec<u32> = self.xs.iter().map(|x| nearest(xs, *x)).collect();
        for cell in &mut self.cells {
            let (from, to) = (cell.column as usize, (cell.column + cell.column_span) as usize);
            if let (Some(from), Some(to)) = (index.get(from), index.get(to)) {
                cell.column = *from;
                cell.column_span = to.saturating_sub(*from).max(1);
            }
        }
        self.xs = xs.to_vec();
    }

    /// The finished table.
    pub(crate) fn finish(self) -> Table {
        let header_rows = self.header_guess();
        let columns = self.columns();
        let mut cells = self.cells;
        cells.sort_by_key(|c| (c.row, c.column));
        Table {
            rows: self.rows,
            columns,
            header_rows,
            cells,
        }
    }
}

/// The letters and digits of some texts without case and diacritics.
fn letters(texts: &[String]) -> Vec<char> {
    texts
        .iter()
        .flat_map(|t| t.chars())
        .map(tonghop_text::fold_char)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// How many letters differ (Levenshtein).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row.last().copied().unwrap_or(0)
}

fn looks_like_head(table: &TableDraft) -> bool {
    TableDraft {
        header_rows: None,
        ..table.clone()
    }
    .header_guess()
        > 0
}

/// True where a text goes on after a page break rather than starting anew.
fn is_cut(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.trim_end().chars().last(), after.trim_start().chars().next()) else {
        return false;
    };
    first.is_lowercase() || matches!(first, ',' | ')' | ';') || !matches!(last, '.' | ';' | ':' | '!' | '?')
}

fn starts_like_number(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_ascii_digit())
}

fn nearest(xs: &[f32], x: f32) -> u32 {
    let at = (0..xs.len()).min_by(|a, b| (xs[*a] - x).abs().total_cmp(&(xs[*b] - x).abs()));
    at.unwrap_or(0) as u32
}

/// True where as many columns lie nearly at the same places: guessed borders move with the words of a page.
fn same_guess(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.len() > 2 && a.iter().zip(b).all(|(x, y)| (x - y).abs() < GUESSED_SHIFT)
}

/// The common borders of two tables with the same outer edges, where one refines the other.
fn merged_columns(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let close = |p: f32, q: f32| (p - q).abs() <= SAME_COLUMN;
    if !close(*a.first()?, *b.first()?) || !close(*a.last()?, *b.last()?) {
        return None;
    }
    let within = |inner: &[f32], outer: &[f32]| inner.iter().all(|x| outer.iter().any(|y| close(*x, *y)));
    if within(b, a) {
        Some(a.to_vec())
    } else if within(a, b) {
        Some(b.to_vec())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(rows: &[&[&str]], page: u32) -> TableDraft {
        let mut cells = Vec::new();
        for (r, row) in rows.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                cells.push(Cell {
                    row: r as u32,
                    column: c as u32,
                    text: (*text).into(),
                    ..Cell::default()
                });
            }
        }
        TableDraft {
            xs: vec![0.0, 50.0, 200.0],
            rows: rows.len() as u32,
            header_rows: None,
            cells,
            page,
            guessed: false,
            recognised: false,
        }
    }

    fn texts(table: &TableDraft) -> Vec<&str> {
        table.cells.iter().map(|c| c.text.as_str()).collect()
    }

    #[test]
    fn a_table_goes_on_without_its_repeated_head_and_with_its_cut_row_joined() {
        let mut first = draft(&[&["TT", "Nội dung"], &["1", "Tổ chức hội"]], 1);
        let second = draft(&[&["TT", "Nội dung"], &["", "nghị tập huấn"], &["2", "Việc khác"]], 2);
        assert!(first.append(second).is_ok());
        assert_eq!(
            texts(&first),
            ["TT", "Nội dung", "1", "Tổ chức hội\nnghị tập huấn", "2", "Việc khác"]
        );
        assert_eq!((first.rows, first.header_rows), (3, Some(1)));
    }

    #[test]
    fn a_numbered_row_at_the_top_of_a_page_is_a_row_of_its_own() {
        let mut first = draft(&[&["TT", "Nội dung"], &["1", "Một"]], 1);
        assert!(first.append(draft(&[&["2", "Hai"]], 2)).is_ok());
        assert_eq!(texts(&first), ["TT", "Nội dung", "1", "Một", "2", "Hai"]);
    }

    #[test]
    fn another_table_with_other_columns_is_left_alone() {
        let mut first = draft(&[&["TT", "Nội dung"]], 1);
        let other = TableDraft {
            xs: vec![0.0, 100.0, 200.0],
            ..draft(&[&["a", "b"]], 2)
        };
        assert!(first.append(other).is_err());
    }
}
