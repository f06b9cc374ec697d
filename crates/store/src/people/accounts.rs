//! Accounts.

use crate::error::expect_one;
use crate::schema::account;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = account)]
pub struct AccountRow {
    /// Id.
    pub id: i64,
    /// Name to sign in with, lower case.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// Home unit.
    pub unit_id: Option<i64>,
    /// `invited`, `active`, `deactivated`.
    pub state: String,
    /// `vi`, `en`.
    pub language: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Version for optimistic changes.
    pub version: i64,
}

/// A new account.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = account, treat_none_as_default_value = false)]
pub struct NewAccount<'a> {
    /// Name to sign in with, lower case.
    pub login: &'a str,
    /// Name of the person.
    pub name: &'a str,
    /// Where mail goes.
    pub email: Option<&'a str>,
    /// Home unit.
    pub unit_id: Option<i64>,
    /// `invited`, `active`.
    pub state: &'a str,
    /// `vi`, `en`.
    pub language: &'a str,
    /// Seconds since 1970.
    pub created_at: i64,
    /// 1.
    pub version: i64,
}

/// Inserts an account.
///
/// # Errors
/// A duplicate where the login is taken.
pub fn insert_account(db: &mut Db, new: &NewAccount<'_>) -> StoreResult<i64> {
    diesel::insert_into(account::table).values(new.clone()).execute(db)?;
    db.last_id()
}

/// One account.
///
/// # Errors
/// Failures of the database.
pub fn account(db: &mut Db, id: i64) -> StoreResult<Option<AccountRow>> {
    let found = account::table.filter(account::id.eq(id));
    Ok(found.select(AccountRow::as_select()).get_result(db).optional()?)
}

/// The account with this login.
///
/// # Errors
/// Failures of the database.
pub fn account_by_login(db: &mut Db, login: &str) -> StoreResult<Option<AccountRow>> {
    let found = account::table.filter(account::login.eq(login));
    Ok(found.select(AccountRow::as_select()).get_result(db).optional()?)
}

/// Every account by login.
///
/// # Errors
/// Failures of the database.
pub fn accounts(db: &mut Db) -> StoreResult<Vec<AccountRow>> {
    Ok(account::table
        .order(account::login)
        .select(AccountRow::as_select())
        .load(db)?)
}

/// How many accounts there are.
///
/// # Errors
/// Failures of the database.
pub fn count_accounts(db: &mut Db) -> StoreResult<i64> {
    Ok(account::table.count().get_result(db)?)
}

/// Changes the state of an account.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the version is not the present one.
pub fn set_account_state(db: &mut Db, id: i64, version: i64, state: &str) -> StoreResult<()> {
    let own = account::table.filter(account::id.eq(id).and(account::version.eq(version)));
    let changed = diesel::update(own)
        .set((account::state.eq(state), account::version.eq(version.saturating_add(1))))
        .execute(db)?;
    expect_one(changed, "account")
}

/// Changes name, mail and language of an account.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the version is not the present one.
pub fn set_account_profile(db: &mut Db, id: i64, version: i64, profile: (&str, Option<&str>, &str)) -> StoreResult<()> {
    let own = account::table.filter(account::id.eq(id).and(account::version.eq(version)));
    let (name, email, language) = profile;
    let changed = diesel::update(own)
        .set((
            account::name.eq(name),
            account::email.eq(email),
            account::language.eq(language),
            account::version.eq(version.saturating_add(1)),
        ))
        .execute(db)?;
    expect_one(changed, "account")
}

/// Accounts with this mail address, whatever its case.
///
/// # Errors
/// Failures of the database.
pub fn accounts_by_email(db: &mut Db, email: &str) -> StoreResult<Vec<AccountRow>> {
    // Addresses are kept as they were typed; there are thousands of accounts, not millions.
    let wanted = email.to_lowercase();
    let mut found: Vec<AccountRow> = account::table
        .filter(account::email.is_not_null())
        .select(AccountRow::as_select())
        .load(db)?;
    found.retain(|a| a.email.as_deref().is_some_and(|e| e.to_lowercase() == wanted));
    Ok(found)
}
