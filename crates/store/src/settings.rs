//! Settings of the installation, and imports of many rows.

use crate::error::expect_one;
use crate::schema::{import_batch, import_file, setting};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// The value of a setting.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, key: &str) -> StoreResult<Option<String>> {
    let found = setting::table.filter(setting::key.eq(key)).select(setting::value);
    Ok(found.get_result(db).optional()?)
}

/// Sets a value.
///
/// # Errors
/// Failures of the database.
pub fn set(db: &mut Db, key: &str, value: &str) -> StoreResult<()> {
    let changed = diesel::update(setting::table.filter(setting::key.eq(key)))
        .set(setting::value.eq(value))
        .execute(db)?;
    if changed == 0 {
        diesel::insert_into(setting::table)
            .values((setting::key.eq(key), setting::value.eq(value)))
            .execute(db)?;
    }
    Ok(())
}

/// Every setting by key.
///
/// # Errors
/// Failures of the database.
pub fn all(db: &mut Db) -> StoreResult<Vec<(String, String)>> {
    Ok(setting::table.order(setting::key).load(db)?)
}

/// An import of many rows.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = import_batch)]
pub struct ImportRow {
    /// Id.
    pub id: i64,
    /// `values`, `accounts`.
    pub kind: String,
    /// Round that the values belong to.
    pub round_id: Option<i64>,
    /// How many rows were applied.
    pub row_count: i64,
    /// `applied`, `undone`.
    pub state: String,
    /// Who.
    pub imported_by: String,
    /// When.
    pub imported_at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
}

/// A new import.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = import_batch, treat_none_as_default_value = false)]
pub struct NewImport<'a> {
    /// `values`, `accounts`.
    pub kind: &'a str,
    /// Round that the values belong to.
    pub round_id: Option<i64>,
    /// A repeated request with the same key changes nothing.
    pub idempotency_key: Option<&'a str>,
    /// How many rows were applied.
    pub row_count: i64,
    /// `applied`.
    pub state: &'a str,
    /// Who.
    pub imported_by: &'a str,
    /// When.
    pub imported_at: i64,
}

/// Records an import.
///
/// # Errors
/// Failures of the database.
pub fn insert_import(db: &mut Db, new: &NewImport<'_>) -> StoreResult<i64> {
    diesel::insert_into(import_batch::table)
        .values(new.clone())
        .execute(db)?;
    db.last_id()
}

/// The import with this key of idempotency.
///
/// # Errors
/// Failures of the database.
pub fn import_by_key(db: &mut Db, key: &str) -> StoreResult<Option<ImportRow>> {
    let found = import_batch::table.filter(import_batch::idempotency_key.eq(key));
    Ok(found.select(ImportRow::as_select()).get_result(db).optional()?)
}

/// Imports, newest first.
///
/// # Errors
/// Failures of the database.
pub fn imports(db: &mut Db, limit: i64) -> StoreResult<Vec<ImportRow>> {
    let found = import_batch::table.order(import_batch::id.desc()).limit(limit);
    Ok(found.select(ImportRow::as_select()).load(db)?)
}

/// One import.
///
/// # Errors
/// Failures of the database.
pub fn import(db: &mut Db, id: i64) -> StoreResult<Option<ImportRow>> {
    let found = import_batch::table.filter(import_batch::id.eq(id));
    Ok(found.select(ImportRow::as_select()).get_result(db).optional()?)
}

/// Marks an import as undone, once.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was undone already.
pub fn mark_undone(db: &mut Db, id: i64, now: i64) -> StoreResult<()> {
    let open = import_batch::table.filter(import_batch::id.eq(id).and(import_batch::state.eq("applied")));
    let changed = diesel::update(open)
        .set((import_batch::state.eq("undone"), import_batch::undone_at.eq(now)))
        .execute(db)?;
    expect_one(changed, "import")
}

/// The file that the rows of an import came from.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_file)]
pub struct ImportFileRow {
    /// Import.
    pub import_id: i64,
    /// Name of the file.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: String,
}

/// Notes the file of an import.
///
/// # Errors
/// Failures of the database.
pub fn insert_import_file(db: &mut Db, row: &ImportFileRow) -> StoreResult<()> {
    diesel::insert_into(import_file::table)
        .values(row.clone())
        .execute(db)?;
    Ok(())
}

/// The files of these imports.
///
/// # Errors
/// Failures of the database.
pub fn import_files(db: &mut Db, imports: &[i64]) -> StoreResult<Vec<ImportFileRow>> {
    let found = import_file::table.filter(import_file::import_id.eq_any(imports.to_vec()));
    Ok(found.select(ImportFileRow::as_select()).load(db)?)
}
