//! The readers of Word documents, workbooks, HTML and Markdown, from bytes to the document tree.

mod build;
mod docx;
mod hostile;
mod html;
mod markdown;
mod shared;
mod sheet;
