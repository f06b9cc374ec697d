//! One-time links: to accept an invitation or to set a new password.

use super::{may_manage, password, sign_in::SignedIn};
use crate::cycle::secret::{self, digest};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, mail, shared};
use serde_json::json;
use tonghop_model::cycle::ids::AccountId;
use tonghop_model::cycle::{Actor, EventKind};
use tonghop_store::Db;
use tonghop_store::people::{self, AccountRow, TokenRow};

/// A link holds so many seconds.
const LIFE: i64 = 72 * 3600;

/// Whose link it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOwner {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// True where the account was in use before: the link is for a new password.
    pub active: bool,
}

/// Makes a link; earlier ones of the account are revoked.
pub(crate) fn issue_link(db: &mut Db, call: &Call<'_>, account: AccountId) -> CycleResult<String> {
    let (secret, digest) = secret::secret()?;
    let now = call.now.unix();
    people::revoke_tokens(db, account.0, "link", None, now)?;
    people::insert_token(db, ("link", &digest, account.0, "", now, now + LIFE))?;
    Ok(secret)
}

/// The same, and tells it to the person by mail where that can be.
pub(super) fn issue_and_tell(db: &mut Db, cycle: &Cycle, call: &Call<'_>, account: AccountId) -> CycleResult<String> {
    let secret = issue_link(db, call, account)?;
    mail::tell_link(db, cycle, call, account, (&secret, call.now.plus_seconds(LIFE)))?;
    Ok(secret)
}

/// Makes a new link for somebody, as administrator. The secret is shown once.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn new_link(cycle: &Cycle, call: &Call<'_>, account: AccountId) -> CycleResult<String> {
    cycle.store.write(|db| {
        may_manage(db, call, account)?;
        new_link_within(db, cycle, call, account)
    })
}

/// A new link with its event; the caller has looked at the rights.
pub(super) fn new_link_within(db: &mut Db, cycle: &Cycle, call: &Call<'_>, account: AccountId) -> CycleResult<String> {
    let link = issue_and_tell(db, cycle, call, account)?;
    let (kind, detail) = (EventKind::AccountInvited, json!({ "link": true }));
    shared::record(db, call, kind, ("account", account.0), None, detail)?;
    Ok(link)
}

/// Whose link it is, while it holds.
///
/// # Errors
/// [`CycleError::SignIn`] with `link` where it does not hold (any more).
pub fn link_owner(cycle: &Cycle, call: &Call<'_>, secret: &str) -> CycleResult<LinkOwner> {
    cycle.store.read(|db| {
        let (_, account) = open(db, call, secret)?;
        Ok(LinkOwner {
            login: account.login,
            name: account.name,
            active: account.state == "active",
        })
    })
}

fn open(db: &mut Db, call: &Call<'_>, secret: &str) -> CycleResult<(TokenRow, AccountRow)> {
    let fits = |t: &TokenRow| {
        t.kind == "link" && t.used_at.is_none() && t.revoked_at.is_none() && call.now.unix() < t.expires_at
    };
    let token = people::token(db, &digest(secret))?
        .filter(fits)
        .ok_or(CycleError::SignIn("link"))?;
    let account = people::account(db, token.account_id)?.filter(|a| a.state != "deactivated");
    Ok((token, account.ok_or(CycleError::SignIn("link"))?))
}

/// Sets a password with a link, once, and signs in.
///
/// # Errors
/// [`CycleError::SignIn`] with `link`, [`CycleError::Invalid`] for a weak password.
pub fn use_link(cycle: &Cycle, call: &Call<'_>, secret: &str, password: &str, agent: &str) -> CycleResult<SignedIn> {
    let owner = link_owner(cycle, call, secret)?;
    password::check(password, &[&owner.login, &owner.name])?;
    let hash = password::hash(password)?;
    cycle.store.write(|db| use_link_within(db, call, secret, &hash, agent))
}

/// The same within a transaction, with the hash of the password.
pub(crate) fn use_link_within(
    db: &mut Db,
    call: &Call<'_>,
    secret: &str,
    hash: &str,
    agent: &str,
) -> CycleResult<SignedIn> {
    let (token, account) = open(db, call, secret)?;
    people::use_token(db, token.id, call.now.unix()).map_err(|_| CycleError::SignIn("link"))?;
    people::set_password(db, account.id, hash, call.now.unix())?;
    // Who needs a link may have lost the password to somebody else: whatever that somebody made ends with it.
    people::delete_sessions_of(db, account.id, "")?;
    let tokens = people::revoke_tokens(db, account.id, "access", None, call.now.unix())?;
    if account.state != "active" {
        people::set_account_state(db, account.id, account.version, "active")?;
    }
    let actor = Actor {
        account: Some(AccountId(account.id)),
        name: account.name.clone(),
        ..Actor::default()
    };
    let own = Call { actor: &actor, ..*call };
    shared::record(
        db,
        &own,
        EventKind::LinkUsed,
        ("account", account.id),
        None,
        json!({ "tokens": tokens }),
    )?;
    Ok(SignedIn {
        secret: super::sessions::begin(db, &own, account.id, agent)?,
        account: AccountId(account.id),
        language: account.language,
    })
}
