//! Signing in with name, password and code.

use super::{password, second_factor, sessions};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
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

/// Signs in somebody whom the provider of single sign-on knows.
///
/// # Errors
/// [`CycleError::SignIn`] where no active account is bound to the subject or has the address as login.
pub fn sign_in_external(
    cycle: &Cycle,
    call: &Call<'_>,
    subject: &str,
    login: Option<&str>,
    agent: &str,
) -> CycleResult<SignedIn> {
    cycle.store.write(|db| {
        let account = match people::account_by_subject(db, subject)? {
            Some(account) => account,
            None => {
                let login = login
                    .map(|l| l.trim().to_lowercase())
                    .ok_or(CycleError::SignIn("wrong"))?;
                let account = people::account_by_login(db, &login)?.filter(|a| a.subject.is_none());
                let account = account.ok_or(CycleError::SignIn("wrong"))?;
                people::set_subject(db, account.id, subject)?;
                account
            }
        };
        if account.state == "deactivated" {
            return Err(CycleError::SignIn("deactivated"));
        }
        begin(db, call, &account, agent)
    })
}

/// The account with its credential, unless it is locked out.
fn candidate(db: &mut Db, call: &Call<'_>, login: &str) -> CycleResult<(Option<AccountRow>, Option<CredentialRow>)> {
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

fn failed(db: &mut Db, call: &Call<'_>, login: &str, account: Option<&AccountRow>) -> CycleResult<()> {
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
    let secret = sessions::begin(db, call, account.id, agent)?;
    let actor = tonghop_model::cycle::Actor {
        account: Some(AccountId(account.id)),
        name: account.name.clone(),
        ..Default::default()
    };
    let own = Call { actor: &actor, ..*call };
    let detail = json!({ "address": call.address });
    shared::record(db, &own, EventKind::SignedIn, ("account", account.id), None, detail)?;
    Ok(SignedIn {
        secret,
        account: AccountId(account.id),
        language: account.language.clone(),
    })
}
