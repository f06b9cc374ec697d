//! Telling how far a long run is.

use std::path::Path;

/// Told about every file that is done, from any thread.
pub trait Progress: Sync {
    /// `path` is done; `failure` says why it could not be read.
    fn file_done(&self, path: &Path, failure: Option<&str>);
    /// A step that follows the files begins; `step` is a message key.
    fn step(&self, step: &'static str);
}

/// Says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn file_done(&self, _: &Path, _: Option<&str>) {}
    fn step(&self, _: &'static str) {}
}
