//! Files of a report: sending, handing out, removing.

use super::input::{FileBody, NoQuery};
use super::operation::{Done, Env, File, In, Json, Key, Made, keyed, op};
use super::types::At;
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::reports as shown;
use tonghop_app::cycle::{CycleResult, files};
use tonghop_model::cycle::{Action, AttachmentId, ReadingId, ReportId, SubmissionId};

pub fn routes() -> Vec<Route> {
    let upload = Access::On(Action::UploadFile, Target::Report);
    let see = Access::On(Action::ViewReport, Target::Attachment);
    let edit = Access::On(Action::EditReport, Target::Attachment);
    vec![
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/reports/{id}/files",
            upload,
            (
                "files",
                "uploadFile",
                "Keeps a file; the unit's own report is read to fill the form.",
            ),
            send,
        ),
        op(
            Verb::Get,
            "/api/v1/files/{id}",
            see,
            ("files", "downloadFile", "A file as it was sent."),
            download,
        ),
        op(
            Verb::Post,
            "/api/v1/files/{id}/read-again",
            edit,
            (
                "files",
                "readFileAgain",
                "Has the unit's own report read again; what was decided of it stays.",
            ),
            read_again,
        ),
        op(
            Verb::Delete,
            "/api/v1/files/{id}",
            edit,
            ("files", "removeFile", "Takes a file off its report."),
            remove,
        ),
    ]
}

view! {
    /// A file of a report.
    Attachment of shown::Attachment, x {
        /// Id.
        id: AttachmentId,
        /// Item it is evidence for.
        node: Option<String>,
        /// `report`, `evidence`.
        kind: String,
        /// Name.
        name: String,
        /// SHA-256 of the bytes.
        digest: String,
        /// IANA media type.
        media_type: String,
        /// Bytes.
        size: i64,
        /// Who.
        by: String,
        /// When.
        at: At = x.at.into(),
    }
}

view! {
    /// How reading a file stands.
    Reading of shown::ReadingState, x {
        /// Id.
        id: ReadingId,
        /// File.
        file: AttachmentId,
        /// `queued`, `running`, `done`, `failed`.
        state: String,
        /// Why it could not be read.
        failure: Option<String>,
        /// Name of the file.
        name: String,
        /// True where the file was taken from the report since.
        removed: bool,
        /// What the document says of itself; null while it is not read.
        identity: Option<Identity> = x.identity.map(Identity::from),
        /// In what that differs from the report: `unit`, `date`, `period`, `request`.
        foreign: Vec<&'static str> = x.foreign.into_iter().map(files::Foreign::key).collect(),
    }
}

view! {
    /// What a document says of itself.
    Identity of files::Identity, x {
        /// Issuing body.
        issuer: Option<String>,
        /// Number and symbol.
        number: Option<String>,
        /// ISO date, possibly partial.
        date: Option<String>,
        /// Declared period as printed.
        period: Option<String>,
        /// Number of the request that it answers.
        request: Option<String>,
        /// Values that were there already, word for word, and are not offered a second time.
        repeated: usize,
        /// What the reader could not do or had to guess, Vietnamese and English.
        remarks: Vec<[String; 2]>,
    }
}

/// A file that was kept.
#[derive(Debug, Serialize, JsonSchema)]
struct Kept {
    /// The file.
    id: AttachmentId,
    /// The draft that it fills, for the unit's own report.
    submission: Option<SubmissionId>,
    /// The reading that waits, for the unit's own report.
    reading: Option<ReadingId>,
}

/// What a file of a report is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum FileKind {
    /// The unit's own document, which is read to fill the form.
    #[default]
    Report,
    /// Evidence.
    Evidence,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct About {
    /// `report`: the unit's own document, which is read to fill the form; `evidence`.
    kind: FileKind,
    /// Code of the item that the evidence is for.
    node: Option<String>,
}

fn send(env: &Env<'_>, said: In<NoQuery, FileBody<About>>) -> CycleResult<Made<Kept>> {
    let key = said.scoped_key(env, "file");
    let FileBody { file, fields } = said.body;
    let upload = files::Upload {
        name: &file.name,
        bytes: &file.bytes,
        node: fields.node.as_deref(),
        is_report: fields.kind == FileKind::Report,
    };
    let kept = files::upload_once(env.cycle, env.call, ReportId(said.id), &upload, &key)?;
    Ok(Made(kept.into()))
}

impl From<files::Uploaded> for Kept {
    fn from(kept: files::Uploaded) -> Self {
        Self {
            id: kept.attachment,
            submission: kept.reading.map(|(s, _)| s),
            reading: kept.reading.map(|(_, r)| r),
        }
    }
}

fn read_again(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Kept>> {
    let kept = files::read_again(env.cycle, env.call, AttachmentId(said.id))?;
    Ok(Json(kept.into()))
}

fn download(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<File> {
    let found = files::download(env.cycle, env.call, AttachmentId(said.id))?;
    Ok(File {
        name: found.name,
        bytes: found.bytes,
    })
}

fn remove(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    let _answers_that_stay: usize = files::remove(env.cycle, env.call, AttachmentId(said.id))?;
    Ok(Done)
}
