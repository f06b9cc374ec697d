//! Changing a round.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::cycle::round::{RoundCommand, RoundUse, allow, decide};
use tonghop_model::cycle::{Action, EventKind, RoundState};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_store::events::NewEvent;
use tonghop_store::locks::{self, Lock};
use tonghop_store::rounds::{self, RoundRow};
use tonghop_store::{Db, units};

/// Receives nothing more.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Refused`], [`CycleError::Conflict`].
pub fn close(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64) -> CycleResult<()> {
    change(cycle, call, id, version, RoundCommand::Close)
}

/// Receives again. What was published stays open to the public until what corrects it is published; that it is wrong has to be
/// said in a reason.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`] for a published round without a reason, [`CycleError::Refused`],
/// [`CycleError::Conflict`].
pub fn reopen(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64, reason: &str) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.optional_line("reason", reason);
    checker.done()?;
    cycle.store.write(|db| {
        let (was, mut event) = command(db, call, id, version, RoundCommand::Reopen)?;
        if was.published_at.is_some() && reason.trim().is_empty() {
            return Err(CycleError::invalid("reason", "cycle-field-blank"));
        }
        if !reason.trim().is_empty() {
            event.detail = json!({ "reason": reason.trim() });
        }
        shared::append(db, call, vec![event])
    })
}

/// Changes the state of a round, which is held until the transaction ends; the round as it was, and what is to be recorded.
pub(super) fn command<'a>(
    db: &mut Db,
    call: &Call<'a>,
    id: RoundId,
    version: i64,
    command: RoundCommand,
) -> CycleResult<(RoundRow, NewEvent<'a>)> {
    // Who sends or accepts has done so by then, or finds the round as it stands afterwards.
    locks::round(db, id.0, Lock::Change)?;
    let row = load(db, call, id)?;
    let (next, kind) = decide(shared::round_state(&row), command)?;
    let published = match next {
        RoundState::Published => Some(call.now.unix()),
        RoundState::Open | RoundState::Closed => row.published_at,
    };
    rounds::set_state(db, id.0, version, next.key(), published)?;
    Ok((row, shared::event(call, kind, ("round", id.0), None, json!({}))))
}

/// The same, recorded.
fn change(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64, what: RoundCommand) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (_, event) = command(db, call, id, version, what)?;
        shared::append(db, call, vec![event])
    })
}

fn load(db: &mut Db, call: &Call<'_>, id: RoundId) -> CycleResult<RoundRow> {
    let row = rounds::get(db, id.0)?.ok_or(CycleError::NotFound("round"))?;
    let top = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
    call.may_on(Action::ManageRound, &top.path, &row.programme)?;
    Ok(row)
}

/// Changes title, cut-off and deadline. A deadline is not moved into the past: whoever has sent in time would be late.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Refused`] for a published round, [`CycleError::Conflict`].
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
        locks::round(db, id.0, Lock::Change)?;
        let row = load(db, call, id)?;
        allow(shared::round_state(&row), RoundUse::ChangeDates)?;
        if deadline < call.today() && shared::date(&row.deadline)? != deadline {
            return Err(CycleError::invalid("deadline", "cycle-round-deadline-past"));
        }
        rounds::set_dates(
            db,
            id.0,
            version,
            title.trim(),
            &cut_off.to_string(),
            &deadline.to_string(),
        )?;
        let detail = json!({
            "title": [row.title, title.trim()],
            "cut_off": [row.cut_off, cut_off.to_string()],
            "deadline": [row.deadline, deadline.to_string()],
        });
        shared::record(db, call, EventKind::RoundChanged, ("round", id.0), None, detail)
    })
}
