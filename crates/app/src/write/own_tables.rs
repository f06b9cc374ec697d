//! Tables that stand in a report's own text: carried through as tables.

use tonghop_document::{Cell, Content, Document, Table};
use tonghop_text::fold;
use tonghop_writers::documents::noted::Noted;
use tonghop_writers::documents::own_table::{MOST_COLUMNS, OwnCell, OwnTable};

use super::form_lines::before_end_mark;
use super::head_rows;
use super::notes::{Notes, folded_length};

/// Words of the tables that lay out the head and the end of a document.
const FORM: [&str; 3] = ["cong hoa xa hoi", "noi nhan", "kinh gui"];

/// The table of this block, where it is one of the text: more than one column and row, and no part of the form.
pub fn table_at(source: &Document, block: usize) -> Option<&Table> {
    let Content::Table(table) = &source.blocks.get(block)?.content else {
        return None;
    };
    let is_table = (2..=MOST_COLUMNS).contains(&table.columns) && table.rows > 1;
    let of_form = |cell: &Cell| {
        let text = fold(&cell.text);
        FORM.iter().any(|f| text.trim_start().starts_with(f))
    };
    (is_table && !table.cells.iter().any(of_form)).then_some(table)
}

/// The rows of a table that `kept` names, with their footnotes.
///
/// `wrapped` tells that line breaks are those of the printed lines, not of the author.
pub fn own_table(table: &Table, kept: &dyn Fn(u32) -> bool, wrapped: bool, notes: &mut Notes<'_>) -> OwnTable {
    let rows: Vec<u32> = (0..table.rows).filter(|row| kept(*row)).collect();
    // Rows that a cell above still covers, by column.
    let mut covered = vec![0_u32; table.columns as usize];
    let mut own = OwnTable {
        columns: table.columns,
        head: head_rows::count(table, &rows),
        ..OwnTable::default()
    };
    for number in 0..rows.len() {
        let below = rows.get(number..).unwrap_or_default();
        let mut row_of_cells = cells(table, below, &mut covered, notes);
        if wrapped {
            row_of_cells.iter_mut().for_each(unwrap_lines);
        }
        own.rows.push(row_of_cells);
    }
    own
}

/// The cells of the first of these rows; `covered` goes on to the next one.
fn cells(table: &Table, rows: &[u32], covered: &mut [u32], notes: &mut Notes<'_>) -> Vec<OwnCell> {
    let Some(row) = rows.first() else { return Vec::new() };
    let mut found = table.row(*row).peekable();
    let (mut out, mut column) = (Vec::new(), 0);
    while column < table.columns {
        if let Some(rest) = covered.get_mut(column as usize).filter(|rest| **rest > 0) {
            *rest -= 1;
            column += 1;
            continue;
        }
        while found.next_if(|c| c.column < column).is_some() {}
        let Some(cell) = found.next_if(|c| c.column == column) else {
            // A place without cell, or one whose cell begins in a row that is left out.
            out.push(blank(column));
            column += 1;
            continue;
        };
        let below = rows.iter().take_while(|r| **r < cell.row + cell.row_span).count() as u32;
        let free = (column..table.columns.min(column + cell.column_span))
            .take_while(|c| covered.get(*c as usize) == Some(&0))
            .count() as u32;
        covered
            .iter_mut()
            .skip(column as usize)
            .take(free as usize)
            .for_each(|rest| *rest = below.saturating_sub(1));
        out.push(OwnCell {
            column,
            paragraphs: paragraphs(cell, notes),
            columns: u16::try_from(free).unwrap_or(1),
            rows: u16::try_from(below).unwrap_or(u16::MAX),
            bold: cell.bold,
        });
        column += free.max(1);
    }
    out
}

fn blank(column: u32) -> OwnCell {
    OwnCell {
        column,
        columns: 1,
        rows: 1,
        ..OwnCell::default()
    }
}

/// The lines of a cell; tables inside it follow line by line.
fn paragraphs(cell: &Cell, notes: &mut Notes<'_>) -> Vec<Noted> {
    let mut out = Vec::new();
    let mut from = 0;
    for line in cell.text.split('\n') {
        let end = from + line.chars().count();
        let here = cell.notes.iter().filter(|m| (from..=end).contains(&m.at));
        let marks = here.filter_map(|m| {
            let at = folded_length(&cell.text, from, m.at);
            notes.take(m).map(|note| (at, note))
        });
        let marks: Vec<_> = marks.collect();
        // The form closes the text itself.
        let text = tonghop_text::squash_space(before_end_mark(line));
        if !text.is_empty() || !marks.is_empty() {
            out.push(Noted { text, notes: marks });
        }
        from = end + 1;
    }
    for table in &cell.nested {
        out.extend((0..table.rows).filter_map(|row| nested_row(table, row, notes)));
    }
    out
}

/// A row of a table within a cell: one line, its cells parted by bars.
fn nested_row(table: &Table, row: u32, notes: &mut Notes<'_>) -> Option<Noted> {
    let mut line: Option<Noted> = None;
    for said in table.row(row).flat_map(|cell| paragraphs(cell, notes)) {
        match &mut line {
            Some(line) => {
                line.text.push_str(" |");
                line.go_on(said);
            }
            None => line = Some(said),
        }
    }
    line
}

/// Puts the printed lines of a cell together again, up to the end of a sentence or the mark of an item.
fn unwrap_lines(cell: &mut OwnCell) {
    let mut joined: Vec<Noted> = Vec::new();
    for line in std::mem::take(&mut cell.paragraphs) {
        match joined.last_mut() {
            Some(said) if !said.text.ends_with(['.', ';', ':']) && !begins_item(&line.text) => said.go_on(line),
            _ => joined.push(line),
        }
    }
    cell.paragraphs = joined;
}

/// "- …", "+ …", "1. …", "a) …".
fn begins_item(line: &str) -> bool {
    let label = line.split(' ').next().unwrap_or_default();
    let numbered = |mark: char| {
        label
            .strip_suffix(mark)
            .is_some_and(|l| (1..=2).contains(&l.chars().count()))
    };
    line.starts_with(['-', '–', '+', '•', '*']) || numbered('.') || numbered(')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::cell;

    #[test]
    fn merged_cells_and_gaps_stay_in_their_columns() {
        let table = Table {
            rows: 3,
            columns: 3,
            header_rows: 1,
            cells: vec![
                cell(0, 0, 2, 1, "TT"),
                cell(0, 1, 1, 2, "Kết quả"),
                cell(1, 1, 1, 1, "Số"),
                cell(1, 2, 1, 1, "Tỷ lệ"),
                cell(2, 1, 1, 1, "7"),
            ],
        };
        let source = Document::default();
        let own = own_table(&table, &|_| true, false, &mut Notes::new(&source, &[]));
        let shown: Vec<Vec<(u32, u16, u16, &str)>> = own
            .rows
            .iter()
            .map(|row| {
                let text = |c: &'_ OwnCell| c.paragraphs.first().map(|p| p.text.clone());
                row.iter()
                    .map(|c| {
                        let known = ["TT", "Kết quả", "Số", "Tỷ lệ", "7"];
                        let text = text(c).unwrap_or_default();
                        (
                            c.column,
                            c.columns,
                            c.rows,
                            known.into_iter().find(|k| *k == text).unwrap_or(""),
                        )
                    })
                    .collect()
            })
            .collect();
        assert_eq!(
            shown,
            [
                vec![(0, 1, 2, "TT"), (1, 2, 1, "Kết quả")],
                vec![(1, 1, 1, "Số"), (2, 1, 1, "Tỷ lệ")],
                vec![(0, 1, 1, ""), (1, 1, 1, "7"), (2, 1, 1, "")],
            ]
        );
        // Without its first row the cell over two rows leaves its place empty.
        let own = own_table(&table, &|row| row > 0, false, &mut Notes::new(&source, &[]));
        assert_eq!(own.rows[0].len(), 3);
    }

    #[test]
    fn printed_lines_of_a_cell_become_one_again() {
        let lines = |texts: &[&str]| texts.iter().map(|t| Noted::from(*t)).collect();
        let mut cell = OwnCell {
            paragraphs: lines(&["Tỷ lệ hồ", "sơ trực", "tuyến.", "- Cả năm", "2025", "1. Quý I"]),
            ..OwnCell::default()
        };
        unwrap_lines(&mut cell);
        let texts: Vec<&str> = cell.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["Tỷ lệ hồ sơ trực tuyến.", "- Cả năm 2025", "1. Quý I"]);
    }

    #[test]
    fn a_table_within_a_cell_keeps_its_rows() {
        let nested = Table {
            rows: 2,
            columns: 2,
            header_rows: 0,
            cells: vec![
                cell(0, 0, 1, 1, "Lớp"),
                cell(0, 1, 1, 1, "7"),
                cell(1, 0, 1, 1, "Lượt"),
                cell(1, 1, 1, 1, "315"),
            ],
        };
        let outer = Cell {
            nested: vec![nested],
            ..cell(0, 0, 1, 1, "Tập huấn")
        };
        let source = Document::default();
        let said = paragraphs(&outer, &mut Notes::new(&source, &[]));
        let texts: Vec<&str> = said.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["Tập huấn", "Lớp | 7", "Lượt | 315"]);
    }
}
