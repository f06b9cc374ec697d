//! The workbook `tong-hop.xlsx`.

use crate::{Compilation, WriteError};
use std::io::Write;

/// Writes the workbook.
///
/// # Errors
/// [`WriteError`] where the workbook cannot be built or writing fails.
pub fn write(_view: &Compilation<'_>, _out: &mut dyn Write) -> Result<(), WriteError> {
    Ok(())
}
