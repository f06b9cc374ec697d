//! The readers of Word documents, workbooks, HTML and Markdown, from bytes to the document tree.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic and say what it skips"
)]

mod build;
mod docx;
mod hostile;
mod html;
mod markdown;
mod shared;
mod sheet;
