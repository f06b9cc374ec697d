//! Taking a sent report back before a reviewer begins.

use super::submission::state;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleResult, shared, templates};
use serde_json::json;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::submission::{Command, Context, decide};
use tonghop_store::{Db, matrix, submissions};

/// Takes a submission back; a new draft can be begun from it.
///
/// # Errors
/// [`crate::cycle::CycleError::Refused`] once a reviewer has begun; `Denied`, `Conflict`.
pub fn withdraw(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (mut row, place) = shared::submission(db, call, id.0, Action::WithdrawReport)?;
        let context = Context {
            round: shared::round_state(&place.round),
            ..Context::default()
        };
        let (next, kind) = decide(state(&row), Command::Withdraw, &context)?;
        row.state = next.key().into();
        row.version = version;
        submissions::update(db, &row)?;
        show_what_counts(db, &place)?;
        shared::record(
            db,
            call,
            kind,
            ("submission", id.0),
            Some(place.unit.id),
            json!({ "attempt": row.attempt }),
        )
    })
}

/// The matrix shows the last attempt that counts, what was accepted before; nothing where there is none.
fn show_what_counts(db: &mut Db, place: &Place) -> CycleResult<()> {
    let all = submissions::of_report(db, place.report.id)?;
    let Some(row) = all.iter().find(|s| state(s).counts()) else {
        return Ok(matrix::remove(db, place.round.id, place.unit.id)?);
    };
    let template = templates::load(db, place.round.template_id)?;
    let items = submissions::items(db, row.id)?;
    super::put_matrix_row(db, place, &template.content, row, &items)
}
