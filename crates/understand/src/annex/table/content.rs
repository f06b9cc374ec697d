//! What the cells of a table say about its columns, where the headings do not or say it wrongly.

use super::super::columns;
use super::Layout;
use tonghop_catalogue::Catalogue;
use tonghop_document::Table;
use tonghop_model::template::Column;

/// Cells that a column has to have for its content to be believed.
const CELLS_MIN: usize = 4;
/// Words that the cells of a status column have at most.
const STATUS_WORDS_MAX: usize = 10;
/// Share of known statuses from which a column is one of statuses, and below which it is none.
const STATUSES: f64 = 0.7;
const NO_STATUSES: f64 = 0.5;

/// The layout with the status in the column that holds statuses: headings such as "Kết quả thực hiện (Hoàn
/// thành/Đang thực hiện/Chưa thực hiện)" and "Diễn giải" promise something else. What was taken for the status, or
/// else the next free column with text, is the result.
///
/// `tables` are the pieces of the annex, page by page.
pub(super) fn settle(layout: Layout, tables: &[&Table], catalogue: &Catalogue) -> Layout {
    let mut layout = with_timeframe(layout, tables);
    let share = |column: u32| share_of_statuses(tables, column, &layout, catalogue);
    let announced = layout.column(Column::Status);
    if announced.is_some_and(|c| share(c).is_none_or(|s| s >= NO_STATUSES)) {
        return with_result(layout, None, tables);
    }
    let kept = [Column::Number, Column::Task, Column::Timeframe].map(|c| layout.column(c));
    let behind_task = |c: u32| Some(c) > layout.column(Column::Task) && !kept.contains(&Some(c));
    let found = (0..layout.grid_columns)
        .filter(|&c| behind_task(c))
        .filter_map(|c| share(c).filter(|s| *s >= STATUSES).map(|s| (c, s)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((at, _)) = found else {
        return without_sentences(layout, tables);
    };
    layout.columns.retain(|(kind, c)| *kind != Column::Status && *c != at);
    layout.columns.push((Column::Status, at));
    with_result(layout, announced, tables)
}

/// The layout with the time frame in the column that holds time frames, whatever a heading says that runs into its
/// neighbour.
fn with_timeframe(mut layout: Layout, tables: &[&Table]) -> Layout {
    let share = |column: u32| {
        let (all, framed) = texts(tables, column, &layout).fold((0_usize, 0_usize), |(all, framed), text| {
            (all + 1, framed + usize::from(columns::is_timeframe(text)))
        });
        if all >= CELLS_MIN {
            framed as f64 / all as f64
        } else {
            0.0
        }
    };
    if layout.column(Column::Timeframe).is_some_and(|c| share(c) > 0.0) {
        return layout;
    }
    let behind_task = (0..layout.grid_columns).filter(|&c| Some(c) > layout.column(Column::Task));
    let Some(found) = behind_task.into_iter().find(|&c| share(c) >= STATUSES) else {
        return layout;
    };
    layout
        .columns
        .retain(|(kind, c)| *kind != Column::Timeframe && *c != found);
    layout.columns.push((Column::Timeframe, found));
    layout
}

/// The layout without a status where whole sentences stand in the column that was taken for it, and there is no other
/// column for the results: "Tiến độ thực hiện" announces both.
fn without_sentences(mut layout: Layout, tables: &[&Table]) -> Layout {
    let Some(status) = layout.column(Column::Status) else {
        return layout;
    };
    let words = |text: &str| text.split_whitespace().count();
    let (mut cells, mut long) = (0_usize, 0_usize);
    for text in texts(tables, status, &layout) {
        cells += 1;
        long += usize::from(words(text) > STATUS_WORDS_MAX);
    }
    let others = layout.column(Column::Result).filter(|c| has_text(tables, *c, &layout));
    if others.is_none() && cells >= CELLS_MIN && long * 2 >= cells {
        layout
            .columns
            .retain(|(kind, _)| !matches!(kind, Column::Status | Column::Result));
        layout.columns.push((Column::Result, status));
    }
    layout
}

/// The layout with a result: where no heading announces it, the first of `first` and the columns beside the status, the right
/// ones before the left ones, that holds text and nothing else that is known.
pub(super) fn with_result(mut layout: Layout, first: Option<u32>, tables: &[&Table]) -> Layout {
    let Some(status) = layout.first_answer() else {
        return layout;
    };
    if layout.column(Column::Result).is_some() {
        return layout;
    }
    let free = |c: &u32| Some(*c) > layout.column(Column::Task) && !layout.holds(*c);
    let neighbours = (status + 1..layout.grid_columns).chain((0..status).rev());
    let result = first
        .into_iter()
        .chain(neighbours)
        .filter(free)
        .find(|&c| has_text(tables, c, &layout));
    layout.columns.extend(result.map(|c| (Column::Result, c)));
    layout
}

/// The texts of a column below the headings, blank ones and those of rows that one cell fills left out.
fn texts<'t>(tables: &[&'t Table], column: u32, layout: &Layout) -> impl Iterator<Item = &'t str> {
    let task = layout.column(Column::Task);
    let first = layout.header_rows;
    tables
        .iter()
        .flat_map(|t| &t.cells)
        .filter(move |c| c.column == column && c.row >= first && (c.column_span == 1 || Some(column) == task))
        .map(|c| c.text.trim())
        .filter(|text| !text.is_empty())
}

/// Share of the cells with text that hold a known status and nothing else; `None` where there are too few to tell.
fn share_of_statuses(tables: &[&Table], column: u32, layout: &Layout, catalogue: &Catalogue) -> Option<f64> {
    let (mut all, mut known) = (0_usize, 0_usize);
    for text in texts(tables, column, layout) {
        let short = text.split_whitespace().count() <= STATUS_WORDS_MAX;
        let status = || super::super::status::percentage(text).is_some() || catalogue.is_status(text);
        all += 1;
        known += usize::from(short && status());
    }
    (all >= CELLS_MIN).then(|| known as f64 / all as f64)
}

fn has_text(tables: &[&Table], column: u32, layout: &Layout) -> bool {
    texts(tables, column, layout).count() >= CELLS_MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(columns: &[(Column, u32)], grid_columns: u32) -> Layout {
        Layout {
            columns: columns.to_vec(),
            grid_columns,
            header_rows: 1,
            ..Layout::default()
        }
    }

    fn table(rows: &[&str]) -> Table {
        let cells = rows.iter().map(|r| r.split('|').map(str::to_owned).collect()).collect();
        Table::from_rows(cells, 1)
    }

    #[test]
    fn statuses_below_a_heading_of_results_are_the_status() {
        let table = table(&[
            "STT|Nội dung|Kết quả|Diễn giải",
            "1|Lập tổ|Đã hoàn thành|Lập 12 tổ",
            "2|Mở lớp|Đang triển khai|Mở 02 lớp",
            "3|Số hóa|Chưa thực hiện|Chờ hướng dẫn",
            "4|Đo lường|95%|Đã khảo sát",
        ]);
        let said = layout(&[(Column::Number, 0), (Column::Task, 1), (Column::Result, 2)], 4);
        let settled = settle(said, &[&table], Catalogue::embedded());
        assert_eq!(settled.column(Column::Status), Some(2));
        assert_eq!(settled.column(Column::Result), Some(3));
    }

    #[test]
    fn a_column_of_wordings_that_nobody_knows_stays_the_status() {
        let table = table(&[
            "STT|Nội dung|Mức độ|Kết quả",
            "1|Lập tổ|Còn tùy thôn|Lập 12 tổ",
            "2|Mở lớp|Mỗi quý một lần|Mở 02 lớp",
            "3|Số hóa|Do tỉnh làm thay|Chờ hướng dẫn",
            "4|Đo lường|Rất khó nói|Đã khảo sát",
        ]);
        let known = [(Column::Task, 1), (Column::Status, 2), (Column::Result, 3)];
        let settled = settle(layout(&known, 4), &[&table], Catalogue::embedded());
        assert_eq!(settled.column(Column::Status), Some(2));
        assert_eq!(settled.column(Column::Result), Some(3));
    }
}
