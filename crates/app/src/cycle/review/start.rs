//! Beginning a review: from now on the unit cannot take the report back.

use crate::cycle::{Call, Cycle, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::submission::{Command, Context, decide};
use tonghop_model::cycle::{Action, SubmissionState};
use tonghop_store::{Db, matrix, submissions};

/// Begins a review.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Refused`, `Conflict`.
pub fn start(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| start_within(db, call, id, version))
}

/// Begins within a transaction.
pub(super) fn start_within(db: &mut Db, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<()> {
    let (mut row, place) = shared::submission(db, call, id.0, Action::ReviewReport)?;
    let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded);
    let (next, kind) = decide(state, Command::StartReview, &Context::default())?;
    row.state = next.key().into();
    row.reviewer = Some(call.actor.name.clone());
    row.reviewer_id = call.actor.account.map(|a| a.0);
    row.version = version;
    submissions::update(db, &row)?;
    matrix::set_state(db, id.0, &row.state)?;
    shared::record(
        db,
        call,
        kind,
        ("submission", id.0),
        Some(place.unit.id),
        json!({ "attempt": row.attempt }),
    )
}
