//! The matrix as a file: a unit per row, a task per column; and what stands in the cells, word for word, a row for each.

use super::words;
use crate::page::Page;
use std::collections::HashMap;
use tonghop_app::cycle::reports::Item;
use tonghop_app::cycle::templates::Content;
use tonghop_app::cycle::views::{Matrix, Table, TableValue};
use tonghop_app::own_value;
use tonghop_model::reading::StatusClass;

/// The units that the matrix holds, in words; the last row counts the units that have done each task.
pub fn table(page: &Page, matrix: &Matrix, subject: &str) -> Table {
    let fixed = [
        "web-unit-code",
        "web-completeness-unit",
        "web-unit-old-district",
        "web-completeness-submission",
        "web-matrix-errors",
        "web-matrix-warnings",
    ];
    let mut columns: Vec<String> = fixed.iter().map(|k| page.t(k)).collect();
    columns.extend(matrix.tasks.iter().map(|t| format!("{} {}", t.place(), t.title)));
    let text = |text: &str| TableValue::Text(text.to_owned());
    let mut rows = Vec::with_capacity(matrix.units.len() + 1);
    for unit in &matrix.units {
        let state = page.t(&format!("web-submission-{}", words::dashed(unit.state.key())));
        let mut row = vec![
            text(&unit.code),
            text(&unit.name),
            text(unit.district_of_old.as_deref().unwrap_or("")),
            text(&state),
            TableValue::Number(Some(unit.errors as f64)),
            TableValue::Number(Some(unit.warnings as f64)),
        ];
        row.extend(
            unit.cells
                .iter()
                .map(|c| TableValue::Text(words::class_with(page, c.class, c.percent))),
        );
        rows.push(row);
    }
    let mut sums = vec![text(""), text(&page.t("web-matrix-met")), text(""), text("")];
    sums.extend([TableValue::Number(None), TableValue::Number(None)]);
    // The first of the nine classes is "done".
    sums.extend(
        matrix
            .distribution
            .iter()
            .map(|counts| TableValue::Number(Some(counts[0] as f64))),
    );
    rows.push(sums);
    Table {
        title: page.title.clone(),
        remark: subject.to_owned(),
        columns,
        rows,
    }
}

/// What each unit answered to each task, in its own words beside the class; `answers` are parallel to the units.
pub fn words(
    page: &Page,
    (matrix, answers): (&Matrix, &[HashMap<String, Item>]),
    content: &Content,
    subject: &str,
) -> Table {
    let keys = [
        "web-unit-code",
        "web-completeness-unit",
        "web-view-task-no",
        "web-view-task-code",
        "web-view-task",
        "web-cell-class",
        "web-published-percent",
        "web-reports-status",
        "web-reports-result",
    ];
    let mut columns: Vec<String> = keys.iter().map(|k| page.t(k)).collect();
    columns.extend(content.own_columns().map(|(heading, _)| heading.to_owned()));
    let text = |text: &str| TableValue::Text(text.to_owned());
    let mut rows = Vec::with_capacity(matrix.units.len() * matrix.tasks.len());
    for (unit, own) in matrix.units.iter().zip(answers) {
        for (task, cell) in matrix.tasks.iter().zip(&unit.cells) {
            let item = own.get(&task.node);
            let said = |of: fn(&Item) -> &str| text(item.map_or("", of));
            let mut row = vec![
                text(&unit.code),
                text(&unit.name),
                TableValue::Text(task.place()),
                text(&task.node),
                text(&task.title),
                TableValue::Text(words::class(page, cell.class)),
                TableValue::Number(cell.percent.filter(|_| cell.class == StatusClass::Percent)),
                said(|i| &i.status),
                said(|i| &i.result),
            ];
            row.extend(content.own_columns().map(|(_, column)| {
                let kept = item.and_then(|i| i.own.get(&column.code)).map_or("", String::as_str);
                own_value::cell(column, kept)
            }));
            rows.push(row);
        }
    }
    Table {
        title: page.t("web-matrix-words"),
        remark: subject.to_owned(),
        columns,
        rows,
    }
}
