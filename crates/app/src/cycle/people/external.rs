//! Signing in through a provider of single sign-on: leaving, coming back, whose account it is, the second factor.
//!
//! How the provider is talked to is known outside; here a person is (issuer, subject), which never changes and is never
//! given to somebody else, while logins and addresses are.

use super::{accounts, may_manage, may_see, second_factor, sign_in};
use crate::cycle::people::SignedIn;
use crate::cycle::secret::{self, digest};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::AccountId;
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::Db;
use tonghop_store::people::{self, AccountRow, ExternalAttemptRow, ExternalLoginRow};

/// Who left for the provider has to be back after so many seconds.
pub(super) const ATTEMPT: i64 = 600;

/// How somebody whom the provider knows is bound to an account at the first sign-in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Binding {
    /// Not at all: an administrator binds.
    #[default]
    None,
    /// By the login that the provider names.
    Login,
    /// By the mail address, where the provider has verified it.
    Mail,
}

/// What an installation allows a provider.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExternalPolicy {
    /// How people are bound at their first sign-in.
    pub binding: Binding,
    /// True where an account without roles is made for who has none.
    pub create: bool,
}

/// Secrets of an attempt; `state` stays in the browser as well.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalStart {
    /// Comes back in the address.
    pub state: String,
    /// Comes back inside of the token.
    pub nonce: String,
    /// Verifier of PKCE.
    pub verifier: String,
}

/// An attempt whose browser came back; it was taken away and cannot be used again.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalReturn {
    /// Nonce of the token that is expected.
    pub nonce: String,
    /// Verifier of PKCE.
    pub verifier: String,
    /// Page to go to.
    pub target: String,
}

/// Whom the provider knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExternalIdentity {
    /// Issuer.
    pub issuer: String,
    /// Subject.
    pub subject: String,
    /// Login.
    pub login: Option<String>,
    /// Mail address that the provider has verified.
    pub email: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// True where a second factor was shown there that counts here.
    pub second_factor: bool,
}

/// How a sign-in goes on.
#[derive(Clone)]
pub enum ExternalSignIn {
    /// A session began.
    Done(SignedIn),
    /// The code of the second factor is owed; the secret names who owes it.
    Code(String),
}

/// A person of a provider that is bound to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalLogin {
    /// Issuer.
    pub issuer: String,
    /// Subject.
    pub subject: String,
    /// Login or mail there when it was bound.
    pub shown: String,
    /// Who bound it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Notes that a browser leaves for the provider.
///
/// # Errors
/// Failures of the database.
pub fn begin_external(cycle: &Cycle, call: &Call<'_>, target: &str) -> CycleResult<ExternalStart> {
    let [(state, key), (nonce, _), (verifier, _)] = [secret::secret()?, secret::secret()?, secret::secret()?];
    let row = ExternalAttemptRow {
        digest: key,
        nonce: nonce.clone(),
        verifier: verifier.clone(),
        target: target.chars().take(1000).collect(),
        account_id: None,
        created_at: call.now.unix(),
    };
    cycle
        .store
        .write(|db| Ok::<_, CycleError>(people::insert_external_attempt(db, &row)?))?;
    Ok(ExternalStart { state, nonce, verifier })
}

/// The attempt of a browser that came back, once.
///
/// # Errors
/// [`CycleError::SignIn`] with `external-attempt` where there is none, it was used, or it is too old.
pub fn external_return(cycle: &Cycle, call: &Call<'_>, state: &str) -> CycleResult<ExternalReturn> {
    let key = digest(state);
    let row = cycle
        .store
        .write(|db| Ok::<_, CycleError>(people::take_external_attempt(db, &key)?))?;
    let row = row.filter(|r| r.account_id.is_none() && is_fresh(r, call));
    let row = row.ok_or(CycleError::SignIn("external-attempt"))?;
    Ok(ExternalReturn {
        nonce: row.nonce,
        verifier: row.verifier,
        target: row.target,
    })
}

fn is_fresh(row: &ExternalAttemptRow, call: &Call<'_>) -> bool {
    (row.created_at..row.created_at + ATTEMPT).contains(&call.now.unix())
}

/// Signs in somebody whom the provider knows.
///
/// # Errors
/// [`CycleError::SignIn`] with `external-unknown` where no account is bound and none can be, `deactivated`.
pub fn sign_in_external(
    cycle: &Cycle,
    call: &Call<'_>,
    identity: &ExternalIdentity,
    policy: ExternalPolicy,
    (target, agent): (&str, &str),
) -> CycleResult<ExternalSignIn> {
    let result = cycle.store.write(|db| {
        let Some(account) = account_of(db, call, identity, policy)? else {
            let detail = json!({
                "issuer": identity.issuer, "subject": identity.subject, "shown": shown(identity), "address": call.address
            });
            shared::record(db, call, EventKind::ExternalRefused, ("account", 0), None, detail)?;
            return Ok(Err(CycleError::SignIn("external-unknown")));
        };
        if account.state == "deactivated" {
            return Ok(Err(CycleError::SignIn("deactivated")));
        }
        let owes = people::credential(db, account.id)?.is_some_and(|c| c.totp_confirmed);
        if owes && !identity.second_factor {
            return Ok(Ok(ExternalSignIn::Code(owe(db, call, account.id, identity, target)?)));
        }
        let begun = sign_in::begin_from(db, call, &account, agent, Some(&identity.issuer))?;
        Ok::<_, CycleError>(Ok(ExternalSignIn::Done(begun)))
    });
    // Who was refused is recorded although the sign-in fails.
    result?
}

/// Notes that an account came back from the provider and owes its code.
fn owe(db: &mut Db, call: &Call<'_>, account: i64, identity: &ExternalIdentity, target: &str) -> CycleResult<String> {
    let (ticket, key) = secret::secret()?;
    let row = ExternalAttemptRow {
        digest: key,
        // The session will say where it came from.
        nonce: identity.issuer.clone(),
        verifier: String::new(),
        target: target.chars().take(1000).collect(),
        account_id: Some(account),
        created_at: call.now.unix(),
    };
    people::insert_external_attempt(db, &row)?;
    Ok(ticket)
}

/// Takes the code that was owed; the session and the page to go to. Wrong codes count as failed attempts of the login.
///
/// # Errors
/// [`CycleError::SignIn`] with `external-attempt`, `second-factor`, `locked`, `deactivated`.
pub fn confirm_external(
    cycle: &Cycle,
    call: &Call<'_>,
    ticket: &str,
    (code, agent): (&str, &str),
) -> CycleResult<(SignedIn, String)> {
    let key = digest(ticket);
    let result = cycle.store.write(|db| {
        let row = people::external_attempt(db, &key)?.filter(|r| is_fresh(r, call));
        let Some((row, account)) = row.and_then(|r| r.account_id.map(|a| (r, a))) else {
            return Ok(Err(CycleError::SignIn("external-attempt")));
        };
        let account = people::account(db, account)?.ok_or(CycleError::SignIn("external-attempt"))?;
        if account.state == "deactivated" {
            return Ok(Err(CycleError::SignIn("deactivated")));
        }
        let (_, credential) = sign_in::candidate(db, call, &account.login)?;
        let credential = credential.ok_or(CycleError::SignIn("external-attempt"))?;
        if let Err(error) = second_factor::accept_code(db, &credential, code, call.now.unix()) {
            return sign_in::failed(db, call, &account.login, Some(&account)).map(|()| Err(error));
        }
        if people::take_external_attempt(db, &key)?.is_none() {
            return Ok(Err(CycleError::SignIn("external-attempt")));
        }
        people::insert_attempt(db, &account.login, call.address, call.now.unix(), true)?;
        let begun = sign_in::begin_from(db, call, &account, agent, Some(&row.nonce))?;
        Ok::<_, CycleError>(Ok((begun, row.target)))
    });
    result?
}

/// Login or mail of somebody, to be recognised by people.
fn shown(identity: &ExternalIdentity) -> String {
    let known = [&identity.login, &identity.email, &identity.name];
    let text = known.into_iter().flatten().next().unwrap_or(&identity.subject);
    text.chars().take(200).collect()
}

/// The account that is bound, or is bound now by what the installation allows.
fn account_of(
    db: &mut Db,
    call: &Call<'_>,
    identity: &ExternalIdentity,
    policy: ExternalPolicy,
) -> CycleResult<Option<AccountRow>> {
    if let Some(bound) = people::external_login(db, &identity.issuer, &identity.subject)? {
        let account = people::account(db, bound.account_id)?;
        return account.map(|a| activated(db, call, a)).transpose();
    }
    let candidate = match policy.binding {
        Binding::None => None,
        Binding::Login => match &identity.login {
            Some(login) => people::account_by_login(db, &login.trim().to_lowercase())?,
            None => None,
        },
        Binding::Mail => match &identity.email {
            Some(email) => only(people::accounts_by_email(db, email.trim())?),
            None => None,
        },
    };
    // An account that is bound to somebody else of this provider is not handed on.
    let candidate = match candidate {
        Some(account) => {
            let bound = people::external_logins(db, account.id)?;
            (!bound.iter().any(|b| b.issuer == identity.issuer)).then_some(account)
        }
        None if policy.create => created(db, call, identity)?,
        None => None,
    };
    let Some(account) = candidate.filter(|a| a.state != "deactivated") else {
        return Ok(None);
    };
    let account = activated(db, call, account)?;
    bind(db, call, &account, identity)?;
    Ok(Some(account))
}

/// The only one; two with the same address are told apart by nobody.
fn only(mut accounts: Vec<AccountRow>) -> Option<AccountRow> {
    let last = accounts.pop();
    last.filter(|_| accounts.is_empty())
}

/// An account without roles for somebody who has none; none where the login cannot be used.
fn created(db: &mut Db, call: &Call<'_>, identity: &ExternalIdentity) -> CycleResult<Option<AccountRow>> {
    let login = identity.login.as_deref().or(identity.email.as_deref()).unwrap_or("");
    let invite = accounts::Invite {
        email: identity.email.clone(),
        ..accounts::Invite::of(login, identity.name.as_deref().unwrap_or(login))
    };
    match accounts::insert_invited(db, call, &invite) {
        Ok(id) => {
            let detail = json!({ "login": login, "issuer": identity.issuer });
            shared::record(db, call, EventKind::AccountInvited, ("account", id.0), None, detail)?;
            Ok(people::account(db, id.0)?)
        }
        Err(CycleError::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Who comes through the provider needs no password to be active.
fn activated(db: &mut Db, call: &Call<'_>, mut account: AccountRow) -> CycleResult<AccountRow> {
    if account.state == "invited" {
        people::set_account_state(db, account.id, account.version, "active")?;
        account.state = "active".into();
        account.version += 1;
        let subject = ("account", account.id);
        shared::record(db, call, EventKind::AccountReactivated, subject, None, json!({}))?;
    }
    Ok(account)
}

fn bind(db: &mut Db, call: &Call<'_>, account: &AccountRow, identity: &ExternalIdentity) -> CycleResult<()> {
    let by = match call.actor.account {
        Some(_) => call.actor.name.clone(),
        None => identity.issuer.clone(),
    };
    let row = ExternalLoginRow {
        issuer: identity.issuer.clone(),
        subject: identity.subject.clone(),
        account_id: account.id,
        shown: shown(identity),
        bound_by: by,
        bound_at: call.now.unix(),
    };
    people::insert_external_login(db, &row)?;
    let detail = json!({ "issuer": row.issuer, "subject": row.subject, "shown": row.shown });
    shared::record(
        db,
        call,
        EventKind::ExternalLinked,
        ("account", account.id),
        None,
        detail,
    )
}

/// Binds a person of a provider to an account, as administrator.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`] where the subject is bound already.
pub fn link_external(cycle: &Cycle, call: &Call<'_>, id: AccountId, issuer: &str, subject: &str) -> CycleResult<()> {
    let (issuer, subject) = (issuer.trim(), subject.trim());
    let mut checker = shared::Checker::default();
    checker.line("issuer", issuer);
    checker.line("subject", subject);
    if subject.len() > 255 {
        checker.wrong("subject", Message::new("cycle-field-long").count("most", 255));
    }
    checker.done()?;
    cycle.store.write(|db| {
        let account = may_manage(db, call, id)?;
        if people::external_login(db, issuer, subject)?.is_some() {
            return Err(CycleError::invalid("subject", "cycle-external-taken"));
        }
        let identity = ExternalIdentity {
            issuer: issuer.into(),
            subject: subject.into(),
            ..ExternalIdentity::default()
        };
        bind(db, call, &account, &identity)
    })
}

/// Gives a binding up, as administrator; sessions of the account end.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn unlink_external(cycle: &Cycle, call: &Call<'_>, id: AccountId, issuer: &str, subject: &str) -> CycleResult<()> {
    cycle.store.write(|db| {
        may_manage(db, call, id)?;
        if !people::delete_external_login(db, id.0, issuer, subject)? {
            return Err(CycleError::NotFound("external login"));
        }
        if call.actor.account != Some(id) {
            people::delete_sessions_of(db, id.0, "")?;
        }
        let detail = json!({ "issuer": issuer, "subject": subject });
        shared::record(db, call, EventKind::ExternalUnlinked, ("account", id.0), None, detail)
    })
}

/// What is bound to an account: to one's own, or as administrator to any.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn external_logins(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<Vec<ExternalLogin>> {
    let rows = cycle.store.read(|db| {
        may_see(db, call, id)?;
        Ok::<_, CycleError>(people::external_logins(db, id.0)?)
    })?;
    let shown = |row: ExternalLoginRow| ExternalLogin {
        issuer: row.issuer,
        subject: row.subject,
        shown: row.shown,
        by: row.bound_by,
        at: Moment::from_unix(row.bound_at),
    };
    Ok(rows.into_iter().map(shown).collect())
}
