//! A new draft, publishing it, giving it up.

use super::show;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::templates;
use tonghop_model::cycle::TemplateId;
use tonghop_model::message::Message;

pub async fn draft(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let once = form.once(&format!("{id}"));
    let made = app
        .run(&ctx, move |cycle, call| {
            templates::draft_once(cycle, call, TemplateId(id), &once)
        })
        .await?;
    told(&app, &format!("/templates/{made}"), "web-flash-template-drafted")
}

pub async fn publish(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = TemplateId(id);
    let version: i64 = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let done = app
        .attempt(&ctx, move |cycle, call| templates::publish(cycle, call, id, version))
        .await?;
    match done {
        Ok(()) => told(&app, &format!("/templates/{id}"), "web-flash-template-published"),
        // The page lists the problems with their places.
        Err(CycleError::Invalid(_)) => {
            let refused = vec![ctx.messages.text("web-template-not-yet")];
            show::whole(&app, &ctx, id, None, refused).await
        }
        Err(error @ CycleError::Already(_)) => {
            let refused = vec![ctx.messages.format(&error.message())];
            show::whole(&app, &ctx, id, None, refused).await
        }
        Err(other) => Err(other.into()),
    }
}

pub async fn discard(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version: i64 = form.parsed("version").ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| {
        templates::discard(cycle, call, TemplateId(id), version)
    })
    .await?;
    told(&app, "/templates", "web-flash-template-discarded")
}

fn told(app: &App, place: &str, key: &'static str) -> Reply {
    reply::to_with(place, Tone::Good, &Message::new(key), app.config().secure())
}
