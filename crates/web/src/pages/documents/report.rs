//! The report of a unit as a document, and its form as a workbook: out, and back in with its rows that are not in order.

use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::consolidated::view::XLSX;
use crate::pages::reports::form_view::said;
use crate::pages::reports::save::Fields;
use crate::pages::reports::way;
use crate::pages::rounds::card::period_label;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::documents::{self, DocumentKind, FormFilled, FormOutcome, RowProblem, TwoAnswers};
use tonghop_app::cycle::reports;
use tonghop_app::cycle::templates::Content;
use tonghop_model::cycle::{Action, ReportId};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "documents/report.html")]
struct ReportDocuments {
    page: Page,
    data: reports::Page,
    period: String,
    /// The office keeps a template for reports of units.
    own: bool,
    edits: bool,
    /// Of every scan that the answers may come from: that it was recognised, and how surely.
    scans: Vec<String>,
    filled: Option<Filled>,
    wrong: String,
}

/// What a filled form gave, as the page shows it.
struct Filled {
    saved: usize,
    unchanged: usize,
    conflicts: Vec<Two>,
    replaced: Vec<Two>,
    problems: Vec<RowProblem>,
}

/// Two answers to one item; the other one can be chosen.
struct Two {
    node: String,
    name: String,
    version: i64,
    standing: String,
    /// Who saved what stands there, and when.
    saved: String,
    other: String,
    fields: Fields,
}

impl Filled {
    fn of(page: &Page, content: &Content, filled: FormFilled) -> Self {
        let two = |two: TwoAnswers| {
            let words = [
                ("name", two.standing.updated_by.clone()),
                ("date", page.moment(two.standing.updated_at)),
            ];
            Two {
                standing: said(page, &two.standing),
                saved: page.words("web-reports-saved-by", &words),
                other: said(page, &two.other),
                fields: Fields::of(&two.other).with_blank_columns(content),
                node: two.standing.node,
                name: two.name,
                version: two.standing.version,
            }
        };
        Self {
            saved: filled.saved,
            unchanged: filled.unchanged,
            conflicts: filled.conflicts.into_iter().map(two).collect(),
            replaced: filled.replaced.into_iter().map(two).collect(),
            problems: filled.problems,
        }
    }

    fn is_fine(&self) -> bool {
        self.problems.is_empty() && self.conflicts.is_empty()
    }
}

/// What is told of the files of a report that are pictures of pages.
fn scans(ctx: &Ctx, data: &reports::Page) -> Vec<String> {
    let read = data.readings.iter().filter(|r| !r.removed);
    let scan = read.filter_map(|r| Some((&r.name, r.identity.as_ref().filter(|i| i.recognised)?)));
    scan.map(|(name, identity)| {
        let told = Message::new("web-documents-scan").with("name", name);
        ctx.messages.format(&told.count("count", identity.uncertain))
    })
    .collect()
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    page(&app, &ctx, id, None, String::new()).await
}

async fn page(app: &App, ctx: &Ctx, id: i64, filled: Option<FormFilled>, wrong: String) -> Reply {
    let (data, kept) = app
        .run(ctx, move |cycle, call| {
            Ok((
                reports::page(cycle, call, ReportId(id), None)?,
                documents::has_template(cycle, DocumentKind::Report)?,
            ))
        })
        .await?;
    let page = way(Page::new(app, ctx, "web-documents-report-title"))
        .crumb_named(&format!("/reports/{id}"), data.title.clone());
    let fine = wrong.is_empty();
    let shown = ReportDocuments {
        period: period_label(&page, &data.period),
        own: kept,
        scans: scans(ctx, &data),
        edits: ctx.may_on(Action::EditReport, &data.unit.path, &data.programme),
        filled: filled.map(|f| Filled::of(&page, &data.template.content, f)),
        page,
        data,
        wrong,
    };
    reply::form_page(fine, &shown)
}

pub async fn form(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let lang = ctx.lang();
    let file = app
        .run(&ctx, move |cycle, call| {
            documents::form_file(cycle, call, ReportId(id), lang)
        })
        .await?;
    reply::download(&file.name, XLSX, file.bytes)
}

pub async fn fill(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let Some(file) = form.files("file").next().cloned() else {
        let missing = ctx.messages.text("web-documents-form-missing");
        return page(&app, &ctx, id, None, missing).await;
    };
    let lang = ctx.lang();
    let taken = app
        .attempt(&ctx, move |cycle, call| {
            documents::fill_form(cycle, call, ReportId(id), (&file.name, &file.bytes), lang)
        })
        .await?;
    match taken {
        Ok(FormOutcome::Filled(filled)) => page(&app, &ctx, id, Some(filled), String::new()).await,
        Ok(FormOutcome::Refused(reason)) => {
            let message = Message::new("web-documents-form-refused").with("reason", reason);
            page(&app, &ctx, id, None, ctx.messages.format(&message)).await
        }
        Err(error @ (CycleError::Invalid(_) | CycleError::Refused(_))) => {
            let message =
                Message::new("web-documents-form-refused").with("reason", ctx.messages.format(&error.message()));
            page(&app, &ctx, id, None, ctx.messages.format(&message)).await
        }
        Err(error) => Err(error.into()),
    }
}
