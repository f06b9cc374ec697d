//! Beginning an attempt.

use super::submission::state;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{ReportId, SubmissionId};
use tonghop_model::cycle::{Action, EventKind, SubmissionState};
use tonghop_store::events::NewEvent;
use tonghop_store::locks::Lock;
use tonghop_store::submissions::{self, ItemRow, NewSubmission, SubmissionRow};
use tonghop_store::{Db, rounds};

/// The draft of a report; a new one where there is none: empty at first, a copy of what was returned, withdrawn or
/// accepted later.
///
/// # Errors
/// [`CycleError::Denied`]; [`CycleError::Refused`] while it is with the reviewer or the round is closed.
pub fn start(cycle: &Cycle, call: &Call<'_>, report: ReportId) -> CycleResult<SubmissionId> {
    let attempt = || {
        cycle.store.write(|db| {
            let place = shared::held_place(db, call, report.0, Action::EditReport)?;
            draft(db, call, &place, "form").map(|row| SubmissionId(row.id))
        })
    };
    match attempt() {
        // A colleague began at the same moment: theirs is the draft.
        Err(CycleError::Conflict(_)) => attempt(),
        other => other,
    }
}

/// The draft, within a transaction.
pub(crate) fn draft(db: &mut Db, call: &Call<'_>, place: &Place, intake: &str) -> CycleResult<SubmissionRow> {
    let mut place = place.clone();
    let (row, begun) = begin(db, call, &mut place, intake)?;
    if let Some(begun) = begun {
        rounds::update_report(db, &place.report)?;
        shared::append(db, call, vec![begun.event])?;
    }
    Ok(row)
}

/// A draft that was not there before.
pub(crate) struct Begun<'a> {
    /// What is still to be recorded.
    pub event: NewEvent<'a>,
    /// True where it has the answers of the attempt before.
    pub copied: bool,
}

/// The draft, within a transaction. Where it is a new one, two things are left to the caller, who may have more to save with
/// them: the report of `place`, which names the draft, and the event.
pub(crate) fn begin<'a>(
    db: &mut Db,
    call: &Call<'a>,
    place: &mut Place,
    intake: &str,
) -> CycleResult<(SubmissionRow, Option<Begun<'a>>)> {
    let newest = match place.report.submission_id {
        Some(id) => submissions::held(db, id, Lock::Change)?,
        None => None,
    };
    // Asked for a draft, whatever comes before: only the round can refuse here.
    shared::may_edit(SubmissionState::Draft, place)?;
    let base = match newest {
        None => None,
        Some(newest) => match state(&newest) {
            SubmissionState::Draft => return Ok((newest, None)),
            SubmissionState::Submitted | SubmissionState::InReview => {
                return Err(tonghop_model::cycle::submission::Refusal::WrongState(state(&newest)).into());
            }
            _ => Some(newest),
        },
    };
    let (row, event) = create(db, call, place, intake, base.as_ref())?;
    let copied = base.is_some();
    Ok((row, Some(Begun { event, copied })))
}

fn create<'a>(
    db: &mut Db,
    call: &Call<'a>,
    place: &mut Place,
    intake: &str,
    base: Option<&SubmissionRow>,
) -> CycleResult<(SubmissionRow, NewEvent<'a>)> {
    let new = NewSubmission {
        report_id: place.report.id,
        attempt: base.map_or(1, |b| b.attempt + 1),
        state: SubmissionState::Draft.key(),
        intake,
        based_on: base.map(|b| b.id),
        created_by: &call.actor.name,
        created_at: call.now.unix(),
        errors: 0,
        warnings: 0,
        version: 1,
    };
    let id = submissions::insert(db, &new)?;
    if let Some(base) = base {
        let copies = submissions::items(db, base.id)?
            .into_iter()
            .map(|i| ItemRow { submission_id: id, ..i });
        submissions::insert_items(db, &copies.collect::<Vec<_>>())?;
    }
    place.report.submission_id = Some(id);
    let detail = json!({ "report": place.report.id, "based_on": base.map(|b| b.id) });
    let kind = EventKind::SubmissionStarted;
    let event = shared::event(call, kind, ("submission", id), Some(place.unit.id), detail);
    Ok((new.stored(id), event))
}
