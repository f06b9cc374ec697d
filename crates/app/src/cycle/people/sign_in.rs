//! Signing in with name, password and code.

use super::{password, second_factor, sessions};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, secret, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::AccountId;
use tonghop_store::Db;
use tonghop_store::people::{self, AccountRow, CredentialRow};

/// Failed attempts count for this long, in seconds.
const WINDOW: i64 = 15 * 60;
/// Failed attempts of one name from one address before it is locked out.
const PAIR: i64 = 6;
/// Failed attempts of one name from anywhere; higher, so that nobody can lock a colleague out by a few tries.
const NAME: i64 = 60;
/// Failed attempts from one address for any name (a whole office may share an address).
const ADDRESS: i64 = 120;

/// What somebody shows to sign in.
#[derive(Clone)]
pub struct SignIn<'a> {
    /// Name.
    pub login: &'a str,
    /// Password.
    pub password: &'a str,
    /// Code of the second factor.
    pub code: Option<&'a str>,
    /// Browser.
    pub agent: &'a str,
}

/// A new session.
#[derive(Clone)]
pub struct SignedIn {
    /// Secret for the cookie.
    pub secret: String,
    /// Who.
    pub account: AccountId,
    /// `vi`, `en`.
    pub language: String,
}

/// Signs in.
///
/// # Errors
/// [`CycleError::SignIn`] with `wrong`, `locked`, `second-factor` (the code is missing or wrong; name and password were
/// right) or `deactivated`.
pub fn sign_in(cycle: &Cycle, call: &Call<'_>, input: &SignIn<'_>) -> CycleResult<SignedIn> {
    let login: String = input.login.trim().to_lowercase().chars().take(200).collect();
    let (account, credential) = cycle.store.read(|db| candidate(db, call, &login))?;
    // Outside of a transaction: a hash takes tens of milliseconds.
    let hash = credential.as_ref().and_then(|c| c.password_hash.as_deref());
    let fits = match hash {
        Some(hash) => password::verify(input.password, hash),
        None => {
            password::pretend(input.password);
            false
        }
    };
    let result = cycle.store.write(|db| {
        let (true, Some(account), Some(credential)) = (fits, &account, &credential) else {
            return failed(db, call, &login, account.as_ref()).map(|()| Err(CycleError::SignIn("wrong")));
        };
        if account.state == "deactivated" {
            return Ok(Err(CycleError::SignIn("deactivated")));
        }
        if credential.totp_confirmed {
            let code = input.code.unwrap_or_default();
            if code.is_empty() {
                return Ok(Err(CycleError::SignIn("second-factor")));
            }
            if let Err(error) = second_factor::accept_code(db, credential, code, call.now.unix()) {
                return failed(db, call, &login, Some(account)).map(|()| Err(error));
            }
        }
        people::insert_attempt(db, &login, call.address, call.now.unix(), true)?;
        Ok(Ok(begin(db, call, account, input.agent)?))
    });
    // What failed is recorded although the sign-in is refused.
    result?
}

/// The account with its credential, unless it is locked out.
pub(super) fn candidate(
    db: &mut Db,
    call: &Call<'_>,
    login: &str,
) -> CycleResult<(Option<AccountRow>, Option<CredentialRow>)> {
    let (pair, name, address) = people::failures(db, login, call.address, call.now.unix() - WINDOW)?;
    if pair >= PAIR || name >= NAME || address >= ADDRESS {
        return Err(CycleError::SignIn("locked"));
    }
    let account = people::account_by_login(db, login)?;
    let credential = match &account {
        Some(account) => people::credential(db, account.id)?,
        None => None,
    };
    Ok((account, credential))
}

pub(super) fn failed(db: &mut Db, call: &Call<'_>, login: &str, account: Option<&AccountRow>) -> CycleResult<()> {
    people::insert_attempt(db, login, call.address, call.now.unix(), false)?;
    let (pair, ..) = people::failures(db, login, call.address, call.now.unix() - WINDOW)?;
    if pair == PAIR
        && let Some(account) = account
    {
        let detail = json!({ "address": call.address, "attempts": pair });
        shared::record(db, call, EventKind::LockedOut, ("account", account.id), None, detail)?;
    }
    Ok(())
}

fn begin(db: &mut Db, call: &Call<'_>, account: &AccountRow, agent: &str) -> CycleResult<SignedIn> {
    begin_from(db, call, account, agent, None)
}

/// Begins a session, here or through a provider of single sign-on.
pub(super) fn begin_from(
    db: &mut Db,
    call: &Call<'_>,
    account: &AccountRow,
    agent: &str,
    issuer: Option<&str>,
) -> CycleResult<SignedIn> {
    let secret = sessions::begin(db, call, account.id, agent)?;
    let actor = tonghop_model::cycle::Actor {
        account: Some(AccountId(account.id)),
        name: account.name.clone(),
        ..Default::default()
    };
    let own = Call { actor: &actor, ..*call };
    let mut detail = json!({ "address": call.address });
    if let Some(issuer) = issuer {
        people::insert_external_session(db, &secret::digest(&secret), issuer)?;
        detail["issuer"] = json!(issuer);
    }
    shared::record(db, &own, EventKind::SignedIn, ("account", account.id), None, detail)?;
    Ok(SignedIn {
        secret,
        account: AccountId(account.id),
        language: account.language.clone(),
    })
}
