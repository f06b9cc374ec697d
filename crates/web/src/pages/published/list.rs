//! Every published round.

use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::reply::{self, Reply};
use crate::visits::counted;
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::views::{self, PublishedRound};

struct Row {
    round: PublishedRound,
    period: String,
    published: String,
    /// From how many units it is where some are missing.
    partial: String,
}

#[derive(Template)]
#[template(path = "published/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    counted(&app, &ctx)?;
    let rounds = app.run(&ctx, views::published_rounds).await?;
    let page = Page::new(&app, &ctx, "web-published-title");
    let row = |round: PublishedRound| Row {
        period: period_label(&page, &round.period),
        partial: super::data::partial(&page, &round),
        published: round.published_at.map_or_else(String::new, |at| page.moment(at)),
        round,
    };
    let rows = rounds.into_iter().map(row).collect();
    reply::page(&ListPage { page, rows })
}
