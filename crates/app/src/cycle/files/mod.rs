//! Files: kept by digest, read by a job, their values offered as candidates.

mod candidates;
mod download;
mod job;
mod narrative;
mod page_picture;
mod proposals;
mod source;
mod upload;

pub use candidates::{Candidate, accept, accept_all, candidates, correct, reject};
pub use download::{Download, download, remove};
pub use job::run_next_reading;
pub use page_picture::{Area, PageView, Sought, page_picture, page_view};
pub use source::{Source, SourceBlock, SourceCell, source};
pub use upload::{Upload, Uploaded, upload, upload_once};
