//! Drafts that were finished and wait for somebody who may send them.

use crate::schema::handed_over;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A draft that waits.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = handed_over)]
pub struct HandedRow {
    /// Submission.
    pub submission_id: i64,
    /// Who finished it.
    pub handed_by: String,
    /// When, Unix seconds.
    pub handed_at: i64,
    /// A word to who sends it.
    pub note: Option<String>,
}

/// Those of the submissions that wait.
///
/// # Errors
/// Failures of the database.
pub fn of(db: &mut Db, submissions: &[i64]) -> StoreResult<Vec<HandedRow>> {
    let mut rows = Vec::new();
    for some in submissions.chunks(500) {
        let found = handed_over::table.filter(handed_over::submission_id.eq_any(some.to_vec()));
        rows.extend(found.load::<HandedRow>(db)?);
    }
    Ok(rows)
}

/// Lets a draft wait, in place of what was said of it before.
///
/// # Errors
/// Failures of the database.
pub fn put(db: &mut Db, row: &HandedRow) -> StoreResult<()> {
    remove(db, row.submission_id)?;
    diesel::insert_into(handed_over::table).values(row).execute(db)?;
    Ok(())
}

/// Ends the waiting; true where there was one.
///
/// # Errors
/// Failures of the database.
pub fn remove(db: &mut Db, submission: i64) -> StoreResult<bool> {
    let own = handed_over::table.filter(handed_over::submission_id.eq(submission));
    Ok(diesel::delete(own).execute(db)? > 0)
}
