//! Sessions of browsers.

use crate::connection::on;
use crate::people::AccountRow;
use crate::schema::{account, login_attempt, session};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = session)]
pub struct SessionRow {
    /// SHA-256 of the secret that the browser holds.
    pub digest: String,
    /// Account.
    pub account_id: i64,
    /// Secret of forms.
    pub csrf: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub seen_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
    /// Network address.
    pub address: String,
    /// Browser.
    pub agent: String,
}

/// Inserts a session.
///
/// # Errors
/// Failures of the database.
pub fn insert_session(db: &mut Db, row: &SessionRow) -> StoreResult<()> {
    diesel::insert_into(session::table).values(row.clone()).execute(db)?;
    Ok(())
}

/// The session with this digest.
///
/// # Errors
/// Failures of the database.
pub fn session(db: &mut Db, digest: &str) -> StoreResult<Option<SessionRow>> {
    let found = session::table.filter(session::digest.eq(digest));
    Ok(found.select(SessionRow::as_select()).get_result(db).optional()?)
}

/// The session with this digest and its account: asked with every request of a browser.
///
/// # Errors
/// Failures of the database.
pub fn session_and_account(db: &mut Db, digest: &str) -> StoreResult<Option<(SessionRow, AccountRow)>> {
    let found = session::table
        .inner_join(account::table.on(account::id.eq(session::account_id)))
        .filter(session::digest.eq(digest));
    let row = on!(db, c => found.select((SessionRow::as_select(), AccountRow::as_select())).get_result(c));
    Ok(row.optional()?)
}

/// Sessions of an account, newest first.
///
/// # Errors
/// Failures of the database.
pub fn sessions_of(db: &mut Db, account_id: i64) -> StoreResult<Vec<SessionRow>> {
    let found = session::table
        .filter(session::account_id.eq(account_id))
        .order((session::created_at.desc(), session::digest.asc()));
    Ok(found.select(SessionRow::as_select()).load(db)?)
}

/// Notes that a session was used.
///
/// # Errors
/// Failures of the database.
pub fn touch_session(db: &mut Db, digest: &str, now: i64) -> StoreResult<()> {
    diesel::update(session::table.filter(session::digest.eq(digest)))
        .set(session::seen_at.eq(now))
        .execute(db)?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// Failures of the database.
pub fn delete_session(db: &mut Db, digest: &str) -> StoreResult<()> {
    diesel::delete(session::table.filter(session::digest.eq(digest))).execute(db)?;
    Ok(())
}

/// Ends all sessions of an account but the one with this digest.
///
/// # Errors
/// Failures of the database.
pub fn delete_sessions_of(db: &mut Db, account_id: i64, except: &str) -> StoreResult<()> {
    let others = session::table.filter(session::account_id.eq(account_id).and(session::digest.ne(except)));
    diesel::delete(others).execute(db)?;
    Ok(())
}

/// Deletes sessions that expired and attempts to sign in before `attempts_before`.
///
/// # Errors
/// Failures of the database.
pub fn sweep(db: &mut Db, now: i64, attempts_before: i64) -> StoreResult<()> {
    diesel::delete(session::table.filter(session::expires_at.lt(now))).execute(db)?;
    diesel::delete(login_attempt::table.filter(login_attempt::at.lt(attempts_before))).execute(db)?;
    Ok(())
}
