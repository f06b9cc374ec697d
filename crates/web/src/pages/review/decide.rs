//! Decisions: on an item, and on the whole.

use super::submission::{self, Typed};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::{CycleError, review};
use tonghop_model::cycle::{ReviewDecision, SubmissionId};
use tonghop_model::message::Message;

pub async fn start(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| {
        review::start(cycle, call, SubmissionId(id), version)
    })
    .await?;
    reply::to(&format!("/review/{id}"))
}

/// Accepts an item, returns it with a reason and a day, or takes the decision back.
pub async fn item(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let node = form.text("node").to_owned();
    let (what, reason) = (form.text("what").to_owned(), form.text("reason").to_owned());
    let typed_due = form.text("due").to_owned();
    let seen = form.parsed("version").unwrap_or(0);
    let decision = match (what.as_str(), form.date("due")) {
        ("accept", _) => Some(ReviewDecision::Accepted),
        ("return", Some(due)) => Some(ReviewDecision::Returned {
            reason: reason.clone(),
            due,
        }),
        ("return", None) => {
            let wrong = ctx.messages.text("web-form-not-a-date");
            return again(&app, &ctx, id, &form, reason, typed_due, wrong).await;
        }
        ("reopen", _) => None,
        _ => return Err(WebError::bad_request()),
    };
    let outcome = app
        .attempt(&ctx, {
            let node = node.clone();
            move |cycle, call| match &decision {
                Some(decision) => review::decide_item(cycle, call, SubmissionId(id), (&node, seen), decision),
                None => review::reopen_item(cycle, call, SubmissionId(id), (&node, seen)),
            }
        })
        .await?;
    match outcome {
        Ok(()) if ctx.htmx => submission::page(&app, &ctx, id, &form, None).await,
        Ok(()) => reply::to(&back(id, &form, &node)),
        // What somebody else decided is shown with what was typed: nobody's decision goes unseen.
        Err(error @ (CycleError::Invalid(_) | CycleError::DecisionConflict(_))) => {
            let wrong = ctx.messages.format(&error.message());
            again(&app, &ctx, id, &form, reason, typed_due, wrong).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(app: &App, ctx: &Ctx, id: i64, form: &Form, reason: String, due: String, wrong: String) -> Reply {
    let typed = Typed { reason, due, wrong };
    submission::page(app, ctx, id, form, Some((form.text("node"), typed))).await
}

/// The item on the page as it was shown.
fn back(id: i64, form: &Form, node: &str) -> String {
    let show: String = form
        .text("show")
        .chars()
        .filter(char::is_ascii_lowercase)
        .take(20)
        .collect();
    let plain: String = node.chars().filter(|c| c.is_ascii_graphic()).take(60).collect();
    if show.is_empty() {
        format!("/review/{id}#i-{plain}")
    } else {
        format!("/review/{id}?show={show}#i-{plain}")
    }
}

pub async fn give_back(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let note = form.raw("note").replace("\r\n", "\n");
    let count = app
        .run(&ctx, move |cycle, call| {
            review::return_items(cycle, call, SubmissionId(id), version, Some(&note))
        })
        .await?;
    let done = Message::new("web-flash-review-returned").count("count", count);
    reply::to_with("/review", Tone::Good, &done, app.config().secure())
}

/// Opens the review of an accepted report again.
pub async fn reopen(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let reason = form.text("reason").to_owned();
    app.run(&ctx, move |cycle, call| {
        review::reopen(cycle, call, SubmissionId(id), version, &reason)
    })
    .await?;
    let done = Message::new("web-flash-review-reopened");
    reply::to_with(&format!("/review/{id}"), Tone::Good, &done, app.config().secure())
}

pub async fn accept(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let (number, unit) = app
        .run(&ctx, move |cycle, call| {
            let edition = review::accept(cycle, call, SubmissionId(id), version)?;
            let page = review::page(cycle, call, SubmissionId(id))?;
            let editions = review::editions(cycle, call, page.data.report)?;
            let number = editions.iter().find(|e| e.id == edition).map_or(0, |e| e.number);
            Ok((number, page.data.unit.name))
        })
        .await?;
    let done = Message::new("web-flash-review-accepted")
        .with("unit", unit)
        .with("name", number.to_string());
    reply::to_with("/review", Tone::Good, &done, app.config().secure())
}
