//! Bounds on the work that one file may cause.

use crate::ReadError;
use std::time::{Duration, Instant};

/// Bounds on the work that one file may cause. The defaults are far above any report: a 20-page
/// annex has some 600 cells and expands to a few megabytes.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Size of the file in bytes; default 200 MB (a scanned annex of a hundred pages).
    pub bytes: u64,
    /// Size of one part of a package or one stream of a PDF after expansion, in bytes; default 64 MB: a sheet of a
    /// million short cells has some 45 MB.
    pub part_bytes: u64,
    /// Size of all parts of a package, of all streams of a PDF after expansion, in bytes; default 192 MB.
    pub expanded_bytes: u64,
    /// Levels of nested elements (XML, HTML, PDF objects); default 200.
    pub depth: u32,
    /// Levels of tables in cells; deeper ones are flattened to text; default 8.
    pub table_depth: u32,
    /// Cells in all tables together; default 1,000,000.
    pub cells: u32,
    /// Grid columns of one table; default 4,096 (a Word table has at most 63, a used sheet rarely 200).
    pub columns: u32,
    /// Blocks of the document; default 500,000.
    pub blocks: usize,
    /// Characters of text in all blocks together; default 50 million.
    pub characters: usize,
    /// Pages; default 2,000.
    pub pages: u32,
    /// When to give up; `None` (the default) means never.
    pub deadline: Option<Instant>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 200 << 20,
            part_bytes: 64 << 20,
            expanded_bytes: 192 << 20,
            depth: 200,
            table_depth: 8,
            cells: 1_000_000,
            columns: 4_096,
            blocks: 500_000,
            characters: 50_000_000,
            pages: 2_000,
            deadline: None,
        }
    }
}

impl Limits {
    /// The same limits with the deadline that far from now.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.deadline = Instant::now().checked_add(time);
        self
    }

    /// Fails where the deadline has passed. Costs a system call: ask every few hundred steps.
    ///
    /// # Errors
    /// [`ReadError::TimedOut`].
    pub fn check_time(&self) -> Result<(), ReadError> {
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => Err(ReadError::TimedOut),
            _ => Ok(()),
        }
    }

    /// Time that is left, `None` without a deadline.
    #[must_use]
    pub fn time_left(&self) -> Option<Duration> {
        self.deadline.map(|d| d.saturating_duration_since(Instant::now()))
    }
}
