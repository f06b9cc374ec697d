//! Official documents: those of a round, the report of a unit, its form as a workbook; templates of the office, the office itself.

use super::input::{Choice, FileBody, NoQuery};
use super::operation::{Done, Env, File, In, Json, Streamed, op};
use super::reports::Answer;
use super::types::{At, all};
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::documents::{self, DocumentKind, Draft, FormOutcome, OfficeSettings, WrittenFormat};
use tonghop_app::cycle::{CycleError, CycleResult, FieldError};
use tonghop_model::cycle::{Action, ReportId, RoundId};
use tonghop_model::message::Message;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewConsolidated);
    let see = Access::On(Action::ViewReport, Target::Report);
    let edit = Access::On(Action::EditReport, Target::Report);
    let keep = Access::Whole(Action::ManageTemplate);
    let office = Access::Whole(Action::ManageRound);
    let group = "documents";
    vec![
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/documents/{kind}",
            view,
            (
                group,
                "writeRoundDocument",
                "A document of a round: `request`, `reminder`, `late`, `consolidated`, `brief`.",
            ),
            of_round,
        ),
        op(
            Verb::Get,
            "/api/v1/reports/{id}/document",
            see,
            (group, "writeReport", "The report of a unit as an official document."),
            of_report,
        ),
        op(
            Verb::Get,
            "/api/v1/reports/{id}/form",
            see,
            (
                group,
                "getForm",
                "The form of a report as a workbook (XLSX), with what was answered.",
            ),
            form,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/form",
            edit,
            (
                group,
                "fillForm",
                "Takes a filled workbook into the draft; rows that are not in order are named and left out.",
            ),
            fill,
        ),
        op(
            Verb::Get,
            "/api/v1/document-templates",
            view,
            (
                group,
                "listDocumentTemplates",
                "Templates of documents that the office keeps.",
            ),
            kept,
        ),
        op(
            Verb::Get,
            "/api/v1/document-templates/{kind}",
            view,
            (
                group,
                "getDocumentTemplate",
                "A template of the office, to go on editing it.",
            ),
            template,
        ),
        op(
            Verb::Post,
            "/api/v1/document-templates/{kind}",
            keep,
            (
                group,
                "keepDocumentTemplate",
                "Checks a template (DOCX) and keeps it in the place of the one before.",
            ),
            keep_template,
        ),
        op(
            Verb::Delete,
            "/api/v1/document-templates/{kind}",
            keep,
            (
                group,
                "removeDocumentTemplate",
                "Gives the built-in document its place back.",
            ),
            remove_template,
        ),
        op(
            Verb::Get,
            "/api/v1/settings/office",
            Access::Can(Action::ViewTemplate),
            (group, "getOffice", "The office as its documents print it."),
            show_office,
        ),
        op(
            Verb::Put,
            "/api/v1/settings/office",
            office,
            (group, "setOffice", "Changes what the documents print of the office."),
            change_office,
        ),
    ]
}

/// The form of a document.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// Word.
    #[default]
    Docx,
    /// PDF/A.
    Pdf,
    /// The office's own template, filled.
    Template,
}

impl From<Format> for WrittenFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Docx => Self::Docx,
            Format::Pdf => Self::Pdf,
            Format::Template => Self::Template,
        }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct As {
    /// In which form; `docx` where nothing is said.
    format: Format,
}

fn kind_of(name: &str) -> CycleResult<DocumentKind> {
    DocumentKind::from_key(name).ok_or(CycleError::NotFound("document"))
}

fn written(draft: Draft) -> Streamed {
    Streamed {
        name: draft.name.clone(),
        write: Box::new(move |mut out| draft.write(&mut out).map_err(std::io::Error::other)),
    }
}

fn of_round(env: &Env<'_>, said: In<As, ()>) -> CycleResult<Streamed> {
    let (kind, round) = (kind_of(&said.second)?, RoundId(said.id));
    let draft = documents::round_draft(env.cycle, env.call, round, kind, said.query.format.into())?;
    Ok(written(draft))
}

fn of_report(env: &Env<'_>, said: In<As, ()>) -> CycleResult<Streamed> {
    let report = ReportId(said.id);
    let draft = documents::report_draft(env.cycle, env.call, report, said.query.format.into())?;
    Ok(written(draft))
}

fn form(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<File> {
    let file = documents::form_file(env.cycle, env.call, ReportId(said.id), env.ctx.lang())?;
    Ok(File {
        name: file.name,
        bytes: file.bytes,
    })
}

view! {
    /// What a filled workbook gave.
    Filled of documents::FormFilled, x {
        /// Answers that were saved.
        saved: usize,
        /// Answers that said what stood there already, or were not touched in the file.
        unchanged: usize,
        /// Answers that were changed in the file and, after the form had been written, in the system too: nothing was saved.
        conflicts: Vec<TwoAnswers> = all(x.conflicts),
        /// Answers that took the place of others.
        replaced: Vec<TwoAnswers> = all(x.replaced),
        /// Rows that are not in order.
        problems: Vec<FormProblem> = all(x.problems),
    }
}

view! {
    /// Two answers to one item of which one stands in the report.
    TwoAnswers of documents::TwoAnswers, x {
        /// Name of the item.
        name: String,
        /// What stands in the report now.
        standing: Answer = x.standing.into(),
        /// The other one: the file's in a conflict, that of before where it was replaced. To choose it, save it over the version of
        /// the one that stands there.
        other: Answer = x.other.into(),
    }
}

view! {
    /// A row of a workbook that is not in order, in the language of the request.
    FormProblem of documents::RowProblem, x {
        /// Sheet and cell.
        place: String,
        /// True where the row was left out.
        is_error: bool,
        /// What is wrong.
        what: String,
        /// What was expected.
        expected: Option<String>,
        /// What stands there.
        actual: Option<String>,
        /// What to do.
        advice: String,
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Taking {
    /// The workbook is only looked at: the answer says what would be saved, and nothing is.
    dry_run: Choice,
}

fn fill(env: &Env<'_>, said: In<NoQuery, FileBody<Taking>>) -> CycleResult<Json<Filled>> {
    let FileBody { file, fields } = said.body;
    let taken = (file.name.as_str(), &*file.bytes);
    let fill = match fields.dry_run {
        Choice::True => documents::would_fill,
        Choice::False => documents::fill_form,
    };
    match fill(env.cycle, env.call, ReportId(said.id), taken, env.ctx.lang())? {
        FormOutcome::Filled(filled) => Ok(Json(filled.into())),
        FormOutcome::Refused(reason) => Err(CycleError::Invalid(vec![FieldError {
            field: "file".into(),
            message: Message::new("web-documents-form-refused").with("reason", reason),
        }])),
    }
}

view! {
    /// A template of the office.
    KeptTemplate of documents::KeptTemplate, x {
        /// Kind of document: `request`, `reminder`, `late`, `consolidated`, `brief`, `report`.
        kind: &'static str = x.kind.key(),
        /// Name of the file.
        name: String,
        /// Bytes.
        size: usize,
        /// Who brought it.
        by: String,
        /// When.
        at: At = x.at.into(),
    }
}

fn kept(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Vec<KeptTemplate>>> {
    Ok(Json(all(documents::kept_templates(env.cycle, env.call)?)))
}

fn template(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<File> {
    let kind = kind_of(&said.second)?;
    let (_, bytes) = documents::template_file(env.cycle, env.call, kind)?;
    Ok(File {
        name: format!("mau-{}.docx", kind.key()),
        bytes,
    })
}

/// How a template was taken.
#[derive(Debug, Serialize, JsonSchema)]
struct Taken {
    /// True where it is kept now.
    kept: bool,
    /// Mistakes, also those that are not listed.
    wrong: usize,
    /// The mistakes with their places, in the language of the request; at most 50.
    problems: Vec<String>,
}

fn keep_template(env: &Env<'_>, said: In<NoQuery, FileBody>) -> CycleResult<Json<Taken>> {
    let (kind, file) = (kind_of(&said.second)?, said.body.file);
    let taken = documents::keep_template(env.cycle, env.call, kind, &file.name, &file.bytes, env.ctx.lang())?;
    let (wrong, problems) = match taken {
        Ok(()) => (0, Vec::new()),
        Err(refused) => (refused.count, refused.problems),
    };
    Ok(Json(Taken {
        kept: wrong == 0,
        wrong,
        problems,
    }))
}

fn remove_template(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    documents::remove_template(env.cycle, env.call, kind_of(&said.second)?)?;
    Ok(Done)
}

/// The office as its documents print it; what is empty is taken from the province.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Office {
    /// Name of the office.
    office: String,
    /// Name of the body above it.
    superior: String,
    /// Abbreviation in the numbers of its documents.
    abbreviation: String,
    /// Abbreviation of the division that drafts.
    drafter: String,
    /// Place in the line of the date.
    place: String,
    /// Capacity of who signs.
    capacity: String,
    /// Name of who signs.
    signer: String,
    /// Whom units ask.
    contact: String,
}

fn show_office(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Office>> {
    let x = documents::office(env.cycle)?;
    Ok(Json(Office {
        office: x.office,
        superior: x.superior,
        abbreviation: x.abbreviation,
        drafter: x.drafter,
        place: x.place,
        capacity: x.capacity,
        signer: x.signer,
        contact: x.contact,
    }))
}

fn change_office(env: &Env<'_>, said: In<NoQuery, Json<Office>>) -> CycleResult<Done> {
    let x = said.body.0;
    let new = OfficeSettings {
        office: x.office,
        superior: x.superior,
        abbreviation: x.abbreviation,
        drafter: x.drafter,
        place: x.place,
        capacity: x.capacity,
        signer: x.signer,
        contact: x.contact,
    };
    documents::change_office(env.cycle, env.call, &new)?;
    Ok(Done)
}
