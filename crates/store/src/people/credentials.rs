//! Passwords and second factors.

use crate::error::expect_one;
use crate::schema::credential;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// How an account proves who it is.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = credential, treat_none_as_default_value = false)]
pub struct CredentialRow {
    /// Account.
    pub account_id: i64,
    /// Argon2id with its parameters and salt.
    pub password_hash: Option<String>,
    /// Secret of the second factor that counts, base 32.
    pub totp_secret: Option<String>,
    /// True once a code was shown for it.
    pub totp_confirmed: bool,
    /// Last time step that was accepted: a code works once.
    pub totp_last_step: i64,
    /// Seconds since 1970.
    pub changed_at: i64,
    /// Secret that waits for its first code, base 32; the one that counts stays until then.
    pub totp_pending: Option<String>,
}

impl CredentialRow {
    /// An account that has nothing yet.
    #[must_use]
    pub const fn empty(account_id: i64, now: i64) -> Self {
        Self {
            account_id,
            password_hash: None,
            totp_secret: None,
            totp_confirmed: false,
            totp_last_step: 0,
            changed_at: now,
            totp_pending: None,
        }
    }
}

/// The credential of an account.
///
/// # Errors
/// Failures of the database.
pub fn credential(db: &mut Db, account_id: i64) -> StoreResult<Option<CredentialRow>> {
    let found = credential::table.filter(credential::account_id.eq(account_id));
    Ok(found.select(CredentialRow::as_select()).get_result(db).optional()?)
}

/// Puts a credential in the place of the one that is there.
///
/// # Errors
/// Failures of the database.
pub fn set_credential(db: &mut Db, row: &CredentialRow) -> StoreResult<()> {
    diesel::delete(credential::table.filter(credential::account_id.eq(row.account_id))).execute(db)?;
    diesel::insert_into(credential::table).values(row.clone()).execute(db)?;
    Ok(())
}

/// Keeps a hash in the place of the present one; the second factor stays.
///
/// # Errors
/// Failures of the database.
pub fn set_password(db: &mut Db, account_id: i64, hash: &str, now: i64) -> StoreResult<()> {
    ensure_credential(db, account_id, now)?;
    diesel::update(credential::table.find(account_id))
        .set((credential::password_hash.eq(hash), credential::changed_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Keeps a secret that waits for its first code; the one that counts stays.
///
/// # Errors
/// Failures of the database.
pub fn set_pending_totp(db: &mut Db, account_id: i64, secret: &str, now: i64) -> StoreResult<()> {
    ensure_credential(db, account_id, now)?;
    diesel::update(credential::table.find(account_id))
        .set(credential::totp_pending.eq(secret))
        .execute(db)?;
    Ok(())
}

/// Puts the waiting secret in the place of the one that counts; `step` is the time step of the code that was shown for it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where another secret waits by now, or none.
pub fn confirm_totp(db: &mut Db, account_id: i64, secret: &str, step: i64) -> StoreResult<()> {
    let waiting = credential::table.filter(
        credential::account_id
            .eq(account_id)
            .and(credential::totp_pending.eq(secret)),
    );
    let changed = diesel::update(waiting)
        .set((
            credential::totp_secret.eq(secret),
            credential::totp_confirmed.eq(true),
            credential::totp_last_step.eq(step),
            credential::totp_pending.eq(None::<String>),
        ))
        .execute(db)?;
    expect_one(changed, "credential")
}

/// Removes the second factor and what waits to be one; false where there was none.
///
/// # Errors
/// Failures of the database.
pub fn remove_totp(db: &mut Db, account_id: i64) -> StoreResult<bool> {
    let held = credential(db, account_id)?.is_some_and(|c| c.totp_confirmed);
    diesel::update(credential::table.find(account_id))
        .set((
            credential::totp_secret.eq(None::<String>),
            credential::totp_confirmed.eq(false),
            credential::totp_pending.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(held)
}

/// Who signs in through a provider only has no credential.
fn ensure_credential(db: &mut Db, account_id: i64, now: i64) -> StoreResult<()> {
    if credential(db, account_id)?.is_none() {
        diesel::insert_into(credential::table)
            .values(CredentialRow::empty(account_id, now))
            .execute(db)?;
    }
    Ok(())
}

/// Uses up a time step of the second factor; false where it was used already.
///
/// # Errors
/// Failures of the database.
pub fn use_totp_step(db: &mut Db, account_id: i64, step: i64) -> StoreResult<bool> {
    let fresh = credential::table.filter(
        credential::account_id
            .eq(account_id)
            .and(credential::totp_last_step.lt(step)),
    );
    let changed = diesel::update(fresh)
        .set(credential::totp_last_step.eq(step))
        .execute(db)?;
    Ok(changed == 1)
}
