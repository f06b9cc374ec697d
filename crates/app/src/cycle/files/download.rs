//! Handing a kept file out, and taking it from its report.

use super::upload::evidence_allowed;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use std::collections::HashSet;
use tonghop_model::cycle::ids::AttachmentId;
use tonghop_model::cycle::submission::Command;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::files::{self, AttachmentRow};
use tonghop_store::{Db, submissions};

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Name.
    pub name: String,
    /// IANA media type.
    pub media_type: String,
    /// SHA-256.
    pub digest: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The bytes of a file.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn download(cycle: &Cycle, call: &Call<'_>, id: AttachmentId) -> CycleResult<Download> {
    cycle.store.read(|db| {
        let row = files::attachment(db, id.0)?.ok_or(CycleError::NotFound("file"))?;
        shared::place(db, call, row.report_id, Action::ViewReport)?;
        let file = files::file(db, &row.digest)?.ok_or(CycleError::NotFound("file"))?;
        Ok(Download {
            name: row.name,
            media_type: file.media_type,
            bytes: files::bytes(db, &row.digest)?,
            digest: row.digest,
        })
    })
}

/// Takes a file from its report; the bytes stay for the record. What waited of its values is given up with it. How many answers
/// of the present draft were taken from it: they stay until somebody takes those decisions back.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Refused`] while a reviewer has the report and once it was
/// accepted, [`CycleError::Conflict`].
pub fn remove(cycle: &Cycle, call: &Call<'_>, id: AttachmentId) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let row = files::attachment(db, id.0)?.ok_or(CycleError::NotFound("file"))?;
        let place = shared::held_place(db, call, row.report_id, Action::EditReport)?;
        evidence_allowed(db, &place, Command::RemoveFile)?;
        files::detach(db, id.0, call.now.unix())?;
        files::drop_candidates_of(db, id.0)?;
        let stay = taken_from(db, &row)?;
        let detail = json!({ "name": row.name, "digest": row.digest, "node": row.node });
        shared::record(
            db,
            call,
            EventKind::FileRemoved,
            ("report", row.report_id),
            Some(place.unit.id),
            detail,
        )?;
        Ok(stay)
    })
}

/// Answers of the newest attempt that were taken from a file.
fn taken_from(db: &mut Db, file: &AttachmentRow) -> CycleResult<usize> {
    let attempts = submissions::of_report(db, file.report_id)?;
    let Some(newest) = attempts.first() else { return Ok(0) };
    let of_file: HashSet<i64> = files::readings(db, newest.id)?
        .into_iter()
        .filter(|r| r.attachment_id == file.id)
        .map(|r| r.id)
        .collect();
    let candidates = files::candidates(db, newest.id)?;
    let own: HashSet<i64> = candidates
        .iter()
        .filter(|c| of_file.contains(&c.reading_id))
        .map(|c| c.id)
        .collect();
    let items = submissions::items(db, newest.id)?;
    Ok(items
        .iter()
        .filter(|i| i.candidate_id.is_some_and(|c| own.contains(&c)))
        .count())
}
