//! Rounds, and the reports that units owe in them.

use crate::connection::{insert_many, on};
use crate::error::expect_one;
use crate::schema::{org_unit, report, round, submission};
use crate::statement::{self, Value};
use crate::submissions::SubmissionRow;
use crate::units::UnitRow;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = round)]
pub struct RoundRow {
    /// Id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Number of the request: "2198/SKHCN-BCVT&CĐS".
    pub request_number: Option<String>,
    /// ISO date of the request.
    pub request_date: Option<String>,
    /// Who issued the request.
    pub request_issuer: Option<String>,
    /// Code of the programme.
    pub programme: String,
    /// Version of the template.
    pub template_id: i64,
    /// Top of the subtree that reports.
    pub unit_id: i64,
    /// Code of the period.
    pub period: String,
    /// ISO date.
    pub period_from: String,
    /// ISO date.
    pub period_to: String,
    /// ISO date up to which data count.
    pub cut_off: String,
    /// ISO date.
    pub deadline: String,
    /// Stable name of the state.
    pub state: String,
    /// Who.
    pub created_by: String,
    /// When.
    pub created_at: i64,
    /// When it was published.
    pub published_at: Option<i64>,
    /// Version for optimistic changes.
    pub version: i64,
    /// The version of the programme that it was opened with; none where the programme was not known then.
    pub programme_version_id: Option<i64>,
}

/// A new round.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = round, treat_none_as_default_value = false)]
pub struct NewRound<'a> {
    /// Title.
    pub title: &'a str,
    /// Number of the request.
    pub request_number: Option<&'a str>,
    /// ISO date of the request.
    pub request_date: Option<String>,
    /// Who issued the request.
    pub request_issuer: Option<&'a str>,
    /// Code of the programme.
    pub programme: &'a str,
    /// Version of the template.
    pub template_id: i64,
    /// Top of the subtree that reports.
    pub unit_id: i64,
    /// Code of the period.
    pub period: String,
    /// ISO date.
    pub period_from: String,
    /// ISO date.
    pub period_to: String,
    /// ISO date up to which data count.
    pub cut_off: String,
    /// ISO date.
    pub deadline: String,
    /// `open`.
    pub state: &'a str,
    /// Who.
    pub created_by: &'a str,
    /// When.
    pub created_at: i64,
    /// 1.
    pub version: i64,
    /// The newest version of the programme.
    pub programme_version_id: Option<i64>,
}

/// What one unit owes in one round.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = report)]
pub struct ReportRow {
    /// Id.
    pub id: i64,
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// ISO date of the later deadline.
    pub extended_to: Option<String>,
    /// Why.
    pub extension_reason: Option<String>,
    /// Why nothing is asked.
    pub exempt_reason: Option<String>,
    /// Codes of the units it passed into, joined by ", ".
    pub merged_into: Option<String>,
    /// Why there is nothing to report.
    pub nothing_reason: Option<String>,
    /// The newest submission.
    pub submission_id: Option<i64>,
    /// The newest edition.
    pub edition_id: Option<i64>,
    /// When the first submission was sent.
    pub first_sent_at: Option<i64>,
    /// Version for optimistic changes.
    pub version: i64,
}

/// A new obligation.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = report, treat_none_as_default_value = false)]
pub struct NewReport {
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// Codes of the units it passed into.
    pub merged_into: Option<String>,
    /// Why nothing is asked.
    pub exempt_reason: Option<String>,
    /// 1.
    pub version: i64,
}

/// Inserts a round.
///
/// # Errors
/// Failures of the database.
pub fn insert(db: &mut Db, new: &NewRound<'_>) -> StoreResult<i64> {
    diesel::insert_into(round::table).values(new.clone()).execute(db)?;
    db.last_id()
}

/// Inserts obligations.
///
/// # Errors
/// A duplicate where a unit owes the report already.
pub fn insert_reports(db: &mut Db, rows: &[NewReport]) -> StoreResult<()> {
    insert_many!(db, report::table, rows);
    Ok(())
}

/// One round.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, id: i64) -> StoreResult<Option<RoundRow>> {
    let found = round::table.filter(round::id.eq(id));
    Ok(found.select(RoundRow::as_select()).get_result(db).optional()?)
}

/// Every round, newest first.
///
/// # Errors
/// Failures of the database.
pub fn all(db: &mut Db) -> StoreResult<Vec<RoundRow>> {
    Ok(round::table
        .order(round::id.desc())
        .select(RoundRow::as_select())
        .load(db)?)
}

/// Changes the state of a round.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the version is not the present one.
pub fn set_state(db: &mut Db, id: i64, version: i64, state: &str, published_at: Option<i64>) -> StoreResult<()> {
    let own = round::table.filter(round::id.eq(id).and(round::version.eq(version)));
    let set = (
        round::state.eq(state),
        round::published_at.eq(published_at),
        round::version.eq(version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "round")
}

/// Changes title, cut-off and deadline of a round.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the version is not the present one.
pub fn set_dates(db: &mut Db, id: i64, version: i64, title: &str, cut_off: &str, deadline: &str) -> StoreResult<()> {
    let own = round::table.filter(round::id.eq(id).and(round::version.eq(version)));
    let set = (
        round::title.eq(title),
        round::cut_off.eq(cut_off),
        round::deadline.eq(deadline),
        round::version.eq(version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "round")
}

/// One obligation.
///
/// # Errors
/// Failures of the database.
pub fn report(db: &mut Db, id: i64) -> StoreResult<Option<ReportRow>> {
    let found = report::table.filter(report::id.eq(id));
    Ok(found.select(ReportRow::as_select()).get_result(db).optional()?)
}

/// An obligation with its round and its unit.
///
/// # Errors
/// Failures of the database.
pub fn report_in_place(db: &mut Db, id: i64) -> StoreResult<Option<InPlace>> {
    let found = report::table
        .inner_join(round::table)
        .inner_join(org_unit::table)
        .filter(report::id.eq(id));
    let row = on!(db, c => found
        .select((ReportRow::as_select(), RoundRow::as_select(), UnitRow::as_select()))
        .get_result(c));
    Ok(row.optional()?)
}

/// An obligation with its round and unit.
pub type InPlace = (ReportRow, RoundRow, UnitRow);

/// A submission with its obligation, round and unit.
///
/// # Errors
/// Failures of the database.
pub fn submission_in_place(db: &mut Db, id: i64) -> StoreResult<Option<(SubmissionRow, InPlace)>> {
    let found = submission::table
        .inner_join(report::table.inner_join(round::table).inner_join(org_unit::table))
        .filter(submission::id.eq(id));
    let row = on!(db, c => found
        .select((
            SubmissionRow::as_select(),
            (ReportRow::as_select(), RoundRow::as_select(), UnitRow::as_select()),
        ))
        .get_result(c));
    Ok(row.optional()?)
}

/// Path of the unit and code of the programme of an obligation.
///
/// # Errors
/// Failures of the database.
pub fn owner_of_report(db: &mut Db, id: i64) -> StoreResult<Option<(String, String)>> {
    let found = report::table
        .inner_join(round::table)
        .inner_join(org_unit::table)
        .filter(report::id.eq(id))
        .select((org_unit::path, round::programme));
    Ok(on!(db, c => found.get_result(c)).optional()?)
}

/// The obligation of a unit in a round.
///
/// # Errors
/// Failures of the database.
pub fn report_of(db: &mut Db, round_id: i64, unit_id: i64) -> StoreResult<Option<ReportRow>> {
    let found = report::table.filter(report::round_id.eq(round_id).and(report::unit_id.eq(unit_id)));
    Ok(found.select(ReportRow::as_select()).get_result(db).optional()?)
}

/// Obligations with their units, by code of the unit: of a round, of a subtree, or of both.
///
/// # Errors
/// Failures of the database.
pub fn reports(db: &mut Db, round_id: Option<i64>, path: &str) -> StoreResult<Vec<(ReportRow, UnitRow)>> {
    let mut query = report::table
        .inner_join(org_unit::table)
        .filter(org_unit::path.like(format!("{path}%")))
        .select((ReportRow::as_select(), UnitRow::as_select()))
        .into_boxed();
    if let Some(id) = round_id {
        query = query.filter(report::round_id.eq(id));
    }
    Ok(query.order((report::round_id.desc(), org_unit::code.asc())).load(db)?)
}

/// Units that owe a report in a round within a subtree, by code.
///
/// # Errors
/// Failures of the database.
pub fn units(db: &mut Db, round_id: i64, path: &str) -> StoreResult<Vec<UnitRow>> {
    let mut query = report::table
        .inner_join(org_unit::table)
        .filter(report::round_id.eq(round_id))
        .select(UnitRow::as_select())
        .into_boxed();
    // Every unit lies below the top.
    if path != "/" {
        query = query.filter(org_unit::path.like(format!("{path}%")));
    }
    Ok(query.order(org_unit::code.asc()).load(db)?)
}

/// What of an obligation its state is derived from; without names and reasons, to be counted by the thousand.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Standing {
    /// ISO date of the later deadline.
    pub extended_to: Option<String>,
    /// Why nothing is asked.
    pub exempt_reason: Option<String>,
    /// Codes of the units it passed into.
    pub merged_into: Option<String>,
    /// Why there is nothing to report.
    pub nothing_reason: Option<String>,
    /// When the first submission was sent.
    pub first_sent_at: Option<i64>,
    /// State of the newest submission.
    pub state: Option<String>,
}

/// How the obligations of a round within a subtree stand.
///
/// # Errors
/// Failures of the database.
pub fn standing(db: &mut Db, round_id: i64, path: &str) -> StoreResult<Vec<Standing>> {
    let newest = report::submission_id.eq(submission::id.nullable());
    let mut query = report::table
        .left_join(submission::table.on(newest))
        .filter(report::round_id.eq(round_id))
        .select((
            report::extended_to,
            report::exempt_reason,
            report::merged_into,
            report::nothing_reason,
            report::first_sent_at,
            submission::state.nullable(),
        ))
        .into_boxed();
    if path != "/" {
        let units = org_unit::table
            .filter(org_unit::path.like(format!("{path}%")))
            .select(org_unit::id);
        query = query.filter(report::unit_id.eq_any(units));
    }
    Ok(query.load(db)?)
}

/// Saves an obligation as a whole.
///
/// # Errors
/// [`crate::StoreError::Stale`] where `row.version` is not the present one.
pub fn update_report(db: &mut Db, row: &ReportRow) -> StoreResult<()> {
    let changed = statement::run(db, report_sql!(), &report_values(row))?;
    expect_one(changed, "report")
}

/// The statement of [`update_report`], for [`report_values`].
macro_rules! report_sql {
    () => {
        "UPDATE report SET extended_to = ?, extension_reason = ?, exempt_reason = ?, merged_into = ?, nothing_reason = ?, \
         submission_id = ?, edition_id = ?, first_sent_at = ?, version = ? WHERE id = ? AND version = ?"
    };
}
pub(crate) use report_sql;

pub(crate) fn report_values(row: &ReportRow) -> [Value<'_>; 11] {
    [
        row.extended_to.as_deref().into(),
        row.extension_reason.as_deref().into(),
        row.exempt_reason.as_deref().into(),
        row.merged_into.as_deref().into(),
        row.nothing_reason.as_deref().into(),
        row.submission_id.into(),
        row.edition_id.into(),
        row.first_sent_at.into(),
        row.version.saturating_add(1).into(),
        row.id.into(),
        row.version.into(),
    ]
}
