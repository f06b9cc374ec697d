//! Columns of tables that a loop over cells made: the grid of the template no longer fits them, and programs that trust it print
//! columns of one width.

use std::fmt::Write as _;

use super::tokens::{Token, decoded, tokens};

/// A column is at most so wide, in characters, and never narrower than the least.
const WIDEST: usize = 48;
/// What borders and the room beside the words take, in characters.
const ROOM: usize = 3;

/// A table that is open.
#[derive(Default)]
struct Grid {
    /// First and last token of its grid.
    range: (usize, usize),
    /// Columns of the grid, and their widths together.
    columns: usize,
    width: usize,
    /// Longest line of each column, characters.
    longest: Vec<usize>,
    /// The column at which the next cell begins, and how many the cell covers.
    at: usize,
    span: usize,
    line: usize,
}

impl Grid {
    fn says(&mut self, text: &str) {
        self.line += decoded(text).chars().count();
        if self.span == 1 {
            self.room_for(self.at + 1);
            let longest = &mut self.longest[self.at];
            *longest = (*longest).max(self.line);
        }
    }

    fn room_for(&mut self, columns: usize) {
        if self.longest.len() < columns {
            self.longest.resize(columns, 0);
        }
    }

    fn end_cell(&mut self) {
        self.at += self.span;
        self.room_for(self.at);
    }

    /// The grid for the columns that there are; none where it fits them.
    fn fitted(&self) -> Option<String> {
        if self.range.1 == 0 || self.longest.is_empty() || self.longest.len() == self.columns {
            return None;
        }
        let weights: Vec<usize> = self.longest.iter().map(|l| (*l).clamp(1, WIDEST) + ROOM).collect();
        let whole: usize = weights.iter().sum();
        let mut grid = String::from("<w:tblGrid>");
        for weight in weights {
            let _ = write!(grid, "<w:gridCol w:w=\"{}\"/>", self.width * weight / whole);
        }
        grid.push_str("</w:tblGrid>");
        Some(grid)
    }
}

/// The part with grids that fit the columns of its tables.
pub fn fitted(xml: String) -> String {
    let Some(list) = tokens(&xml) else { return xml };
    let mut open: Vec<Grid> = Vec::new();
    let mut fitted: Vec<((usize, usize), String)> = Vec::new();
    let mut in_text = false;
    for (at, token) in list.iter().enumerate() {
        if let Token::Open(_, "w:tbl") = token {
            open.push(Grid::default());
        }
        let Some(table) = open.last_mut() else { continue };
        match token {
            Token::Open(_, "w:tblGrid") => table.range.0 = at,
            Token::Close(_, "w:tblGrid") => table.range.1 = at,
            Token::Open(_, "w:tr") => table.at = 0,
            Token::Open(_, "w:tc") => (table.span, table.line) = (1, 0),
            Token::Close(_, "w:tc") => table.end_cell(),
            Token::Open(_, "w:p") => table.line = 0,
            Token::Open(_, "w:t") => in_text = true,
            Token::Close(_, "w:t") => in_text = false,
            Token::Other(raw) if raw.starts_with("<w:br") => table.line = 0,
            Token::Other(raw) if raw.starts_with("<w:gridSpan") => table.span = number(raw).unwrap_or(1),
            Token::Other(raw) if raw.starts_with("<w:gridCol ") => {
                table.columns += 1;
                table.width += number(raw).unwrap_or_default();
            }
            Token::Text(text) if in_text => table.says(text),
            Token::Close(_, "w:tbl") => {
                if let Some((grid, range)) = open.pop().and_then(|t| Some((t.fitted()?, t.range))) {
                    fitted.push((range, grid));
                }
            }
            _ => {}
        }
    }
    if fitted.is_empty() {
        return xml;
    }
    fitted.sort_unstable();
    let mut out = String::with_capacity(xml.len());
    let mut at = 0;
    for ((start, end), grid) in fitted {
        out.extend(list[at..start].iter().map(|t| t.raw()));
        out.push_str(&grid);
        at = end + 1;
    }
    out.extend(list[at..].iter().map(|t| t.raw()));
    out
}

/// The figure in the one attribute of a tag.
fn number(raw: &str) -> Option<usize> {
    raw.split('"').nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize, cells: &[&str]) -> String {
        let grid = "<w:gridCol w:w=\"3000\"/>".repeat(columns);
        let cell = |text: &&str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let cells: String = cells.iter().map(cell).collect();
        format!("<w:body><w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl></w:body>")
    }

    #[test]
    fn a_grid_is_made_for_the_columns_that_there_are() {
        let made = fitted(table(2, &["1", "Triển khai nền tảng số tại các thôn", "Đạt"]));
        let widths: Vec<usize> = made
            .match_indices("<w:gridCol")
            .filter_map(|(at, _)| number(&made[at..]))
            .collect();
        assert_eq!(widths.len(), 3, "{made}");
        assert!(widths[1] > widths[2] && widths[2] > widths[0], "{widths:?}");
        assert!(widths.iter().sum::<usize>() <= 6000);
    }

    #[test]
    fn a_grid_that_fits_stays_as_the_office_made_it() {
        let made = table(2, &["1", "Triển khai"]);
        assert_eq!(fitted(made.clone()), made);
    }
}
