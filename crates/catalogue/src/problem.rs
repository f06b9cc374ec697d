//! A problem in the data, with its place.

use tonghop_model::message::Message;

/// What is wrong in a file of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Path below the catalogue's directory, with `/`: `templates/411-51-2025.toml`; empty for the directory itself.
    pub file: String,
    /// Line from 1; 0 where the problem is not in a line.
    pub line: usize,
    /// What is wrong, worded by `catalogue.ftl`.
    pub message: Message,
}

impl Problem {
    /// A problem at a line.
    pub(crate) fn new(file: &str, line: usize, message: Message) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message,
        }
    }
}

/// The line, from 1, on which byte `at` of a text lies.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    let end = at.min(text.len());
    1 + text.as_bytes()[..end].iter().filter(|&&b| b == b'\n').count()
}
