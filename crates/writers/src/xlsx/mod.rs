//! The workbook `tong-hop.xlsx`: matrix, details, indicators, findings, shared sentences, recommendations,
//! promises, reports, one sheet each.
//!
//! The lists are written row by row to temporary files, so that 3,321 reports with 80,000 rows fit into memory.
//! Text of reports is written as strings, never as formulas, and starts with a quote prefix where a
//! spreadsheet would take it for one when the cell is edited.

mod formats;
mod lists;
mod matrix;
mod sheet;
mod table;

pub(crate) use sheet::cell_text;
pub use table::{Table, TableValue};

use crate::{Compilation, WriteError};
use rust_xlsxwriter::{DocProperties, Workbook};
use std::io::{Cursor, Write};

/// Writes the workbook.
///
/// # Errors
/// [`WriteError`] where the workbook cannot be built or writing fails.
pub fn write(view: &Compilation<'_>, out: &mut dyn Write) -> Result<(), WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(view.text("html-title"))
            .set_comment("tonghop"),
    );
    matrix::write(view, workbook.add_worksheet())?;
    lists::write(view, &mut workbook)?;
    let mut bytes = Cursor::new(Vec::new());
    workbook.save_to_writer(&mut bytes)?;
    out.write_all(bytes.get_ref())?;
    Ok(())
}
