//! Files that could not be read.

use std::path::PathBuf;

/// A file that could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file as it was named.
    pub path: PathBuf,
    /// What is wrong with it, worded.
    pub reason: String,
}
