//! The matrix of a round: one packed row per unit, kept current in the transaction that changes a submission.
//!
//! 3,321 units × 60 tasks are 200,000 cells; as rows of their own they take four times as long to load as the whole
//! page may take. A row holds its cells in the order of the template's tasks, [`CELL`] bytes each.

use crate::pattern::containing;
use crate::schema::{matrix_row, matrix_text, org_unit};
use crate::statement::{self, Value};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// Bytes of one cell: class, flags, percentage in tenths (65535: none), first four bytes of the SHA-256 of the text.
pub const CELL: usize = 8;

/// The statement of [`put`], for [`row_values`].
macro_rules! row_sql {
    () => {
        "INSERT INTO matrix_row (round_id, unit_id, submission_id, state, cells, errors, warnings) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (round_id, unit_id) DO UPDATE SET submission_id = excluded.submission_id, \
         state = excluded.state, cells = excluded.cells, errors = excluded.errors, warnings = excluded.warnings"
    };
}
pub(crate) use row_sql;

/// The statement of [`put_text`].
macro_rules! words_sql {
    () => {
        "INSERT INTO matrix_text (submission_id, folded) VALUES (?, ?) \
         ON CONFLICT (submission_id) DO UPDATE SET folded = excluded.folded"
    };
}
pub(crate) use words_sql;

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = matrix_row)]
pub struct MatrixRow {
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// Submission that the cells come from.
    pub submission_id: i64,
    /// Its state.
    pub state: String,
    /// Packed cells.
    pub cells: Vec<u8>,
    /// Findings that are errors.
    pub errors: i64,
    /// Findings that are warnings.
    pub warnings: i64,
}

/// Puts a row in the place of the unit's row.
///
/// # Errors
/// Failures of the database.
pub fn put(db: &mut Db, row: &MatrixRow) -> StoreResult<()> {
    statement::run(db, row_sql!(), &row_values(row)).map(drop)
}

pub(crate) fn row_values(row: &MatrixRow) -> [Value<'_>; 7] {
    [
        row.round_id.into(),
        row.unit_id.into(),
        row.submission_id.into(),
        row.state.as_str().into(),
        row.cells.as_slice().into(),
        row.errors.into(),
        row.warnings.into(),
    ]
}

/// Notes the state of the submission that a row comes from; nothing happens where the row comes from another one.
///
/// # Errors
/// Failures of the database.
pub fn set_state(db: &mut Db, submission_id: i64, state: &str) -> StoreResult<()> {
    let own = matrix_row::table.filter(matrix_row::submission_id.eq(submission_id));
    diesel::update(own).set(matrix_row::state.eq(state)).execute(db)?;
    Ok(())
}

/// Notes how many findings of the submission are open; nothing happens where the row comes from another one.
///
/// # Errors
/// Failures of the database.
pub fn set_counts(db: &mut Db, submission_id: i64, errors: i64, warnings: i64) -> StoreResult<()> {
    let own = matrix_row::table.filter(matrix_row::submission_id.eq(submission_id));
    diesel::update(own)
        .set((matrix_row::errors.eq(errors), matrix_row::warnings.eq(warnings)))
        .execute(db)?;
    Ok(())
}

/// Takes the unit's row away.
///
/// # Errors
/// Failures of the database.
pub fn remove(db: &mut Db, round_id: i64, unit_id: i64) -> StoreResult<()> {
    let own = matrix_row::table.filter(matrix_row::round_id.eq(round_id).and(matrix_row::unit_id.eq(unit_id)));
    diesel::delete(own).execute(db)?;
    Ok(())
}

/// Rows of a round within a subtree, in no particular order.
///
/// # Errors
/// Failures of the database.
pub fn of_round(db: &mut Db, round_id: i64, path: &str) -> StoreResult<Vec<MatrixRow>> {
    if path == "/" {
        let all = matrix_row::table.filter(matrix_row::round_id.eq(round_id));
        return Ok(all.select(MatrixRow::as_select()).load(db)?);
    }
    let units = org_unit::table
        .filter(org_unit::path.like(format!("{path}%")))
        .select(org_unit::id);
    let found = matrix_row::table
        .filter(matrix_row::round_id.eq(round_id))
        .filter(matrix_row::unit_id.eq_any(units));
    Ok(found.select(MatrixRow::as_select()).load(db)?)
}

/// Keeps the folded answers of a submission for searching; what was kept before goes.
///
/// # Errors
/// Failures of the database.
pub fn put_text(db: &mut Db, submission_id: i64, folded: &str) -> StoreResult<()> {
    statement::run(db, words_sql!(), &[submission_id.into(), folded.into()]).map(drop)
}

/// Submissions in the matrix of a round whose folded answers contain these folded words.
///
/// # Errors
/// Failures of the database.
pub fn with_words(db: &mut Db, round_id: i64, folded: &str) -> StoreResult<Vec<i64>> {
    use matrix_text as t;
    let of_round = matrix_row::table
        .filter(matrix_row::round_id.eq(round_id))
        .select(matrix_row::submission_id);
    let found = t::table
        .filter(t::submission_id.eq_any(of_round))
        .filter(t::folded.like(containing(folded)).escape('!'));
    Ok(found.select(t::submission_id).load(db)?)
}

/// Submissions in the matrix of a round whose answers are not kept for searching: sent before the program kept any.
///
/// # Errors
/// Failures of the database.
pub fn without_text(db: &mut Db, round_id: i64) -> StoreResult<Vec<i64>> {
    let kept = matrix_text::table.select(matrix_text::submission_id);
    let found = matrix_row::table
        .filter(matrix_row::round_id.eq(round_id))
        .filter(matrix_row::submission_id.ne_all(kept));
    Ok(found.select(matrix_row::submission_id).load(db)?)
}
