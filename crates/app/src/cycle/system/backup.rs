//! Backup while serving, restore into an empty database.

use crate::cycle::{Call, Cycle, CycleResult, shared};
use serde_json::json;
use std::io::{self, Read, Write};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::StoreError;
use tonghop_store::dump::{self, Counted};

/// Writes a backup of everything as it stands at this moment.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], failures of the database and of `out`.
pub fn backup(cycle: &Cycle, call: &Call<'_>, out: impl Write) -> CycleResult<Counted> {
    call.may_whole(Action::ManageSystem)?;
    Ok(dump::backup(&cycle.store, out)?)
}

/// Allows and records a backup that leaves the machine.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], failures of the database.
pub fn begin_backup(cycle: &Cycle, call: &Call<'_>) -> CycleResult<()> {
    call.may_whole(Action::ManageSystem)?;
    cycle
        .store
        .write(|db| shared::record(db, call, EventKind::BackedUp, ("system", 0), None, json!({})))
}

/// Writes a backup of everything as it stands at this moment, once [`begin_backup`] allowed it.
///
/// # Errors
/// Failures of the database and of `out`.
pub fn write_backup(cycle: &Cycle, out: impl Write) -> io::Result<()> {
    match dump::backup(&cycle.store, out) {
        Ok(_) => Ok(()),
        Err(StoreError::Io(error)) => Err(error),
        Err(other) => Err(io::Error::other(other)),
    }
}

/// Tells what is wrong with a backup before a database is made for it.
///
/// # Errors
/// [`StoreError::Backup`], [`StoreError::Newer`], failures of `input`.
pub fn inspect(input: impl Read) -> CycleResult<()> {
    Ok(dump::inspect(input)?)
}

/// Reads a backup into an empty database, of either kind.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`]; failures where the file is cut, no backup, or the database is not empty.
pub fn restore(cycle: &Cycle, call: &Call<'_>, input: impl Read) -> CycleResult<Counted> {
    call.may_whole(Action::ManageSystem)?;
    let counted = dump::restore(&cycle.store, input, call.now.unix())?;
    cycle.store.write(|db| {
        shared::record(
            db,
            call,
            EventKind::Restored,
            ("system", 0),
            None,
            json!({ "rows": counted.rows }),
        )
    })?;
    Ok(counted)
}
