//! Which rows of a report's own table are its heading: they repeat on every page.

use tonghop_document::{Cell, Table};
use tonghop_text::fold;

/// The longest cell of a heading that is told by its words, characters.
const LONGEST: usize = 80;
/// Fewer rows make a form or a pair, where the first row says as much as the second.
const FEWEST_ROWS: u32 = 3;
/// How the column of running numbers is headed, folded.
const NUMBERED: [&str; 4] = ["tt", "stt", "so tt", "so thu tu"];

/// How many of the first of these rows are the heading: those that the format marks; else a first row all in bold, or one of words
/// above figures, with the rows that its cells cover and a row of the columns' numbers below it.
pub fn count(table: &Table, rows: &[u32]) -> usize {
    let marked = rows.iter().filter(|row| **row < table.header_rows).count();
    let Some(first) = rows.first().copied() else { return 0 };
    let heads = match marked {
        0 if all_bold(table, first) || tells_columns(table, rows) => 1,
        0 => return 0,
        marked => marked,
    };
    let covered = rows[..heads].iter().flat_map(|row| table.row(*row)).map(last_row).max();
    let heads = heads.max(rows.iter().filter(|row| Some(**row) <= covered).count());
    heads + usize::from(rows.get(heads).is_some_and(|row| numbers_columns(table, *row)))
}

fn last_row(cell: &Cell) -> u32 {
    cell.row + cell.row_span.max(1) - 1
}

fn filled(table: &Table, row: u32) -> impl Iterator<Item = &Cell> {
    table.row(row).filter(|c| !c.text.trim().is_empty())
}

fn all_bold(table: &Table, row: u32) -> bool {
    let mut cells = filled(table, row).peekable();
    cells.peek().is_some() && cells.all(|c| c.bold)
}

/// Short words in every column, and below them running numbers or figures.
fn tells_columns(table: &Table, rows: &[u32]) -> bool {
    let Some((first, below)) = rows.split_first() else {
        return false;
    };
    let cells: Vec<&Cell> = filled(table, *first).collect();
    let covered: u32 = cells.iter().map(|c| c.column_span.max(1)).sum();
    let words = cells
        .iter()
        .all(|c| c.text.chars().any(char::is_alphabetic) && c.text.chars().count() <= LONGEST);
    if table.rows < FEWEST_ROWS || !words || covered < table.columns {
        return false;
    }
    let is_numbered = cells
        .first()
        .is_some_and(|c| NUMBERED.contains(&fold(c.text.trim().trim_end_matches('.')).as_str()));
    is_numbered || (0..table.columns).any(|column| holds_figures(table, below, column))
}

/// True where most cells of the column are figures.
fn holds_figures(table: &Table, rows: &[u32], column: u32) -> bool {
    let cells: Vec<&Cell> = rows
        .iter()
        .flat_map(|row| filled(table, *row).filter(|c| c.column == column))
        .collect();
    let figures = cells.iter().filter(|c| is_figure(&c.text)).count();
    cells.len() > 1 && figures * 2 > cells.len()
}

/// "1.234", "98,5%", "12/15", "-".
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,/%-–+".contains(c))
}

/// "(1)", "(2)", … or "1", "2", …: in at least three columns each the number after the one before.
fn numbers_columns(table: &Table, row: u32) -> bool {
    let number = |c: &Cell| c.text.trim().trim_matches(['(', ')']).parse::<u32>().ok();
    let cells: Vec<&Cell> = filled(table, row).collect();
    // "A", "B", "1", "2": letters for the columns that are no figures.
    let figures = cells
        .iter()
        .skip_while(|c| c.text.trim().trim_matches(['(', ')']).len() == 1 && number(c).is_none());
    let found: Vec<Option<u32>> = figures.map(|c| number(c)).collect();
    cells.len() as u32 == table.columns
        && found.len() > 2
        && found.iter().zip(1..).all(|(n, wanted)| *n == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::cell;

    fn heads(rows: &[&[&str]]) -> usize {
        let table = Table::from_rows(rows.iter().map(|r| r.to_vec()).collect(), 0);
        count(&table, &(0..table.rows).collect::<Vec<_>>())
    }

    #[test]
    fn words_above_figures_are_a_heading() {
        assert_eq!(
            heads(&[&["Thôn", "Số hộ"], &["Đồi Lim", "120"], &["Suối Mận", "98"]]),
            1
        );
        assert_eq!(heads(&[&["STT", "Tên"], &["1", "Lớp"], &["2", "Hội nghị"]]), 1);
        assert_eq!(
            heads(&[&["TT", "Tên", "Số"], &["(1)", "(2)", "(3)"], &["1", "Lớp", "7"]]),
            2,
            "the numbers of the columns repeat with their names"
        );
    }

    #[test]
    fn a_first_row_that_says_what_the_others_say_is_none() {
        assert_eq!(heads(&[&["Đồi Lim", "120"], &["Suối Mận", "98"], &["Bến Đá", "7"]]), 0);
        assert_eq!(
            heads(&[&["Chủ tịch", "Ông A"], &["Phó", "Bà B"], &["Ủy viên", "Ông C"]]),
            0
        );
        assert_eq!(heads(&[&["Tên", "Số"], &["Lớp", "7"]]), 0, "two rows are a pair");
    }

    #[test]
    fn a_heading_takes_the_rows_that_it_covers() {
        let mut cells = vec![
            cell(0, 0, 2, 1, "TT"),
            cell(0, 1, 1, 2, "Hồ sơ"),
            cell(1, 1, 1, 1, "Nhận"),
            cell(1, 2, 1, 1, "Trả"),
        ];
        for row in 2..5 {
            cells.extend((0..3).map(|column| cell(row, column, 1, 1, &format!("{}", row * 7 + column))));
        }
        let table = Table {
            rows: 5,
            columns: 3,
            cells,
            ..Table::default()
        };
        assert_eq!(count(&table, &[0, 1, 2, 3, 4]), 2);
    }
}
