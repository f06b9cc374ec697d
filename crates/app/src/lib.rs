//! The use cases: read files, check reports, compile a set of reports.
//!
//! Works on paths and bytes, knows no terminal. Files are processed in parallel; a file that cannot be
//! read never stops the others. The clock is passed in (`Options::today`).

pub mod compile;
pub mod cycle;
mod document_kind;
mod engine;
mod failure;
pub mod form;
mod output;
pub mod own_value;
mod pipeline;
mod progress;
mod read;
mod record;
mod set_aside;
pub mod signatures;
mod tidy;
mod unrecognised;
mod walk;
pub mod write;

pub use engine::{Data, Engine, EngineError};
pub use failure::Failure;
pub use output::{OutputError, OutputFolder};
pub use progress::{Progress, Silent};
pub use read::{Report, Run};
pub use record::finding_record;
pub use set_aside::SetAside;
pub use walk::{Skipped, Walk, walk};
