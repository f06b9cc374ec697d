//! Taking back what was decided on a value that was read.

use crate::cycle::reports::emptied;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::{CandidateId, SubmissionId};
use tonghop_store::files::{self, CandidateRow, Decision};
use tonghop_store::submissions::{self, ItemRow};
use tonghop_store::{Db, StoreError};

/// What came of taking decisions back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reopened {
    /// Values that are open again.
    pub count: usize,
    /// Of these, values whose answer somebody changed since: that answer stays.
    pub kept: usize,
}

/// Takes a decision back: the value is open again, the answer that stood there before comes back, and what the decision
/// taught is forgotten. An answer that was changed since stays.
///
/// # Errors
/// [`CycleError::Conflict`] where `version` is not the present one or nothing was decided, [`CycleError::Denied`], `Refused`.
pub fn reopen(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64) -> CycleResult<Reopened> {
    cycle.store.write(|db| {
        let row = files::candidate(db, id.0)?.ok_or(CycleError::NotFound("candidate"))?;
        let (_, place) = shared::editable(db, call, row.submission_id)?;
        if row.state == "open" || row.version != version {
            return Err(CycleError::Conflict("candidate"));
        }
        all(db, call, &[row], place.unit.id)
    })
}

/// Takes decisions back at once, each named with its version: all of them or none.
///
/// # Errors
/// [`CycleError::Conflict`] where one was decided on since, [`CycleError::NotFound`] where one is not of this draft,
/// [`CycleError::Denied`], `Refused`.
pub fn reopen_all(
    cycle: &Cycle,
    call: &Call<'_>,
    id: SubmissionId,
    wanted: &[(CandidateId, i64)],
) -> CycleResult<Reopened> {
    cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, id.0)?;
        let known: HashMap<i64, CandidateRow> = files::candidates(db, id.0)?.into_iter().map(|r| (r.id, r)).collect();
        let mut rows = Vec::with_capacity(wanted.len());
        for (candidate, version) in wanted {
            let row = known.get(&candidate.0).ok_or(CycleError::NotFound("candidate"))?;
            if row.state == "open" || row.version != *version {
                return Err(CycleError::Conflict("candidate"));
            }
            rows.push(row.clone());
        }
        all(db, call, &rows, place.unit.id)
    })
}

fn all(db: &mut Db, call: &Call<'_>, rows: &[CandidateRow], unit: i64) -> CycleResult<Reopened> {
    let mut done = Reopened::default();
    let Some(first) = rows.first() else { return Ok(done) };
    let items = submissions::items(db, first.submission_id)?;
    let mut nodes = Vec::new();
    for row in rows {
        let open = Decision {
            state: "open",
            ..Decision::default()
        };
        files::decide_candidate(db, row.id, row.version, &open)?;
        files::forget_of(db, unit, row.id)?;
        // What was typed over it since keeps its place in the document, and stays.
        let item = items
            .iter()
            .find(|i| i.candidate_id == Some(row.id) && i.source == "candidate");
        match item {
            Some(item) => give_back(db, call, row, item)?,
            None if row.state != "rejected" => done.kept += 1,
            None => {}
        }
        done.count += 1;
        nodes.extend(item.map(|i| i.node.clone()));
    }
    forget_removed(db, rows)?;
    let detail = json!({ "nodes": nodes, "label": first.label, "count": done.count });
    let subject = ("submission", first.submission_id);
    shared::record(db, call, EventKind::CandidateReopened, subject, Some(unit), detail)?;
    Ok(done)
}

/// What is open again and came from a file that was taken away is not offered any more.
fn forget_removed(db: &mut Db, rows: &[CandidateRow]) -> CycleResult<()> {
    let readings: HashSet<i64> = rows.iter().map(|r| r.reading_id).collect();
    for reading in readings {
        let Some(reading) = files::reading(db, reading)? else {
            continue;
        };
        let file = files::attachment(db, reading.attachment_id)?;
        if file.is_some_and(|f| f.removed_at.is_some()) {
            files::drop_candidates_of(db, reading.attachment_id)?;
        }
    }
    Ok(())
}

/// The answer that stood there before the decision; an empty one where there was none: its version goes on from that of the
/// answer that is taken back, so that nobody takes what is written next for it.
fn give_back(db: &mut Db, call: &Call<'_>, row: &CandidateRow, item: &ItemRow) -> CycleResult<()> {
    let before: Option<ItemRow> = row.replaced.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let before = before.filter(|b| b.node == item.node);
    let before = before.unwrap_or_else(|| emptied(call, item));
    match submissions::update_item(db, &before, item.version) {
        Err(StoreError::Stale(_)) => Err(CycleError::Conflict("candidate")),
        other => Ok(other?),
    }
}
