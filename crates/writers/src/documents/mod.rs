//! The documents that the system drafts, as neutral views: a commune's report, the letters of a round, the list of
//! late units, the consolidated report and the brief for leaders. Pure: data and words in, a view out.
//!
//! Every number taken from data is bound to it; the same edition gives the same view.

mod annex_table;
pub mod brief;
pub mod commune;
pub mod consolidated;
mod consolidated_annexes;
mod distribution;
mod figures;
mod findings_annex;
mod frame;
pub mod letters;
mod notable;
pub mod noted;
pub mod office;
mod opinions;
mod other_reports;
mod overview;
pub mod own_table;
mod reference;
#[cfg(test)]
mod sample;
mod set_round;
mod sources;
mod text;
pub mod whole_numbers;

pub use text::shortened;
