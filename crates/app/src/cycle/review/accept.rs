//! Accepting a report: a numbered edition is frozen, its values become observations.

use super::waive;
use crate::cycle::reports::{self, Item};
use crate::cycle::secret::digest;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tonghop_model::cycle::ids::{EditionId, ReportId, SubmissionId};
use tonghop_model::cycle::submission::{Command, Context, Refusal, decide};
use tonghop_model::cycle::{Action, EventKind, SubmissionState};
use tonghop_model::moment::Moment;
use tonghop_store::editions::{self as rows, NewEdition, ObservationRow, Taken};
use tonghop_store::events::NewEvent;
use tonghop_store::files::{self, AttachmentRow};
use tonghop_store::locks::{self, Lock};
use tonghop_store::submissions::{self, ItemRow, SubmissionRow};
use tonghop_store::{Db, matrix, pack, reviews, rounds, unpack};

/// A frozen edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Id.
    pub id: EditionId,
    /// Number within the report, from 1.
    pub number: i64,
    /// Submission that was accepted.
    pub submission: SubmissionId,
    /// SHA-256 of the content.
    pub digest: String,
    /// Who accepted.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The answers as they were frozen.
    pub items: Vec<Item>,
    /// The files that stood with the report; none in editions of older programs.
    pub files: Vec<FrozenFile>,
}

impl Edition {
    /// How many of its answers say anything: those that were cleared do not.
    #[must_use]
    pub fn answered(&self) -> usize {
        reports::answered_items(&self.items)
    }
}

/// Accepts a submission under review.
///
/// # Errors
/// [`CycleError::Refused`] with `items-returned` or `blocked` (errors neither corrected nor waived); `Denied`, `Conflict`.
pub fn accept(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<EditionId> {
    let accepted = cycle.store.write(|db| accept_within(db, call, id, version));
    accepted.map_err(|error| reports::with_findings(cycle, id.0, error))
}

/// Opens the review of an accepted report again, with a reason, so that single items can be returned. Its edition stays in force,
/// and with the public, until another one is accepted.
///
/// # Errors
/// [`CycleError::Refused`] while the round is closed, or where the unit has begun to mend the report by itself; `Invalid`,
/// `Denied`, `Conflict`.
pub fn reopen(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, version: i64, reason: &str) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("reason", reason);
    checker.done()?;
    cycle.store.write(|db| {
        let (mut row, place) = shared::held(db, call, id.0, Action::AcceptReport, Lock::Change)?;
        let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded);
        if place.report.submission_id != Some(id.0) {
            return Err(Refusal::WrongState(state).into());
        }
        let context = Context {
            round: shared::round_state(&place.round),
            ..Context::default()
        };
        let (next, kind) = decide(state, Command::ReopenReview, &context)?;
        row.state = next.key().into();
        row.version = version;
        row.reviewer = Some(call.actor.name.clone());
        row.reviewer_id = call.actor.account.map(|a| a.0);
        submissions::update(db, &row)?;
        matrix::set_state(db, id.0, &row.state)?;
        let detail = json!({ "from": state.key(), "reason": reason.trim() });
        shared::record(db, call, kind, ("submission", id.0), Some(place.unit.id), detail)
    })
}

/// Accepts within a transaction.
pub(super) fn accept_within(db: &mut Db, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<EditionId> {
    let (mut row, mut place) = shared::held(db, call, id.0, Action::AcceptReport, Lock::Change)?;
    shared::not_own(call, &row, &place)?;
    let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded);
    let (next, kind) = decide(state, Command::Accept, &context(db, &row, &place)?)?;
    row.state = next.key().into();
    row.decided_by = Some(call.actor.name.clone());
    row.decided_at = Some(call.now.unix());
    row.version = version;
    submissions::update(db, &row)?;
    let mut happened = supersede_accepted(db, call, &row, &place)?;
    let items = submissions::items(db, id.0)?;
    let (edition, number, print, is_new) = freeze(db, call, &place, &row, &items)?;
    let observations: Vec<_> = items.iter().filter_map(|i| observation(&place, edition, i)).collect();
    if is_new {
        locks::values(db, place.round.id, Lock::Share)?;
        rows::replace_observations(db, place.round.id, place.unit.id, &observations)?;
    }
    place.report.edition_id = Some(edition);
    rounds::update_report(db, &place.report)?;
    let template = templates::load(db, place.round.template_id)?;
    reports::put_matrix_row(db, &place, &template.content, &row, &items)?;
    let detail = json!({
        "edition": number, "report": place.report.id, "observations": observations.len(), "digest": print,
    });
    happened.push(shared::event(
        call,
        kind,
        ("submission", id.0),
        Some(place.unit.id),
        detail,
    ));
    shared::append(db, call, happened)?;
    Ok(EditionId(edition))
}

fn context(db: &mut Db, row: &SubmissionRow, place: &Place) -> CycleResult<Context> {
    let (blocking, _) = waive::open_findings(db, row.id, place.report.id)?;
    let decisions = reviews::of_submission(db, row.id)?;
    Ok(Context {
        round: shared::round_state(&place.round),
        blocking,
        returned_items: decisions.iter().filter(|d| d.decision == "returned").count(),
        ..Context::default()
    })
}

/// The attempt that was accepted before gives way; what is to be recorded of it.
fn supersede_accepted<'a>(
    db: &mut Db,
    call: &Call<'a>,
    row: &SubmissionRow,
    place: &Place,
) -> CycleResult<Vec<NewEvent<'a>>> {
    let mut happened = Vec::new();
    for mut before in submissions::of_report(db, row.report_id)? {
        // One that was accepted and whose review was opened again counts until now.
        let counts = SubmissionState::from_key(&before.state).is_some_and(SubmissionState::counts);
        if before.id != row.id && counts {
            let detail = json!({ "from": before.state, "by": row.id });
            before.state = SubmissionState::Superseded.key().into();
            submissions::update(db, &before)?;
            let (kind, unit) = (EventKind::Superseded, Some(place.unit.id));
            happened.push(shared::event(call, kind, ("submission", before.id), unit, detail));
        }
    }
    Ok(happened)
}

/// Id, number and print of the edition, and whether it is a new one: what was looked at again and is accepted as it was has its
/// edition already.
fn freeze(
    db: &mut Db,
    call: &Call<'_>,
    place: &Place,
    row: &SubmissionRow,
    items: &[ItemRow],
) -> CycleResult<(i64, i64, String, bool)> {
    let newest = rows::of_report(db, place.report.id)?.into_iter().next();
    let content = content(db, place.report.id, items)?;
    let print = digest(&content);
    let number = match newest {
        Some(same) if same.submission_id == row.id && same.digest == print => {
            return Ok((same.id, same.number, print, false));
        }
        Some(before) => before.number + 1,
        None => 1,
    };
    let edition = NewEdition {
        report_id: place.report.id,
        number,
        submission_id: row.id,
        content: pack(content.as_bytes()),
        digest: &print,
        frozen_by: &call.actor.name,
        frozen_at: call.now.unix(),
    };
    let id = rows::insert(db, &edition)?;
    Ok((id, number, print, true))
}

/// What is frozen: the answers, and the files that stood with the report by their digests.
#[derive(Deserialize)]
struct Frozen {
    items: Vec<ItemRow>,
    #[serde(default)]
    files: Vec<FrozenFile>,
}

/// A file as it stood with the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// Item that it is evidence for.
    pub node: Option<String>,
    /// `report`, `evidence`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: String,
}

fn content(db: &mut Db, report: i64, items: &[ItemRow]) -> CycleResult<String> {
    let file = |row: AttachmentRow| FrozenFile {
        node: row.node,
        kind: row.kind,
        name: row.name,
        digest: row.digest,
    };
    let files: Vec<FrozenFile> = files::attachments(db, report)?.into_iter().map(file).collect();
    serde_json::to_string(&json!({ "items": items, "files": files })).map_err(|e| CycleError::Internal(e.to_string()))
}

/// The content of an edition; those of older programs are the answers alone.
fn frozen(text: &[u8]) -> CycleResult<Frozen> {
    let wrong = |e: serde_json::Error| CycleError::Internal(e.to_string());
    if text.first() == Some(&b'[') {
        let items = serde_json::from_slice(text).map_err(wrong)?;
        return Ok(Frozen {
            items,
            files: Vec::new(),
        });
    }
    serde_json::from_slice(text).map_err(wrong)
}

/// What is taken from the content of an edition, by element, to be held against what was taken; none where the content cannot
/// be read.
pub(crate) fn taken_from(edition: i64, content: &[u8]) -> Option<Vec<Taken>> {
    let items = frozen(content).ok()?.items;
    let taken = items.into_iter().filter(is_observed);
    let taken = taken.map(|i| (edition, i.node, i.value, i.numerator, i.denominator));
    let mut taken: Vec<Taken> = taken.collect();
    taken.sort_by(|a, b| a.1.cmp(&b.1));
    Some(taken)
}

const fn is_observed(item: &ItemRow) -> bool {
    item.value.is_some() || item.numerator.is_some()
}

fn observation(place: &Place, edition: i64, item: &ItemRow) -> Option<ObservationRow> {
    if !is_observed(item) {
        return None;
    }
    let computed = item.numerator.is_some() && item.denominator.is_some();
    Some(ObservationRow {
        edition_id: Some(edition),
        round_id: place.round.id,
        unit_id: place.unit.id,
        unit_code: place.unit.code.clone(),
        unit_valid_from: place.unit.valid_from.clone(),
        element: item.node.clone(),
        value: item.value,
        numerator: item.numerator,
        denominator: item.denominator,
        unit_of_measure: item.unit_of_measure.clone(),
        qualifier: item.qualifier.clone(),
        window_from: item
            .as_of_from
            .clone()
            .or_else(|| Some(place.round.period_from.clone())),
        window_to: item.as_of_to.clone().or_else(|| Some(place.round.cut_off.clone())),
        basis: match (item.source.as_str(), computed) {
            ("register", _) => "register",
            (_, true) => "computed",
            _ => "declared",
        }
        .into(),
        span: item.span.clone(),
        sentence: item.sentence.clone(),
        is_current: true,
        import_id: None,
    })
}

/// Editions of a report, newest first.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn editions(cycle: &Cycle, call: &Call<'_>, report: ReportId) -> CycleResult<Vec<Edition>> {
    cycle.store.read(|db| {
        shared::place(db, call, report.0, Action::ViewReport)?;
        let mut found = Vec::new();
        for row in rows::of_report(db, report.0)? {
            let Frozen { items, files } = frozen(&unpack(&row.content)?)?;
            found.push(Edition {
                id: EditionId(row.id),
                number: row.number,
                submission: SubmissionId(row.submission_id),
                digest: row.digest,
                by: row.frozen_by,
                at: Moment::from_unix(row.frozen_at),
                items: items.into_iter().map(Item::of).collect::<CycleResult<_>>()?,
                files,
            });
        }
        Ok(found)
    })
}
