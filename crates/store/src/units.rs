//! Org units and how they passed into each other.

use crate::connection::insert_many;
use crate::error::expect_one;
use crate::schema::{org_unit, succession};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// An org unit.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, serde::Serialize)]
#[diesel(table_name = org_unit, treat_none_as_default_value = false)]
pub struct UnitRow {
    /// Id.
    pub id: i64,
    /// Official code.
    pub code: String,
    /// ISO date.
    pub valid_from: String,
    /// ISO date of the first day on which it does not exist any more.
    pub valid_to: Option<String>,
    /// Kind and name: "xã Minh Long".
    pub name: String,
    /// Word of its kind: "xã".
    pub kind: String,
    /// `province`, `district`, `commune`.
    pub level: String,
    /// The unit above.
    pub parent_id: Option<i64>,
    /// Ids from the top, each closed by "/": "/1/25/".
    pub path: String,
    /// Names of the districts that its predecessors belonged to, joined by "; ".
    pub district_of_old: Option<String>,
    /// Name for searching: lower case, without diacritics.
    pub folded: String,
}

/// How one unit passed into another.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = succession, treat_none_as_default_value = false)]
pub struct SuccessionRow {
    /// Code of the predecessor.
    pub from_code: String,
    /// Code of the successor.
    pub to_code: String,
    /// ISO date.
    pub date: String,
    /// True where the whole predecessor passed over.
    pub whole: bool,
}

/// Inserts units with the ids that they carry.
///
/// # Errors
/// Failures of the database.
pub fn insert(db: &mut Db, rows: &[UnitRow]) -> StoreResult<()> {
    insert_many!(db, org_unit::table, rows);
    if let Db::Postgres(_) = db {
        db.run("SELECT setval(pg_get_serial_sequence('org_unit', 'id'), (SELECT max(id) FROM org_unit))")?;
    }
    Ok(())
}

/// Writes a unit otherwise: name, kind, validity, districts. Its place in the tree stays.
///
/// # Errors
/// [`crate::StoreError::Stale`] where there is no such unit.
pub fn update(db: &mut Db, row: &UnitRow) -> StoreResult<()> {
    use org_unit as u;
    let set = (
        u::code.eq(row.code.as_str()),
        u::valid_from.eq(row.valid_from.as_str()),
        u::valid_to.eq(row.valid_to.as_deref()),
        u::name.eq(row.name.as_str()),
        u::kind.eq(row.kind.as_str()),
        u::district_of_old.eq(row.district_of_old.as_deref()),
        u::folded.eq(row.folded.as_str()),
    );
    expect_one(
        diesel::update(u::table.filter(u::id.eq(row.id))).set(set).execute(db)?,
        "unit",
    )
}

/// Inserts successions.
///
/// # Errors
/// Failures of the database.
pub fn insert_successions(db: &mut Db, rows: &[SuccessionRow]) -> StoreResult<()> {
    insert_many!(db, succession::table, rows);
    Ok(())
}

/// Successions into these units.
///
/// # Errors
/// Failures of the database.
pub fn predecessors(db: &mut Db, code: &str) -> StoreResult<Vec<SuccessionRow>> {
    let found = succession::table
        .filter(succession::to_code.eq(code))
        .order(succession::from_code);
    Ok(found.select(SuccessionRow::as_select()).load(db)?)
}

/// Units that passed into this one, wholly or in part, on the day on which it began: as they were until then, by code. A code
/// alone names no unit: the one that a ward was made of may have had the code that the ward has now.
///
/// # Errors
/// Failures of the database.
pub fn passed_into(db: &mut Db, unit: &UnitRow) -> StoreResult<Vec<UnitRow>> {
    let from = succession::table
        .filter(
            succession::to_code
                .eq(&unit.code)
                .and(succession::date.eq(&unit.valid_from)),
        )
        .select(succession::from_code);
    let found = org_unit::table
        .filter(org_unit::code.eq_any(from))
        .filter(org_unit::valid_to.eq(&unit.valid_from))
        .order(org_unit::code);
    Ok(found.select(UnitRow::as_select()).load(db)?)
}

/// Codes of the units that a unit passed into on a day.
///
/// # Errors
/// Failures of the database.
pub fn successors(db: &mut Db, code: &str, date: &str) -> StoreResult<Vec<String>> {
    let found = succession::table
        .filter(succession::from_code.eq(code).and(succession::date.eq(date)))
        .order(succession::to_code);
    Ok(found.select(succession::to_code).load(db)?)
}

/// The unit that has this code on a day.
///
/// # Errors
/// Failures of the database.
pub fn with_code(db: &mut Db, code: &str, day: &str) -> StoreResult<Option<UnitRow>> {
    let found = org_unit::table
        .filter(org_unit::code.eq(code).and(org_unit::valid_from.le(day)))
        .filter(org_unit::valid_to.is_null().or(org_unit::valid_to.gt(day)));
    Ok(found.select(UnitRow::as_select()).first(db).optional()?)
}

/// The greatest id.
///
/// # Errors
/// Failures of the database.
pub fn max_id(db: &mut Db) -> StoreResult<i64> {
    let greatest: Option<i64> = org_unit::table.select(diesel::dsl::max(org_unit::id)).first(db)?;
    Ok(greatest.unwrap_or(0))
}

/// One unit.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, id: i64) -> StoreResult<Option<UnitRow>> {
    let found = org_unit::table.filter(org_unit::id.eq(id));
    Ok(found.select(UnitRow::as_select()).get_result(db).optional()?)
}

/// All units of a subtree, the top one included, by path; only those that exist on `day` where one is given.
///
/// # Errors
/// Failures of the database.
pub fn subtree(db: &mut Db, path: &str, day: Option<&str>) -> StoreResult<Vec<UnitRow>> {
    let mut query = org_unit::table
        .filter(org_unit::path.like(format!("{path}%")))
        .select(UnitRow::as_select())
        .into_boxed();
    if let Some(day) = day {
        query = query
            .filter(org_unit::valid_from.le(day.to_owned()))
            .filter(org_unit::valid_to.is_null().or(org_unit::valid_to.gt(day.to_owned())));
    }
    Ok(query.order(org_unit::code).load(db)?)
}

/// Units with these ids.
///
/// # Errors
/// Failures of the database.
pub fn with_ids(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<UnitRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        let query = org_unit::table.filter(org_unit::id.eq_any(some.to_vec()));
        found.extend(query.select(UnitRow::as_select()).load::<UnitRow>(db)?);
    }
    Ok(found)
}

/// Units directly below another one.
///
/// # Errors
/// Failures of the database.
pub fn children(db: &mut Db, parent: i64) -> StoreResult<Vec<UnitRow>> {
    let found = org_unit::table
        .filter(org_unit::parent_id.eq(parent))
        .order(org_unit::code);
    Ok(found.select(UnitRow::as_select()).load(db)?)
}

/// Units without a unit above.
///
/// # Errors
/// Failures of the database.
pub fn roots(db: &mut Db) -> StoreResult<Vec<UnitRow>> {
    let found = org_unit::table
        .filter(org_unit::parent_id.is_null())
        .order(org_unit::code);
    Ok(found.select(UnitRow::as_select()).load(db)?)
}
