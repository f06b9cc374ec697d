//! Sending a report: all checks run, errors stop it, warnings need a word, a repeated request changes nothing.

use super::checks::{Checked, Purpose, keep_words, run_checks};
use super::item::answers;
use super::matrix_row::MatrixCells;
use super::over_time;
use super::print::{print, print_of_found};
use super::start::Begun;
use super::stopped;
use super::submission::state;
use crate::cycle::files::identity;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use serde_json::json;
use std::collections::BTreeMap;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::submission::{Command, Context, Refusal, decide};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::editions::Promise;
use tonghop_store::events::NewEvent;
use tonghop_store::findings::{FindingRow, NewFinding};
use tonghop_store::locks::Lock;
use tonghop_store::submissions::{self, ItemRow, SentRows, SubmissionRow};
use tonghop_store::{Db, editions, findings, rounds};

/// A report that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The submission.
    pub submission: SubmissionId,
    /// True where the same request had sent it before.
    pub repeated: bool,
}

/// Sends a draft. `key` names the request: repeated with the same key it changes nothing. `note` is a word to the
/// reviewer; it also explains warnings that have no explanation of their own.
///
/// # Errors
/// [`CycleError::Refused`] with `blocked`, `unexplained`, `empty` (the findings are kept and can be read), a wrong state or
/// round; [`CycleError::Denied`]; [`CycleError::Conflict`] where it was changed while it was checked.
pub fn submit(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, key: &str, note: Option<&str>) -> CycleResult<Sent> {
    submit_as_seen(cycle, call, id, None, (key, note))
}

/// The answers that somebody looked at: versions by code of the item.
pub type Seen = BTreeMap<String, i64>;

/// Sends a draft as [`submit`] does, where its answers are still those that the sender looked at.
///
/// # Errors
/// Those of [`submit`]; [`CycleError::Conflict`] where an answer was saved since.
pub fn submit_as_seen(
    cycle: &Cycle,
    call: &Call<'_>,
    id: SubmissionId,
    seen: Option<&Seen>,
    (key, note): (&str, Option<&str>),
) -> CycleResult<Sent> {
    let mut checker = shared::Checker::default();
    checker.optional_line("key", key);
    checker.length("note", note.unwrap_or_default(), 5000);
    checker.done()?;
    let note = note.map(str::trim).filter(|n| !n.is_empty());
    let (items, place, known, foreign, earlier) = cycle.store.read(|db| {
        let (_, place) = shared::submission(db, call, id.0, Action::SubmitReport)?;
        let known = templates::known(cycle, db, place.round.template_id)?;
        let items = submissions::items(db, id.0)?;
        let foreign = identity::findings(cycle, db, &place, id.0, &items)?;
        let earlier = over_time::before(db, &place)?;
        Ok::<_, CycleError>((items, place, known, foreign, earlier))
    })?;
    if seen.is_some_and(|seen| !is_as_seen(seen, &items)) {
        return answered(cycle, (key, &print(&items)), Err(CycleError::Conflict("submission")));
    }
    let content = &known.template.content;
    let mut checked = run_checks(cycle, &known, &place, (id.0, &items), &earlier, Purpose::Sending)?;
    checked.findings.extend(foreign);
    let cells = MatrixCells::of(content, &items);
    let digest = print(&items);
    let result = cycle.store.write(|db| {
        // Before the answers are compared: who is typing has saved by then or comes too late.
        let (row, place) = shared::held(db, call, id.0, Action::SubmitReport, Lock::Change)?;
        shared::may_edit(state(&row), &place)?;
        let read = items.iter().map(|i| (i.node.as_str(), i.version));
        let present = submissions::item_versions(db, id.0)?;
        if !read.eq(present.iter().map(|(node, version)| (node.as_str(), *version))) {
            return Err(CycleError::Conflict("submission"));
        }
        let known = findings::of_submission(db, id.0)?;
        keep_words(&known, &mut checked.findings);
        let send = Sending {
            row,
            place,
            items: &items,
            cells: &cells,
            digest: &digest,
            key,
            note,
            begun: None,
            known,
            replaced: Vec::new(),
        };
        send.send(db, call, &checked)
    });
    if let Ok(Ok(_)) = &result {
        checked.forget(cycle);
    }
    // A refusal keeps the findings that explain it.
    answered(cycle, (key, &digest), result).map_err(|error| stopped::named(cycle, id.0, error))
}

fn is_as_seen(seen: &Seen, items: &[ItemRow]) -> bool {
    seen.len() == items.len() && items.iter().all(|i| seen.get(&i.node) == Some(&i.version))
}

/// What came of sending. Where it could not be done, the same request may have done it before, here or on another server: only
/// then is it looked for. `print` is that of the answers: others under the same key are another request.
pub(crate) fn answered(
    cycle: &Cycle,
    (key, print_of): (&str, &str),
    result: CycleResult<CycleResult<Sent>>,
) -> CycleResult<Sent> {
    let failure = match result {
        Ok(Ok(sent)) => return Ok(sent),
        Ok(Err(refused)) => refused,
        Err(failed) => failed,
    };
    if key.is_empty() {
        return Err(failure);
    }
    let known = cycle.store.read(|db| {
        let Some(row) = submissions::by_key(db, key)? else {
            return Ok::<_, CycleError>(None);
        };
        let same = print(&submissions::items(db, row.id)?) == print_of;
        Ok(Some((row.id, same)))
    })?;
    match known {
        None => Err(failure),
        Some((_, false)) => Err(Refusal::KeyReused.into()),
        Some((id, true)) => Ok(Sent {
            submission: SubmissionId(id),
            repeated: true,
        }),
    }
}

/// What is about to be sent.
pub(crate) struct Sending<'a> {
    pub row: SubmissionRow,
    pub place: Place,
    pub items: &'a [ItemRow],
    pub cells: &'a MatrixCells,
    /// Print of the answers: made before others have to wait.
    pub digest: &'a str,
    pub key: &'a str,
    pub note: Option<&'a str>,
    /// The attempt was begun with it: that is still to be recorded, in the report and as an event.
    pub begun: Option<Begun<'a>>,
    /// What was found in the attempt before now.
    pub known: Vec<FindingRow>,
    /// Codes of the answers of the draft that it took the place of.
    pub replaced: Vec<String>,
}

impl Sending<'_> {
    /// Decides and saves within a transaction; the outer error undoes it, the inner one does not.
    pub(crate) fn send(mut self, db: &mut Db, call: &Call<'_>, checked: &Checked) -> CycleResult<CycleResult<Sent>> {
        let id = self.row.id;
        let begun = self.begun.take();
        // Then nothing was asked or promised yet either.
        let is_first = self.place.report.first_sent_at.is_none() && self.row.based_on.is_none();
        let is_new = begun.is_some();
        let mut happened: Vec<NewEvent<'_>> = begun.map(|b| b.event).into_iter().collect();
        let waived = match is_first && self.known.is_empty() {
            // Nothing was found yet that anybody could have waived.
            true => Vec::new(),
            false => findings::waivers(db, self.place.report.id)?,
        };
        let waived: Vec<String> = waived.into_iter().map(|w| w.fingerprint).collect();
        let (blocking, unexplained, errors, warnings) = checked.counts(&waived, self.note);
        let found = findings::drop_others(db, std::mem::take(&mut self.known), &checked.findings)?;
        let context = Context {
            round: shared::round_state(&self.place.round),
            blocking,
            unexplained,
            answers: self.items.iter().filter(|i| answers(i)).count(),
            ..Context::default()
        };
        let next = match decide(state(&self.row), Command::Submit, &context) {
            Ok((next, _)) => next,
            Err(refusal) => {
                // Sent before under this key: then the repetition changes nothing, and `answered` finds what was sent.
                if !self.key.is_empty() && submissions::by_key(db, self.key)?.is_some() {
                    return Err(refusal.into());
                }
                findings::insert(db, &found)?;
                if is_new {
                    rounds::update_report(db, &self.place.report)?;
                }
                shared::append(db, call, happened)?;
                return Ok(Err(refusal.into()));
            }
        };
        self.row.state = next.key().into();
        self.row.sent_by = Some(call.actor.name.clone());
        self.row.sent_at = Some(call.now.unix());
        self.row.note = self.note.map(str::to_owned);
        (self.row.errors, self.row.warnings) = (errors, warnings);
        self.row.idempotency_key = Some(self.key.to_owned()).filter(|k| !k.is_empty());
        happened.extend(self.supersede(db, call)?);
        happened.extend(self.lift_exemption(call));
        let (asked, promises) = self.follow_ups(db, checked, is_first)?;
        self.save(db, call, (&found, &asked, &promises))?;
        let answered = self.items.iter().filter(|i| answers(i)).count();
        let mut detail = json!({
            "report": self.place.report.id, "attempt": self.row.attempt, "items": answered,
            "errors": errors, "warnings": warnings, "digest": self.digest, "found": print_of_found(&checked.findings),
        });
        if !self.replaced.is_empty() {
            detail["replaced"] = json!(self.replaced);
        }
        if let Some(note) = self.note {
            detail["note"] = json!(note);
        }
        let unit = Some(self.place.unit.id);
        happened.push(shared::event(
            call,
            EventKind::Submitted,
            ("submission", id),
            unit,
            detail,
        ));
        // Last: the chain is locked until the transaction ends.
        shared::append(db, call, happened)?;
        Ok(Ok(Sent {
            submission: SubmissionId(id),
            repeated: false,
        }))
    }

    /// The attempt that this one answers has had its time; what is to be recorded of it.
    fn supersede<'c>(&self, db: &mut Db, call: &Call<'c>) -> CycleResult<Option<NewEvent<'c>>> {
        let Some(before) = self.row.based_on else {
            return Ok(None);
        };
        let Some(mut before) = submissions::get(db, before)? else {
            return Ok(None);
        };
        let accepted = matches!(before.state.as_str(), "accepted" | "published") || self.is_in_force(db, before.id)?;
        // What was accepted stays valid until the new attempt is accepted.
        let Some((next, kind)) = decide(state(&before), Command::Supersede, &Context::default())
            .ok()
            .filter(|_| !accepted)
        else {
            return Ok(None);
        };
        let detail = json!({ "from": before.state, "by": self.row.id });
        before.state = next.key().into();
        submissions::update(db, &before)?;
        let unit = Some(self.place.unit.id);
        Ok(Some(shared::event(call, kind, ("submission", before.id), unit, detail)))
    }

    /// True for the attempt of the newest edition: the edition holds although the review was opened again.
    fn is_in_force(&self, db: &mut Db, attempt: i64) -> CycleResult<bool> {
        let Some(edition) = self.place.report.edition_id else {
            return Ok(false);
        };
        Ok(editions::submission_of(db, edition)? == Some(attempt))
    }

    /// Who sends although nothing was asked is counted like all who send; what is to be recorded of that.
    fn lift_exemption<'c>(&mut self, call: &Call<'c>) -> Option<NewEvent<'c>> {
        let reason = self.place.report.exempt_reason.take()?;
        let (report, unit) = (self.place.report.id, Some(self.place.unit.id));
        let detail = json!({ "reason": reason });
        let kind = EventKind::ExemptionLifted;
        Some(shared::event(call, kind, ("report", report), unit, detail))
    }

    /// The attempt, the obligation, what the matrix shows of them, and what is new: found, asked, promised.
    fn save(
        &mut self,
        db: &mut Db,
        call: &Call<'_>,
        (findings, asked, promises): (&[&NewFinding], &[&String], &[&Promise]),
    ) -> CycleResult<()> {
        let report = &mut self.place.report;
        report.submission_id = Some(self.row.id);
        report.first_sent_at = report.first_sent_at.or(Some(call.now.unix()));
        report.nothing_reason = None;
        let sent = SentRows {
            submission: &self.row,
            report: &self.place.report,
            cells: &self.cells.row(&self.place, &self.row),
            folded: self.cells.folded(),
            findings,
            asked,
            promises,
        };
        Ok(submissions::save_sent(db, &sent)?)
    }

    /// Recommendations and promises of the narrative that enter their lists, once those of the attempt before that are not
    /// among them have given way.
    fn follow_ups<'c>(&self, db: &mut Db, checked: &'c Checked, is_first: bool) -> CycleResult<FollowUps<'c>> {
        if is_first {
            return Ok((checked.asked.iter().collect(), checked.promises.iter().collect()));
        }
        let report = self.place.report.id;
        Ok((
            editions::drop_recommendations(db, report, &checked.asked)?,
            editions::drop_commitments(db, report, &checked.promises)?,
        ))
    }
}

/// What is asked and what is promised.
type FollowUps<'c> = (Vec<&'c String>, Vec<&'c Promise>);
