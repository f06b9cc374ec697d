//! Deciding on what was read: accept, correct, reject.

use super::proposals::seen;
use crate::cycle::reports::{self, Item, ItemInput, Origin};
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use serde_json::json;
use std::collections::HashSet;
use tonghop_model::cycle::ids::{CandidateId, ReadingId, SubmissionId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::reading::{Span, StatusClass};
use tonghop_store::files::{self, CandidateRow, RememberedRow};
use tonghop_store::{Db, submissions};

/// A value that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Id.
    pub id: CandidateId,
    /// The document it was read from.
    pub reading: ReadingId,
    /// Item it belongs to; none where no task explains the row.
    pub node: Option<String>,
    /// `task`, `indicator`, `section`.
    pub kind: String,
    /// Title or subject as read.
    pub label: String,
    /// What would be saved.
    pub input: ItemInput,
    /// Class of the status.
    pub class: StatusClass,
    /// Unit of measure.
    pub unit_of_measure: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Place in the source.
    pub span: Option<Span>,
    /// 0..1.
    pub confidence: f64,
    /// True where an earlier correction of the unit was applied.
    pub remembered: bool,
    /// `open`, `accepted`, `corrected`, `rejected`.
    pub state: String,
    /// Version; a decision has to name it.
    pub version: i64,
}

/// Candidates of a draft, in the order of the template.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn candidates(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<Vec<Candidate>> {
    cycle.store.read(|db| {
        shared::submission(db, call, id.0, Action::ViewReport)?;
        Ok(files::candidates(db, id.0)?.into_iter().map(shown).collect())
    })
}

fn shown(row: CandidateRow) -> Candidate {
    Candidate {
        id: CandidateId(row.id),
        reading: ReadingId(row.reading_id),
        input: input(&row),
        class: reports::class(&row.class),
        span: serde_json::from_str(&row.span).ok(),
        node: row.node,
        kind: row.kind,
        label: row.label,
        unit_of_measure: row.unit_of_measure,
        sentence: row.sentence,
        confidence: row.confidence,
        remembered: row.remembered,
        state: row.state,
        version: row.version,
    }
}

fn input(row: &CandidateRow) -> ItemInput {
    let day = |text: &Option<String>| text.as_deref().and_then(|d| d.parse().ok());
    ItemInput {
        node: row.node.clone().unwrap_or_default(),
        version: 0,
        status: tonghop_text::squash_space(&row.status),
        result: row.result.clone(),
        absence: None,
        value: row.value,
        numerator: row.numerator,
        denominator: row.denominator,
        qualifier: row.qualifier.clone(),
        as_of_from: day(&row.as_of_from),
        as_of_to: day(&row.as_of_to),
    }
}

/// Takes a candidate as it was read. `item_version` is the version of the answer it replaces, 0 for none.
///
/// # Errors
/// [`CycleError::ItemConflict`], [`CycleError::Conflict`] where it was decided on, [`CycleError::Denied`], `Refused`.
pub fn accept(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64, item_version: i64) -> CycleResult<Item> {
    cycle.store.write(|db| {
        let (row, place) = open(db, call, id)?;
        let input = ItemInput {
            version: item_version,
            ..input(&row)
        };
        settle(
            db,
            cycle,
            call,
            (&row, &place),
            version,
            &input,
            EventKind::CandidateAccepted,
        )
    })
}

/// Takes a candidate with corrections; where it was put to another item, that is remembered for the unit's next
/// documents.
///
/// # Errors
/// As [`accept`].
pub fn correct(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64, input: &ItemInput) -> CycleResult<Item> {
    cycle.store.write(|db| {
        let (row, place) = open(db, call, id)?;
        if row.node.as_deref() != Some(&input.node) && row.kind != "section" {
            remember(db, call, &row, &place, Some(&input.node), "assign")?;
        }
        settle(
            db,
            cycle,
            call,
            (&row, &place),
            version,
            input,
            EventKind::CandidateCorrected,
        )
    })
}

/// Leaves a candidate out.
///
/// # Errors
/// [`CycleError::Conflict`] where it was decided on, [`CycleError::Denied`], `Refused`.
pub fn reject(cycle: &Cycle, call: &Call<'_>, id: CandidateId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (row, place) = open(db, call, id)?;
        files::decide_candidate(db, id.0, version, "rejected", &call.actor.name, call.now.unix())?;
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

/// Takes every open candidate whose item has no answer yet and of which the reader was sure enough; how many.
///
/// # Errors
/// [`CycleError::Denied`], `Refused`.
pub fn accept_all(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, confidence: f64) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, id.0)?;
        let template = templates::load(db, place.round.template_id)?;
        let mut answered: HashSet<String> = submissions::items(db, id.0)?.into_iter().map(|i| i.node).collect();
        let mut taken = Vec::new();
        for row in files::candidates(db, id.0)? {
            let Some(node) = row
                .node
                .clone()
                .filter(|_| row.state == "open" && row.confidence >= confidence)
            else {
                continue;
            };
            if !answered.insert(node.clone()) {
                continue;
            }
            reports::save_row(
                db,
                call,
                &cycle.engine.catalogue,
                &template.content,
                id.0,
                &input(&row),
                origin(&row),
            )?;
            files::decide_candidate(db, row.id, row.version, "accepted", &call.actor.name, call.now.unix())?;
            taken.push(node);
        }
        let detail = json!({ "nodes": taken });
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

fn settle(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    (row, place): (&CandidateRow, &Place),
    version: i64,
    input: &ItemInput,
    kind: EventKind,
) -> CycleResult<Item> {
    let template = templates::load(db, place.round.template_id)?;
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
    files::decide_candidate(db, row.id, version, state, &call.actor.name, call.now.unix())?;
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

fn remember(
    db: &mut Db,
    call: &Call<'_>,
    row: &CandidateRow,
    place: &Place,
    node: Option<&str>,
    decision: &str,
) -> CycleResult<()> {
    let remembered = RememberedRow {
        unit_id: place.unit.id,
        kind: row.kind.clone(),
        seen: seen(&row.label),
        node: node.map(str::to_owned),
        decision: decision.into(),
        updated_at: call.now.unix(),
    };
    Ok(files::remember(db, &remembered)?)
}
