//! Tables that stand in a report's own text: carried through as tables.

use tonghop_document::{Cell, Content, Document, Table};
use tonghop_text::fold;
use tonghop_writers::documents::noted::Noted;
use tonghop_writers::documents::own_table::{MOST_COLUMNS, OwnCell, OwnTable};

use super::form_lines::before_end_mark;
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
pub fn own_table(table: &Table, kept: &dyn Fn(u32) -> bool, notes: &mut Notes<'_>) -> OwnTable {
    let rows: Vec<u32> = (0..table.rows).filter(|row| kept(*row)).collect();
    // Rows that a cell above still covers, by column.
    let mut covered = vec![0_u32; table.columns as usize];
    let mut own = OwnTable {
        columns: table.columns,
        ..OwnTable::default()
    };
    for (number, row) in rows.iter().enumerate() {
        let below = rows.get(number..).unwrap_or_default();
        let row_of_head = is_head(table, *row);
        own.rows.push(cells(table, below, &mut covered, notes));
        if row_of_head && number <= own.head {
            // A heading over two rows takes the second one along.
            let tallest = own.rows[number].iter().map(|c| usize::from(c.rows)).max();
            own.head = own.head.max(number + tallest.unwrap_or(1));
        }
    }
    own
}

/// Heading rows as the format marks them, else the first row where all of its words are bold.
fn is_head(table: &Table, row: u32) -> bool {
    let bold = || {
        let mut filled = table.row(row).filter(|c| !c.text.trim().is_empty()).peekable();
        filled.peek().is_some() && filled.all(|c| c.bold)
    };
    row < table.header_rows || table.header_rows == 0 && row == 0 && bold()
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
        out.extend(table.cells.iter().flat_map(|c| paragraphs(c, notes)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_and_gaps_stay_in_their_columns() {
        let cell = |row, column, row_span, column_span, text: &str| Cell {
            row,
            column,
            row_span,
            column_span,
            text: text.into(),
            ..Cell::default()
        };
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
        let own = own_table(&table, &|_| true, &mut Notes::new(&source, &[]));
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
        let own = own_table(&table, &|row| row > 0, &mut Notes::new(&source, &[]));
        assert_eq!(own.rows[0].len(), 3);
    }
}
