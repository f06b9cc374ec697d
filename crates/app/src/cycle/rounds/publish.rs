//! Opening what was accepted in a closed round to the public, and later what was accepted since.

use super::change::command;
use crate::cycle::{Call, Cycle, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::cycle::round::RoundCommand;
use tonghop_model::cycle::submission::{self, Command, Context, Refusal};
use tonghop_model::cycle::{EventKind, RoundState, SubmissionState};
use tonghop_store::events::NewEvent;
use tonghop_store::rounds::{self, ReportRow};
use tonghop_store::{Db, compared, editions, matrix, submissions};

/// Opens the accepted results of a closed round to the public, of a published one those that were accepted since; how many
/// editions. What a unit has sent anew does not matter: its accepted edition is published.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Refused` also where a published round has nothing new, `Conflict`.
pub fn publish(cycle: &Cycle, call: &Call<'_>, id: RoundId, version: i64) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let (row, event) = command(db, call, id, version, RoundCommand::Publish)?;
        let mut happened = vec![event];
        for (report, _) in rounds::reports(db, Some(id.0), "/")? {
            happened.extend(publish_one(db, call, &report)?);
        }
        let published = happened.len() - 1;
        if published == 0 && shared::round_state(&row) == RoundState::Published {
            return Err(Refusal::NothingToPublish.into());
        }
        // Nothing is sent to it any more that could be compared.
        compared::forget(db, id.0)?;
        // In the chain of the round: one transaction holds one chain.
        shared::append(db, call, happened)?;
        Ok(published)
    })
}

/// Publishes the accepted edition of a report, where it has one that is not published.
fn publish_one<'a>(db: &mut Db, call: &Call<'a>, report: &ReportRow) -> CycleResult<Option<NewEvent<'a>>> {
    let Some(id) = report.edition_id else { return Ok(None) };
    let Some(edition) = editions::get(db, id)?.filter(|e| e.published_at.is_none()) else {
        return Ok(None);
    };
    let Some(mut row) = submissions::get(db, edition.submission_id)? else {
        return Ok(None);
    };
    let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Draft);
    // Where its review was opened again, the edition is in force all the same.
    if let Ok((next, _)) = submission::decide(state, Command::Publish, &Context::default()) {
        row.state = next.key().into();
        submissions::update(db, &row)?;
        matrix::set_state(db, row.id, &row.state)?;
    }
    editions::publish(db, edition.id, call.now.unix())?;
    let detail = json!({ "edition": edition.number, "report": report.id, "submission": row.id });
    let kind = EventKind::EditionPublished;
    let event = shared::event(call, kind, ("edition", edition.id), Some(report.unit_id), detail);
    Ok(Some(event))
}
