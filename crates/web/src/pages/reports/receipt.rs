//! The receipt of what was sent: number, time, person, digest of the content; and taking it back.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use crate::secret::hex;
use askama::Template;
use axum::extract::{Path, State};
use sha2::{Digest, Sha256};
use tonghop_app::cycle::reports::{self, Submission};
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};
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

/// The newest attempt that was sent, also while the next is being written.
///
/// # Errors
/// [`CycleError::NotFound`] where nothing was sent; refusals.
pub fn load(cycle: &Cycle, call: &Call<'_>, report: ReportId) -> CycleResult<(reports::Page, Submission)> {
    let newest = reports::page(cycle, call, report, None)?;
    let sent = newest.attempts.iter().find(|s| s.sent_at.is_some()).cloned();
    let sent = sent.ok_or(CycleError::NotFound("submission"))?;
    Ok((reports::page(cycle, call, report, Some(sent.id))?, sent))
}

/// Number of a receipt: code of the unit, report, attempt.
pub fn number(data: &reports::Page, sent: &Submission) -> String {
    format!("{}-{}/{}", data.unit.code, data.report, sent.attempt)
}

/// SHA-256 over the answers, in hexadecimal.
///
/// # Errors
/// The answers cannot be written as JSON.
pub fn digest(data: &reports::Page) -> Result<String, serde_json::Error> {
    Ok(hex(&Sha256::digest(serde_json::to_vec(&data.items)?)))
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let (data, submission) = app
        .run(&ctx, move |cycle, call| load(cycle, call, ReportId(id)))
        .await?;
    let page = super::way(Page::new(&app, &ctx, "web-receipt-title"))
        .crumb_named(&format!("/reports/{id}"), data.title.clone());
    reply::page(&ReceiptPage {
        number: number(&data, &submission),
        period: period_label(&page, &data.period),
        state: page.t(&format!("web-submission-{}", submission.state.key().replace('_', "-"))),
        sent_at: submission.sent_at.map_or_else(String::new, |at| page.moment(at)),
        sent_by: submission.sent_by.clone().unwrap_or_default(),
        digest: digest(&data).map_err(WebError::internal)?,
        withdraws: submission.state == SubmissionState::Submitted
            && ctx.may_on(Action::WithdrawReport, &data.unit.path),
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
