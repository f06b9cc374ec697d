//! Deciding on what was read: accept, correct, leave out, all at once, and taking a decision back.

use super::candidates::{self, CERTAIN, Wrong};
use super::numbers;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::files::{self, Reopened};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::{Cycle, CycleError, CycleResult};
use tonghop_model::cycle::{CandidateId, ReportId};
use tonghop_model::message::Message;

pub async fn accept_all(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let foreign = form.text("foreign") == "yes";
    let count = app
        .run(&ctx, move |cycle, call| {
            let draft = reports::start(cycle, call, ReportId(id))?;
            files::accept_all(cycle, call, draft, CERTAIN, foreign)
        })
        .await?;
    let done = Message::new("web-flash-candidates-accepted").count("count", count);
    reply::to_with(
        &format!("/reports/{id}/candidates"),
        Tone::Good,
        &done,
        app.config().secure(),
    )
}

/// Takes decisions back.
pub async fn undo(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let named = form.text("candidates").split_whitespace().map(|one| {
        let (id, version) = one.split_once('.')?;
        Some((CandidateId(id.parse().ok()?), version.parse().ok()?))
    });
    let wanted: Vec<(CandidateId, i64)> = named.collect::<Option<_>>().ok_or_else(WebError::bad_request)?;
    let first = wanted.first().ok_or_else(WebError::bad_request)?.0;
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            let draft = reports::start(cycle, call, ReportId(id))?;
            files::reopen_all(cycle, call, draft, &wanted)
        })
        .await?;
    let place = format!("/reports/{id}/candidates#c-{first}");
    let (tone, message) = match outcome {
        Ok(Reopened { kept: 0, count }) => (
            Tone::Good,
            Message::new("web-flash-candidates-reopened").count("count", count),
        ),
        Ok(Reopened { kept, .. }) => (
            Tone::Warn,
            Message::new("web-flash-candidates-kept").count("count", kept),
        ),
        Err(CycleError::Conflict(_) | CycleError::NotFound(_)) => {
            (Tone::Warn, Message::new("web-flash-candidate-conflict"))
        }
        Err(error) => return Err(error.into()),
    };
    reply::to_with(&place, tone, &message, app.config().secure())
}

pub async fn decide(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let report: i64 = form.parsed("report").ok_or_else(WebError::bad_request)?;
    let item_version = form.parsed("item_version").unwrap_or(0);
    let what = form.text("what").to_owned();
    let is_correction = !matches!(what.as_str(), "accept" | "reject");
    let id = CandidateId(id);
    let typed = form.clone();
    let outcome = app
        .attempt(&ctx, move |cycle, call| match what.as_str() {
            "accept" => files::accept(cycle, call, id, version, item_version).map(drop),
            "reject" => files::reject(cycle, call, id, version),
            _ => files::correct(cycle, call, id, version, &corrected(cycle, &form, item_version)?).map(drop),
        })
        .await?;
    let place = format!("/reports/{report}/candidates");
    let secure = app.config().secure();
    match outcome {
        Ok(()) => reply::to(&place),
        // What was typed stands there again, with what is wrong.
        Err(error) if is_correction && is_of_input(&error) => {
            let text = ctx.messages.format(&error.message());
            candidates::page(&app, &ctx, report, Some(Wrong { id, typed, text })).await
        }
        Err(CycleError::Conflict(_) | CycleError::ItemConflict(_)) => reply::to_with(
            &place,
            Tone::Warn,
            &Message::new("web-flash-candidate-conflict"),
            secure,
        ),
        Err(error @ CycleError::Invalid(_)) => {
            let reason = ctx.messages.format(&error.message());
            let message = Message::new("web-flash-candidate-wrong").with("reason", reason);
            reply::to_with(&place, Tone::Bad, &message, secure)
        }
        Err(error) => Err(error.into()),
    }
}

/// True where the person can mend it on the page.
const fn is_of_input(error: &CycleError) -> bool {
    matches!(
        error,
        CycleError::Invalid(_) | CycleError::Conflict(_) | CycleError::ItemConflict(_)
    )
}

/// The values as they were corrected. The code may be followed by the wording, as the list proposes it.
fn corrected(cycle: &Cycle, form: &Form, item_version: i64) -> CycleResult<ItemInput> {
    let node = form.text("node").split_whitespace().next().unwrap_or_default();
    let unit = cycle.engine.catalogue.indicator(node).map_or("", |i| i.unit.as_str());
    let number = |field: &str| {
        // The unit of measure may be typed behind the value.
        let text = match field {
            "value" => reports::without_unit(form.text(field), unit),
            _ => form.text(field),
        };
        numbers::parse(text).map_err(|()| CycleError::invalid(field, "web-reports-number"))
    };
    Ok(ItemInput {
        node: node.to_owned(),
        // Another item than the one that was read: whatever stands there is not replaced unseen.
        version: if node == form.text("read_as") { item_version } else { 0 },
        status: form.text("status").to_owned(),
        result: form.raw("result").replace("\r\n", "\n"),
        value: number("value")?,
        numerator: number("numerator")?,
        denominator: number("denominator")?,
        ..ItemInput::default()
    })
}
