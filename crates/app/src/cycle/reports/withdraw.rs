//! Taking a sent report back before a reviewer begins.

use super::submission::state;
use crate::cycle::{Call, Cycle, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::submission::{Command, Context, decide};
use tonghop_model::cycle::{Action, RoundState};
use tonghop_store::{matrix, submissions};

/// Takes a submission back; a new draft can be begun from it.
///
/// # Errors
/// [`crate::cycle::CycleError::Refused`] once a reviewer has begun; `Denied`, `Conflict`.
pub fn withdraw(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (mut row, place) = shared::submission(db, call, id.0, Action::WithdrawReport)?;
        let round = RoundState::from_key(&place.round.state).unwrap_or(RoundState::Closed);
        let (next, kind) = decide(
            state(&row),
            Command::Withdraw,
            &Context {
                round,
                ..Context::default()
            },
        )?;
        row.state = next.key().into();
        row.version = version;
        submissions::update(db, &row)?;
        matrix::remove(db, place.round.id, place.unit.id)?;
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
