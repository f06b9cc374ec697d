//! What requests made that must not make it twice: a second click, a request that was sent again because its answer was lost.

use crate::error::expect_one;
use crate::schema::once;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// Seconds for which a request is known: who sends it again later makes something new.
const KNOWN: i64 = 7 * 24 * 3600;

/// Takes note of a request and the print of what it says before it is done; requests of long ago are forgotten. None where it is
/// new; otherwise the id of what it made, 0 while it is being made, and its print.
///
/// # Errors
/// A duplicate where the same request came over another server in the same moment.
pub fn begin(db: &mut Db, (key, content): (&str, &str), now: i64) -> StoreResult<Option<(i64, String)>> {
    diesel::delete(once::table.filter(once::made_at.lt(now - KNOWN))).execute(db)?;
    let found = once::table
        .filter(once::key.eq(key))
        .select((once::subject_id, once::content));
    let known: Option<(i64, String)> = found.get_result(db).optional()?;
    if known.is_none() {
        let row = (
            once::key.eq(key),
            once::subject_id.eq(0),
            once::made_at.eq(now),
            once::content.eq(content),
        );
        diesel::insert_into(once::table).values(row).execute(db)?;
    }
    Ok(known)
}

/// The print of what a request said; none where it is not known.
///
/// # Errors
/// Failures of the database.
pub fn content(db: &mut Db, key: &str) -> StoreResult<Option<String>> {
    let found = once::table.filter(once::key.eq(key)).select(once::content);
    Ok(found.get_result(db).optional()?)
}

/// Notes what a request made.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the request was not begun.
pub fn made(db: &mut Db, key: &str, subject_id: i64) -> StoreResult<()> {
    let own = once::table.filter(once::key.eq(key));
    let changed = diesel::update(own).set(once::subject_id.eq(subject_id)).execute(db)?;
    expect_one(changed, "request")
}

/// Forgets a request that made nothing: sent again, it is done anew.
///
/// # Errors
/// Failures of the database.
pub fn failed(db: &mut Db, key: &str) -> StoreResult<()> {
    diesel::delete(once::table.filter(once::key.eq(key))).execute(db)?;
    Ok(())
}
