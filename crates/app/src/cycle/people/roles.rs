//! Giving and taking roles.

use super::administrators::Administrators;
use super::{acting, may_manage};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{AccountId, GrantId, UnitId};
use tonghop_model::cycle::{Action, Denied, EventKind, Role};
use tonghop_model::date::Date;
use tonghop_store::people::{self, GrantRow, NewGrant};
use tonghop_store::{Db, templates, units};

/// A role to give.
#[derive(Debug, Clone)]
pub struct NewRole {
    /// To whom.
    pub account: AccountId,
    /// Which.
    pub role: Role,
    /// Top of the subtree.
    pub unit: UnitId,
    /// Only for this programme.
    pub programme: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// For whom the person acts.
    pub acting_for: Option<AccountId>,
}

/// Gives a role.
///
/// # Errors
/// [`CycleError::Denied`] where the right to manage people does not cover the whole subtree and programme of the role, or all
/// that the account may touch already; [`CycleError::NotFound`]; [`CycleError::Invalid`] where the last day is before the
/// first, there is no such programme, or the one acted for does not hold the role.
pub fn give_role(cycle: &Cycle, call: &Call<'_>, input: &NewRole) -> CycleResult<GrantId> {
    cycle.store.write(|db| give_within(db, cycle, call, input))
}

/// The same within a transaction.
pub(super) fn give_within(db: &mut Db, cycle: &Cycle, call: &Call<'_>, input: &NewRole) -> CycleResult<GrantId> {
    let unit = units::get(db, input.unit.0)?.ok_or(CycleError::NotFound("unit"))?;
    covered(call, &unit.path, input.programme.as_deref())?;
    may_manage(db, call, input.account)?;
    check(db, cycle, input, &unit.path)?;
    let id = insert_role(db, call, input)?;
    let detail = json!({
        "role": input.role.key(), "account": input.account, "unit": unit.code, "from": input.from, "to": input.to,
        "programme": input.programme, "acting_for": input.acting_for,
    });
    shared::record(db, call, EventKind::GrantGiven, ("grant", id.0), None, detail)?;
    Ok(id)
}

/// Who hands on or takes a role holds the right over all of it.
fn covered(call: &Call<'_>, path: &str, programme: Option<&str>) -> CycleResult<()> {
    if call.actor.holds(Action::ManagePeople, path, programme, call.today()) {
        Ok(())
    } else {
        Err(Denied(Action::ManagePeople).into())
    }
}

fn check(db: &mut Db, cycle: &Cycle, input: &NewRole, path: &str) -> CycleResult<()> {
    if let Some(code) = &input.programme {
        let known = cycle.engine.catalogue.programmes.iter().any(|p| p.code == *code);
        if !known && templates::programme(db, code)?.is_none() {
            return Err(CycleError::invalid("programme", "cycle-people-programme"));
        }
    }
    match input.acting_for {
        Some(principal) => acting::check(db, input, principal, path),
        None => Ok(()),
    }
}

pub(crate) fn insert_role(db: &mut Db, call: &Call<'_>, input: &NewRole) -> CycleResult<GrantId> {
    if input.to.is_some_and(|to| to < input.from) {
        return Err(CycleError::invalid("to", "cycle-field-dates-order"));
    }
    if input.role == Role::Public {
        return Err(CycleError::invalid("role", "cycle-field-role"));
    }
    let id = people::insert_grant(
        db,
        &NewGrant {
            account_id: input.account.0,
            role: input.role.key(),
            unit_id: input.unit.0,
            programme: input.programme.as_deref(),
            valid_from: input.from.to_string(),
            valid_to: input.to.map(|d| d.to_string()),
            acting_for: input.acting_for.map(|a| a.0),
            granted_by: &call.actor.name,
            granted_at: call.now.unix(),
        },
    )?;
    Ok(GrantId(id))
}

/// Takes a role, and those of who acts in it for its holder.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Conflict`] where it was taken before;
/// [`CycleError::Invalid`] where nobody would be left who manages the whole installation for good.
pub fn revoke_role(cycle: &Cycle, call: &Call<'_>, id: GrantId) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (row, path) = people::grant(db, id.0)?.ok_or(CycleError::NotFound("grant"))?;
        covered(call, &path, row.programme.as_deref())?;
        let before = Administrators::on(db, call.today())?;
        revoke(db, call, &row)?;
        acting::end_uncovered(db, call, row.account_id)?;
        before.stay(db, call.today(), "role")
    })
}

/// Takes a role that is there, without asking for rights.
pub(super) fn revoke(db: &mut Db, call: &Call<'_>, row: &GrantRow) -> CycleResult<()> {
    people::revoke_grant(db, row.id, call.now.unix())?;
    let unit = units::get(db, row.unit_id)?.map(|u| u.code);
    let detail = json!({
        "role": row.role, "account": row.account_id, "unit": unit, "programme": row.programme, "acting_for": row.acting_for,
    });
    shared::record(db, call, EventKind::GrantRevoked, ("grant", row.id), None, detail)
}
