//! Readings as JSON lines.

use crate::{Compilation, WriteError};
use std::io::Write;

/// Writes one reading per line, in the order of the reports.
///
/// # Errors
/// [`WriteError`] where writing fails.
pub fn write_readings(view: &Compilation<'_>, mut out: &mut dyn Write) -> Result<(), WriteError> {
    for report in view.reports {
        // A full disk is a matter of the disk, not of the JSON.
        serde_json::to_writer(&mut out, &report.reading).map_err(|e| match e.is_io() {
            true => WriteError::Io(e.into()),
            false => WriteError::Json(e),
        })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
