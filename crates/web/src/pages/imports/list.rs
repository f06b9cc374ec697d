//! The imports that were made, newest first, and their undoing.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::system::{self, Import};
use tonghop_model::cycle::ImportId;
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "imports/list.html")]
struct ImportsPage {
    page: Page,
    rows: Vec<Import>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let rows = app.run(&ctx, system::imports).await?;
    let page = Page::new(&app, &ctx, "web-imports-title").crumb("/", "web-nav-start");
    reply::page(&ImportsPage { page, rows })
}

pub async fn undo(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    app.run(&ctx, move |cycle, call| system::undo_import(cycle, call, ImportId(id)))
        .await?;
    let message = Message::new("web-flash-values-undone");
    reply::to_with("/imports", Tone::Good, &message, app.config().secure())
}
