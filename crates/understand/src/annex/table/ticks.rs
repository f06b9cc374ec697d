//! Statuses given as ticks: every status has a column of its own, and a mark stands in the one that holds.

use super::super::stated::Ticked;
use super::super::status_names;
use super::Layout;
use crate::flow::Origin;
use tonghop_catalogue::Catalogue;
use tonghop_document::{Cell, Table};
use tonghop_model::template::Column;
use tonghop_text::{fold, is_tick, squash_space};

/// Words of a heading that may name a status.
const HEADING_WORDS_MAX: usize = 7;
/// Rows below the headings that were understood in which the statuses may still be named.
const ROWS_BELOW: u32 = 2;
/// Cells with text that have to be marks: four of five.
const MARKS: (usize, usize) = (4, 5);
/// Marks that show that a single column is one of ticks; several columns show it together.
const ALONE_MIN: usize = 2;

/// A column of ticks.
#[derive(Debug, Clone)]
pub(super) struct Tick {
    /// Grid column.
    pub column: u32,
    /// What a mark in it says.
    pub says: Ticked,
}

/// True for what stands in a column of ticks where there is none: nothing, a dash, an empty box.
fn is_blank(text: &str) -> bool {
    text.trim()
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '□' | '☐' | '.' | '…' | '0' | '\u{f0a8}'))
}

/// True where a cell of a column of ticks says that its status holds.
pub(super) fn is_ticked(cell: &Cell) -> bool {
    !is_blank(&cell.text)
}

/// The layout with its columns of ticks, where it has some. `tables` are the pieces of the annex, the first one with the
/// headings; it stands in `block`, on `page`.
pub(super) fn found(
    layout: &Layout,
    tables: &[&Table],
    catalogue: &Catalogue,
    block: usize,
    page: Option<u32>,
) -> Option<Layout> {
    let table = tables.first()?;
    let below = heading_end(layout, table, layout.column(Column::Task)?);
    let apart = named(layout, tables, below, catalogue).unwrap_or_default();
    let together = named_together(layout, tables, below, catalogue).unwrap_or_default();
    let named = if apart.len() <= together.len() { together } else { apart };
    // What stands before the statuses is the heading that they share.
    let before =
        |(cell, status): &(&Cell, String)| cell.text.find(status.as_str()).map(|at| squash_space(&cell.text[..at]));
    let shared = named.iter().filter_map(before).collect::<Vec<_>>().join(" ");
    let ticks: Vec<Tick> = named
        .iter()
        .map(|(cell, status)| {
            let origin = Origin {
                page: cell.page.or(page),
                block,
                cell: Some((cell.row, cell.column)),
                offset: cell
                    .text
                    .find(status.as_str())
                    .map_or(0, |at| cell.text[..at].chars().count()),
            };
            let says = Ticked {
                meant: meant(
                    status,
                    above(table, layout.first_row, cell).unwrap_or(shared.trim()),
                    catalogue,
                ),
                status: status.clone(),
                origin,
            };
            let column = cell.column;
            Tick { column, says }
        })
        .collect();
    let last = named.iter().map(|(cell, _)| cell.row + 1).max()?;
    let mut columns = layout.columns.clone();
    columns.retain(|(kind, c)| *kind != Column::Status && !ticks.iter().any(|t| t.column == *c));
    Some(Layout {
        columns,
        header_rows: layout.header_rows.max(last),
        ticks,
        ..layout.clone()
    })
}

/// Columns of marks, each with the status in its heading.
fn named<'t>(
    layout: &Layout,
    tables: &[&'t Table],
    below: u32,
    catalogue: &Catalogue,
) -> Option<Vec<(&'t Cell, String)>> {
    let headings = lowest_headings(layout, tables.first()?, below);
    let named = headings.filter_map(|cell| Some((cell, status_named(&cell.text, catalogue)?.to_owned())));
    let marked = named.filter_map(|(cell, status)| Some((cell, status, marks_below(cell, tables, below)?)));
    let marked: Vec<_> = marked.collect();
    let enough = match marked[..] {
        [] => false,
        [(_, _, marks)] => marks >= ALONE_MIN,
        _ => true,
    };
    enough.then(|| marked.into_iter().map(|(cell, status, _)| (cell, status)).collect())
}

/// Columns of marks whose headings ran into each other: "Tự đánh giá / Đáp ứng Chưa" beside "đáp ứng". Together they name
/// as many statuses as there are columns.
fn named_together<'t>(
    layout: &Layout,
    tables: &[&'t Table],
    below: u32,
    catalogue: &Catalogue,
) -> Option<Vec<(&'t Cell, String)>> {
    let headings = lowest_headings(layout, tables.first()?, below);
    let marked = |cell: &&Cell| marks_below(cell, tables, below).is_some_and(|marks| marks >= ALONE_MIN);
    let marked: Vec<&Cell> = headings.filter(marked).collect();
    let words: Vec<&str> = marked.iter().flat_map(|cell| cell.text.split_whitespace()).collect();
    let statuses = status_names::in_a_row(&words, catalogue);
    (marked.len() > 1 && statuses.len() == marked.len()).then(|| marked.into_iter().zip(statuses).collect())
}

/// The lowest headings of the columns behind the tasks.
fn lowest_headings<'t>(layout: &Layout, table: &'t Table, below: u32) -> impl Iterator<Item = &'t Cell> {
    let first = layout.column(Column::Task).map_or(0, |task| task + 1);
    let rows = layout.first_row..below;
    (first..layout.grid_columns).filter_map(move |c| heading(table, rows.clone(), c))
}

/// One past the last row that may be a heading: a row with a task is none.
fn heading_end(layout: &Layout, table: &Table, task: u32) -> u32 {
    let most = (layout.header_rows + ROWS_BELOW).min(table.rows);
    let has_task = |row: u32| {
        table
            .cell(row, task)
            .is_some_and(|c| c.row == row && !c.text.trim().is_empty())
    };
    (layout.header_rows..most).find(|&row| has_task(row)).unwrap_or(most)
}

/// The lowest heading of a column that is of this column alone.
fn heading(table: &Table, rows: std::ops::Range<u32>, column: u32) -> Option<&Cell> {
    let cells = rows.rev().filter_map(|row| table.cell(row, column));
    let mut own = cells.filter(|c| c.column == column && !c.text.trim().is_empty());
    own.next().filter(|c| c.column_span == 1)
}

/// The status that a heading names, without a remark such as "(đánh dấu X)" and behind words of the heading above: "Mức độ
/// Đã hoàn thành".
fn status_named<'t>(heading: &'t str, catalogue: &Catalogue) -> Option<&'t str> {
    let whole = heading.trim();
    let bare = whole.split_once('(').map_or(whole, |(bare, _)| bare.trim());
    let short = bare.split_whitespace().count() <= HEADING_WORDS_MAX;
    let blanks = bare.match_indices(char::is_whitespace);
    let words = std::iter::once(0).chain(blanks.map(|(at, blank)| at + blank.len()));
    let known = words.map(|at| &bare[at..]).find(|rest| catalogue.is_status(rest));
    let like = || catalogue.status_class(bare).map(|_| bare);
    known.or_else(like).filter(|status| short && !status.is_empty())
}

/// How many marks stand below a heading; `None` where other things do.
fn marks_below(heading: &Cell, tables: &[&Table], headings: u32) -> Option<usize> {
    let repeated = fold(&heading.text);
    let (mut filled, mut marks) = (0, 0);
    for (at, table) in tables.iter().enumerate() {
        let first = if at == 0 { headings } else { 0 };
        let own = table
            .cells
            .iter()
            .filter(|c| c.column == heading.column && c.column_span == 1);
        for cell in own.filter(|c| c.row >= first && is_ticked(c)) {
            if fold(&cell.text) == repeated {
                continue;
            }
            filled += 1;
            marks += usize::from(is_tick(&cell.text));
        }
    }
    (marks * MARKS.1 >= filled * MARKS.0).then_some(marks)
}

/// The heading above that of a tick, which several of them share.
fn above<'t>(table: &'t Table, first: u32, heading: &Cell) -> Option<&'t str> {
    let over = (first..heading.row).rev().filter_map(|row| {
        // Formats without merged cells have it above the first of them.
        (0..=heading.column)
            .rev()
            .filter_map(|c| table.cell(row, c))
            .find(|c| !c.text.trim().is_empty())
    });
    over.map(|c| c.text.trim()).next()
}

/// A plain "no" in the words of the heading above: "Không hoàn thành" below "Mức độ hoàn thành".
fn meant(status: &str, above: &str, catalogue: &Catalogue) -> String {
    if !matches!(fold(status).as_str(), "khong" | "chua") {
        return status.to_owned();
    }
    let words: Vec<&str> = above.split_whitespace().collect();
    let told = (0..words.len()).map(|from| format!("{status} {}", words[from..].join(" ").to_lowercase()));
    let mut known = told.filter(|whole| catalogue.is_status(whole));
    // "Không" alone would say that there is nothing to be done.
    known.next().unwrap_or_else(|| "Không thực hiện".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(rows: &[&str]) -> Vec<(u32, String)> {
        let cells = rows.iter().map(|r| r.split('|').map(str::to_owned).collect()).collect();
        let table = Table::from_rows(cells, 1);
        let layout = Layout {
            columns: vec![(Column::Number, 0), (Column::Task, 1)],
            grid_columns: table.columns,
            header_rows: 1,
            ..Layout::default()
        };
        let found = found(&layout, &[&table], Catalogue::embedded(), 0, None);
        let ticks = found.map(|l| l.ticks).unwrap_or_default();
        ticks.into_iter().map(|t| (t.column, t.says.meant)).collect()
    }

    #[test]
    fn columns_of_marks_below_statuses_are_ticks() {
        let found = ticks(&[
            "TT|Nhiệm vụ|Mức độ thực hiện|||Kết quả",
            "||Đã xong (đánh dấu X)|Mức độ Đang làm|Chưa làm được|",
            "1|Lập tổ|x|||Lập 12 tổ",
            "2|Mở lớp||X||Mở 02 lớp",
            "3|Số hóa|||☐|",
        ]);
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Đã xong", "Đang làm", "Chưa làm được"]);
        assert_eq!(found[0].0, 2);
    }

    #[test]
    fn a_plain_no_says_what_is_not_done() {
        let found = ticks(&[
            "TT|Nhiệm vụ|Mức độ hoàn thành||Kết quả",
            "||Có|Không|",
            "1|Lập tổ|✓||Lập 12 tổ",
            "2|Mở lớp||✓|",
        ]);
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Có", "Không hoàn thành"]);
        let torn = ticks(&[
            "TT|Nhiệm vụ|Hoàn\nCó|thành\nKhông|Kết quả",
            "1|Lập tổ|✓||",
            "2|Mở lớp||✓|",
        ]);
        assert_eq!(torn[1].1, "Không hoàn thành");
    }

    #[test]
    fn headings_that_ran_into_each_other_name_the_ticks_together() {
        let found = ticks(&[
            "TT|Nhiệm vụ|Kết quả|Tự đánh giá Đáp ứng Chưa|đáp ứng",
            "1|Lập tổ|Lập 12 tổ|x|",
            "2|Mở lớp|Mở 02 lớp||x",
            "3|Số hóa|Chưa làm||x",
            "4|Đo lường|Đã đo|x|",
        ]);
        assert_eq!(found, [(3, "Đáp ứng".to_owned()), (4, "Chưa đáp ứng".to_owned())]);
    }

    #[test]
    fn statuses_in_words_are_no_ticks() {
        let rows = [
            "TT|Nhiệm vụ|Hoàn thành|Đang thực hiện",
            "1|Lập tổ|12 tổ|",
            "2|Mở lớp|02 lớp|còn 01 lớp",
        ];
        assert!(ticks(&rows).is_empty());
    }
}
