//! Keeping a file with a report.

use crate::cycle::error::TAKEN;
use crate::cycle::reports;
use crate::cycle::secret::digest_bytes;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, once, shared, templates};
use serde_json::json;
use tonghop_model::cycle::ids::{AttachmentId, ReadingId, ReportId, SubmissionId};
use tonghop_model::cycle::round::{RoundUse, allow};
use tonghop_model::cycle::submission::{Command, Context, decide};
use tonghop_model::cycle::{Action, EventKind, SubmissionState};
use tonghop_model::message::Message;
use tonghop_store::files::{self, FileRow, NewAttachment};
use tonghop_store::locks::Lock;
use tonghop_store::{Db, submissions};

/// A file to keep.
#[derive(Debug, Clone)]
pub struct Upload<'a> {
    /// Name without folder.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// Item it is evidence for; none for a document of the whole report.
    pub node: Option<&'a str>,
    /// True for the unit's own report, which is read to fill the form.
    pub is_report: bool,
}

/// A file that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uploaded {
    /// The file.
    pub attachment: AttachmentId,
    /// The draft that it fills and the reading that waits, for the unit's own report.
    pub reading: Option<(SubmissionId, ReadingId)>,
}

/// Keeps a file. The unit's own report is queued to be read. A file that is there already is not kept twice: its attachment
/// is the answer; the unit's own report is read again unless it waits to be read.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Refused`] where there can be no draft or the report was accepted,
/// [`CycleError::Invalid`] for an empty or too large file and for an item that is not asked for.
pub fn upload(cycle: &Cycle, call: &Call<'_>, report: ReportId, file: &Upload<'_>) -> CycleResult<Uploaded> {
    let name = name(file.name);
    check(cycle, file, &name)?;
    let draft = if file.is_report {
        Some(reports::start(cycle, call, report)?)
    } else {
        None
    };
    let digest = digest_bytes(file.bytes);
    let keep = || {
        cycle.store.write(|db| {
            let place = shared::held_place(db, call, report.0, Action::UploadFile)?;
            evidence_allowed(db, &place, Command::AddFile)?;
            known(db, &place, file.node)?;
            let row = FileRow {
                digest: digest.clone(),
                media_type: media_type(&name, file.bytes).into(),
                size: file.bytes.len() as i64,
                stored_at: call.now.unix(),
            };
            files::store_file(db, &row, file.bytes)?;
            let new = NewAttachment {
                report_id: report.0,
                submission_id: draft.map(|d| d.0).or(place.report.submission_id),
                node: file.node,
                kind: if file.is_report { "report" } else { "evidence" },
                digest: &digest,
                name: &name,
                added_by: &call.actor.name,
                added_at: call.now.unix(),
            };
            attach(db, call, &place, &new, &row, draft)
        })
    };
    match keep() {
        // The same file came over another server in the same moment.
        Err(CycleError::Conflict(TAKEN)) => keep(),
        other => other,
    }
}

/// Keeps a file as [`upload`] does; the request with the same key keeps it, and has it read, once.
///
/// # Errors
/// Those of [`upload`]; [`CycleError::Conflict`] where the same request is still at work.
pub fn upload_once(
    cycle: &Cycle,
    call: &Call<'_>,
    report: ReportId,
    file: &Upload<'_>,
    key: &str,
) -> CycleResult<Uploaded> {
    let make = || upload(cycle, call, report, file).map(|kept| (kept.attachment.0, kept));
    let again = |id| {
        cycle.store.read(|db| {
            let row = files::attachment(db, id)?.ok_or(CycleError::NotFound("file"))?;
            let draft = row.submission_id.filter(|_| file.is_report);
            let readings = match draft {
                Some(draft) => files::readings(db, draft)?,
                None => Vec::new(),
            };
            let reading = readings.iter().find(|r| r.attachment_id == id);
            Ok(Uploaded {
                attachment: AttachmentId(id),
                reading: reading.map(|r| (SubmissionId(r.submission_id), ReadingId(r.id))),
            })
        })
    };
    let said = (report, file.name, file.node, file.is_report, digest_bytes(file.bytes));
    once(cycle, call, ("file", key, &format!("{said:?}")), make, again)
}

/// Attaches a kept file where it is not there yet, and queues it to be read where a draft waits for it.
fn attach(
    db: &mut Db,
    call: &Call<'_>,
    place: &Place,
    new: &NewAttachment<'_>,
    file: &FileRow,
    draft: Option<SubmissionId>,
) -> CycleResult<Uploaded> {
    let there = files::attachments(db, new.report_id)?
        .into_iter()
        .find(|a| (a.digest.as_str(), a.kind.as_str(), a.node.as_deref()) == (new.digest, new.kind, new.node));
    let attachment = match &there {
        Some(there) => there.id,
        None => files::attach(db, new)?,
    };
    let reading = match draft {
        Some(draft) => Some((draft, queue(db, call, attachment, draft)?)),
        None => None,
    };
    if there.is_none() {
        let detail = json!({ "name": new.name, "digest": new.digest, "size": file.size, "node": new.node });
        let report = ("report", new.report_id);
        shared::record(db, call, EventKind::FileStored, report, Some(place.unit.id), detail)?;
    }
    Ok(Uploaded {
        attachment: AttachmentId(attachment),
        reading,
    })
}

/// Has a document of the unit read again, as after a change of the reader. What was decided of it stays, and what a person has to
/// decide is offered anew.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`]; [`CycleError::Refused`] where there can be no draft.
pub fn read_again(cycle: &Cycle, call: &Call<'_>, id: AttachmentId) -> CycleResult<Uploaded> {
    let file = cycle.store.read(|db| {
        let file = files::attachment(db, id.0)?.filter(|a| a.removed_at.is_none() && a.kind == "report");
        let file = file.ok_or(CycleError::NotFound("file"))?;
        shared::place(db, call, file.report_id, Action::EditReport)?;
        Ok::<_, CycleError>(file)
    })?;
    let draft = reports::start(cycle, call, ReportId(file.report_id))?;
    cycle.store.write(|db| {
        let place = shared::held_place(db, call, file.report_id, Action::EditReport)?;
        allow(shared::round_state(&place.round), RoundUse::Evidence)?;
        let reading = queue(db, call, id.0, draft)?;
        Ok(Uploaded {
            attachment: id,
            reading: Some((draft, reading)),
        })
    })
}

/// Queues a file to be read for a draft, unless it waits already.
fn queue(db: &mut Db, call: &Call<'_>, attachment: i64, draft: SubmissionId) -> CycleResult<ReadingId> {
    let readings = files::readings(db, draft.0)?;
    let mut waiting = readings
        .iter()
        .filter(|r| matches!(r.state.as_str(), "queued" | "running"));
    if let Some(waits) = waiting.find(|r| r.attachment_id == attachment) {
        return Ok(ReadingId(waits.id));
    }
    let (by, at) = (&call.actor.name, call.now.unix());
    Ok(ReadingId(files::queue_reading(db, attachment, draft.0, by, at)?))
}

/// Asks whether files may come or go, by the round and by the newest attempt.
pub(super) fn evidence_allowed(db: &mut Db, place: &Place, command: Command) -> CycleResult<()> {
    allow(shared::round_state(&place.round), RoundUse::Evidence)?;
    let newest = match place.report.submission_id {
        Some(id) => submissions::held(db, id, Lock::Share)?,
        None => None,
    };
    let Some(newest) = newest else { return Ok(()) };
    let context = Context {
        round: shared::round_state(&place.round),
        ..Context::default()
    };
    let state = SubmissionState::from_key(&newest.state).unwrap_or(SubmissionState::Superseded);
    decide(state, command, &context)?;
    Ok(())
}

/// Refuses evidence for an item that the template does not ask for.
fn known(db: &mut Db, place: &Place, node: Option<&str>) -> CycleResult<()> {
    let Some(node) = node else { return Ok(()) };
    let template = templates::load(db, place.round.template_id)?;
    match template.content.kind(node) {
        Some(_) => Ok(()),
        None => Err(CycleError::invalid("node", "cycle-item-unknown")),
    }
}

fn check(cycle: &Cycle, file: &Upload<'_>, name: &str) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("name", name);
    if file.bytes.is_empty() {
        checker.wrong("file", Message::new("cycle-file-empty"));
    }
    let most = cycle.engine.limits.bytes;
    if file.bytes.len() as u64 > most {
        checker.wrong(
            "file",
            Message::new("cycle-file-too-large").with("megabytes", (most >> 20).to_string()),
        );
    }
    checker.done()
}

/// The name without folder and without what disturbs in a header or on a page.
fn name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| !c.is_control() && !"\"<>|:*?".contains(*c))
        .take(150)
        .collect();
    tonghop_text::nfc(plain.trim()).into_owned()
}

fn media_type(name: &str, bytes: &[u8]) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "pdf" if is_pdf(bytes) => "application/pdf",
        "docx" | "docm" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" | "xlsm" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "doc" => "application/msword",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "tif" | "tiff" => "image/tiff",
        "webp" => "image/webp",
        "txt" | "md" | "tsv" | "csv" => "text/plain; charset=utf-8",
        // HTML is handed out as bytes: it must not run in the browser of whoever opens it.
        _ => "application/octet-stream",
    }
}

/// True for what begins as a PDF file does; some programs put a few bytes before it.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes
        .get(..bytes.len().min(1024))
        .is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_folder_and_nothing_that_breaks_out() {
        assert_eq!(name("C:\\tài liệu\\bao cao.docx"), "bao cao.docx");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("a\"\r\nX: y<b>.pdf"), "aX yb.pdf");
    }

    #[test]
    fn a_program_with_the_name_of_a_pdf_file_is_none() {
        assert_eq!(media_type("a.pdf", b"%PDF-1.7"), "application/pdf");
        assert_eq!(media_type("a.pdf", b"MZ\x90"), "application/octet-stream");
    }
}
