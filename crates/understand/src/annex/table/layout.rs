//! Which column of a table holds what: by its headings, by its content, or by both.

use super::super::align::{Index, Wording};
use super::super::{columns, labels};
use super::ticks::Tick;
use tonghop_document::{Cell, Table};
use tonghop_model::template::Column;

/// Rows of a spreadsheet in which the headings are looked for.
const LETTERHEAD_ROWS_MAX: u32 = 60;
/// Rows that may be headings at the top of a table.
const HEADER_ROWS_MAX: u32 = 4;
/// How many cells of a column have to be known tasks for a table without headings to be an annex.
const KNOWN_TASKS_MIN: usize = 4;

/// Which grid column holds what.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub columns: Vec<(Column, u32)>,
    pub grid_columns: u32,
    /// Rows above the headings that belong to something else: a letterhead in a spreadsheet.
    pub first_row: u32,
    /// One past the last heading row.
    pub header_rows: u32,
    /// Where the status is ticked: its columns, instead of one of [`Column::Status`].
    pub ticks: Vec<Tick>,
}

impl Layout {
    pub(super) fn column(&self, wanted: Column) -> Option<u32> {
        self.columns.iter().find(|(c, _)| *c == wanted).map(|(_, i)| *i)
    }

    /// True where a column, or several, say how far a task has come.
    pub(super) fn states(&self) -> bool {
        self.column(Column::Status).is_some() || !self.ticks.is_empty()
    }

    /// True for a column that is understood.
    pub(super) fn holds(&self, column: u32) -> bool {
        self.columns.iter().any(|(_, c)| *c == column) || self.ticks.iter().any(|t| t.column == column)
    }

    /// The first column of statuses, or else that of the results.
    pub(super) fn first_answer(&self) -> Option<u32> {
        let ticks = self.ticks.iter().map(|t| t.column);
        let status = self.column(Column::Status).into_iter().chain(ticks).min();
        status.or_else(|| self.column(Column::Result))
    }
}

/// The layout of a table by its headings, by its content where there are none, and by both where the known tasks
/// stand in another column than the headings say: converters that know no merged cells move the lower headings to
/// the left.
pub(super) fn own_layout(table: &Table, index: &Index<'_>) -> Option<Layout> {
    let Some(announced) = layout_by_headings(table) else {
        return layout_by_content(table, index);
    };
    if holds_known_tasks(table, &announced, index) {
        return Some(with_status(announced));
    }
    let Some(mut shown) = layout_by_content(table, index) else {
        return Some(announced);
    };
    let task = shown.column(Column::Task);
    (shown.first_row, shown.header_rows) = (announced.first_row, announced.header_rows);
    // The uppermost headings are in place.
    let top = table.row(announced.first_row).filter(|c| Some(c.column) > task);
    let top: Vec<(Column, u32)> = top
        .filter_map(|c| columns::of_heading(&c.text).map(|kind| (kind, c.column)))
        .collect();
    shown
        .columns
        .retain(|(kind, at)| !top.iter().any(|(k, c)| k == kind || c == at));
    shown.columns.extend(top);
    Some(shown)
}

/// The layout with the status in the column before the result, where no heading could be read for either.
fn with_status(mut layout: Layout) -> Layout {
    let before = layout.column(Column::Result).and_then(|c| c.checked_sub(1));
    let behind = layout.column(Column::Timeframe).or_else(|| layout.column(Column::Task));
    if let (None, Some(at)) = (layout.column(Column::Status), before)
        && behind < Some(at)
        && !layout.holds(at)
    {
        layout.columns.push((Column::Status, at));
    }
    layout
}

/// The layout that the headings announce: a task column and a status or result column at least.
fn layout_by_headings(table: &Table) -> Option<Layout> {
    let first_row = (0..table.rows.min(LETTERHEAD_ROWS_MAX)).find(|&r| {
        let kinds: Vec<Column> = table.row(r).filter_map(|c| columns::of_heading(&c.text)).collect();
        kinds.len() >= 2
            && (kinds.contains(&Column::Status) || kinds.contains(&Column::Result) || kinds.contains(&Column::Task))
    })?;
    let mut best: Option<Layout> = None;
    for end in first_row + 1..=(first_row + HEADER_ROWS_MAX).min(table.rows) {
        let mut columns: Vec<(Column, u32)> = Vec::new();
        for c in 0..table.columns {
            // The lowest heading of a column is the most specific one.
            let kind = (first_row..end)
                .rev()
                .find_map(|r| columns::of_heading(&table.cell(r, c)?.text));
            if let Some(kind) = kind
                && !columns.iter().any(|(k, _)| *k == kind)
            {
                columns.push((kind, c));
            }
        }
        let layout = Layout {
            columns,
            grid_columns: table.columns,
            first_row,
            header_rows: end,
            ..Layout::default()
        };
        let complete = layout.column(Column::Task).is_some()
            && (layout.column(Column::Status).is_some() || layout.column(Column::Result).is_some());
        if complete && best.as_ref().is_none_or(|b| layout.columns.len() > b.columns.len()) {
            best = Some(layout);
        }
    }
    best.map(|mut layout| {
        layout.header_rows = layout.header_rows.max(table.header_rows).min(table.rows);
        add_number_column(&mut layout, table);
        layout
    })
}

/// The number column stands before the tasks; its heading may be blank or misread.
fn add_number_column(layout: &mut Layout, table: &Table) {
    let Some(before) = layout.column(Column::Task).and_then(|c| c.checked_sub(1)) else {
        return;
    };
    if layout.column(Column::Number).is_some() || layout.holds(before) {
        return;
    }
    let cells = || column_cells(table, before).filter(|c| c.row >= layout.header_rows && !c.text.trim().is_empty());
    let labels = cells().filter(|c| labels::kind_of(&c.text).is_some()).count();
    if labels * 2 > cells().count() {
        layout.columns.push((Column::Number, before));
    }
}

/// The layout that the content shows: the column of known tasks, then time frame, status, result.
fn layout_by_content(table: &Table, index: &Index<'_>) -> Option<Layout> {
    let known = |c: u32| {
        column_cells(table, c)
            .filter(|cell| is_known_task(&cell.text, index))
            .take(KNOWN_TASKS_MIN)
            .count()
    };
    let task = (0..table.columns.min(12)).find(|&c| known(c) >= KNOWN_TASKS_MIN)?;
    let mut columns = vec![(Column::Task, task)];
    if task > 0 {
        columns.push((Column::Number, task - 1));
    }
    let timeframe = (task + 1..table.columns).find(|&c| {
        column_cells(table, c)
            .filter(|cell| columns::is_timeframe(&cell.text))
            .count()
            >= KNOWN_TASKS_MIN
    });
    if let Some(timeframe) = timeframe {
        columns.push((Column::Timeframe, timeframe));
        if timeframe > task + 1 {
            columns.push((Column::Lead, task + 1));
        }
    }
    let after = timeframe.unwrap_or(task) + 1;
    if after + 1 < table.columns {
        columns.push((Column::Status, after));
        columns.push((Column::Result, after + 1));
    } else if after < table.columns {
        columns.push((Column::Result, after));
    }
    Some(Layout {
        columns,
        grid_columns: table.columns,
        ..Layout::default()
    })
}

fn column_cells(table: &Table, column: u32) -> impl Iterator<Item = &Cell> {
    table.cells.iter().filter(move |c| c.column == column)
}

pub(super) fn holds_known_tasks(table: &Table, layout: &Layout, index: &Index<'_>) -> bool {
    layout.column(Column::Task).is_some_and(|c| {
        column_cells(table, c)
            .filter(|cell| is_known_task(&cell.text, index))
            .take(KNOWN_TASKS_MIN)
            .count()
            >= KNOWN_TASKS_MIN
    })
}

fn is_known_task(text: &str, index: &Index<'_>) -> bool {
    let wording = Wording::of(text);
    wording.words.len() >= 6
        && index
            .templates
            .iter()
            .any(|t| t.pairs.similarities(&wording).iter().any(|alike| *alike >= 0.7))
}

#[cfg(test)]
mod tests {
    use super::super::super::align::Wordings;
    use super::*;
    use tonghop_catalogue::Catalogue;

    #[test]
    fn the_status_stands_before_the_result_where_its_heading_is_lost() {
        let layout = |columns: &[(Column, u32)]| Layout {
            columns: columns.to_vec(),
            grid_columns: 6,
            header_rows: 1,
            ..Layout::default()
        };
        let known = [(Column::Task, 1), (Column::Timeframe, 3), (Column::Result, 5)];
        assert_eq!(with_status(layout(&known)).column(Column::Status), Some(4));
        let close = [(Column::Task, 1), (Column::Timeframe, 3), (Column::Result, 4)];
        assert_eq!(with_status(layout(&close)).column(Column::Status), None);
    }

    #[test]
    fn headings_that_a_converter_moved_to_the_left_do_not_hide_the_tasks() {
        let catalogue = Catalogue::embedded();
        let (wordings, template) = (Wordings::of(catalogue), &catalogue.templates[0]);
        let index = Index::new(catalogue, &wordings);
        let mut rows: Vec<Vec<String>> = [
            "STT|Phụ lục kèm theo QUYẾT ĐỊNH 411/QĐ-TTg|||Mức độ hoàn thành|Kết quả chi tiết",
            "Nhiệm vụ, giải pháp|Chủ trì|Thời gian",
        ]
        .map(|r| r.split('|').map(str::to_owned).collect())
        .to_vec();
        for (at, task) in template.tasks.iter().take(8).enumerate() {
            let cells = ["UBND xã", "2022 - 2025", "100%", "Đã lập 12 tổ"].map(str::to_owned);
            rows.push(
                [format!("{}", at + 1), task.title.clone()]
                    .into_iter()
                    .chain(cells)
                    .collect(),
            );
        }
        let layout = own_layout(&Table::from_rows(rows, 1), &index).expect("an annex");
        let at = |column| layout.column(column);
        assert_eq!((at(Column::Number), at(Column::Task)), (Some(0), Some(1)));
        assert_eq!((at(Column::Lead), at(Column::Timeframe)), (Some(2), Some(3)));
        assert_eq!((at(Column::Status), at(Column::Result)), (Some(4), Some(5)));
        assert_eq!(layout.header_rows, 2);
    }
}
