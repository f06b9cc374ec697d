//! The report of a unit as a document, and its form as a workbook: out, and back in with its rows that are not in order.

use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::reports::way;
use crate::pages::rounds::card::period_label;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::documents::{self, DocumentKind, FormFilled, FormOutcome};
use tonghop_app::cycle::reports;
use tonghop_model::cycle::{Action, ReportId};
use tonghop_model::message::Message;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Template)]
#[template(path = "documents/report.html")]
struct ReportDocuments {
    page: Page,
    data: reports::Page,
    period: String,
    /// The office keeps a template for reports of units.
    own: bool,
    edits: bool,
    filled: Option<FormFilled>,
    wrong: String,
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
        edits: ctx.may_on(Action::EditReport, &data.unit.path, &data.programme),
        page,
        data,
        filled,
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
