//! Units beyond the first page of the matrix: names and classes as compact data, made into cells when their page is shown.

use super::escape::script_json;
use super::limits::MATRIX_COLUMNS;
use crate::Compilation;
use serde_json::json;
use tonghop_model::consolidation::MatrixRow;
use tonghop_model::reading::StatusClass;

/// Stands for a unit that has no such row.
const ABSENT: char = '.';

/// The data as JSON for a `<script>` element; none where the first page holds every unit.
///
/// One character per cell and the names once: some 400 bytes per unit at 60 tasks.
pub(super) fn json(view: &Compilation<'_>) -> Option<String> {
    let matrix = &view.consolidation.matrix;
    let columns = matrix.columns.get(MATRIX_COLUMNS..).filter(|c| !c.is_empty())?;
    let units: Vec<_> = columns
        .iter()
        .map(|report| {
            let head = view.head(*report);
            json!([head.unit, head.province.as_deref().unwrap_or_default(), head.file])
        })
        .collect();
    let classes: Vec<_> = StatusClass::ALL
        .iter()
        .map(|c| json!([c.key(), super::matrix::short_label(view, *c)]))
        .collect();
    let rows: Vec<_> = matrix.rows.iter().map(|row| row_data(view, row)).collect();
    let data = json!({
        "units": units,
        "classes": classes,
        "absent": view.text("status-absent"),
        "rows": rows,
    });
    Some(script_json(&data.to_string()))
}

/// The classes of the cells by their place in [`StatusClass::ALL`], and the percentages in order.
fn row_data(view: &Compilation<'_>, row: &MatrixRow) -> serde_json::Value {
    let (mut codes, mut percents) = (String::new(), Vec::new());
    for cell in row.cells.iter().skip(MATRIX_COLUMNS) {
        let place = cell
            .as_ref()
            .and_then(|c| StatusClass::ALL.iter().position(|a| *a == c.class));
        let digit = place.and_then(|p| char::from_digit(u32::try_from(p).ok()?, 10));
        codes.push(digit.unwrap_or(ABSENT));
        if let Some(cell) = cell.as_ref().filter(|c| c.class == StatusClass::Percent) {
            percents.push(super::matrix::label(view, cell));
        }
    }
    json!([codes, percents])
}
