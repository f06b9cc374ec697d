//! The form of a round as a workbook: one sheet per part, narrative sections, indicators, and how to fill it in.
//!
//! Headings and tasks are locked (without a password: the lock guards against slips, the reader against the rest),
//! answer cells are open. Hidden codes say what every sheet and row belongs to, so that names of sheets, the language of
//! the program and the order of rows do not matter when it comes back. No merged cells, no macros, nothing from outside.

mod guide;
pub mod layout;
mod looks;
mod sheets;

use crate::WriteError;
use layout::SheetKind;
use rust_xlsxwriter::{DocProperties, Workbook};
use tonghop_messages::Messages;
use tonghop_model::form::Form;

/// The workbook of a form, as bytes.
///
/// # Errors
/// [`WriteError`] where the workbook cannot be built.
pub fn write(form: &Form, messages: &Messages) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let title = messages.text("form-title");
    workbook.set_properties(&DocProperties::new().set_title(&title).set_comment("tonghop"));
    let looks = looks::Looks::new();
    guide::write(form, messages, &looks, workbook.add_worksheet())?;
    for part in &form.parts {
        sheets::annex(form, part, messages, &looks, workbook.add_worksheet())?;
    }
    if !form.sections.is_empty() {
        sheets::narrative(form, messages, &looks, workbook.add_worksheet())?;
    }
    if !form.indicators.is_empty() {
        sheets::indicators(form, messages, &looks, workbook.add_worksheet())?;
    }
    guide::lists(messages, workbook.add_worksheet())?;
    if let Some(standing) = &form.standing {
        sheets::standing(standing, workbook.add_worksheet())?;
    }
    // People start with the first part, not with the instructions that they know already.
    if let Ok(sheet) = workbook.worksheet_from_index(1) {
        sheet.set_active(true);
    }
    Ok(workbook.save_to_buffer()?)
}

/// Names of the sheets in order, for people.
#[must_use]
pub fn sheet_names(form: &Form, messages: &Messages) -> Vec<String> {
    let mut names = vec![messages.text("form-sheet-guide")];
    names.extend(
        form.parts
            .iter()
            .map(|p| layout::sheet_name(SheetKind::Annex, &p.label, messages)),
    );
    if !form.sections.is_empty() {
        names.push(layout::sheet_name(SheetKind::Narrative, "", messages));
    }
    if !form.indicators.is_empty() {
        names.push(layout::sheet_name(SheetKind::Indicators, "", messages));
    }
    names
}
