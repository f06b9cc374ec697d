//! Acting for somebody else: a deputy holds a role for as long as the one acted for (the principal) holds it, never longer.

use super::{NewRole, roles, sessions};
use crate::cycle::{Call, CycleError, CycleResult};
use tonghop_model::cycle::Grant;
use tonghop_model::cycle::ids::AccountId;
use tonghop_model::date::Date;
use tonghop_store::Db;
use tonghop_store::people::{self, GrantRow};

/// The principal holds the role in its own right: over the subtree, for the programme, for all of the days.
pub(super) fn check(db: &mut Db, input: &NewRole, principal: AccountId, path: &str) -> CycleResult<()> {
    let wrong = |key| Err(CycleError::invalid("acting_for", key));
    if principal == input.account {
        return wrong("cycle-people-acting-self");
    }
    let account = people::account(db, principal.0)?.ok_or(CycleError::NotFound("account"))?;
    let held = own_grants(db, principal.0)?;
    let wanted = |g: &Grant| {
        g.role == input.role
            && path.starts_with(&g.path)
            && (g.programme.is_none() || g.programme == input.programme)
            && g.from <= input.from
            && ends_later(g.to, input.to)
    };
    if account.state == "active" && held.iter().any(wanted) {
        return Ok(());
    }
    wrong("cycle-people-acting-role")
}

/// True where a role that ends on the first day (none: never) holds as long as one that ends on the second.
fn ends_later(own: Option<Date>, other: Option<Date>) -> bool {
    match (own, other) {
        (None, _) => true,
        (Some(own), Some(other)) => other <= own,
        (Some(_), None) => false,
    }
}

/// Roles that an account holds in its own right and that were not revoked.
fn own_grants(db: &mut Db, account: i64) -> CycleResult<Vec<Grant>> {
    let mut held = Vec::new();
    for (row, path) in people::grants(db, Some(account))? {
        held.extend(sessions::of_row(row, path)?.filter(|g| g.acting_for.is_none()));
    }
    Ok(held)
}

/// True where the role holds on that day: of a deputy only while the principal's account is active and holds it as well.
pub(super) fn stands(db: &mut Db, grant: &Grant, today: Date) -> CycleResult<bool> {
    let Some(principal) = grant.acting_for else {
        return Ok(true);
    };
    let covers = |g: &Grant| g.role == grant.role && g.covers_all(&grant.path, grant.programme.as_deref(), today);
    let active = people::account(db, principal.0)?.is_some_and(|a| a.state == "active");
    Ok(active && own_grants(db, principal.0)?.iter().any(covers))
}

/// True where a stored role holds on that day, a deputy's only with the principal's.
pub(crate) fn row_stands(db: &mut Db, row: &GrantRow, path: &str, today: Date) -> CycleResult<bool> {
    match sessions::of_row(row.clone(), path.to_owned())? {
        Some(grant) if grant.holds_on(today) => stands(db, &grant, today),
        _ => Ok(false),
    }
}

/// Takes the roles in which somebody acts for an account that does not hold them any more; each is an event of its own.
pub(super) fn end_uncovered(db: &mut Db, call: &Call<'_>, principal: i64) -> CycleResult<()> {
    let active = people::account(db, principal)?.is_some_and(|a| a.state == "active");
    let held = own_grants(db, principal)?;
    let mut ended: Vec<GrantRow> = Vec::new();
    for (row, path) in people::grants_acting_for(db, principal)? {
        let Some(grant) = sessions::of_row(row.clone(), path)? else {
            continue;
        };
        let programme = grant.programme.as_deref();
        // A role of days to come stands on its first day, one that began on today.
        let day = grant.from.max(call.today());
        let covers = |g: &Grant| g.role == grant.role && g.covers_all(&grant.path, programme, day);
        if !active || !held.iter().any(covers) {
            ended.push(row);
        }
    }
    for row in &ended {
        roles::revoke(db, call, row)?;
    }
    Ok(())
}
