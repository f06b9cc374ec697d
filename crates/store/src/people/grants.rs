//! Roles: who may do what, where and how long.

use crate::connection::on;
use crate::error::expect_one;
use crate::schema::{org_unit, role_grant};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A role as it is kept, with the path of its unit.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = role_grant)]
pub struct GrantRow {
    /// Id.
    pub id: i64,
    /// Account.
    pub account_id: i64,
    /// Stable name of the role.
    pub role: String,
    /// Top of the subtree.
    pub unit_id: i64,
    /// Only for this programme.
    pub programme: Option<String>,
    /// ISO date.
    pub valid_from: String,
    /// ISO date of the last day.
    pub valid_to: Option<String>,
    /// For whom the person acts.
    pub acting_for: Option<i64>,
    /// Who gave it.
    pub granted_by: String,
    /// Seconds since 1970.
    pub granted_at: i64,
    /// Seconds since 1970.
    pub revoked_at: Option<i64>,
}

/// A new role.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = role_grant, treat_none_as_default_value = false)]
pub struct NewGrant<'a> {
    /// Account.
    pub account_id: i64,
    /// Stable name of the role.
    pub role: &'a str,
    /// Top of the subtree.
    pub unit_id: i64,
    /// Only for this programme.
    pub programme: Option<&'a str>,
    /// ISO date.
    pub valid_from: String,
    /// ISO date of the last day.
    pub valid_to: Option<String>,
    /// For whom the person acts.
    pub acting_for: Option<i64>,
    /// Who gives it.
    pub granted_by: &'a str,
    /// Seconds since 1970.
    pub granted_at: i64,
}

/// Inserts a role.
///
/// # Errors
/// Failures of the database.
pub fn insert_grant(db: &mut Db, new: &NewGrant<'_>) -> StoreResult<i64> {
    diesel::insert_into(role_grant::table).values(new.clone()).execute(db)?;
    db.last_id()
}

/// Roles that were not revoked, with the path of their unit; of one account or of all.
///
/// # Errors
/// Failures of the database.
pub fn grants(db: &mut Db, account_id: Option<i64>) -> StoreResult<Vec<(GrantRow, String)>> {
    let held = role_grant::table
        .inner_join(org_unit::table)
        .filter(role_grant::revoked_at.is_null())
        .order(role_grant::id);
    let Some(id) = account_id else {
        return Ok(held.select((GrantRow::as_select(), org_unit::path)).load(db)?);
    };
    // Asked with every request: it stays prepared.
    let own = held.filter(role_grant::account_id.eq(id));
    Ok(on!(db, c => own.select((GrantRow::as_select(), org_unit::path)).load(c))?)
}

/// Roles that were not revoked in which somebody acts for this account, with the path of their unit.
///
/// # Errors
/// Failures of the database.
pub fn grants_acting_for(db: &mut Db, principal: i64) -> StoreResult<Vec<(GrantRow, String)>> {
    let found = role_grant::table
        .inner_join(org_unit::table)
        .filter(
            role_grant::revoked_at
                .is_null()
                .and(role_grant::acting_for.eq(principal)),
        )
        .select((GrantRow::as_select(), org_unit::path));
    Ok(found.order(role_grant::id).load(db)?)
}

/// Roles on exactly the unit with this path that were not revoked.
///
/// # Errors
/// Failures of the database.
pub fn grants_at(db: &mut Db, path: &str) -> StoreResult<Vec<GrantRow>> {
    let found = role_grant::table
        .inner_join(org_unit::table)
        .filter(role_grant::revoked_at.is_null().and(org_unit::path.eq(path)))
        .order(role_grant::id);
    Ok(found.select(GrantRow::as_select()).load(db)?)
}

/// One role.
///
/// # Errors
/// Failures of the database.
pub fn grant(db: &mut Db, id: i64) -> StoreResult<Option<(GrantRow, String)>> {
    let found = role_grant::table
        .inner_join(org_unit::table)
        .filter(role_grant::id.eq(id));
    Ok(found
        .select((GrantRow::as_select(), org_unit::path))
        .first(db)
        .optional()?)
}

/// Ids of every role, of those that were revoked too.
///
/// # Errors
/// Failures of the database.
pub fn grant_ids(db: &mut Db) -> StoreResult<Vec<i64>> {
    Ok(role_grant::table.select(role_grant::id).load(db)?)
}

/// Revokes a role, once.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was revoked already.
pub fn revoke_grant(db: &mut Db, id: i64, now: i64) -> StoreResult<()> {
    let open = role_grant::table.filter(role_grant::id.eq(id).and(role_grant::revoked_at.is_null()));
    let changed = diesel::update(open).set(role_grant::revoked_at.eq(now)).execute(db)?;
    expect_one(changed, "grant")
}
