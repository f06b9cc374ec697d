//! Poppler's `pdftoppm`: draws a page that is more than a scanner's picture, when it is installed.

use crate::tool;
use crate::{Limits, ReadError};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Name of the program, also in messages.
const TOOL: &str = "pdftoppm";
/// Longest time for one page; an ordinary one takes less than a second.
const LONGEST: Duration = Duration::from_secs(20);

/// True where the program stands in the search path; looked for once.
pub(super) fn available() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    *FOUND.get_or_init(|| tool::in_path(TOOL).is_some())
}

/// The page with this number (from 1) as PNG, `wide` pixels wide.
///
/// # Errors
/// [`ReadError::ToolMissing`], [`ReadError::ToolFailed`], [`ReadError::TimedOut`].
pub(super) fn draw(bytes: &[u8], number: u32, wide: u32, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let (number, wide) = (number.to_string(), wide.to_string());
    let mut command = Command::new(TOOL);
    // From standard input to standard output: the file is never written to a disk of ours.
    command.args([
        "-f",
        &number,
        "-l",
        &number,
        "-png",
        "-scale-to-x",
        &wide,
        "-scale-to-y",
        "-1",
        "-",
    ]);
    let time = limits.time_left().map_or(LONGEST, |left| left.min(LONGEST));
    let png = tool::run(TOOL, &mut command, bytes, Instant::now() + time)?;
    if png.starts_with(b"\x89PNG") {
        Ok(png)
    } else {
        Err(tool::failed(TOOL, "no picture"))
    }
}
