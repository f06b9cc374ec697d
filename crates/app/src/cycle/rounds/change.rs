//! Changing a round.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::cycle::round::{RoundCommand, decide};
use tonghop_model::cycle::submission::{self, Command, Context};
use tonghop_model::cycle::{Action, EventKind, RoundState, SubmissionState};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_store::rounds::{self, RoundRow};
use tonghop_store::{Db, matrix, submissions, units};

/// Receives nothing more.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Refused`], [`CycleError::Conflict`].
pub fn close(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64) -> CycleResult<()> {
    cycle
        .store
        .write(|db| command(db, call, id, version, RoundCommand::Close).map(drop))
}

/// Receives again.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Refused`], [`CycleError::Conflict`].
pub fn reopen(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64) -> CycleResult<()> {
    cycle
        .store
        .write(|db| command(db, call, id, version, RoundCommand::Reopen).map(drop))
}

/// Opens the accepted results of a closed round to the public; how many editions.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Refused`], [`CycleError::Conflict`].
pub fn publish(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64) -> CycleResult<usize> {
    cycle.store.write(|db| {
        command(db, call, id, version, RoundCommand::Publish)?;
        let newest: Vec<i64> = rounds::reports(db, Some(id.0), "/")?
            .iter()
            .filter_map(|(r, _)| r.submission_id)
            .collect();
        let mut published = 0;
        for mut row in submissions::with_ids(db, &newest)? {
            let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Draft);
            if let Ok((next, _)) = submission::decide(state, Command::Publish, &Context::default()) {
                row.state = next.key().into();
                submissions::update(db, &row)?;
                matrix::set_state(db, row.id, &row.state)?;
                published += 1;
            }
        }
        Ok(published)
    })
}

fn command(db: &mut Db, call: &Call<'_>, id: RoundId, version: i64, command: RoundCommand) -> CycleResult<RoundRow> {
    let row = load(db, call, id)?;
    let state = RoundState::from_key(&row.state).unwrap_or(RoundState::Closed);
    let (next, kind) = decide(state, command)?;
    let published = (next == RoundState::Published).then(|| call.now.unix());
    rounds::set_state(db, id.0, version, next.key(), published)?;
    shared::record(db, call, kind, ("round", id.0), None, json!({}))?;
    Ok(row)
}

fn load(db: &mut Db, call: &Call<'_>, id: RoundId) -> CycleResult<RoundRow> {
    let row = rounds::get(db, id.0)?.ok_or(CycleError::NotFound("round"))?;
    let top = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
    call.may_on(Action::ManageRound, &top.path, &row.programme)?;
    Ok(row)
}

/// Changes title, cut-off and deadline.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn change_dates(
    cycle: &Cycle,
    call: &Call<'_>,
    id: RoundId,
    version: i64,
    (title, cut_off, deadline): (&str, Date, Date),
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("title", title);
    if deadline < cut_off {
        checker.wrong("deadline", Message::new("cycle-round-deadline-early"));
    }
    checker.done()?;
    cycle.store.write(|db| {
        let row = load(db, call, id)?;
        rounds::set_dates(
            db,
            id.0,
            version,
            title.trim(),
            &cut_off.to_string(),
            &deadline.to_string(),
        )?;
        let detail =
            json!({ "cut_off": [row.cut_off, cut_off.to_string()], "deadline": [row.deadline, deadline.to_string()] });
        shared::record(db, call, EventKind::RoundChanged, ("round", id.0), None, detail)
    })
}
