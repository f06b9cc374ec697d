//! Decisions on items, and remarks.

use crate::schema::{comment, review_item};
use crate::{Db, StoreResult};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// A reviewer's decision on an item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_item, treat_none_as_default_value = false)]
pub struct ReviewRow {
    /// Submission.
    pub submission_id: i64,
    /// Code of the item.
    pub node: String,
    /// `accepted`, `returned`.
    pub decision: String,
    /// Why it was returned.
    pub reason: Option<String>,
    /// ISO date by which it has to come back.
    pub due: Option<String>,
    /// Who.
    pub decided_by: String,
    /// When.
    pub decided_at: i64,
    /// Version of the submission that the decision made: no other decision on it has the same.
    pub version: i64,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = comment)]
pub struct CommentRow {
    /// Id.
    pub id: i64,
    /// Report.
    pub report_id: i64,
    /// Submission.
    pub submission_id: Option<i64>,
    /// Code of the item.
    pub node: Option<String>,
    /// The words.
    pub text: String,
    /// Who.
    pub author: String,
    /// When.
    pub written_at: i64,
}

/// Puts a decision in the place of the one on that item.
///
/// # Errors
/// Failures of the database.
pub fn decide(db: &mut Db, row: &ReviewRow) -> StoreResult<()> {
    reopen(db, row.submission_id, &row.node)?;
    diesel::insert_into(review_item::table)
        .values(row.clone())
        .execute(db)?;
    Ok(())
}

/// The decision on an item.
///
/// # Errors
/// Failures of the database.
pub fn of_item(db: &mut Db, submission_id: i64, node: &str) -> StoreResult<Option<ReviewRow>> {
    let own = review_item::table.filter(
        review_item::submission_id
            .eq(submission_id)
            .and(review_item::node.eq(node)),
    );
    Ok(own.select(ReviewRow::as_select()).get_result(db).optional()?)
}

/// Takes a decision back.
///
/// # Errors
/// Failures of the database.
pub fn reopen(db: &mut Db, submission_id: i64, node: &str) -> StoreResult<()> {
    let own = review_item::table.filter(
        review_item::submission_id
            .eq(submission_id)
            .and(review_item::node.eq(node)),
    );
    diesel::delete(own).execute(db)?;
    Ok(())
}

/// Decisions on the items of a submission.
///
/// # Errors
/// Failures of the database.
pub fn of_submission(db: &mut Db, submission_id: i64) -> StoreResult<Vec<ReviewRow>> {
    let found = review_item::table
        .filter(review_item::submission_id.eq(submission_id))
        .order(review_item::node);
    Ok(found.select(ReviewRow::as_select()).load(db)?)
}

/// The first day, ISO, by which something of each of these submissions was to come back, by submission; those of which
/// nothing was returned are not in it.
///
/// # Errors
/// Failures of the database.
pub fn first_due(db: &mut Db, submissions: &[i64]) -> StoreResult<HashMap<i64, String>> {
    let mut found: HashMap<i64, String> = HashMap::new();
    for some in submissions.chunks(1000) {
        let query = review_item::table
            .filter(review_item::submission_id.eq_any(some.to_vec()))
            .filter(review_item::decision.eq("returned"))
            .filter(review_item::due.is_not_null())
            .select((review_item::submission_id, review_item::due));
        let rows: Vec<(i64, Option<String>)> = query.load(db)?;
        for (submission, due) in rows {
            let Some(due) = due else { continue };
            let first = found.entry(submission).or_insert_with(|| due.clone());
            if due < *first {
                *first = due;
            }
        }
    }
    Ok(found)
}

/// The items of these submissions that were returned: submission and item.
///
/// # Errors
/// Failures of the database.
pub fn returned(db: &mut Db, submissions: &[i64]) -> StoreResult<HashSet<(i64, String)>> {
    let mut found = HashSet::new();
    for some in submissions.chunks(1000) {
        let query = review_item::table
            .filter(review_item::submission_id.eq_any(some.to_vec()))
            .filter(review_item::decision.eq("returned"))
            .select((review_item::submission_id, review_item::node));
        let rows: Vec<(i64, String)> = query.load(db)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Writes a remark: report, submission, item, words, author, moment.
///
/// # Errors
/// Failures of the database.
pub fn comment(
    db: &mut Db,
    place: (i64, Option<i64>, Option<&str>),
    text: &str,
    author: &str,
    now: i64,
) -> StoreResult<i64> {
    let (report_id, submission_id, node) = place;
    diesel::insert_into(comment::table)
        .values((
            comment::report_id.eq(report_id),
            comment::submission_id.eq(submission_id),
            comment::node.eq(node),
            comment::text.eq(text),
            comment::author.eq(author),
            comment::written_at.eq(now),
        ))
        .execute(db)?;
    db.last_id()
}

/// Remarks on a report, oldest first.
///
/// # Errors
/// Failures of the database.
pub fn comments(db: &mut Db, report_id: i64) -> StoreResult<Vec<CommentRow>> {
    let found = comment::table
        .filter(comment::report_id.eq(report_id))
        .order(comment::id);
    Ok(found.select(CommentRow::as_select()).load(db)?)
}
