//! The numbered editions of a report, each with what is different from the one before.

use super::word_diff::{Piece, compare};
use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::pages::reports::form_view::said;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::reports::{self, Item};
use tonghop_app::cycle::review::{self, Change, Edition};
use tonghop_model::cycle::ReportId;

struct Row {
    name: String,
    before: Vec<Piece>,
    after: Vec<Piece>,
}

struct Shown {
    edition: Edition,
    /// None for the first edition.
    changes: Option<Vec<Row>>,
}

#[derive(Template)]
#[template(path = "review/editions.html")]
struct EditionsPage {
    page: Page,
    data: reports::Page,
    editions: Vec<Shown>,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let (data, editions) = app
        .run(&ctx, move |cycle, call| {
            let data = reports::page(cycle, call, ReportId(id), None)?;
            Ok((data, review::editions(cycle, call, ReportId(id))?))
        })
        .await?;
    let page = Page::new(&app, &ctx, "web-editions-title")
        .crumb("/", "web-nav-start")
        .crumb_named(&format!("/reports/{id}"), data.title.clone());
    let before: Vec<Option<Vec<Item>>> = editions
        .iter()
        .skip(1)
        .map(|e| Some(e.items.clone()))
        .chain([None])
        .collect();
    let shown = editions.into_iter().zip(before).map(|(edition, before)| Shown {
        changes: before.map(|before| {
            let changes = review::differences(before, edition.items.clone());
            changes.iter().map(|c| row(&app, &page, &data, c)).collect()
        }),
        edition,
    });
    reply::page(&EditionsPage {
        editions: shown.collect(),
        page,
        data,
    })
}

fn row(app: &App, page: &Page, data: &reports::Page, change: &Change) -> Row {
    let text = |item: &Option<Item>| item.as_ref().map_or_else(String::new, |i| said(page, i));
    let (before, after) = compare(&text(&change.before), &text(&change.after));
    Row {
        name: reports::item_name(app.cycle(), data, &change.node),
        before,
        after,
    }
}
