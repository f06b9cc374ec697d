//! The way back in for who holds the machine: nobody is left who could make a link in the pages.

use super::administrators::Administrators;
use super::{NewRole, links, roles};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{AccountId, UnitId};
use tonghop_model::cycle::{EventKind, Role};
use tonghop_store::{people, units};

/// A new one-time link for the account with this login; earlier links of it end.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`] where nobody has this login.
pub fn link_by_login(cycle: &Cycle, call: &Call<'_>, login: &str) -> CycleResult<String> {
    let login = login.trim().to_lowercase();
    let account = cycle
        .store
        .read(|db| Ok::<_, CycleError>(people::account_by_login(db, &login)?))?;
    let account = account.ok_or(CycleError::NotFound("account"))?;
    links::new_link(cycle, call, AccountId(account.id))
}

/// What came of making somebody an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeAdministrator {
    /// False where the account had the role for good already.
    pub given: bool,
    /// True where the account was out of use and is in use again.
    pub reactivated: bool,
    /// True where the account has no password yet: it needs a link.
    pub needs_link: bool,
}

/// Gives the account with this login the role of an administrator of the whole installation, for every programme and without a
/// last day; takes it back into use where it was out of use.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`] where nobody has this login or there is no unit yet.
pub fn make_administrator(cycle: &Cycle, call: &Call<'_>, login: &str) -> CycleResult<MadeAdministrator> {
    let login = login.trim().to_lowercase();
    cycle.store.write(|db| {
        let account = people::account_by_login(db, &login)?.ok_or(CycleError::NotFound("account"))?;
        let root = units::roots(db)?
            .into_iter()
            .next()
            .ok_or(CycleError::NotFound("unit"))?;
        let needs_link = people::credential(db, account.id)?.is_none_or(|c| c.password_hash.is_none());
        let reactivated = account.state == "deactivated";
        if reactivated {
            let state = if needs_link { "invited" } else { "active" };
            people::set_account_state(db, account.id, account.version, state)?;
            let subject = ("account", account.id);
            shared::record(db, call, EventKind::AccountReactivated, subject, None, json!({}))?;
        }
        let given = !Administrators::on(db, call.today())?.lasting.contains(&login);
        if given {
            let role = NewRole {
                account: AccountId(account.id),
                role: Role::Administrator,
                unit: UnitId(root.id),
                programme: None,
                from: call.today(),
                to: None,
                acting_for: None,
            };
            roles::give_within(db, cycle, call, &role)?;
        }
        Ok(MadeAdministrator {
            given,
            reactivated,
            needs_link,
        })
    })
}
