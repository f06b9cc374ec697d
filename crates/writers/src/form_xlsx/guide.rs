//! The sheet that says how to fill the form in, and the hidden one with the lists.

use super::looks::Looks;
use crate::xlsx::cell_text;
use rust_xlsxwriter::{Worksheet, XlsxError};
use tonghop_messages::Messages;
use tonghop_model::form::{Form, OFFERED};

/// Name of the hidden sheet with the wordings; formulas name it, so it has plain letters.
pub(super) const LISTS: &str = "DanhMuc";

const STEPS: [&str; 9] = [
    "form-guide-where",
    "form-guide-status",
    "form-guide-result",
    "form-guide-figures",
    "form-guide-nothing",
    "form-guide-previous",
    "form-guide-rows",
    "form-guide-formulas",
    "form-guide-back",
];

pub(super) fn write(form: &Form, messages: &Messages, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(messages.text("form-sheet-guide"))?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, messages.text("form-title"), &looks.title)?;
    let facts = [
        ("form-fact-unit", &form.unit_name),
        ("form-fact-template", &form.title),
        ("form-fact-period", &form.period),
        ("form-fact-deadline", &form.deadline),
    ];
    let mut row = 2;
    for (key, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        sheet.write_string_with_format(row, 0, messages.text(key), &looks.remark)?;
        sheet.write_string_with_format(row, 1, cell_text(value).as_ref(), &looks.line)?;
        row += 1;
    }
    row += 1;
    for (number, key) in (1..).zip(STEPS) {
        let text = messages.text(key);
        sheet.write_string_with_format(row, 0, format!("{}", number), &looks.remark)?;
        let lines = (text.chars().count() as f64 / 92.0).ceil();
        sheet.set_row_height(row, lines * 15.0 + 3.0)?;
        sheet.write_string_with_format(row, 1, text, &looks.line)?;
        row += 1;
    }
    row += 1;
    for (look, key) in [
        (&looks.answer, "form-legend-answer"),
        (&looks.asked, "form-legend-locked"),
        (&looks.previous, "form-legend-previous"),
    ] {
        sheet.write_blank(row, 0, &look.clone().set_locked())?;
        sheet.write_string_with_format(row, 1, messages.text(key), &looks.line)?;
        row += 1;
    }
    sheet.protect();
    super::sheets::print_setup(sheet);
    Ok(())
}

/// Wordings that the list of the status column offers.
pub(super) fn wordings(messages: &Messages) -> Vec<String> {
    let key = |class: &tonghop_model::reading::StatusClass| format!("form-status-{}", class.key().replace('_', "-"));
    OFFERED.iter().map(|class| messages.text(&key(class))).collect()
}

pub(super) fn lists(messages: &Messages, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?;
    for (row, wording) in (0..).zip(wordings(messages)) {
        sheet.write_string(row, 0, wording)?;
    }
    sheet.set_hidden(true);
    sheet.protect();
    Ok(())
}
