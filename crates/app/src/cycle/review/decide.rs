//! Decisions on single items, and returning those that have to be done again.

use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, mail, reports, shared, templates};
use serde_json::json;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::submission::{Command, Context, decide};
use tonghop_model::cycle::{Action, EventKind, ReviewDecision, SubmissionState};
use tonghop_model::message::Message;
use tonghop_store::locks::Lock;
use tonghop_store::reviews::{self, ReviewRow};
use tonghop_store::submissions::{self, SubmissionRow};
use tonghop_store::{Db, matrix};

/// Decides on an item of a submission under review. The decision can be changed until the whole is decided. `version` is
/// that of the decision which was seen, 0 for none; where the same was decided already, nothing happens.
///
/// # Errors
/// [`CycleError::DecisionConflict`] with what stands there now where another decision was seen;
/// [`CycleError::Denied`], `Refused`, `Invalid`.
pub fn decide_item(
    cycle: &Cycle,
    call: &Call<'_>,
    id: SubmissionId,
    (node, version): (&str, i64),
    decision: &ReviewDecision,
) -> CycleResult<()> {
    let (reason, due) = match decision {
        ReviewDecision::Accepted => (None, None),
        ReviewDecision::Returned { reason, due } => {
            let mut checker = shared::Checker::default();
            checker.line("reason", reason);
            if *due < call.today() {
                checker.wrong("due", Message::new("cycle-review-due-past"));
            }
            if shared::is_far(call, *due) {
                checker.wrong("due", Message::new("cycle-date-far"));
            }
            checker.done()?;
            (Some(reason.trim().to_owned()), Some(due.to_string()))
        }
    };
    cycle.store.write(|db| {
        let (submission, place) = under_review(db, call, id)?;
        known(db, &place, node)?;
        let row = ReviewRow {
            submission_id: id.0,
            node: node.into(),
            decision: decision.key().into(),
            reason,
            due,
            decided_by: call.actor.name.clone(),
            decided_at: call.now.unix(),
            version: submission.version + 1,
        };
        let present = reviews::of_item(db, id.0, node)?;
        if present.as_ref().is_some_and(|p| says_the_same(p, &row)) {
            return Ok(());
        }
        seen(present, version)?;
        submissions::update(db, &submission)?;
        reviews::decide(db, &row)?;
        let detail = json!({ "node": node, "decision": row.decision, "reason": row.reason, "due": row.due });
        let kind = match decision {
            ReviewDecision::Accepted => EventKind::ItemAccepted,
            ReviewDecision::Returned { .. } => EventKind::ItemReturned,
        };
        shared::record(db, call, kind, ("submission", id.0), Some(place.unit.id), detail)
    })
}

/// Takes a decision on an item back; `version` is that of the decision which was seen. Where there is none, nothing happens.
///
/// # Errors
/// [`CycleError::DecisionConflict`] where another decision was seen; [`CycleError::Denied`], `Refused`.
pub fn reopen_item(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, (node, version): (&str, i64)) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (submission, place) = under_review(db, call, id)?;
        let Some(present) = reviews::of_item(db, id.0, node)? else {
            return Ok(());
        };
        let detail = json!({ "node": node, "decision": present.decision, "by": present.decided_by });
        seen(Some(present), version)?;
        submissions::update(db, &submission)?;
        reviews::reopen(db, id.0, node)?;
        shared::record(
            db,
            call,
            EventKind::ItemReopened,
            ("submission", id.0),
            Some(place.unit.id),
            detail,
        )
    })
}

/// A submission whose items are decided on, held until the transaction ends. Who decides changes its version, so that
/// nobody decides on the whole over a decision that was not seen.
fn under_review(db: &mut Db, call: &Call<'_>, id: SubmissionId) -> CycleResult<(SubmissionRow, Place)> {
    let (row, place) = shared::held(db, call, id.0, Action::ReviewReport, Lock::Change)?;
    let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded);
    decide(state, Command::DecideItem, &Context::default())?;
    Ok((row, place))
}

/// A second click, or two reviewers of one mind.
fn says_the_same(present: &ReviewRow, new: &ReviewRow) -> bool {
    (&present.decision, &present.reason, &present.due) == (&new.decision, &new.reason, &new.due)
}

/// Refuses a decision over one that was not seen.
fn seen(present: Option<ReviewRow>, version: i64) -> CycleResult<()> {
    if present.as_ref().map_or(0, |p| p.version) == version {
        return Ok(());
    }
    let present = present.map(reports::review).transpose()?;
    Err(CycleError::DecisionConflict(Box::new(present)))
}

fn known(db: &mut Db, place: &Place, node: &str) -> CycleResult<()> {
    let template = templates::load(db, place.round.template_id)?;
    match template.content.kind(node) {
        Some(_) => Ok(()),
        None => Err(CycleError::invalid("node", "cycle-item-unknown")),
    }
}

/// Sends the returned items back to the unit, which is told by mail; how many. `version` is that of the submission as it
/// was seen: somebody else may have decided on more items since.
///
/// # Errors
/// [`CycleError::Refused`] with `nothing-returned`; `Denied`, `Conflict`.
pub fn return_items(
    cycle: &Cycle,
    call: &Call<'_>,
    id: SubmissionId,
    version: i64,
    note: Option<&str>,
) -> CycleResult<usize> {
    let mut checker = shared::Checker::default();
    checker.length("note", note.unwrap_or_default(), 5000);
    checker.done()?;
    let note = note.map(str::trim).filter(|n| !n.is_empty());
    cycle.store.write(|db| {
        let (mut row, place) = shared::submission(db, call, id.0, Action::ReviewReport)?;
        let decisions = reviews::of_submission(db, id.0)?;
        let returned: Vec<&ReviewRow> = decisions.iter().filter(|d| d.decision == "returned").collect();
        let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded);
        let context = Context {
            round: shared::round_state(&place.round),
            returned_items: returned.len(),
            ..Context::default()
        };
        let (next, kind) = decide(state, Command::Return, &context)?;
        row.state = next.key().into();
        row.version = version;
        row.decided_by = Some(call.actor.name.clone());
        row.decided_at = Some(call.now.unix());
        submissions::update(db, &row)?;
        matrix::set_state(db, id.0, &row.state)?;
        // The unit's own word at sending stays with the attempt: the reviewer's stands among the remarks.
        if let Some(note) = note {
            let at = (place.report.id, Some(id.0), None);
            reviews::comment(db, at, note, &call.actor.name, call.now.unix())?;
        }
        mail::tell_returned(db, cycle, call, &place, (&row, note), &returned)?;
        let nodes: Vec<_> = returned.iter().map(|r| r.node.as_str()).collect();
        let mut detail = json!({ "nodes": nodes });
        if let Some(note) = note {
            detail["note"] = json!(note);
        }
        shared::record(db, call, kind, ("submission", id.0), Some(place.unit.id), detail)?;
        Ok(returned.len())
    })
}
