//! Every round that concerns the person.

use super::card::Card;
use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::rounds;

#[derive(Template)]
#[template(path = "rounds/list.html")]
struct ListPage {
    page: Page,
    rounds: Vec<Card>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let page = Page::new(&app, &ctx, "web-rounds-title").crumb("/", "web-nav-start");
    let rounds = app.run(&ctx, rounds::list).await?;
    reply::page(&ListPage {
        rounds: rounds.into_iter().map(|r| Card::new(&page, r)).collect(),
        page,
    })
}
