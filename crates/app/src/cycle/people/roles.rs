//! Giving and taking roles.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{AccountId, GrantId, UnitId};
use tonghop_model::cycle::{Action, EventKind, Resource, Role};
use tonghop_model::date::Date;
use tonghop_store::people::{self, NewGrant};
use tonghop_store::{Db, units};

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
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`] where the last day is before the first.
pub fn give_role(cycle: &Cycle, call: &Call<'_>, input: &NewRole) -> CycleResult<GrantId> {
    cycle.store.write(|db| {
        let unit = units::get(db, input.unit.0)?.ok_or(CycleError::NotFound("unit"))?;
        call.may(Action::ManagePeople, &Resource::of_unit(&unit.path))?;
        people::account(db, input.account.0)?.ok_or(CycleError::NotFound("account"))?;
        let id = insert_role(db, call, input)?;
        let detail = json!({ "role": input.role.key(), "account": input.account, "unit": unit.code, "from": input.from, "to": input.to });
        shared::record(db, call, EventKind::GrantGiven, ("grant", id.0), None, detail)?;
        Ok(id)
    })
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

/// Takes a role.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Conflict`] where it was taken before.
pub fn revoke_role(cycle: &Cycle, call: &Call<'_>, id: GrantId) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (row, path) = people::grant(db, id.0)?.ok_or(CycleError::NotFound("grant"))?;
        call.may(Action::ManagePeople, &Resource::of_unit(&path))?;
        people::revoke_grant(db, id.0, call.now.unix())?;
        let detail = json!({ "role": row.role, "account": row.account_id });
        shared::record(db, call, EventKind::GrantRevoked, ("grant", id.0), None, detail)
    })
}
