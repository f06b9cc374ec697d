//! What checks found, and what was waived.

use crate::connection::{insert_many, on};
use crate::error::expect_one;
use crate::schema::{finding, report, round, submission, waiver};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A finding of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = finding)]
pub struct FindingRow {
    /// Id.
    pub id: i64,
    /// Submission.
    pub submission_id: i64,
    /// Item it speaks of.
    pub node: Option<String>,
    /// Code of the check.
    pub check_code: String,
    /// Family.
    pub rule: String,
    /// Stable name of the severity.
    pub severity: String,
    /// Worded in Vietnamese.
    pub message_vi: String,
    /// Worded in English.
    pub message_en: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// JSON list of the words at each place.
    pub quotes: String,
    /// The same finding has the same fingerprint in the next run.
    pub fingerprint: String,
    /// Word of explanation by the unit.
    pub explanation: Option<String>,
    /// Who explained it.
    pub explained_by: Option<String>,
    /// What should stand there, in English; none where it is said as in Vietnamese.
    pub expected_en: Option<String>,
    /// What stands there, in English; none where it is said as in Vietnamese.
    pub actual_en: Option<String>,
}

/// A new finding.
#[derive(Debug, Clone, Insertable, serde::Serialize)]
#[diesel(table_name = finding, treat_none_as_default_value = false)]
pub struct NewFinding {
    /// Submission.
    pub submission_id: i64,
    /// Item it speaks of.
    pub node: Option<String>,
    /// Code of the check.
    pub check_code: String,
    /// Family.
    pub rule: String,
    /// Stable name of the severity.
    pub severity: String,
    /// Worded in Vietnamese.
    pub message_vi: String,
    /// Worded in English.
    pub message_en: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// JSON list of the words at each place.
    pub quotes: String,
    /// The same finding has the same fingerprint in the next run.
    pub fingerprint: String,
    /// Word of explanation by the unit.
    pub explanation: Option<String>,
    /// Who explained it.
    pub explained_by: Option<String>,
    /// What should stand there, in English; none where it is said as in Vietnamese.
    pub expected_en: Option<String>,
    /// What stands there, in English; none where it is said as in Vietnamese.
    pub actual_en: Option<String>,
}

impl FindingRow {
    /// True where a run of the checks says just this again; the unit's word of explanation is compared too.
    #[must_use]
    pub fn is(&self, new: &NewFinding) -> bool {
        let own = (
            &self.fingerprint,
            &self.node,
            &self.check_code,
            &self.rule,
            &self.severity,
        );
        let said = (
            &self.message_vi,
            &self.message_en,
            &self.expected,
            &self.actual,
            &self.expected_en,
            &self.actual_en,
            &self.quotes,
        );
        own == (&new.fingerprint, &new.node, &new.check_code, &new.rule, &new.severity)
            && said
                == (
                    &new.message_vi,
                    &new.message_en,
                    &new.expected,
                    &new.actual,
                    &new.expected_en,
                    &new.actual_en,
                    &new.quotes,
                )
            && (&self.explanation, &self.explained_by) == (&new.explanation, &new.explained_by)
    }
}

/// A finding that was accepted as an exception.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = waiver)]
pub struct WaiverRow {
    /// Report.
    pub report_id: i64,
    /// Fingerprint of the finding.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub waived_by: String,
    /// When.
    pub waived_at: i64,
}

/// Puts findings in the place of those of the submission. One that says the same again keeps its id: a page that is open
/// may name it.
///
/// # Errors
/// Failures of the database.
pub fn replace(db: &mut Db, submission_id: i64, rows: &[NewFinding]) -> StoreResult<()> {
    let known = of_submission(db, submission_id)?;
    replace_known(db, known, rows)
}

/// The same where the findings of the submission were read in this transaction.
///
/// # Errors
/// Failures of the database.
pub fn replace_known(db: &mut Db, known: Vec<FindingRow>, rows: &[NewFinding]) -> StoreResult<()> {
    let new = drop_others(db, known, rows)?;
    insert(db, &new)
}

/// Takes those of the known findings away that a run of the checks does not say again; what it says anew.
///
/// # Errors
/// Failures of the database.
pub fn drop_others<'r>(
    db: &mut Db,
    known: Vec<FindingRow>,
    rows: &'r [NewFinding],
) -> StoreResult<Vec<&'r NewFinding>> {
    let mut gone = known;
    let mut new = Vec::new();
    for row in rows {
        match gone.iter().position(|known| known.is(row)) {
            Some(place) => drop(gone.swap_remove(place)),
            None => new.push(row),
        }
    }
    let gone: Vec<i64> = gone.iter().map(|f| f.id).collect();
    for some in gone.chunks(1000) {
        diesel::delete(finding::table.filter(finding::id.eq_any(some.to_vec()))).execute(db)?;
    }
    Ok(new)
}

/// Errors of drafts of open rounds for which the unit gave a reason to leave them: submission, report, fingerprint.
///
/// # Errors
/// Failures of the database.
pub fn asked(db: &mut Db) -> StoreResult<Vec<(i64, i64, String)>> {
    let found = finding::table
        .inner_join(submission::table.on(submission::id.eq(finding::submission_id)))
        .inner_join(report::table.on(report::id.eq(submission::report_id)))
        .inner_join(round::table.on(round::id.eq(report::round_id)))
        .filter(finding::severity.eq("error").and(finding::explanation.is_not_null()))
        .filter(submission::state.eq("draft").and(round::state.eq("open")))
        .order(finding::id)
        .select((submission::id, submission::report_id, finding::fingerprint));
    Ok(on!(db, c => found.load(c))?)
}

/// Inserts findings.
///
/// # Errors
/// Failures of the database.
pub fn insert(db: &mut Db, rows: &[&NewFinding]) -> StoreResult<()> {
    let rows: Vec<NewFinding> = rows.iter().copied().cloned().collect();
    insert_many!(db, finding::table, rows.as_slice());
    Ok(())
}

/// The statement of PostgreSQL that inserts findings; its value is a list of them in JSON.
macro_rules! findings_sql {
    () => {
        "INSERT INTO finding (submission_id, node, check_code, rule, severity, message_vi, message_en, expected, actual, \
         quotes, fingerprint, explanation, explained_by, expected_en, actual_en) SELECT f.* FROM json_to_recordset(?::json) AS f (\
         submission_id BIGINT, node TEXT, check_code TEXT, rule TEXT, severity TEXT, message_vi TEXT, message_en TEXT, \
         expected TEXT, actual TEXT, quotes TEXT, fingerprint TEXT, explanation TEXT, explained_by TEXT, \
         expected_en TEXT, actual_en TEXT)"
    };
}
pub(crate) use findings_sql;

/// Findings of a submission, as they were found.
///
/// # Errors
/// Failures of the database.
pub fn of_submission(db: &mut Db, submission_id: i64) -> StoreResult<Vec<FindingRow>> {
    let found = finding::table
        .filter(finding::submission_id.eq(submission_id))
        .order(finding::id);
    Ok(on!(db, c => found.select(FindingRow::as_select()).load(c))?)
}

/// Findings of many submissions.
///
/// # Errors
/// Failures of the database.
pub fn of_submissions(db: &mut Db, submissions: &[i64]) -> StoreResult<Vec<FindingRow>> {
    let mut found = Vec::new();
    for some in submissions.chunks(1000) {
        let query = finding::table
            .filter(finding::submission_id.eq_any(some.to_vec()))
            .order(finding::id);
        found.extend(query.select(FindingRow::as_select()).load::<FindingRow>(db)?);
    }
    Ok(found)
}

/// One finding.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, id: i64) -> StoreResult<Option<FindingRow>> {
    let found = finding::table.filter(finding::id.eq(id));
    Ok(found.select(FindingRow::as_select()).get_result(db).optional()?)
}

/// Explains a finding.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is gone.
pub fn explain(db: &mut Db, id: i64, text: &str, by: &str) -> StoreResult<()> {
    let changed = diesel::update(finding::table.filter(finding::id.eq(id)))
        .set((finding::explanation.eq(text), finding::explained_by.eq(by)))
        .execute(db)?;
    expect_one(changed, "finding")
}

/// Records a waiver.
///
/// # Errors
/// A duplicate where it was waived already.
pub fn waive(db: &mut Db, row: &WaiverRow) -> StoreResult<()> {
    diesel::insert_into(waiver::table).values(row.clone()).execute(db)?;
    Ok(())
}

/// Waivers of a report.
///
/// # Errors
/// Failures of the database.
pub fn waivers(db: &mut Db, report_id: i64) -> StoreResult<Vec<WaiverRow>> {
    let found = waiver::table.filter(waiver::report_id.eq(report_id));
    Ok(on!(db, c => found.select(WaiverRow::as_select()).load(c))?)
}

/// Every waiver.
///
/// # Errors
/// Failures of the database.
pub fn all_waivers(db: &mut Db) -> StoreResult<Vec<WaiverRow>> {
    Ok(waiver::table.select(WaiverRow::as_select()).load(db)?)
}

/// Waivers of many reports.
///
/// # Errors
/// Failures of the database.
pub fn waivers_of(db: &mut Db, reports: &[i64]) -> StoreResult<Vec<WaiverRow>> {
    let mut found = Vec::new();
    for some in reports.chunks(1000) {
        let query = waiver::table.filter(waiver::report_id.eq_any(some.to_vec()));
        found.extend(query.select(WaiverRow::as_select()).load::<WaiverRow>(db)?);
    }
    Ok(found)
}
