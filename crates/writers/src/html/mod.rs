//! The self-contained page `tong-hop.html`: opens without network, prints, reads without JavaScript.
//!
//! The size is bounded for any number of reports by [`limits`]; whatever a limit leaves out is said on
//! the page together with the file that has it whole.

mod charts;
mod colours;
mod commitments;
mod escape;
mod evidence;
mod findings;
mod indicators;
pub mod limits;
mod matrix;
mod more_units;
mod overview;
mod page;
mod recommendations;
mod reports;
mod shared;

use crate::{Compilation, WriteError};
use std::io::Write;

/// Writes the page.
///
/// # Errors
/// [`WriteError`] where writing fails.
pub fn write(view: &Compilation<'_>, out: &mut dyn Write) -> Result<(), WriteError> {
    let mut evidence = evidence::Evidence::new(view);
    let sections = [
        overview::section(view),
        matrix::section(view, &mut evidence),
        charts::section(view),
        findings::section(view, &mut evidence),
        indicators::section(view, &mut evidence),
        shared::section(view, &mut evidence),
        recommendations::section(view, &mut evidence),
        commitments::section(view, &mut evidence),
        reports::section(view),
    ];
    page::write(view, &sections, &evidence, out)
}

/// One section of the page.
struct Section {
    /// Anchor.
    id: &'static str,
    /// Message key of its title.
    title: &'static str,
    /// Number shown beside the title in the navigation.
    count: Option<usize>,
    /// Content, already escaped.
    body: String,
}
