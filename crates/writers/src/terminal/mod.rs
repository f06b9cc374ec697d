//! Readings and findings in a terminal.

mod findings;
mod layout;
mod reading;

pub use findings::{write_findings, write_summary};
pub use layout::{Style, clean};
pub use reading::write_reading;
