//! What single units of a round owe: a later deadline, no report, a report after all.

use super::round;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds::{self, Adjustment};
use tonghop_model::cycle::{ReportId, RoundId};
use tonghop_model::message::Message;

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = RoundId(id);
    let mut view = FormView::new(form);
    let reports = chosen(&view.form);
    if reports.is_empty() {
        view.reject("", &ctx, &Message::new("web-completeness-nobody"));
    }
    view.require("reason", &ctx);
    let what = view.form.text("what").to_owned();
    let until = view.form.date("until");
    if what == "extend" && until.is_none() {
        view.reject("until", &ctx, &Message::new("web-form-not-a-date"));
    }
    if !view.is_fine() {
        return round::page(&app, &ctx, id, view).await;
    }
    let count = reports.len();
    let input = Adjustment {
        reports,
        reason: view.form.text("reason").to_owned(),
    };
    let outcome = app
        .attempt(&ctx, move |cycle, call| match (what.as_str(), until) {
            ("extend", Some(until)) => rounds::extend(cycle, call, &input, until),
            ("exempt", _) => rounds::exempt(cycle, call, &input),
            _ => rounds::lift_exemption(cycle, call, &input),
        })
        .await?;
    match outcome {
        Ok(()) => {
            let done = Message::new("web-flash-adjusted").count("count", count);
            reply::to_with(&format!("/rounds/{id}"), Tone::Good, &done, app.config().secure())
        }
        Err(error) => {
            view.reject_input(&ctx, error)?;
            round::page(&app, &ctx, id, view).await
        }
    }
}

/// "report.version" of each ticked box.
fn chosen(form: &Form) -> Vec<(ReportId, i64)> {
    let pair = |text: &str| {
        let (report, version) = text.split_once('.')?;
        Some((ReportId(report.parse().ok()?), version.parse().ok()?))
    };
    form.all("report").filter_map(pair).collect()
}
