//! What checks over time and between units look up: a unit's report before, marks of paragraphs, shares of a round.

use crate::connection::{insert_many, on};
use crate::schema::{
    compared, finding, matrix_row, org_unit, passage_print, report, round, submission, submission_item,
};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// Rows of one answer.
const MOST: i64 = 2000;

/// An attempt that a unit sent before.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BeforeRow {
    /// Submission.
    pub submission_id: i64,
    /// State of it.
    pub state: String,
    /// Round.
    pub round_id: i64,
    /// Title of the round.
    pub title: String,
    /// Code of the round's programme.
    pub programme: String,
    /// Last day of its period, ISO.
    pub period_to: String,
    /// Template of its round.
    pub template_id: i64,
}

/// A mark of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = passage_print, treat_none_as_default_value = false)]
pub struct PrintRow {
    /// Round.
    pub round_id: i64,
    /// The mark.
    pub print: i64,
    /// Unit.
    pub unit_id: i64,
    /// Submission.
    pub submission_id: i64,
    /// Item that the paragraph stands in.
    pub node: String,
}

/// An item of another unit's report in which a mark stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct MarkRow {
    /// The mark.
    pub print: i64,
    /// Unit.
    pub unit_id: i64,
    /// Submission.
    pub submission_id: i64,
    /// Item.
    pub node: String,
}

/// A submission that stands in the matrix of its round.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ShownRow {
    /// Submission.
    pub submission_id: i64,
    /// Name of the unit.
    pub unit_name: String,
    /// When it was sent.
    pub sent_at: Option<i64>,
}

/// What a unit sent in rounds of every programme whose period ended by this day: the last period first, of each round the
/// newest attempt first.
///
/// # Errors
/// Failures of the database.
pub fn sent_by(db: &mut Db, unit_id: i64, period_to: &str, states: &[&str]) -> StoreResult<Vec<BeforeRow>> {
    let found = report::table
        .inner_join(round::table)
        .inner_join(submission::table.on(submission::report_id.eq(report::id)))
        .filter(report::unit_id.eq(unit_id))
        .filter(report::first_sent_at.is_not_null())
        .filter(round::period_to.le(period_to))
        .filter(submission::state.eq_any(states.to_vec()))
        .order((round::period_to.desc(), round::id.desc(), submission::attempt.desc()))
        .limit(MOST)
        .select((
            submission::id,
            submission::state,
            round::id,
            round::title,
            round::programme,
            round::period_to,
            round::template_id,
        ));
    Ok(on!(db, c => found.load(c))?)
}

/// Where these marks stand in what other units sent; what a unit sent last may have taken the place of it since
/// ([`shown`]).
///
/// # Errors
/// Failures of the database.
pub fn marked(db: &mut Db, round_id: i64, unit_id: i64, prints: &[i64]) -> StoreResult<Vec<MarkRow>> {
    use passage_print as p;
    let mut rows = Vec::new();
    for some in prints.chunks(500) {
        let found = p::table
            .filter(p::round_id.eq(round_id).and(p::unit_id.ne(unit_id)))
            .filter(p::print.eq_any(some.to_vec()))
            .limit(MOST)
            .select((p::print, p::unit_id, p::submission_id, p::node));
        rows.extend(on!(db, c => found.load::<MarkRow>(c))?);
    }
    Ok(rows)
}

/// Those of the submissions that stand in the matrix.
///
/// # Errors
/// Failures of the database.
pub fn shown(db: &mut Db, submissions: &[i64]) -> StoreResult<Vec<ShownRow>> {
    let mut rows = Vec::new();
    for some in submissions.chunks(500) {
        let found = matrix_row::table
            .inner_join(submission::table.on(submission::id.eq(matrix_row::submission_id)))
            .inner_join(org_unit::table.on(org_unit::id.eq(matrix_row::unit_id)))
            .filter(matrix_row::submission_id.eq_any(some.to_vec()))
            .select((matrix_row::submission_id, org_unit::name, submission::sent_at));
        rows.extend(on!(db, c => found.load::<ShownRow>(c))?);
    }
    Ok(rows)
}

/// Items of these submissions to which a check said something: submission, item.
///
/// # Errors
/// Failures of the database.
pub fn told(db: &mut Db, submissions: &[i64], check: &str) -> StoreResult<Vec<(i64, Option<String>)>> {
    let mut rows = Vec::new();
    for some in submissions.chunks(500) {
        let found = finding::table
            .filter(finding::submission_id.eq_any(some.to_vec()))
            .filter(finding::check_code.eq(check.to_owned()))
            .select((finding::submission_id, finding::node));
        rows.extend(on!(db, c => found.load::<(i64, Option<String>)>(c))?);
    }
    Ok(rows)
}

/// Submissions of a round's matrix that were not compared with the others yet, oldest first.
///
/// # Errors
/// Failures of the database.
pub fn waiting(db: &mut Db, round_id: i64, most: i64) -> StoreResult<Vec<i64>> {
    let found = matrix_row::table
        .left_join(compared::table.on(compared::submission_id.eq(matrix_row::submission_id)))
        .filter(matrix_row::round_id.eq(round_id))
        .filter(compared::submission_id.is_null())
        .order(matrix_row::submission_id)
        .limit(most)
        .select(matrix_row::submission_id);
    Ok(on!(db, c => found.load(c))?)
}

/// Notes that a submission was compared, and keeps its marks in the place of those of the unit's submission before.
///
/// # Errors
/// A duplicate where another server compared it.
pub fn keep(
    db: &mut Db,
    (round_id, unit_id, submission_id): (i64, i64, i64),
    now: i64,
    rows: &[PrintRow],
) -> StoreResult<()> {
    let done = (compared::submission_id.eq(submission_id), compared::compared_at.eq(now));
    let done = diesel::insert_into(compared::table).values(done);
    on!(db, c => done.execute(c))?;
    let own = passage_print::table
        .filter(passage_print::round_id.eq(round_id))
        .filter(passage_print::unit_id.eq(unit_id));
    let gone = diesel::delete(own);
    on!(db, c => gone.execute(c))?;
    insert_many!(db, passage_print::table, rows);
    Ok(())
}

/// Takes the marks of a round away: what is published is not compared any more.
///
/// # Errors
/// Failures of the database.
pub fn forget(db: &mut Db, round_id: i64) -> StoreResult<usize> {
    Ok(diesel::delete(passage_print::table.filter(passage_print::round_id.eq(round_id))).execute(db)?)
}

/// Shares (percent) in the reports of a round's matrix: submission, item, value.
///
/// # Errors
/// Failures of the database.
pub fn shares(db: &mut Db, round_id: i64) -> StoreResult<Vec<(i64, String, f64)>> {
    let found = matrix_row::table
        .inner_join(submission_item::table.on(submission_item::submission_id.eq(matrix_row::submission_id)))
        .filter(matrix_row::round_id.eq(round_id))
        .filter(submission_item::kind.eq("indicator"))
        .filter(submission_item::unit_of_measure.eq("%"))
        .select((
            submission_item::submission_id,
            submission_item::node,
            submission_item::value.assume_not_null(),
        ))
        .filter(submission_item::value.is_not_null());
    Ok(on!(db, c => found.load(c))?)
}

/// How far the reports of a round have come: how many stand in its matrix, and the newest of them.
///
/// # Errors
/// Failures of the database.
pub fn progress(db: &mut Db, round_id: i64) -> StoreResult<(i64, Option<i64>)> {
    use diesel::dsl::{count_star, max};
    let all = matrix_row::table.filter(matrix_row::round_id.eq(round_id));
    Ok(on!(db, c => all.select((count_star(), max(matrix_row::submission_id))).get_result(c))?)
}

/// Submissions of a round's matrix with findings of a check, each with the fingerprints.
///
/// # Errors
/// Failures of the database.
pub fn found(db: &mut Db, round_id: i64, check: &str) -> StoreResult<Vec<(i64, String)>> {
    let rows = matrix_row::table
        .inner_join(finding::table.on(finding::submission_id.eq(matrix_row::submission_id)))
        .filter(matrix_row::round_id.eq(round_id))
        .filter(finding::check_code.eq(check.to_owned()))
        .select((finding::submission_id, finding::fingerprint));
    Ok(on!(db, c => rows.load(c))?)
}

/// Notes how many findings of a submission are open. Its version stays: nothing that a person decides on has changed hands.
///
/// # Errors
/// Failures of the database.
pub fn set_counts(db: &mut Db, submission_id: i64, errors: i64, warnings: i64) -> StoreResult<()> {
    diesel::update(submission::table.filter(submission::id.eq(submission_id)))
        .set((submission::errors.eq(errors), submission::warnings.eq(warnings)))
        .execute(db)?;
    crate::matrix::set_counts(db, submission_id, errors, warnings)
}
