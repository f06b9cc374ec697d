//! What the exit code says. Documented in `--help` (message `cli-after-help`) and the README.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// Done, but some files could not be read.
    SomeUnread,
    /// The command line is wrong.
    Usage,
    /// `check --fail-on` met a finding of that severity.
    Findings,
    /// Nothing could be done: no input, results would be overwritten, catalogue wrong, disk full.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::SomeUnread => 1,
            Exit::Usage => 2,
            Exit::Findings => 3,
            Exit::Failed => 4,
        })
    }
}
