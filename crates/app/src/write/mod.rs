//! Writing official documents: a commune's report, the letters of a round, the consolidated report, the brief.

mod annexes;
mod bases;
mod carried;
mod file;
mod form_lines;
mod head_rows;
mod issued;
mod issuer;
mod narrative;
mod notes;
mod own_tables;
mod received;
mod report;
mod report_remarks;
mod round;
#[cfg(test)]
mod sample;
mod set;

pub use file::{DocumentFormat, DocumentOutput, WriteDocumentError, WrittenFile, ascii_name};
pub(crate) use form_lines::{FormLines, before_end_mark};
pub use issuer::IssuerOptions;
pub(crate) use issuer::committee_block;
pub use report::{ReadingJsonError, ReportDocument, read_reading};
pub use round::{RoundOptions, unit_list};
pub use tonghop_writers::documents::consolidated::{SetRound, Standing};
