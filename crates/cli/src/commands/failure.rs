//! What went wrong, in the language of the run where there are words for it.

use crate::console;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;
use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_store::{BackupFault, StoreError};

/// A folder without a database where one has to be.
#[derive(Debug)]
pub struct NoDatabase(pub String);

impl Error for NoDatabase {}

impl fmt::Display for NoDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no database in {}", self.0)
    }
}

/// The last cause of an error that came up while something was written.
pub fn cause(error: &(dyn Error + 'static), messages: &Messages) -> String {
    let last = last_cause(error);
    let key = match io_kind(last) {
        Some(ErrorKind::NotFound) => "cli-cause-not-found",
        Some(ErrorKind::NotADirectory | ErrorKind::AlreadyExists) => "cli-cause-no-folder",
        kind => match medium(kind) {
            Some(key) => key,
            None => return last.to_string(),
        },
    };
    messages.text(key)
}

/// Why a file that the command line names cannot be read.
pub fn unreadable(error: &io::Error, messages: &Messages) -> String {
    match error.kind() {
        ErrorKind::NotFound => messages.text("app-failure-not-found"),
        ErrorKind::PermissionDenied => messages.text("cli-cause-unreadable"),
        ErrorKind::IsADirectory => messages.text("cli-cause-folder"),
        _ => error.to_string(),
    }
}

/// Prints that a file cannot be read, and why.
pub fn file_unread(path: &Path, reason: String, messages: &Messages) {
    let args = [
        ("file", Arg::Text(path.display().to_string())),
        ("reason", Arg::Text(reason)),
    ];
    console::note(&messages.word("cli-file-unread", &args));
}

/// Prints an error with its causes.
pub fn failed(error: &(dyn Error + 'static), messages: &Messages) {
    let text = known(error, messages).unwrap_or_else(|| {
        if error.is::<io::Error>() {
            return cause(error, messages);
        }
        chain(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
    });
    console::note(&messages.word("cli-failed", &[("cause", Arg::Text(text))]));
}

/// What is wrong with a backup; none where the error is of another kind.
pub fn backup_fault(error: &(dyn Error + 'static), messages: &Messages) -> Option<String> {
    let StoreError::Backup(fault) = store_error(error)? else {
        return None;
    };
    Some(match fault {
        BackupFault::Foreign => messages.text("cli-backup-foreign"),
        BackupFault::CutOff => messages.text("cli-backup-cut-off"),
        BackupFault::Damaged(detail) => messages.word("cli-backup-damaged", &[("detail", Arg::Text(detail.clone()))]),
    })
}

/// Failures that people can do something about.
fn known(error: &(dyn Error + 'static), messages: &Messages) -> Option<String> {
    if let Some(NoDatabase(folder)) = error.downcast_ref() {
        return Some(messages.word("cli-no-database", &[("folder", Arg::Text(folder.clone()))]));
    }
    Some(match store_error(error)? {
        StoreError::NotEmpty => messages.text("cli-database-not-empty"),
        StoreError::Newer(name) => messages.word("cli-database-newer", &[("migration", Arg::Text(name.clone()))]),
        StoreError::NotMigrated => messages.text("cli-database-not-migrated"),
        StoreError::Busy => messages.text("cli-database-busy"),
        StoreError::Open(cause) => messages.word("cli-database-unopened", &[("cause", Arg::Text(cause.to_string()))]),
        StoreError::Backup(_) => backup_fault(error, messages)?,
        _ => return None,
    })
}

/// The failure of the store that an error is, or wraps.
fn store_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e StoreError> {
    use tonghop_app::cycle::CycleError;
    chain(error).find_map(|e| match e.downcast_ref() {
        Some(CycleError::Store(inner)) => Some(inner),
        _ => e.downcast_ref::<StoreError>(),
    })
}

fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |e: &&'e (dyn Error + 'static)| (*e).source())
}

fn last_cause<'e>(error: &'e (dyn Error + 'static)) -> &'e (dyn Error + 'static) {
    chain(error).last().unwrap_or(error)
}

fn io_kind(error: &(dyn Error + 'static)) -> Option<ErrorKind> {
    error.downcast_ref::<io::Error>().map(io::Error::kind)
}

/// What is the matter with the disk.
const fn medium(kind: Option<ErrorKind>) -> Option<&'static str> {
    match kind {
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => Some("cli-cause-full"),
        Some(ErrorKind::PermissionDenied) => Some("cli-cause-permission"),
        Some(ErrorKind::ReadOnlyFilesystem) => Some("cli-cause-read-only"),
        _ => None,
    }
}
