//! Access tokens and one-time links.

use crate::connection::on;
use crate::error::expect_one;
use crate::people::AccountRow;
use crate::schema::{account, token};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A one-time link or an access token.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = token)]
pub struct TokenRow {
    /// Id.
    pub id: i64,
    /// `invite`, `reset`, `access`.
    pub kind: String,
    /// SHA-256 of the secret.
    pub digest: String,
    /// Account.
    pub account_id: i64,
    /// What it is for.
    pub label: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
    /// Seconds since 1970.
    pub used_at: Option<i64>,
    /// Seconds since 1970.
    pub revoked_at: Option<i64>,
}

/// A new token: kind, digest, account, label, created, expires.
///
/// # Errors
/// Failures of the database.
pub fn insert_token(db: &mut Db, new: (&str, &str, i64, &str, i64, i64)) -> StoreResult<i64> {
    let (kind, digest, account_id, label, created_at, expires_at) = new;
    diesel::insert_into(token::table)
        .values((
            token::kind.eq(kind),
            token::digest.eq(digest),
            token::account_id.eq(account_id),
            token::label.eq(label),
            token::created_at.eq(created_at),
            token::expires_at.eq(expires_at),
        ))
        .execute(db)?;
    db.last_id()
}

/// The token with this digest.
///
/// # Errors
/// Failures of the database.
pub fn token(db: &mut Db, digest: &str) -> StoreResult<Option<TokenRow>> {
    let found = token::table.filter(token::digest.eq(digest));
    Ok(found.select(TokenRow::as_select()).get_result(db).optional()?)
}

/// The token with this digest and its account: asked with every request of a program.
///
/// # Errors
/// Failures of the database.
pub fn token_and_account(db: &mut Db, digest: &str) -> StoreResult<Option<(TokenRow, AccountRow)>> {
    let found = token::table
        .inner_join(account::table.on(account::id.eq(token::account_id)))
        .filter(token::digest.eq(digest));
    let row = on!(db, c => found.select((TokenRow::as_select(), AccountRow::as_select())).get_result(c));
    Ok(row.optional()?)
}

/// Tokens of an account with one kind, newest first.
///
/// # Errors
/// Failures of the database.
pub fn tokens_of(db: &mut Db, account_id: i64, kind: &str) -> StoreResult<Vec<TokenRow>> {
    let found = token::table.filter(token::account_id.eq(account_id).and(token::kind.eq(kind)));
    Ok(found.order(token::id.desc()).select(TokenRow::as_select()).load(db)?)
}

/// Uses a one-time link up.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was used already.
pub fn use_token(db: &mut Db, id: i64, now: i64) -> StoreResult<()> {
    let open = token::table.filter(token::id.eq(id).and(token::used_at.is_null()));
    let changed = diesel::update(open).set(token::used_at.eq(now)).execute(db)?;
    expect_one(changed, "token")
}

/// Revokes tokens of an account: one, or all of a kind.
///
/// # Errors
/// Failures of the database.
pub fn revoke_tokens(db: &mut Db, account_id: i64, kind: &str, only: Option<i64>, now: i64) -> StoreResult<usize> {
    let open = token::table
        .filter(token::account_id.eq(account_id).and(token::kind.eq(kind)))
        .filter(token::revoked_at.is_null());
    let set = token::revoked_at.eq(now);
    Ok(match only {
        Some(id) => diesel::update(open.filter(token::id.eq(id))).set(set).execute(db)?,
        None => diesel::update(open).set(set).execute(db)?,
    })
}
