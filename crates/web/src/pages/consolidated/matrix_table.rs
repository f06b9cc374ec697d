//! The matrix as a file: a unit per row, a task per column.

use super::words;
use crate::page::Page;
use tonghop_app::cycle::views::{Matrix, Table, TableValue};

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
    columns.extend(matrix.tasks.iter().map(|t| format!("{} {}", t.node, t.title)));
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
