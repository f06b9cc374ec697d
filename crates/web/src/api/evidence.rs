//! What stands behind a value: the passage it was read from, the page as a picture, the signatures of the file, the receipt.

use super::input::NoQuery;
use super::operation::{self, Env, In, Json, op};
use super::types::{At, all, at};
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::review::{self, PictureView, SourceView};
use tonghop_app::cycle::{CycleError, CycleResult, documents, files, reports};
use tonghop_app::signatures::{self, Time, Verdict, report::Level};
use tonghop_model::cycle::{Action, AttachmentId, ReportId, SubmissionId, SubmissionState};

pub fn routes() -> Vec<Route> {
    let file = Access::On(Action::ViewReport, Target::Attachment);
    let sent = Access::On(Action::ViewReport, Target::Submission);
    let report = Access::On(Action::ViewReport, Target::Report);
    let group = "evidence";
    vec![
        op(
            Verb::Get,
            "/api/v1/submissions/{id}/source",
            sent,
            (
                group,
                "getSource",
                "The page that an answer was read from, with the passage marked.",
            ),
            source,
        ),
        op(
            Verb::Get,
            "/api/v1/files/{id}/pages/{number}",
            file,
            (
                group,
                "getPagePicture",
                "A page of a PDF file, from 1, as a picture (PNG).",
            ),
            picture,
        ),
        op(
            Verb::Get,
            "/api/v1/files/{id}/signatures",
            file,
            (
                group,
                "verifySignatures",
                "The digital signatures of a PDF file, checked today against the trusted roots.",
            ),
            verify,
        ),
        op(
            Verb::Get,
            "/api/v1/reports/{id}/receipt",
            report,
            (group, "getReceipt", "The receipt of what was sent last."),
            acknowledge,
        ),
    ]
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Which {
    /// Code of the item.
    #[schemars(required)]
    node: Option<String>,
}

/// The place that an answer was read from.
#[derive(Debug, Serialize, JsonSchema)]
struct Source {
    /// File.
    file: AttachmentId,
    /// Its name.
    name: String,
    /// Page from 1, of a format that has pages.
    page: Option<u32>,
    /// The paragraphs of the page, or those around the passage.
    passages: Vec<SourcePassage>,
    /// The pages that have a picture, with the places of the passage on each.
    pictures: Vec<Picture>,
}

view! {
    /// A paragraph, or the row of a table with its cells.
    SourcePassage of review::Passage, x {
        /// True where the parts are cells of a row.
        is_row: bool,
        /// The text in parts.
        parts: Vec<SourcePart> = all(x.parts),
    }
}

view! {
    /// A stretch of text.
    SourcePart of review::Part, x {
        /// The text.
        text: String,
        /// True where the answer says it.
        marked: bool,
    }
}

/// The picture of a page.
#[derive(Debug, Serialize, JsonSchema)]
struct Picture {
    /// Page of the file, from 1.
    page: u32,
    /// Width in points.
    width: f32,
    /// Height in points.
    height: f32,
    /// Left, top, width and height of each marked place, in points from the upper left corner.
    marks: Vec<[f32; 4]>,
}

fn source(env: &Env<'_>, said: In<Which, ()>) -> CycleResult<Json<Source>> {
    let node = said.query.node;
    let node = node.ok_or_else(|| CycleError::invalid("node", "web-form-required"))?;
    let found = review::source(env.cycle, env.call, SubmissionId(said.id), &node)?;
    let SourceView {
        file_id,
        file,
        number,
        passages,
        pictures,
        ..
    } = found.ok_or(CycleError::NotFound("source"))?;
    Ok(Json(Source {
        file: file_id,
        name: file,
        page: number,
        passages: all(passages),
        pictures: pictures.iter().map(drawn).collect(),
    }))
}

fn drawn(picture: &PictureView) -> Picture {
    let area = |m: &files::Area| [m.x, m.y, m.width, m.height];
    Picture {
        page: picture.number,
        width: picture.width,
        height: picture.height,
        marks: picture.marks.iter().map(area).collect(),
    }
}

fn picture(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<operation::Picture> {
    let page = said.second_id::<u32>()?;
    let bytes = files::page_picture(env.cycle, env.call, AttachmentId(said.id), page)?;
    bytes.map(operation::Picture).ok_or(CycleError::NotFound("page"))
}

/// The signatures of a file.
#[derive(Debug, Serialize, JsonSchema)]
struct Signatures {
    /// Why the file could not be looked at; null where it could.
    failure: Option<String>,
    /// The signatures in the order of the file.
    signatures: Vec<Signature>,
}

/// A signature, in the language of the request.
#[derive(Debug, Serialize, JsonSchema)]
struct Signature {
    /// Whose it is.
    heading: String,
    /// `valid`, `uncertain`, `invalid`.
    verdict: &'static str,
    /// What it comes to.
    summary: String,
    /// Label and value: organisation, issuer, validity, reason, place, algorithm, stamp.
    facts: Vec<(String, String)>,
    /// Each sentence with its weight: `note`, `doubt`, `failure`.
    statements: Vec<(&'static str, String)>,
}

impl From<signatures::Shown> for Signature {
    fn from(shown: signatures::Shown) -> Self {
        let weight = |level| match level {
            Level::Note => "note",
            Level::Doubt => "doubt",
            Level::Failure => "failure",
        };
        let statements = shown.statements.into_iter();
        Self {
            heading: shown.heading,
            verdict: match shown.verdict.0 {
                Verdict::Valid => "valid",
                Verdict::Uncertain => "uncertain",
                Verdict::Invalid => "invalid",
            },
            summary: shown.verdict.1,
            facts: shown.facts,
            statements: statements.map(|(level, text)| (weight(level), text)).collect(),
        }
    }
}

fn verify(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Signatures>> {
    let file = files::download(env.cycle, env.call, AttachmentId(said.id))?;
    let day = env.ctx.today().to_string();
    let today = Time::from_iso(&day).ok_or_else(|| CycleError::Internal(format!("the day {day:?}")))?;
    let texts = &env.ctx.messages;
    let found = signatures::verify(&file.bytes, &documents::trusted_roots(env.cycle)?, today);
    Ok(Json(match found {
        Ok(report) => Signatures {
            failure: None,
            signatures: all(signatures::shown(&report, texts)),
        },
        Err(error) => Signatures {
            failure: Some(texts.format(&signatures::error_message(error))),
            signatures: Vec::new(),
        },
    }))
}

/// The receipt of a report.
#[derive(Debug, Serialize, JsonSchema)]
struct Receipt {
    /// Number: code of the unit, report, attempt.
    number: String,
    /// Submission.
    submission: SubmissionId,
    /// Its state.
    state: SubmissionState,
    /// When it was sent.
    sent_at: Option<At>,
    /// Who sent it.
    sent_by: Option<String>,
    /// SHA-256 over the answers.
    digest: String,
}

fn acknowledge(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Receipt>> {
    let reports::Receipt {
        number, sent, digest, ..
    } = reports::receipt(env.cycle, env.call, ReportId(said.id))?;
    Ok(Json(Receipt {
        number,
        submission: sent.id,
        state: sent.state,
        sent_at: at(sent.sent_at),
        digest,
        sent_by: sent.sent_by,
    }))
}
