//! Deciding on what was read: accept, correct, reject.

use super::candidates::input;
use super::{identity, memory};
use crate::cycle::reports::{self, Item, ItemInput, Origin, own_columns};
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::{CandidateId, SubmissionId};
use tonghop_store::files::{self, CandidateRow, Decision};
use tonghop_store::{Db, submissions};

/// Takes a candidate as it was read. `item_version` is the version of the answer it replaces, 0 for none.
///
/// # Errors
/// [`CycleError::ItemConflict`], [`CycleError::Conflict`] where it was decided on, [`CycleError::Denied`], `Refused`.
pub fn accept(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64, item_version: i64) -> CycleResult<Item> {
    cycle.store.write(|db| {
        let (row, place) = open(db, call, id)?;
        let input = ItemInput {
            version: item_version,
            // What was read goes over what stands there: see `settle`.
            own: None,
            ..input(&row)
        };
        let kind = EventKind::CandidateAccepted;
        settle(db, cycle, call, (&row, &place), version, &input, kind)
    })
}

/// Takes a candidate with corrections, which are remembered for the unit's next documents as far as they are about reading:
/// the item, the words of a status, which number of the sentence counts.
///
/// # Errors
/// As [`accept`].
pub fn correct(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64, input: &ItemInput) -> CycleResult<Item> {
    cycle.store.write(|db| {
        let (row, place) = open(db, call, id)?;
        let kind = EventKind::CandidateCorrected;
        settle(db, cycle, call, (&row, &place), version, input, kind)
    })
}

/// Leaves a candidate out.
///
/// # Errors
/// [`CycleError::Conflict`] where it was decided on, [`CycleError::Denied`], `Refused`.
pub fn reject(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (row, place) = open(db, call, id)?;
        files::decide_candidate(db, id.0, version, &decided(call, "rejected", None))?;
        memory::learn_left_out(db, call, &row, &place)?;
        let detail = json!({ "node": row.node, "label": row.label });
        shared::record(
            db,
            call,
            EventKind::CandidateRejected,
            ("submission", row.submission_id),
            Some(place.unit.id),
            detail,
        )
    })
}

/// Takes every open candidate whose item has no answer yet and of which the reader was sure enough; how many. Those of a
/// document that says it is of another unit or period only where `foreign` says that somebody looked at it.
///
/// # Errors
/// [`CycleError::Denied`], `Refused`.
pub fn accept_all(
    cycle: &Cycle,
    call: &Call<'_>,
    id: SubmissionId,
    confidence: f64,
    foreign: bool,
) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, id.0)?;
        let template = templates::load(db, place.round.template_id)?;
        let (answered, empty): (Vec<_>, Vec<_>) = submissions::items(db, id.0)?.into_iter().partition(reports::answers);
        let mut answered: HashSet<String> = answered.into_iter().map(|i| i.node).collect();
        // Answers that were cleared or taken back: what is taken goes on from their versions.
        let empty: HashMap<String, i64> = empty.into_iter().map(|i| (i.node, i.version)).collect();
        let mut taken = Vec::new();
        let left = match foreign {
            true => HashSet::new(),
            false => identity::foreign_readings(db, &place, id.0)?,
        };
        for row in files::candidates(db, id.0)? {
            let Some(node) = row
                .node
                .clone()
                .filter(|_| row.state == "open" && row.confidence >= confidence && !left.contains(&row.reading_id))
            else {
                continue;
            };
            if !answered.insert(node.clone()) {
                continue;
            }
            let input = ItemInput {
                version: empty.get(&node).copied().unwrap_or_default(),
                ..input(&row)
            };
            reports::save_row(
                db,
                call,
                &cycle.engine.catalogue,
                &template.content,
                id.0,
                &input,
                origin(&row),
            )?;
            files::decide_candidate(db, row.id, row.version, &decided(call, "accepted", None))?;
            taken.push(node);
        }
        let detail = match foreign {
            true => json!({ "nodes": taken, "foreign": true }),
            false => json!({ "nodes": taken }),
        };
        shared::record(
            db,
            call,
            EventKind::CandidateAccepted,
            ("submission", id.0),
            Some(place.unit.id),
            detail,
        )?;
        Ok(taken.len())
    })
}

fn open(db: &mut Db, call: &Call<'_>, id: CandidateId) -> CycleResult<(CandidateRow, Place)> {
    let row = files::candidate(db, id.0)?.ok_or(CycleError::NotFound("candidate"))?;
    let (_, place) = shared::editable(db, call, row.submission_id)?;
    if row.state != "open" {
        return Err(CycleError::Conflict("candidate"));
    }
    Ok((row, place))
}

/// Takes what was read as `input` says, and remembers what that teaches.
fn settle(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    (row, place): (&CandidateRow, &Place),
    version: i64,
    input: &ItemInput,
    kind: EventKind,
) -> CycleResult<Item> {
    memory::learn(db, call, &cycle.engine.catalogue, (row, place), input)?;
    let template = templates::load(db, place.round.template_id)?;
    // What it takes the place of comes back where the decision is taken back.
    let replaced = match input.version {
        0 => None,
        _ => submissions::item(db, row.submission_id, &input.node)?,
    };
    let present = replaced.as_ref().and_then(|item| item.own.as_deref());
    let input = &ItemInput {
        own: input
            .own
            .clone()
            .or_else(|| own_columns::read_over(row.own.as_deref(), present)),
        ..input.clone()
    };
    let replaced = replaced
        .map(|item| serde_json::to_string(&item).map_err(|e| CycleError::Internal(e.to_string())))
        .transpose()?;
    let saved = reports::save_row(
        db,
        call,
        &cycle.engine.catalogue,
        &template.content,
        row.submission_id,
        input,
        origin(row),
    )?;
    let state = if kind == EventKind::CandidateAccepted {
        "accepted"
    } else {
        "corrected"
    };
    files::decide_candidate(db, row.id, version, &decided(call, state, replaced.as_deref()))?;
    let detail = json!({ "node": input.node, "read_as": row.node, "label": row.label });
    shared::record(
        db,
        call,
        kind,
        ("submission", row.submission_id),
        Some(place.unit.id),
        detail,
    )?;
    Item::of(saved)
}

fn origin(row: &CandidateRow) -> Origin {
    Origin {
        source: "candidate",
        candidate: Some(row.id),
        span: Some(row.span.clone()),
        sentence: Some(row.sentence.clone()),
    }
}

fn decided<'a>(call: &Call<'a>, state: &'a str, replaced: Option<&'a str>) -> Decision<'a> {
    Decision {
        state,
        by: Some(&call.actor.name),
        at: Some(call.now.unix()),
        replaced,
    }
}
