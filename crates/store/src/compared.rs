//! What checks over time and between units look up: a unit's report before, marks of paragraphs, shares of a round.

use crate::connection::{insert_many, on};
use crate::schema::{
    compared, finding, matrix_row, org_unit, passage_print, report, round, submission, submission_item,
};
use crate::{Db, StoreResult};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Units of whose paragraphs one mark is kept: what more units have than that is found by the first ones.
const LEADERS: usize = 4;
/// Rows of one answer.
const MOST: i64 = 2000;

/// The report that a unit sent before.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BeforeRow {
    /// Submission.
    pub submission_id: i64,
    /// Title of its round.
    pub title: String,
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
pub struct OtherRow {
    /// The mark.
    pub print: i64,
    /// Unit.
    pub unit_id: i64,
    /// Name of the unit.
    pub unit_name: String,
    /// Submission.
    pub submission_id: i64,
    /// Item.
    pub node: String,
    /// When the report was sent.
    pub sent_at: Option<i64>,
}

/// The last report that a unit sent for an earlier period of the programme.
///
/// # Errors
/// Failures of the database.
pub fn before(
    db: &mut Db,
    unit_id: i64,
    programme: &str,
    period_to: &str,
    states: &[&str],
) -> StoreResult<Option<BeforeRow>> {
    let found = report::table
        .inner_join(round::table)
        .inner_join(submission::table.on(submission::report_id.eq(report::id)))
        .filter(report::unit_id.eq(unit_id))
        .filter(report::first_sent_at.is_not_null())
        .filter(round::programme.eq(programme))
        .filter(round::period_to.lt(period_to))
        .filter(submission::state.eq_any(states.to_vec()))
        .order((round::period_to.desc(), submission::attempt.desc()))
        .select((submission::id, round::title, round::period_to, round::template_id));
    Ok(on!(db, c => found.first(c)).optional()?)
}

/// Marks of reports of other units that stand in the matrix of the round.
///
/// # Errors
/// Failures of the database.
pub fn others(db: &mut Db, round_id: i64, unit_id: i64, prints: &[i64]) -> StoreResult<Vec<OtherRow>> {
    let mut rows = Vec::new();
    for some in prints.chunks(500) {
        let shown = matrix_row::submission_id.eq(passage_print::submission_id);
        let found = passage_print::table
            .inner_join(matrix_row::table.on(shown))
            .inner_join(org_unit::table.on(org_unit::id.eq(passage_print::unit_id)))
            .inner_join(submission::table.on(submission::id.eq(passage_print::submission_id)))
            .filter(passage_print::round_id.eq(round_id))
            .filter(passage_print::print.eq_any(some.to_vec()))
            .filter(passage_print::unit_id.ne(unit_id))
            .limit(MOST)
            .select((
                passage_print::print,
                passage_print::unit_id,
                org_unit::name,
                passage_print::submission_id,
                passage_print::node,
                submission::sent_at,
            ));
        rows.extend(on!(db, c => found.load::<OtherRow>(c))?);
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

/// Notes that a submission was compared, and keeps its marks in the place of those of the unit's submission before. A mark
/// that enough units have is kept for no more.
///
/// # Errors
/// A duplicate where another server compared it.
pub fn keep(db: &mut Db, submission_id: i64, now: i64, rows: &[PrintRow]) -> StoreResult<()> {
    let done = (compared::submission_id.eq(submission_id), compared::compared_at.eq(now));
    diesel::insert_into(compared::table).values(done).execute(db)?;
    let Some(first) = rows.first() else {
        return Ok(());
    };
    let own = passage_print::table
        .filter(passage_print::round_id.eq(first.round_id))
        .filter(passage_print::unit_id.eq(first.unit_id));
    diesel::delete(own).execute(db)?;
    let prints: Vec<i64> = rows.iter().map(|r| r.print).collect();
    let mut units: HashMap<i64, HashSet<i64>> = HashMap::new();
    for other in others(db, first.round_id, first.unit_id, &prints)? {
        units.entry(other.print).or_default().insert(other.unit_id);
    }
    let mut seen = HashSet::new();
    let wanted = |row: &&PrintRow| {
        units.get(&row.print).is_none_or(|u| u.len() < LEADERS) && seen.insert((row.print, row.node.clone()))
    };
    let new: Vec<PrintRow> = rows.iter().filter(wanted).cloned().collect();
    insert_many!(db, passage_print::table, new.as_slice());
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
