//! The receipt of what was sent: number, time, person, digest of the content; and taking it back.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::reports::{self, Receipt, Submission};
use tonghop_model::cycle::{Action, ReportId, SubmissionId, SubmissionState};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "reports/receipt.html")]
struct ReceiptPage {
    page: Page,
    data: reports::Page,
    submission: Submission,
    number: String,
    period: String,
    state: String,
    sent_at: String,
    sent_by: String,
    digest: String,
    withdraws: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let receipt = app
        .run(&ctx, move |cycle, call| reports::receipt(cycle, call, ReportId(id)))
        .await?;
    let Receipt {
        number,
        sent: submission,
        digest,
        page: data,
    } = receipt;
    let page = super::way(Page::new(&app, &ctx, "web-receipt-title"))
        .crumb_named(&format!("/reports/{id}"), data.title.clone());
    reply::page(&ReceiptPage {
        number,
        period: period_label(&page, &data.period),
        state: page.t(&format!("web-submission-{}", submission.state.key().replace('_', "-"))),
        sent_at: submission.sent_at.map_or_else(String::new, |at| page.moment(at)),
        sent_by: submission.sent_by.clone().unwrap_or_default(),
        digest,
        withdraws: submission.state == SubmissionState::Submitted
            && ctx.may_on(Action::WithdrawReport, &data.unit.path, &data.programme),
        submission,
        page,
        data,
    })
}

pub async fn withdraw(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let submission: SubmissionId = form.parsed("submission").ok_or_else(WebError::bad_request)?;
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| {
        reports::withdraw(cycle, call, submission, version)
    })
    .await?;
    let done = Message::new("web-flash-withdrawn");
    reply::to_with(&format!("/reports/{id}"), Tone::Good, &done, app.config().secure())
}
