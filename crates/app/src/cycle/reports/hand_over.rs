//! Within the unit: who writes a report lays it before those who may send it, and they send it or hand it back.

use super::stopped;
use super::submission::state;
use super::{answered_items, check};
use crate::cycle::{Call, Cycle, CycleResult, mail, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{AccountId, SubmissionId};
use tonghop_model::cycle::submission::Refusal;
use tonghop_model::cycle::{Action, EventKind, SubmissionState};
use tonghop_model::finding::Severity;
use tonghop_model::moment::Moment;
use tonghop_store::handed_over::{self, HandedRow};
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::{Db, people, reviews, submissions};

/// Longest word to who sends it, in characters.
const LONGEST: usize = 1000;

/// A draft that waits for somebody who may send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Who laid it before them.
    pub by: String,
    /// When.
    pub at: Moment,
    /// A word to them.
    pub note: Option<String>,
}

impl From<HandedRow> for Handed {
    fn from(row: HandedRow) -> Self {
        Self {
            by: row.handed_by,
            at: Moment::from_unix(row.handed_at),
            note: row.note,
        }
    }
}

/// Name of the person; with the login where somebody else has the same name.
fn who(db: &mut Db, call: &Call<'_>) -> CycleResult<String> {
    let name = &call.actor.name;
    let namesakes = people::accounts(db)?
        .into_iter()
        .filter(|a| a.name == *name)
        .collect::<Vec<_>>();
    let own = namesakes.iter().find(|a| call.actor.account == Some(AccountId(a.id)));
    Ok(match own {
        Some(own) if namesakes.len() > 1 => format!("{name} ({})", own.login),
        _ => name.clone(),
    })
}

/// Lays a draft before those of the unit who may send it; how many of them a message goes to.
///
/// # Errors
/// [`crate::cycle::CycleError::Refused`] with `blocked`, `empty` as for sending, or where it is no draft; [`crate::cycle::CycleError::Denied`],
/// [`crate::cycle::CycleError::Invalid`] for a note that is too long.
pub fn hand_over(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, note: Option<&str>) -> CycleResult<usize> {
    let mut checker = shared::Checker::default();
    checker.length("note", note.unwrap_or_default(), LONGEST);
    checker.done()?;
    let note = note.map(str::trim).filter(|n| !n.is_empty());
    cycle
        .store
        .read(|db| shared::submission(db, call, id.0, Action::EditReport))?;
    let found = check(cycle, call, id)?;
    let blocking = found
        .iter()
        .filter(|f| f.severity == Severity::Error && f.waived.is_none());
    match blocking.count() {
        0 => {}
        count => return Err(stopped::named(cycle, id.0, Refusal::Blocked(count).into())),
    }
    cycle.store.write(|db| {
        let (row, place) = shared::editable(db, call, id.0)?;
        if answered_items(&super::page::read(submissions::items(db, id.0)?)?) == 0 {
            return Err(Refusal::Empty.into());
        }
        let handed = HandedRow {
            submission_id: id.0,
            handed_by: who(db, call)?,
            handed_at: call.now.unix(),
            note: note.map(str::to_owned),
        };
        handed_over::put(db, &handed)?;
        let told = mail::tell_handed_over(db, cycle, call, &place, &handed)?;
        let detail = json!({ "attempt": row.attempt, "messages": told });
        let subject = ("submission", id.0);
        shared::record(db, call, EventKind::HandedOver, subject, Some(place.unit.id), detail)?;
        Ok(told)
    })
}

/// Hands a draft back to who wrote it, with a reason that stands among the remarks, or takes it back to go on writing.
///
/// # Errors
/// [`crate::cycle::CycleError::Invalid`] without a reason, where the person may send the report; `Refused` where it does not wait;
/// [`crate::cycle::CycleError::Denied`].
pub fn hand_back(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, reason: &str) -> CycleResult<()> {
    let reason = reason.trim();
    let mut checker = shared::Checker::default();
    checker.length("reason", reason, LONGEST);
    checker.done()?;
    cycle.store.write(|db| {
        let (row, place) = shared::editable(db, call, id.0)?;
        let sends = call.may_on(Action::SubmitReport, &place.unit.path, &place.round.programme);
        if sends.is_ok() {
            let mut checker = shared::Checker::default();
            checker.said("reason", reason, LONGEST);
            checker.done()?;
        }
        if !handed_over::remove(db, id.0)? {
            return Err(Refusal::WrongState(state(&row)).into());
        }
        if !reason.is_empty() {
            let at = (place.report.id, Some(id.0), None);
            reviews::comment(db, at, reason, &call.actor.name, call.now.unix())?;
        }
        if sends.is_ok() {
            mail::tell_handed_back(db, cycle, call, &place, (id.0, reason))?;
        }
        let mut detail = json!({ "attempt": row.attempt });
        if !reason.is_empty() {
            detail["reason"] = json!(reason);
        }
        let subject = ("submission", id.0);
        shared::record(db, call, EventKind::HandedBack, subject, Some(place.unit.id), detail)
    })
}

/// How a draft waits; none for one that is still being written, and for what was sent.
pub(crate) fn handed(db: &mut Db, row: Option<&SubmissionRow>) -> CycleResult<Option<Handed>> {
    let Some(row) = row.filter(|r| state(r) == SubmissionState::Draft) else {
        return Ok(None);
    };
    Ok(handed_over::of(db, &[row.id])?.pop().map(Handed::from))
}
