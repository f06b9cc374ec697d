//! Locks of PostgreSQL by which several servers keep apart what must not happen at once. SQLite has one writer at a time:
//! there nothing has to be locked.
//!
//! A transaction takes them in this order: the round, a submission, the values of the round, the event chain. They end with it.

use crate::{Db, StoreResult, statement};

/// How a thing is held until the transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Others may look at it and hold it like this, nobody may change it.
    Share,
    /// Nobody else may hold it.
    Change,
}

/// Keeps the state of a round: who sends to it shares it, who closes or publishes it changes it.
///
/// # Errors
/// Failures of the database.
pub fn round(db: &mut Db, id: i64, lock: Lock) -> StoreResult<()> {
    hold(
        db,
        lock,
        id,
        "SELECT pg_advisory_xact_lock_shared(7412000000000000 + ?)",
        "SELECT pg_advisory_xact_lock(7412000000000000 + ?)",
    )
}

/// Shares the round of a report.
///
/// # Errors
/// Failures of the database.
pub fn round_of_report(db: &mut Db, report: i64) -> StoreResult<()> {
    const SHARE: &str =
        "SELECT pg_advisory_xact_lock_shared(7412000000000000 + (SELECT round_id FROM report WHERE id = ?))";
    hold(db, Lock::Share, report, SHARE, SHARE)
}

/// Shares the round of a submission and holds the submission: who writes answers of a draft shares it, so that it is not sent
/// meanwhile; who sends it changes it, so that no answer comes in after those that are sent were looked at. One statement, in
/// the order of the locks: PostgreSQL holds rows after it worked out what is selected.
///
/// # Errors
/// Failures of the database.
pub fn submission(db: &mut Db, submission: i64, lock: Lock) -> StoreResult<()> {
    hold(
        db,
        lock,
        submission,
        "SELECT pg_advisory_xact_lock_shared(7412000000000000 + r.round_id) FROM submission s \
         JOIN report r ON r.id = s.report_id WHERE s.id = ? FOR SHARE OF s",
        "SELECT pg_advisory_xact_lock_shared(7412000000000000 + r.round_id) FROM submission s \
         JOIN report r ON r.id = s.report_id WHERE s.id = ? FOR UPDATE OF s",
    )
}

/// Keeps the values of a round: who accepts a report shares them, for its unit alone; who imports or undoes an import
/// changes them.
///
/// # Errors
/// Failures of the database.
pub fn values(db: &mut Db, round: i64, lock: Lock) -> StoreResult<()> {
    hold(
        db,
        lock,
        round,
        "SELECT pg_advisory_xact_lock_shared(7413000000000000 + ?)",
        "SELECT pg_advisory_xact_lock(7413000000000000 + ?)",
    )
}

fn hold(db: &mut Db, lock: Lock, id: i64, share: &'static str, change: &'static str) -> StoreResult<()> {
    if matches!(db, Db::Sqlite(_)) {
        return Ok(());
    }
    let sql = match lock {
        Lock::Share => share,
        Lock::Change => change,
    };
    statement::run(db, sql, &[id.into()]).map(drop)
}
