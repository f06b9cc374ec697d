//! Submissions and their items.

use crate::batch::{BatchRow, Values};
use crate::connection::{insert_batches, on};
use crate::editions::{self, Promise, Whose};
use crate::error::expect_one;
use crate::findings::{self, NewFinding};
use crate::locks::Lock;
use crate::matrix::{self, MatrixRow};
use crate::rounds::{self, ReportRow};
use crate::schema::{submission, submission_item};
use crate::statement::{self, Value, in_json};
use crate::{Db, StoreResult};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Nullable, Text};

/// One attempt to fulfil a report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = submission)]
pub struct SubmissionRow {
    /// Id.
    pub id: i64,
    /// Report.
    pub report_id: i64,
    /// Number of the attempt, from 1.
    pub attempt: i64,
    /// Stable name of the state.
    pub state: String,
    /// How it came: `form`, `upload`, `api`.
    pub intake: String,
    /// The submission it was copied from.
    pub based_on: Option<i64>,
    /// Who began it.
    pub created_by: String,
    /// When.
    pub created_at: i64,
    /// Who sent it.
    pub sent_by: Option<String>,
    /// When.
    pub sent_at: Option<i64>,
    /// Who reviews it.
    pub reviewer: Option<String>,
    /// Account of who reviews it.
    pub reviewer_id: Option<i64>,
    /// Who accepted or returned it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<i64>,
    /// A word of the unit or the reviewer.
    pub note: Option<String>,
    /// Findings that are errors.
    pub errors: i64,
    /// Findings that are warnings.
    pub warnings: i64,
    /// Key of the request that sent it.
    pub idempotency_key: Option<String>,
    /// Version for optimistic changes.
    pub version: i64,
}

/// A new submission.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = submission, treat_none_as_default_value = false)]
pub struct NewSubmission<'a> {
    /// Report.
    pub report_id: i64,
    /// Number of the attempt, from 1.
    pub attempt: i64,
    /// `draft`.
    pub state: &'a str,
    /// How it comes: `form`, `upload`, `api`.
    pub intake: &'a str,
    /// The submission it is copied from.
    pub based_on: Option<i64>,
    /// Who.
    pub created_by: &'a str,
    /// When.
    pub created_at: i64,
    /// 0.
    pub errors: i64,
    /// 0.
    pub warnings: i64,
    /// 1.
    pub version: i64,
}

impl NewSubmission<'_> {
    /// The row as it stands once it was inserted.
    #[must_use]
    pub fn stored(&self, id: i64) -> SubmissionRow {
        SubmissionRow {
            id,
            report_id: self.report_id,
            attempt: self.attempt,
            state: self.state.into(),
            intake: self.intake.into(),
            based_on: self.based_on,
            created_by: self.created_by.into(),
            created_at: self.created_at,
            sent_by: None,
            sent_at: None,
            reviewer: None,
            reviewer_id: None,
            decided_by: None,
            decided_at: None,
            note: None,
            errors: self.errors,
            warnings: self.warnings,
            idempotency_key: None,
            version: self.version,
        }
    }
}

/// One answer of a submission: a task, an indicator or a section of the narrative.
#[derive(Debug, Clone, Default, PartialEq, Queryable, Selectable, Insertable, serde::Serialize, serde::Deserialize)]
#[diesel(table_name = submission_item, treat_none_as_default_value = false)]
pub struct ItemRow {
    /// Submission.
    pub submission_id: i64,
    /// Code: "A.VII.2", "T04", "s:thuan-loi".
    pub node: String,
    /// `task`, `indicator`, `section`.
    pub kind: String,
    /// Verbatim status.
    pub status: String,
    /// Stable name of the class.
    pub class: String,
    /// Percentage.
    pub percent: Option<f64>,
    /// Verbatim result, or text of the section.
    pub result: String,
    /// Stable name of the absence.
    pub absence: Option<String>,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Unit of measure.
    pub unit_of_measure: Option<String>,
    /// "khoảng", "trên".
    pub qualifier: Option<String>,
    /// ISO date.
    pub as_of_from: Option<String>,
    /// ISO date.
    pub as_of_to: Option<String>,
    /// `typed`, `candidate`, `register`, `copied`, `import`.
    pub source: String,
    /// Candidate it was taken from.
    pub candidate_id: Option<i64>,
    /// JSON of the place in the source.
    pub span: Option<String>,
    /// The sentence in the source.
    pub sentence: Option<String>,
    /// Who.
    pub updated_by: String,
    /// When.
    pub updated_at: i64,
    /// Version for optimistic changes.
    pub version: i64,
    /// JSON of what stands in the columns that the template adds, by their code.
    pub own: Option<String>,
}

impl BatchRow for ItemRow {
    type Id = Self;
    // A report that comes as a whole has all answers from one source, by one person, at one moment.
    const INTO: &'static str = "INSERT INTO submission_item (submission_id, source, candidate_id, span, sentence, updated_by, \
        updated_at, version, absence, qualifier, as_of_from, as_of_to, node, kind, status, class, percent, result, value, \
        numerator, denominator, unit_of_measure, own) VALUES ";
    const COMMON: usize = 12;

    fn is_like(&self, other: &Self) -> bool {
        self.submission_id == other.submission_id
            && self.source == other.source
            && self.candidate_id == other.candidate_id
            && self.updated_by == other.updated_by
            && (self.updated_at, self.version) == (other.updated_at, other.version)
            && (&self.span, &self.sentence) == (&other.span, &other.sentence)
            && (&self.absence, &self.qualifier) == (&other.absence, &other.qualifier)
            && (&self.as_of_from, &self.as_of_to) == (&other.as_of_from, &other.as_of_to)
    }

    fn bind<'b>(&'b self, values: &mut Values<'_, '_, 'b>) -> QueryResult<()> {
        values
            .add::<BigInt, _>(&self.submission_id)?
            .add::<Text, _>(&self.source)?
            .add::<Nullable<BigInt>, _>(&self.candidate_id)?
            .add::<Nullable<Text>, _>(&self.span)?
            .add::<Nullable<Text>, _>(&self.sentence)?
            .add::<Text, _>(&self.updated_by)?
            .add::<BigInt, _>(&self.updated_at)?
            .add::<BigInt, _>(&self.version)?
            .add::<Nullable<Text>, _>(&self.absence)?
            .add::<Nullable<Text>, _>(&self.qualifier)?
            .add::<Nullable<Text>, _>(&self.as_of_from)?
            .add::<Nullable<Text>, _>(&self.as_of_to)?
            .add::<Text, _>(&self.node)?
            .add::<Text, _>(&self.kind)?
            .add::<Text, _>(&self.status)?
            .add::<Text, _>(&self.class)?
            .add::<Nullable<Double>, _>(&self.percent)?
            .add::<Text, _>(&self.result)?
            .add::<Nullable<Double>, _>(&self.value)?
            .add::<Nullable<Double>, _>(&self.numerator)?
            .add::<Nullable<Double>, _>(&self.denominator)?
            .add::<Nullable<Text>, _>(&self.unit_of_measure)?
            .add::<Nullable<Text>, _>(&self.own)?;
        Ok(())
    }
}

/// Inserts a submission.
///
/// # Errors
/// A duplicate where the attempt is there already.
pub fn insert(db: &mut Db, new: &NewSubmission<'_>) -> StoreResult<i64> {
    let new = diesel::insert_into(submission::table).values(new.clone());
    if let Db::Postgres(c) = db {
        return Ok(new.returning(submission::id).get_result(c)?);
    }
    on!(db, c => new.execute(c))?;
    db.last_id()
}

/// One submission.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, id: i64) -> StoreResult<Option<SubmissionRow>> {
    let found = submission::table.filter(submission::id.eq(id));
    Ok(on!(db, c => found.select(SubmissionRow::as_select()).get_result(c)).optional()?)
}

/// One submission, held until the transaction ends: who writes answers of a draft shares it, so that it is not sent
/// meanwhile; who sends it changes it, so that no answer comes in after those that are sent were looked at.
///
/// # Errors
/// Failures of the database.
pub fn held(db: &mut Db, id: i64, lock: Lock) -> StoreResult<Option<SubmissionRow>> {
    let found = submission::table.filter(submission::id.eq(id));
    let row = match (db, lock) {
        (Db::Sqlite(c), _) => found.select(SubmissionRow::as_select()).get_result(c),
        (Db::Postgres(c), Lock::Share) => found.select(SubmissionRow::as_select()).for_share().get_result(c),
        (Db::Postgres(c), Lock::Change) => found.select(SubmissionRow::as_select()).for_update().get_result(c),
    };
    Ok(row.optional()?)
}

/// The submission that a request with this key sent.
///
/// # Errors
/// Failures of the database.
pub fn by_key(db: &mut Db, key: &str) -> StoreResult<Option<SubmissionRow>> {
    let found = submission::table.filter(submission::idempotency_key.eq(key));
    Ok(on!(db, c => found.select(SubmissionRow::as_select()).get_result(c)).optional()?)
}

/// Submissions of a report, newest first.
///
/// # Errors
/// Failures of the database.
pub fn of_report(db: &mut Db, report_id: i64) -> StoreResult<Vec<SubmissionRow>> {
    let found = submission::table
        .filter(submission::report_id.eq(report_id))
        .order(submission::attempt.desc());
    Ok(found.select(SubmissionRow::as_select()).load(db)?)
}

/// Submissions with these ids.
///
/// # Errors
/// Failures of the database.
pub fn with_ids(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<SubmissionRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        let query = submission::table.filter(submission::id.eq_any(some.to_vec()));
        found.extend(query.select(SubmissionRow::as_select()).load::<SubmissionRow>(db)?);
    }
    Ok(found)
}

/// Submissions in one of these states, oldest sending first.
///
/// # Errors
/// Failures of the database.
pub fn in_states(db: &mut Db, states: &[&str]) -> StoreResult<Vec<SubmissionRow>> {
    let states: Vec<String> = states.iter().map(|s| (*s).to_owned()).collect();
    let found = submission::table
        .filter(submission::state.eq_any(states))
        .order(submission::sent_at.asc());
    Ok(found.select(SubmissionRow::as_select()).load(db)?)
}

/// Saves what can change of a submission.
///
/// # Errors
/// [`crate::StoreError::Stale`] where `row.version` is not the present one.
pub fn update(db: &mut Db, row: &SubmissionRow) -> StoreResult<()> {
    let changed = statement::run(db, submission_sql!(), &changed_values(row))?;
    expect_one(changed, "submission")
}

/// The statement that saves what can change of a submission, for [`changed_values`].
macro_rules! submission_sql {
    () => {
        "UPDATE submission SET state = ?, sent_by = ?, sent_at = ?, reviewer = ?, reviewer_id = ?, decided_by = ?, \
         decided_at = ?, note = ?, errors = ?, warnings = ?, idempotency_key = ?, version = ? WHERE id = ? AND version = ?"
    };
}
use submission_sql;

fn changed_values(row: &SubmissionRow) -> [Value<'_>; 14] {
    [
        row.state.as_str().into(),
        row.sent_by.as_deref().into(),
        row.sent_at.into(),
        row.reviewer.as_deref().into(),
        row.reviewer_id.into(),
        row.decided_by.as_deref().into(),
        row.decided_at.into(),
        row.note.as_deref().into(),
        row.errors.into(),
        row.warnings.into(),
        row.idempotency_key.as_deref().into(),
        row.version.saturating_add(1).into(),
        row.id.into(),
        row.version.into(),
    ]
}

/// What is saved together when a report is sent.
#[derive(Debug, Clone, Copy)]
pub struct SentRows<'a> {
    /// The submission, over the version that was read.
    pub submission: &'a SubmissionRow,
    /// The obligation, over the version that was read.
    pub report: &'a ReportRow,
    /// The row of the matrix, in the place of the unit's row.
    pub cells: &'a MatrixRow,
    /// The folded answers, for searching.
    pub folded: &'a str,
    /// What was found and is not kept yet.
    pub findings: &'a [&'a NewFinding],
    /// What is asked of others and was not before.
    pub asked: &'a [&'a String],
    /// What is promised and was not before.
    pub promises: &'a [&'a Promise],
}

impl SentRows<'_> {
    const fn whose(&self) -> Whose {
        Whose {
            submission: self.submission.id,
            report: self.report.id,
            round: self.report.round_id,
            unit: self.report.unit_id,
        }
    }
}

/// Saves what a report that is sent changes: one statement on PostgreSQL, to which each statement is a way there and back.
///
/// # Errors
/// [`crate::StoreError::Stale`] where a version is not the present one.
pub fn save_sent(db: &mut Db, sent: &SentRows<'_>) -> StoreResult<()> {
    if matches!(db, Db::Postgres(_)) {
        return save_at_once(db, sent);
    }
    findings::insert(db, sent.findings)?;
    editions::insert_recommendations(db, sent.whose(), sent.asked)?;
    editions::insert_commitments(db, sent.whose(), sent.promises)?;
    update(db, sent.submission)?;
    rounds::update_report(db, sent.report)?;
    matrix::put(db, sent.cells)?;
    matrix::put_text(db, sent.submission.id, sent.folded)
}

/// The statement of [`save_at_once`], with what else it does first.
macro_rules! sent_sql {
    ($($first:tt)*) => {
        concat!(
            "WITH ",
            $($first)*
            "own AS (",
            submission_sql!(),
            " RETURNING id), cells AS (",
            crate::matrix::row_sql!(),
            "), words AS (",
            crate::matrix::words_sql!(),
            "), asked AS (",
            crate::editions::recommendations_sql!(),
            "), promised AS (",
            crate::editions::commitments_sql!(),
            ") ",
            crate::rounds::report_sql!(),
            " AND EXISTS (SELECT 1 FROM own)"
        )
    };
}

fn save_at_once(db: &mut Db, sent: &SentRows<'_>) -> StoreResult<()> {
    const PLAIN: &str = sent_sql!();
    // Mostly what was found stands there since the report was checked: then nothing is asked of that table.
    const FOUND: &str = sent_sql!("found AS (", crate::findings::findings_sql!(), "), ",);
    let (found, asked, promises) = (
        in_json(&sent.findings)?,
        in_json(&sent.asked)?,
        in_json(&sent.promises)?,
    );
    let (sql, mut values) = match sent.findings.is_empty() {
        true => (PLAIN, Vec::new()),
        false => (FOUND, vec![Value::from(found.as_str())]),
    };
    values.extend(changed_values(sent.submission));
    values.extend(matrix::row_values(sent.cells));
    values.extend([Value::from(sent.submission.id), Value::from(sent.folded)]);
    values.extend(editions::whose_values(sent.whose()));
    values.push(asked.as_str().into());
    values.extend(editions::whose_values(sent.whose()));
    values.push(promises.as_str().into());
    values.extend(rounds::report_values(sent.report));
    expect_one(statement::run(db, sql, &values)?, "submission")
}

/// Items of a submission, by code.
///
/// # Errors
/// Failures of the database.
pub fn items(db: &mut Db, submission_id: i64) -> StoreResult<Vec<ItemRow>> {
    let found = submission_item::table
        .filter(submission_item::submission_id.eq(submission_id))
        .order(submission_item::node);
    Ok(on!(db, c => found.select(ItemRow::as_select()).load(c))?)
}

/// Code and version of each item of a submission, by code: whether any was changed since they were read.
///
/// # Errors
/// Failures of the database.
pub fn item_versions(db: &mut Db, submission_id: i64) -> StoreResult<Vec<(String, i64)>> {
    use submission_item as i;
    let found = i::table.filter(i::submission_id.eq(submission_id));
    let found = found.order(i::node).select((i::node, i::version));
    Ok(on!(db, c => found.load(c))?)
}

/// One item.
///
/// # Errors
/// Failures of the database.
pub fn item(db: &mut Db, submission_id: i64, node: &str) -> StoreResult<Option<ItemRow>> {
    let own = submission_item::table.filter(
        submission_item::submission_id
            .eq(submission_id)
            .and(submission_item::node.eq(node)),
    );
    Ok(own.select(ItemRow::as_select()).get_result(db).optional()?)
}

/// The texts of one item of many submissions: submission, text.
///
/// # Errors
/// Failures of the database.
pub fn results(db: &mut Db, node: &str, submissions: &[i64]) -> StoreResult<Vec<(i64, String)>> {
    use submission_item as i;
    let mut found = Vec::with_capacity(submissions.len());
    for some in submissions.chunks(500) {
        let own = i::table.filter(i::submission_id.eq_any(some.to_vec()).and(i::node.eq(node)));
        let own = own.select((i::submission_id, i::result));
        found.extend(on!(db, c => own.load::<(i64, String)>(c))?);
    }
    Ok(found)
}

/// Inserts items.
///
/// # Errors
/// A duplicate where one of them is there already.
pub fn insert_items(db: &mut Db, rows: &[ItemRow]) -> StoreResult<()> {
    insert_batches!(db, submission_item::table, rows);
    Ok(())
}

/// Saves an item over the version that was read.
///
/// # Errors
/// [`crate::StoreError::Stale`] where `read_version` is not the present one.
pub fn update_item(db: &mut Db, row: &ItemRow, read_version: i64) -> StoreResult<()> {
    use submission_item as i;
    let own = i::table
        .filter(
            i::submission_id
                .eq(row.submission_id)
                .and(i::node.eq(row.node.as_str())),
        )
        .filter(i::version.eq(read_version));
    let set = (
        (
            i::status.eq(row.status.as_str()),
            i::class.eq(row.class.as_str()),
            i::percent.eq(row.percent),
            i::result.eq(row.result.as_str()),
            i::absence.eq(row.absence.as_deref()),
            i::value.eq(row.value),
            i::numerator.eq(row.numerator),
            i::denominator.eq(row.denominator),
            i::unit_of_measure.eq(row.unit_of_measure.as_deref()),
            i::qualifier.eq(row.qualifier.as_deref()),
        ),
        i::as_of_from.eq(row.as_of_from.as_deref()),
        i::as_of_to.eq(row.as_of_to.as_deref()),
        i::source.eq(row.source.as_str()),
        i::candidate_id.eq(row.candidate_id),
        i::span.eq(row.span.as_deref()),
        i::sentence.eq(row.sentence.as_deref()),
        i::updated_by.eq(row.updated_by.as_str()),
        i::updated_at.eq(row.updated_at),
        i::version.eq(read_version.saturating_add(1)),
        i::own.eq(row.own.as_deref()),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "item")
}

/// Those of many submissions that have a status or a result that `wanted` accepts; for searching in a matrix.
///
/// The comparison is the caller's, since neither database folds Vietnamese letters. The texts of 100 submissions are
/// in memory at a time.
///
/// # Errors
/// Failures of the database.
pub fn with_text(db: &mut Db, submissions: &[i64], wanted: impl Fn(&str) -> bool) -> StoreResult<Vec<i64>> {
    use submission_item as i;
    let mut found = Vec::new();
    for some in submissions.chunks(100) {
        let query =
            i::table
                .filter(i::submission_id.eq_any(some.to_vec()))
                .select((i::submission_id, i::status, i::result));
        let texts = query.load::<(i64, String, String)>(db)?;
        let hits = texts
            .iter()
            .filter(|(_, status, result)| wanted(status) || wanted(result));
        found.extend(hits.map(|(submission, ..)| *submission));
    }
    Ok(found)
}

/// Deletes the items of a draft.
///
/// # Errors
/// Failures of the database.
pub fn delete_items(db: &mut Db, submission_id: i64) -> StoreResult<()> {
    let own = submission_item::table.filter(submission_item::submission_id.eq(submission_id));
    diesel::delete(own).execute(db)?;
    Ok(())
}
