//! Files: kept by digest, read by a job, their values offered as candidates.

mod candidates;
mod decide;
mod download;
pub(crate) mod identity;
mod job;
mod memory;
mod narrative;
mod own_cells;
mod page_picture;
mod proposals;
mod source;
mod undo;
mod upload;

pub(crate) use candidates::document_says;
pub use candidates::{Candidate, candidates};
pub use decide::{accept, accept_all, correct, reject};
pub use download::{Download, download, remove};
pub use identity::{Foreign, Identity};
pub use job::run_next_reading;
pub use memory::{About, Learnt, Said};
pub use page_picture::{Area, PageView, Sought, page_picture, page_view};
pub use source::{Source, SourceBlock, SourceCell, source};
pub use undo::{Reopened, reopen, reopen_all};
pub use upload::{Upload, Uploaded, read_again, upload, upload_once};
