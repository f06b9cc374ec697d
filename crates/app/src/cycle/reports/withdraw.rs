//! Taking a sent report back before a reviewer begins.

use super::checks::follow_ups;
use super::submission::state;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleResult, shared, templates};
use serde_json::json;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::submission::{Command, Context, decide};
use tonghop_store::locks::Lock;
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::{Db, editions, matrix, rounds, submissions};

/// Takes a submission back; a new draft can be begun from it.
///
/// # Errors
/// [`crate::cycle::CycleError::Refused`] once a reviewer has begun; `Denied`, `Conflict`.
pub fn withdraw(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (mut row, mut place) = shared::held(db, call, id.0, Action::WithdrawReport, Lock::Change)?;
        let context = Context {
            round: shared::round_state(&place.round),
            ..Context::default()
        };
        let (next, kind) = decide(state(&row), Command::Withdraw, &context)?;
        row.state = next.key().into();
        row.version = version;
        submissions::update(db, &row)?;
        let before = place.report.first_sent_at;
        let counting: Vec<SubmissionRow> = submissions::of_report(db, place.report.id)?
            .into_iter()
            .filter(|s| state(s).counts())
            .collect();
        // What was taken back was not received: what is sent instead counts from its own day.
        place.report.first_sent_at = counting.iter().filter_map(|s| s.sent_at).min();
        if place.report.first_sent_at != before {
            rounds::update_report(db, &place.report)?;
        }
        show(cycle, db, &place, counting.first())?;
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

/// The views show the last attempt that counts, what was accepted before, with what it asks and promises; nothing where there is
/// none.
fn show(cycle: &Cycle, db: &mut Db, place: &Place, counts: Option<&SubmissionRow>) -> CycleResult<()> {
    let report = place.report.id;
    let Some(row) = counts else {
        editions::drop_recommendations(db, report, &[])?;
        editions::drop_commitments(db, report, &[])?;
        return Ok(matrix::remove(db, place.round.id, place.unit.id)?);
    };
    let template = templates::load(db, place.round.template_id)?;
    let items = submissions::items(db, row.id)?;
    // Rows of what was sent before are still there: they only become present again.
    let said = follow_ups(cycle, &template, &items, &place.round.title);
    editions::drop_recommendations(db, report, &said.asked)?;
    editions::drop_commitments(db, report, &said.promises)?;
    super::put_matrix_row(db, place, &template.content, row, &items)
}
