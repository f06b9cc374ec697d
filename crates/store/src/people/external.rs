//! Single sign-on: who is bound to a provider, and who is on the way to one.

use crate::schema::{external_attempt, external_login, external_session};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A person of a provider of single sign-on, bound to an account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = external_login)]
pub struct ExternalLoginRow {
    /// Issuer of the provider.
    pub issuer: String,
    /// Subject: with the issuer it names a person for ever.
    pub subject: String,
    /// Account.
    pub account_id: i64,
    /// Login or mail there when it was bound, to be recognised by people.
    pub shown: String,
    /// Who bound it.
    pub bound_by: String,
    /// Seconds since 1970.
    pub bound_at: i64,
}

/// Somebody who left for the provider and has not come back, or who came back and owes a code.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = external_attempt, treat_none_as_default_value = false)]
pub struct ExternalAttemptRow {
    /// Digest of what the browser keeps.
    pub digest: String,
    /// Nonce of the token that is expected.
    pub nonce: String,
    /// Verifier of PKCE.
    pub verifier: String,
    /// Page to go to afterwards.
    pub target: String,
    /// Account that still owes the code of its second factor.
    pub account_id: Option<i64>,
    /// Seconds since 1970.
    pub created_at: i64,
}

/// Who is bound to this issuer and subject.
///
/// # Errors
/// Failures of the database.
pub fn external_login(db: &mut Db, issuer: &str, subject: &str) -> StoreResult<Option<ExternalLoginRow>> {
    let found = external_login::table.find((issuer, subject));
    Ok(found.select(ExternalLoginRow::as_select()).get_result(db).optional()?)
}

/// What is bound to an account.
///
/// # Errors
/// Failures of the database.
pub fn external_logins(db: &mut Db, account_id: i64) -> StoreResult<Vec<ExternalLoginRow>> {
    let found = external_login::table.filter(external_login::account_id.eq(account_id));
    Ok(found
        .order((external_login::issuer, external_login::subject))
        .select(ExternalLoginRow::as_select())
        .load(db)?)
}

/// Binds.
///
/// # Errors
/// A duplicate where the subject is bound already.
pub fn insert_external_login(db: &mut Db, row: &ExternalLoginRow) -> StoreResult<()> {
    diesel::insert_into(external_login::table)
        .values(row.clone())
        .execute(db)?;
    Ok(())
}

/// Unbinds; false where it was not bound.
///
/// # Errors
/// Failures of the database.
pub fn delete_external_login(db: &mut Db, account_id: i64, issuer: &str, subject: &str) -> StoreResult<bool> {
    let bound = external_login::table
        .find((issuer, subject))
        .filter(external_login::account_id.eq(account_id));
    Ok(diesel::delete(bound).execute(db)? > 0)
}

/// Keeps an attempt.
///
/// # Errors
/// Failures of the database.
pub fn insert_external_attempt(db: &mut Db, row: &ExternalAttemptRow) -> StoreResult<()> {
    diesel::insert_into(external_attempt::table)
        .values(row.clone())
        .execute(db)?;
    Ok(())
}

/// The attempt with this digest, left where it is.
///
/// # Errors
/// Failures of the database.
pub fn external_attempt(db: &mut Db, digest: &str) -> StoreResult<Option<ExternalAttemptRow>> {
    let found = external_attempt::table.find(digest);
    Ok(found
        .select(ExternalAttemptRow::as_select())
        .get_result(db)
        .optional()?)
}

/// Takes an attempt away, so that it can be used once; none where another request took it before.
///
/// # Errors
/// Failures of the database.
pub fn take_external_attempt(db: &mut Db, digest: &str) -> StoreResult<Option<ExternalAttemptRow>> {
    let Some(row) = external_attempt(db, digest)? else {
        return Ok(None);
    };
    let taken = diesel::delete(external_attempt::table.find(digest)).execute(db)?;
    Ok((taken == 1).then_some(row))
}

/// Notes that a session was begun by a provider.
///
/// # Errors
/// Failures of the database.
pub fn insert_external_session(db: &mut Db, digest: &str, issuer: &str) -> StoreResult<()> {
    diesel::insert_into(external_session::table)
        .values((external_session::digest.eq(digest), external_session::issuer.eq(issuer)))
        .execute(db)?;
    Ok(())
}

/// Which of these sessions were begun by a provider: digest and issuer.
///
/// # Errors
/// Failures of the database.
pub fn external_sessions(db: &mut Db, digests: &[String]) -> StoreResult<Vec<(String, String)>> {
    let found = external_session::table.filter(external_session::digest.eq_any(digests.to_vec()));
    Ok(found.load(db)?)
}

/// Deletes attempts that were begun before this second.
///
/// # Errors
/// Failures of the database.
pub fn sweep_external_attempts(db: &mut Db, before: i64) -> StoreResult<()> {
    diesel::delete(external_attempt::table.filter(external_attempt::created_at.lt(before))).execute(db)?;
    Ok(())
}
