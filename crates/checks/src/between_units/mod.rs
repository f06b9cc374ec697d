//! Checks between units.

pub mod v401_copied_text;
pub mod v402_outlier;
