//! Programmes and templates in versions.

use crate::error::expect_one;
use crate::schema::{programme_version, template_version};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// One version of a template.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = template_version)]
pub struct TemplateRow {
    /// Id.
    pub id: i64,
    /// Stable code.
    pub code: String,
    /// Number of the version, from 1.
    pub number: i64,
    /// Code of the programme.
    pub programme: String,
    /// Title.
    pub title: String,
    /// `draft`, `published`.
    pub state: String,
    /// JSON.
    pub content: String,
    /// SHA-256 of the content.
    pub digest: String,
    /// The version it was made from.
    pub based_on: Option<i64>,
    /// Who.
    pub created_by: String,
    /// When.
    pub created_at: i64,
    /// When it was published.
    pub published_at: Option<i64>,
    /// Version for optimistic changes.
    pub version: i64,
}

/// A new version of a template.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = template_version, treat_none_as_default_value = false)]
pub struct NewTemplate<'a> {
    /// Stable code.
    pub code: &'a str,
    /// Number of the version, from 1.
    pub number: i64,
    /// Code of the programme.
    pub programme: &'a str,
    /// Title.
    pub title: &'a str,
    /// `draft`, `published`.
    pub state: &'a str,
    /// JSON.
    pub content: &'a str,
    /// SHA-256 of the content.
    pub digest: &'a str,
    /// The version it was made from.
    pub based_on: Option<i64>,
    /// Who.
    pub created_by: &'a str,
    /// When.
    pub created_at: i64,
    /// When it was published.
    pub published_at: Option<i64>,
    /// 1.
    pub version: i64,
}

/// Inserts a version.
///
/// # Errors
/// A duplicate where code and number are there.
pub fn insert(db: &mut Db, new: &NewTemplate<'_>) -> StoreResult<i64> {
    diesel::insert_into(template_version::table)
        .values(new.clone())
        .execute(db)?;
    db.last_id()
}

/// One version.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, id: i64) -> StoreResult<Option<TemplateRow>> {
    let found = template_version::table.filter(template_version::id.eq(id));
    Ok(found.select(TemplateRow::as_select()).get_result(db).optional()?)
}

/// Every version of every template, by code, newest first.
///
/// # Errors
/// Failures of the database.
pub fn all(db: &mut Db) -> StoreResult<Vec<TemplateRow>> {
    let order = (template_version::code.asc(), template_version::number.desc());
    Ok(template_version::table
        .order(order)
        .select(TemplateRow::as_select())
        .load(db)?)
}

/// Changes a draft.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is no draft any more or its version is not the present one.
pub fn update_draft(db: &mut Db, id: i64, version: i64, title: &str, content: &str, digest: &str) -> StoreResult<()> {
    use template_version as t;
    let own = t::table.filter(t::id.eq(id).and(t::version.eq(version)).and(t::state.eq("draft")));
    let set = (
        t::title.eq(title),
        t::content.eq(content),
        t::digest.eq(digest),
        t::version.eq(version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "template")
}

/// Removes a draft.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is no draft any more or its version is not the present one.
pub fn delete_draft(db: &mut Db, id: i64, version: i64) -> StoreResult<()> {
    use template_version as t;
    let own = || t::table.filter(t::id.eq(id).and(t::version.eq(version)).and(t::state.eq("draft")));
    // Drafts of this draft follow from what it followed from.
    let before: Option<Option<i64>> = own().select(t::based_on).get_result(db).optional()?;
    if let Some(before) = before {
        diesel::update(t::table.filter(t::based_on.eq(id)))
            .set(t::based_on.eq(before))
            .execute(db)?;
    }
    expect_one(diesel::delete(own()).execute(db)?, "template")
}

/// Publishes a draft.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is no draft any more or its version is not the present one.
pub fn publish(db: &mut Db, id: i64, version: i64, now: i64) -> StoreResult<()> {
    use template_version as t;
    let own = t::table.filter(t::id.eq(id).and(t::version.eq(version)).and(t::state.eq("draft")));
    let set = (
        t::state.eq("published"),
        t::published_at.eq(now),
        t::version.eq(version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "template")
}

/// Inserts a version of a programme: code, number, title, JSON, its SHA-256, moment.
///
/// # Errors
/// A duplicate where code and number are there.
pub fn insert_programme(db: &mut Db, new: (&str, i64, &str, &str, &str, i64)) -> StoreResult<i64> {
    use programme_version as p;
    let (code, number, title, content, digest, now) = new;
    diesel::insert_into(p::table)
        .values((
            p::code.eq(code),
            p::number.eq(number),
            p::title.eq(title),
            p::content.eq(content),
            p::digest.eq(digest),
            p::created_at.eq(now),
        ))
        .execute(db)?;
    db.last_id()
}

/// One version of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = programme_version)]
pub struct ProgrammeRow {
    /// Id.
    pub id: i64,
    /// Stable code.
    pub code: String,
    /// Number of the version, from 1.
    pub number: i64,
    /// Title.
    pub title: String,
    /// JSON: decision, date, nodes.
    pub content: String,
    /// SHA-256 of the content.
    pub digest: String,
    /// When it was taken from the catalogue.
    pub created_at: i64,
}

/// Newest version of a programme.
///
/// # Errors
/// Failures of the database.
pub fn programme(db: &mut Db, code: &str) -> StoreResult<Option<ProgrammeRow>> {
    use programme_version as p;
    let found = p::table.filter(p::code.eq(code)).order(p::number.desc());
    Ok(found.select(ProgrammeRow::as_select()).first(db).optional()?)
}

/// One version of a programme.
///
/// # Errors
/// Failures of the database.
pub fn programme_version(db: &mut Db, id: i64) -> StoreResult<Option<ProgrammeRow>> {
    let found = programme_version::table.filter(programme_version::id.eq(id));
    Ok(found.select(ProgrammeRow::as_select()).get_result(db).optional()?)
}
