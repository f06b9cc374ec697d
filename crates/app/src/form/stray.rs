//! What a unit wrote where the form takes nothing: beside the table, in the row of a group, under a heading that is not asked, over a
//! computed value, on a sheet of its own.

use super::problem::{FormProblem, Place, ProblemCode};
use std::collections::BTreeSet;
use tonghop_messages::Messages;
use tonghop_model::form::FormIndicator;
use tonghop_readers::sheet::{RawCell, RawSheet, RawWorkbook};
use tonghop_writers::form_xlsx::layout::{GROUP_MARK, HEADING_ROW, KEY_ROW, MARK, Role, STANDING_MARK};

/// The cells of a sheet with text that no answer takes. `roles` are its columns from the first on; rows of `indicators` without a
/// denominator have a closed cell there. Rows without a code are told elsewhere as a whole.
pub(super) fn cells(sheet: &RawSheet, roles: &[Role], indicators: &[FormIndicator]) -> Vec<FormProblem> {
    let closed: BTreeSet<&str> = indicators
        .iter()
        .filter(|i| i.denominator_label.is_none())
        .map(|i| i.code.as_str())
        .collect();
    let filled = sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
    let told = filled.filter_map(|((row, column), cell)| {
        let code = sheet.text(*row, 0);
        if *row <= HEADING_ROW || code.is_empty() {
            return None;
        }
        let problem = match roles.get(*column as usize) {
            None => ProblemCode::Stray,
            Some(role) if code.starts_with(GROUP_MARK) => {
                (!matches!(role, Role::Code | Role::Number | Role::Subject)).then_some(ProblemCode::Stray)?
            }
            Some(Role::Denominator) => closed.contains(code).then_some(ProblemCode::Stray)?,
            Some(Role::Value) => (!cell.formula).then_some(ProblemCode::ValueOverwritten)?,
            Some(_) => return None,
        };
        Some(FormProblem::new(Place::cell(&sheet.name, *row, *column), problem).actual(cell.text.trim()))
    });
    told.collect()
}

/// The sheets with text that are none of the form's. Those of the form that are not filled in are known by what they begin with, in
/// either of `languages`.
pub(super) fn sheets(workbook: &RawWorkbook, languages: &[Messages]) -> Vec<FormProblem> {
    let begins = |text: &str| {
        [MARK, STANDING_MARK].contains(&text)
            || languages
                .iter()
                .flat_map(|m| ["form-title", "form-status-met"].map(|key| m.text(key)))
                .any(|own| own == text)
    };
    let added = workbook.sheets.iter().filter_map(|sheet| {
        let text = |cell: &RawCell| cell.text.trim().to_owned();
        let said = sheet.cells.values().map(text).find(|t| !t.is_empty())?;
        (!begins(sheet.text(KEY_ROW, 0)))
            .then(|| FormProblem::new(Place::sheet(&sheet.name), ProblemCode::SheetAdded).actual(said))
    });
    added.collect()
}
