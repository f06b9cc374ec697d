//! Accounts, credentials, roles, sessions, tokens, attempts to sign in.

use crate::connection::on;
use crate::error::expect_one;
use crate::schema::{
    account, credential, external_attempt, external_login, external_session, login_attempt, org_unit, role_grant,
    session, token,
};
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

/// A role as it is kept, with the path of its unit.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = role_grant)]
pub struct GrantRow {
    /// Id.
    pub id: i64,
    /// Account.
    pub account_id: i64,
    /// Stable name of the role.
    pub role: String,
    /// Top of the subtree.
    pub unit_id: i64,
    /// Only for this programme.
    pub programme: Option<String>,
    /// ISO date.
    pub valid_from: String,
    /// ISO date of the last day.
    pub valid_to: Option<String>,
    /// For whom the person acts.
    pub acting_for: Option<i64>,
    /// Who gave it.
    pub granted_by: String,
    /// Seconds since 1970.
    pub granted_at: i64,
    /// Seconds since 1970.
    pub revoked_at: Option<i64>,
}

/// A new role.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = role_grant, treat_none_as_default_value = false)]
pub struct NewGrant<'a> {
    /// Account.
    pub account_id: i64,
    /// Stable name of the role.
    pub role: &'a str,
    /// Top of the subtree.
    pub unit_id: i64,
    /// Only for this programme.
    pub programme: Option<&'a str>,
    /// ISO date.
    pub valid_from: String,
    /// ISO date of the last day.
    pub valid_to: Option<String>,
    /// For whom the person acts.
    pub acting_for: Option<i64>,
    /// Who gives it.
    pub granted_by: &'a str,
    /// Seconds since 1970.
    pub granted_at: i64,
}

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

/// Inserts a role.
///
/// # Errors
/// Failures of the database.
pub fn insert_grant(db: &mut Db, new: &NewGrant<'_>) -> StoreResult<i64> {
    diesel::insert_into(role_grant::table).values(new.clone()).execute(db)?;
    db.last_id()
}

/// Roles that were not revoked, with the path of their unit; of one account or of all.
///
/// # Errors
/// Failures of the database.
pub fn grants(db: &mut Db, account_id: Option<i64>) -> StoreResult<Vec<(GrantRow, String)>> {
    let held = role_grant::table
        .inner_join(org_unit::table)
        .filter(role_grant::revoked_at.is_null())
        .order(role_grant::id);
    let Some(id) = account_id else {
        return Ok(held.select((GrantRow::as_select(), org_unit::path)).load(db)?);
    };
    // Asked with every request: it stays prepared.
    let own = held.filter(role_grant::account_id.eq(id));
    Ok(on!(db, c => own.select((GrantRow::as_select(), org_unit::path)).load(c))?)
}

/// Roles that were not revoked in which somebody acts for this account, with the path of their unit.
///
/// # Errors
/// Failures of the database.
pub fn grants_acting_for(db: &mut Db, principal: i64) -> StoreResult<Vec<(GrantRow, String)>> {
    let found = role_grant::table
        .inner_join(org_unit::table)
        .filter(
            role_grant::revoked_at
                .is_null()
                .and(role_grant::acting_for.eq(principal)),
        )
        .select((GrantRow::as_select(), org_unit::path));
    Ok(found.order(role_grant::id).load(db)?)
}

/// Roles on exactly the unit with this path that were not revoked.
///
/// # Errors
/// Failures of the database.
pub fn grants_at(db: &mut Db, path: &str) -> StoreResult<Vec<GrantRow>> {
    let found = role_grant::table
        .inner_join(org_unit::table)
        .filter(role_grant::revoked_at.is_null().and(org_unit::path.eq(path)))
        .order(role_grant::id);
    Ok(found.select(GrantRow::as_select()).load(db)?)
}

/// One role.
///
/// # Errors
/// Failures of the database.
pub fn grant(db: &mut Db, id: i64) -> StoreResult<Option<(GrantRow, String)>> {
    let found = role_grant::table
        .inner_join(org_unit::table)
        .filter(role_grant::id.eq(id));
    Ok(found
        .select((GrantRow::as_select(), org_unit::path))
        .first(db)
        .optional()?)
}

/// Revokes a role, once.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was revoked already.
pub fn revoke_grant(db: &mut Db, id: i64, now: i64) -> StoreResult<()> {
    let open = role_grant::table.filter(role_grant::id.eq(id).and(role_grant::revoked_at.is_null()));
    let changed = diesel::update(open).set(role_grant::revoked_at.eq(now)).execute(db)?;
    expect_one(changed, "grant")
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

/// Records an attempt to sign in.
///
/// # Errors
/// Failures of the database.
pub fn insert_attempt(db: &mut Db, login: &str, address: &str, at: i64, success: bool) -> StoreResult<()> {
    diesel::insert_into(login_attempt::table)
        .values((
            login_attempt::login.eq(login),
            login_attempt::address.eq(address),
            login_attempt::at.eq(at),
            login_attempt::success.eq(success),
        ))
        .execute(db)?;
    Ok(())
}

/// Failed attempts since a moment: for this login from this address (after its last success), for this login from
/// anywhere, and from this address for any login.
///
/// # Errors
/// Failures of the database.
pub fn failures(db: &mut Db, login: &str, address: &str, since: i64) -> StoreResult<(i64, i64, i64)> {
    use login_attempt as a;
    let pair = a::table.filter(a::login.eq(login).and(a::address.eq(address)));
    // By number, not by time: a success and a failure may fall into one second.
    let success: Option<i64> = pair
        .filter(a::success.eq(true))
        .select(diesel::dsl::max(a::id))
        .first(db)?;
    let recent = a::success.eq(false).and(a::at.gt(since));
    Ok((
        pair.filter(recent)
            .filter(a::id.gt(success.unwrap_or(0)))
            .count()
            .get_result(db)?,
        a::table
            .filter(a::login.eq(login))
            .filter(recent)
            .count()
            .get_result(db)?,
        a::table
            .filter(a::address.eq(address))
            .filter(recent)
            .count()
            .get_result(db)?,
    ))
}

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
