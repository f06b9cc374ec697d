//! Keeping a file with a report.

use crate::cycle::reports;
use crate::cycle::secret::digest_bytes;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{AttachmentId, ReadingId, ReportId, SubmissionId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::message::Message;
use tonghop_store::files::{self, FileRow, NewAttachment};

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

/// Keeps a file. The unit's own report is queued to be read.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Refused`] where there can be no draft, [`CycleError::Invalid`] for an empty or too
/// large file.
pub fn upload(cycle: &Cycle, call: &Call<'_>, report: ReportId, file: &Upload<'_>) -> CycleResult<Uploaded> {
    let name = name(file.name);
    check(cycle, file, &name)?;
    let draft = if file.is_report {
        Some(reports::start(cycle, call, report)?)
    } else {
        None
    };
    let digest = digest_bytes(file.bytes);
    cycle.store.write(|db| {
        let place = shared::place(db, call, report.0, Action::UploadFile)?;
        let row = FileRow {
            digest: digest.clone(),
            media_type: media_type(&name).into(),
            size: file.bytes.len() as i64,
            stored_at: call.now.unix(),
        };
        files::store_file(db, &row, file.bytes)?;
        let attachment = files::attach(
            db,
            &NewAttachment {
                report_id: report.0,
                submission_id: draft.map(|d| d.0).or(place.report.submission_id),
                node: file.node,
                kind: if file.is_report { "report" } else { "evidence" },
                digest: &digest,
                name: &name,
                added_by: &call.actor.name,
                added_at: call.now.unix(),
            },
        )?;
        let reading = match draft {
            Some(draft) => {
                let id = files::queue_reading(db, attachment, draft.0, &call.actor.name, call.now.unix())?;
                Some((draft, ReadingId(id)))
            }
            None => None,
        };
        let detail = json!({ "name": name, "digest": digest, "size": row.size, "node": file.node });
        shared::record(
            db,
            call,
            EventKind::FileStored,
            ("report", report.0),
            Some(place.unit.id),
            detail,
        )?;
        Ok::<_, CycleError>(Uploaded {
            attachment: AttachmentId(attachment),
            reading,
        })
    })
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

fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "pdf" => "application/pdf",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_folder_and_nothing_that_breaks_out() {
        assert_eq!(name("C:\\tài liệu\\bao cao.docx"), "bao cao.docx");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("a\"\r\nX: y<b>.pdf"), "aX yb.pdf");
    }
}
