//! From a compiled set of reports to files for people: workbook, page, CSV, JSON lines, and the view of
//! one reading in a terminal.
//!
//! Text from reports is data wherever it goes: escaped in HTML, a string and never a formula in
//! workbooks and CSV, without control characters in the terminal.

mod compilation;
pub mod csv;
pub mod documents;
pub mod docx;
mod error;
pub mod form;
pub mod form_xlsx;
pub mod html;
pub mod jsonl;
pub mod office_template;
pub mod pdf;
mod sources;
pub mod terminal;
mod unbroken;
mod wording;
pub mod xlsx;

pub use compilation::Compilation;
pub use error::WriteError;
