//! Handing a kept file out, and taking it from its report.

use super::upload::evidence_allowed;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::AttachmentId;
use tonghop_model::cycle::submission::Command;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::files;

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

/// Takes a file from its report; the bytes stay for the record.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Refused`] while a reviewer has the report and once it was
/// accepted, [`CycleError::Conflict`].
pub fn remove(cycle: &Cycle, call: &Call<'_>, id: AttachmentId) -> CycleResult<()> {
    cycle.store.write(|db| {
        let row = files::attachment(db, id.0)?.ok_or(CycleError::NotFound("file"))?;
        let place = shared::held_place(db, call, row.report_id, Action::EditReport)?;
        evidence_allowed(db, &place, Command::RemoveFile)?;
        files::detach(db, id.0, call.now.unix())?;
        let detail = json!({ "name": row.name, "digest": row.digest, "node": row.node });
        shared::record(
            db,
            call,
            EventKind::FileRemoved,
            ("report", row.report_id),
            Some(place.unit.id),
            detail,
        )
    })
}
