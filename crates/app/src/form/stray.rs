//! What a unit wrote where the form takes nothing: beside the table, in the row of a group, under a heading that is not asked.

use super::problem::{FormProblem, Place, ProblemCode};
use std::collections::BTreeSet;
use tonghop_model::form::FormIndicator;
use tonghop_readers::sheet::RawSheet;
use tonghop_writers::form_xlsx::layout::{GROUP_MARK, HEADING_ROW, Role};

/// The cells of a sheet with text that no answer takes. `roles` are its columns from the first on; rows of `indicators` without a
/// denominator have a closed cell there. Rows without a code are told elsewhere as a whole.
pub(super) fn cells(sheet: &RawSheet, roles: &[Role], indicators: &[FormIndicator]) -> Vec<FormProblem> {
    let closed: BTreeSet<&str> = indicators
        .iter()
        .filter(|i| i.denominator_label.is_none())
        .map(|i| i.code.as_str())
        .collect();
    let filled = sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
    filled
        .filter(|((row, column), _)| {
            let code = sheet.text(*row, 0);
            if *row <= HEADING_ROW || code.is_empty() {
                return false;
            }
            match roles.get(*column as usize) {
                None => true,
                Some(role) if code.starts_with(GROUP_MARK) => {
                    !matches!(role, Role::Code | Role::Number | Role::Subject)
                }
                Some(Role::Denominator) => closed.contains(code),
                Some(_) => false,
            }
        })
        .map(|((row, column), cell)| {
            FormProblem::new(Place::cell(&sheet.name, *row, *column), ProblemCode::Stray).actual(cell.text.trim())
        })
        .collect()
}
