//! The way back in for who holds the machine: nobody is left who could make a link in the pages.

use super::links;
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::ids::AccountId;
use tonghop_store::people;

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
