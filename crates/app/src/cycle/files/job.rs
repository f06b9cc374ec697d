//! Reading queued files: one at a time per call, on a thread that may work for long.

use super::identity::Identity;
use super::{own_cells, proposals, source};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use crate::pipeline;
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tonghop_document::{Document, WarningCode};
use tonghop_messages::Lang;
use tonghop_model::cycle::{Action, Actor, EventKind};
use tonghop_model::moment::Moment;
use tonghop_model::reading::Understood;
use tonghop_store::files::{self, ReadParts, ReadingRow};
use tonghop_store::locks::Lock;
use tonghop_store::pack;

/// A worker that died gives its file back after so many seconds; longer than any file takes.
const LEASE: i64 = 600;
/// The reader of pictures of pages.
const RECOGNISED: &str = "ocr";
/// No value of a scan is more certain than this: a misread figure looks like any other, so each is looked at by a person.
const SCANNED: f64 = 0.7;
/// Remarks of a reader that are kept with a file.
const REMARKS: usize = 20;
/// A file that took the worker down with it is tried so often.
const TRIES: i64 = 3;

/// Reads the oldest file that waits; false where none does. Called again and again by a job.
///
/// # Errors
/// Failures of the database. A file that cannot be read is no error: the reading says why.
pub fn run_next_reading(cycle: &Cycle, now: Moment) -> CycleResult<bool> {
    let Some(row) = cycle
        .store
        .write(|db| Ok::<_, CycleError>(files::claim_reading(db, now.unix(), LEASE)?))?
    else {
        return Ok(false);
    };
    let (name, bytes) = cycle.store.read(|db| {
        let file = files::attachment(db, row.attachment_id)?.ok_or(CycleError::NotFound("file"))?;
        Ok::<_, CycleError>((file.name, files::bytes(db, &file.digest)?))
    })?;
    let result = if row.attempts > TRIES {
        Err(cycle.texts(Lang::Vi).text("cycle-file-interrupted"))
    } else {
        understand(cycle, &name, &bytes)
    };
    finish(cycle, &row, now, &name, &result)?;
    Ok(true)
}

fn understand(cycle: &Cycle, name: &str, bytes: &[u8]) -> Result<(Document, Understood), String> {
    // A defect of the program on one odd file must not take the server down.
    let work = AssertUnwindSafe(|| {
        let document = pipeline::document(&cycle.engine, name, bytes)?;
        let understood = pipeline::understood(&document, &cycle.engine.catalogue, name);
        Ok((document, understood))
    });
    catch_unwind(work).unwrap_or_else(|_| Err(cycle.texts(Lang::Vi).text("app-failure-defect")))
}

/// What the reader remarks, each once, worded; that a scan was recognised is told of the whole document.
fn remarks(cycle: &Cycle, document: &Document) -> Vec<[String; 2]> {
    let mut told: Vec<[String; 2]> = Vec::new();
    for warning in &document.warnings {
        let words = Lang::ALL.map(|lang| pipeline::worded_warning(cycle.texts(lang), warning));
        if warning.code != WarningCode::RecognisedByOcr && told.len() < REMARKS && !told.contains(&words) {
            told.push(words);
        }
    }
    told
}

/// Words of all pages that recognition is not certain of.
fn uncertain(document: &Document) -> usize {
    let pages = document.warnings.iter().filter_map(pipeline::uncertain);
    pages.map(|count| count as usize).sum()
}

fn finish(
    cycle: &Cycle,
    row: &ReadingRow,
    now: Moment,
    name: &str,
    result: &Result<(Document, Understood), String>,
) -> CycleResult<()> {
    let actor = Actor::system(&row.requested_by);
    let call = Call {
        actor: &actor,
        now,
        address: "",
    };
    cycle.store.write(|db| {
        let (submission, place) = shared::held(db, &call, row.submission_id, Action::ViewReport, Lock::Share)?;
        let template = templates::load(db, place.round.template_id)?;
        let (kind, detail) = match result {
            Ok((document, understood)) => {
                let json = serde_json::to_vec(&understood.reading).map_err(|e| CycleError::Internal(e.to_string()))?;
                let text =
                    serde_json::to_vec(&source::blocks(document)).map_err(|e| CycleError::Internal(e.to_string()))?;
                let remembered = files::remembered(db, place.unit.id)?;
                let ids = (row.id, row.submission_id);
                let known = (&*remembered, &*cycle.engine.catalogue);
                let mut found = proposals::proposals(understood, &template.content, known, ids);
                own_cells::add(&mut found, document, &template.content);
                if document.reader == RECOGNISED {
                    for candidate in &mut found {
                        candidate.confidence = candidate.confidence.min(SCANNED);
                    }
                }
                let all = found.len();
                // Sent in the meantime: the reading is kept, the draft it was for is gone.
                let mut dropped = 0;
                if submission.state == "draft" {
                    // A newer version of a document takes the place of the older one; what others say stays.
                    dropped = files::drop_open_candidates(db, row, name)?;
                    proposals::leave_out_known(&mut found, &files::candidates(db, row.submission_id)?);
                    files::insert_candidates(db, &found)?;
                }
                let about = Identity {
                    repeated: all - found.len(),
                    recognised: document.reader == RECOGNISED,
                    uncertain: uncertain(document),
                    remarks: remarks(cycle, document),
                    ..Identity::of(&understood.reading.header)
                };
                let parts = ReadParts {
                    content: pack(&json),
                    document: pack(&text),
                    about: serde_json::to_string(&about).map_err(|e| CycleError::Internal(e.to_string()))?,
                };
                files::finish_reading(db, row, Ok(parts), now.unix())?;
                let detail = json!({ "file": name, "candidates": found.len(), "dropped": dropped });
                (EventKind::FileRead, detail)
            }
            Err(why) => {
                files::finish_reading(db, row, Err(why.clone()), now.unix())?;
                (EventKind::FileFailed, json!({ "file": name, "reason": why }))
            }
        };
        shared::record(
            db,
            &call,
            kind,
            ("submission", row.submission_id),
            Some(place.unit.id),
            detail,
        )
    })
}
