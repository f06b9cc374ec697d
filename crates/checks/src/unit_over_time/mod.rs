//! Checks over several reports of one unit.

mod series;
pub mod v301_documents;
pub mod v302_one_document_two_numbers;
pub mod v303_swapped_numbers;
pub mod v304_two_values;
pub mod v305_jump;
pub mod v306_fall_of_cumulative;
pub mod v307_unchanged_text;
