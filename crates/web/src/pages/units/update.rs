//! Bringing the units up to date with the catalogue: what would change, then doing it.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::units::{self, UnitUpdate};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "units/update.html")]
struct UpdatePage {
    page: Page,
    plan: UnitUpdate,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let plan = app.run(&ctx, units::planned_update).await?;
    let page = Page::new(&app, &ctx, "web-units-update")
        .crumb("/", "web-nav-start")
        .crumb("/units", "web-nav-units");
    reply::page(&UpdatePage { page, plan })
}

pub async fn submit(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let shown = form.text("digest").to_owned();
    let done = app
        .attempt(&ctx, move |cycle, call| units::update(cycle, call, &shown))
        .await?;
    let secure = app.config().secure();
    match done {
        Ok(plan) => {
            app.refresh_owner_name().await?;
            let count = plan.new.len() + plan.ended.len() + plan.changed.len();
            let done = Message::new("web-flash-units-updated").count("count", count);
            reply::to_with("/units", Tone::Good, &done, secure)
        }
        // Something else would change by now: it is shown again.
        Err(CycleError::Conflict("units")) => {
            let stale = Message::new("web-flash-units-stale");
            reply::to_with("/units/update", Tone::Warn, &stale, secure)
        }
        Err(other) => Err(other.into()),
    }
}
