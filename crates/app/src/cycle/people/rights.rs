//! Over whom a person may do something: an account is where its roles and its home unit are.
//!
//! Whoever can change an account can become that person (a one-time link is enough). So changing takes the right over all
//! that the person may touch, now and later; seeing takes it over any of it.

use crate::cycle::{Call, CycleError, CycleResult, shared};
use std::collections::HashMap;
use tonghop_model::cycle::{AccountId, Action, Denied, Resource};
use tonghop_model::date::Date;
use tonghop_store::people::{self, AccountRow, GrantRow};
use tonghop_store::{Db, units};

/// Where an account is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Path of the home unit.
    home: Option<String>,
    /// Path and programme of each role that holds today or later.
    roles: Vec<(String, Option<String>)>,
}

impl Places {
    /// Of one account.
    pub(super) fn of(db: &mut Db, row: &AccountRow, today: Date) -> CycleResult<Self> {
        let grants = people::grants(db, Some(row.id))?;
        let home = row.unit_id.map(|id| units::get(db, id)).transpose()?.flatten();
        Self::from_rows(home.map(|u| u.path), &grants, today)
    }

    fn from_rows(home: Option<String>, grants: &[(GrantRow, String)], today: Date) -> CycleResult<Self> {
        let mut roles = Vec::new();
        for (row, path) in grants {
            if holds_still(row, today)? {
                roles.push((path.clone(), row.programme.clone()));
            }
        }
        Ok(Self { home, roles })
    }

    /// True where the caller may do this over everything the account may touch. An account that is nowhere belongs to the
    /// installation.
    pub(super) fn all_within(&self, call: &Call<'_>, action: Action) -> bool {
        if self.home.is_none() && self.roles.is_empty() {
            return call.may_whole(action).is_ok();
        }
        let (actor, today) = (call.actor, call.today());
        let home = self.home.iter();
        home.map(|path| call.may(action, &Resource::of_unit(path)).is_ok())
            .chain(
                self.roles
                    .iter()
                    .map(|(path, p)| actor.holds(action, path, p.as_deref(), today)),
            )
            .all(|fine| fine)
    }

    /// True where the caller may do this over a part of it.
    pub(super) fn any_within(&self, call: &Call<'_>, action: Action) -> bool {
        if call.may_whole(action).is_ok() {
            return true;
        }
        let roles = self.roles.iter().map(|(path, p)| (path, p.as_deref()));
        let mut places = roles.chain(self.home.iter().map(|path| (path, None)));
        places.any(|(path, programme)| {
            let place = Resource {
                path: Some(path),
                programme,
            };
            call.may(action, &place).is_ok()
        })
    }
}

/// True for a role whose last day is today or later.
pub(super) fn holds_still(row: &GrantRow, today: Date) -> CycleResult<bool> {
    Ok(match &row.valid_to {
        Some(to) => shared::date(to)? >= today,
        None => true,
    })
}

/// Where each of many accounts is, by account.
pub(super) fn places_of_all(db: &mut Db, rows: &[AccountRow], today: Date) -> CycleResult<HashMap<i64, Places>> {
    let mut by_account: HashMap<i64, Vec<(GrantRow, String)>> = HashMap::new();
    for (grant, path) in people::grants(db, None)? {
        by_account.entry(grant.account_id).or_default().push((grant, path));
    }
    let paths: HashMap<i64, String> = units::subtree(db, "/", None)?
        .into_iter()
        .map(|u| (u.id, u.path))
        .collect();
    let mut places = HashMap::new();
    for row in rows {
        let home = row.unit_id.and_then(|id| paths.get(&id).cloned());
        let grants = by_account.remove(&row.id).unwrap_or_default();
        places.insert(row.id, Places::from_rows(home, &grants, today)?);
    }
    Ok(places)
}

/// An account that the caller may change.
///
/// # Errors
/// [`CycleError::Denied`] where the account reaches further than the caller's right, [`CycleError::NotFound`] where there is
/// no such account or the caller may not know of it.
pub(super) fn may_manage(db: &mut Db, call: &Call<'_>, id: AccountId) -> CycleResult<AccountRow> {
    let (row, places) = visible(db, call, id, Action::ManagePeople)?;
    if places.all_within(call, Action::ManagePeople) {
        Ok(row)
    } else {
        Err(Denied(Action::ManagePeople).into())
    }
}

/// An account that the caller may see: one's own, or one that reaches into the caller's subtrees.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`] as for [`may_manage`].
pub(super) fn may_see(db: &mut Db, call: &Call<'_>, id: AccountId) -> CycleResult<AccountRow> {
    if call.actor.account == Some(id) {
        return people::account(db, id.0)?.ok_or(CycleError::NotFound("account"));
    }
    Ok(visible(db, call, id, Action::ViewPeople)?.0)
}

fn visible(db: &mut Db, call: &Call<'_>, id: AccountId, action: Action) -> CycleResult<(AccountRow, Places)> {
    // Who may do this nowhere learns nothing about who exists.
    call.may(action, &Resource::anywhere())?;
    let row = people::account(db, id.0)?.ok_or(CycleError::NotFound("account"))?;
    let places = Places::of(db, &row, call.today())?;
    if places.any_within(call, Action::ViewPeople) {
        Ok((row, places))
    } else {
        Err(CycleError::NotFound("account"))
    }
}

/// One's own account, or one that the caller may change.
///
/// # Errors
/// As [`may_manage`].
pub(super) fn own_or_manage(db: &mut Db, call: &Call<'_>, id: AccountId) -> CycleResult<AccountRow> {
    if call.actor.account == Some(id) {
        return people::account(db, id.0)?.ok_or(CycleError::NotFound("account"));
    }
    may_manage(db, call, id)
}
