//! What a cell of the matrix opens: the status, the result, and the passage of the source they were read from.

use super::view::View;
use super::words;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::reports::numbers::figures;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::files;
use tonghop_app::cycle::reports::Item;
use tonghop_app::cycle::review::{Passage, passages};
use tonghop_app::cycle::views::{self, CellPage};
use tonghop_app::cycle::{CycleError, rounds};
use tonghop_model::cycle::{RoundId, UnitId};

/// What a cell opens, in words.
struct Body {
    cell: CellPage,
    status: String,
    style: &'static str,
    /// Name of an indicator; empty for a task.
    indicator: String,
    /// Its figure with the unit of measure.
    figure: String,
    page_number: String,
    source: Vec<Passage>,
    origin: String,
}

#[derive(Template)]
#[template(path = "consolidated/cell.html")]
struct Whole {
    page: Page,
    view: View,
    body: Body,
    unit: i64,
}

/// The same beside the matrix.
#[derive(Template)]
#[template(path = "consolidated/cell_part.html")]
struct Beside {
    page: Page,
    body: Body,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let unit: i64 = form.parsed("unit").ok_or_else(WebError::not_found)?;
    let node = form.text("task").to_owned();
    let (round, cell, source) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let cell = views::cell(cycle, call, RoundId(id), UnitId(unit), &node)?;
            let source = match cell.reading.map(|r| files::source(cycle, call, r)) {
                Some(Ok(source)) => Some(source),
                // The answer stands without its document where that was removed.
                None | Some(Err(CycleError::NotFound(_))) => None,
                Some(Err(error)) => return Err(error),
            };
            Ok((round, cell, source))
        })
        .await?;
    let (_, view) = View::of_round(&app, &ctx, &round, "matrix", "web-matrix-lead");
    let page = Page::titled(&app, &ctx.0, cell.unit_name.clone())
        .crumb("/", "web-nav-start")
        .crumb("/rounds", "web-nav-rounds")
        .crumb_named(&format!("/rounds/{id}"), round.title)
        .crumb(&format!("/rounds/{id}/matrix"), "web-view-matrix");
    let item = cell.item.as_ref();
    let span = item.and_then(|i| i.span);
    let class = item.map(|i| i.class).unwrap_or_default();
    let body = Body {
        status: words::class_with(&page, class, item.and_then(|i| i.percent)),
        style: words::class_style(class),
        indicator: item
            .filter(|i| i.kind == "indicator")
            .map_or_else(String::new, |i| app.cycle().engine.catalogue.indicator_name(&i.node)),
        figure: item.map_or_else(String::new, figure),
        page_number: span
            .and_then(|s| s.page)
            .map_or_else(String::new, |p| page.with("web-cell-page", "page", p)),
        source: match (&source, span, item) {
            (Some(source), Some(span), Some(item)) => passages(source, span, item),
            _ => Vec::new(),
        },
        origin: item.map_or_else(String::new, |i| words::origin(&page, i)),
        cell,
    };
    if ctx.htmx {
        return reply::page(&Beside { page, body });
    }
    reply::page(&Whole { page, view, body, unit })
}

fn figure(item: &Item) -> String {
    let unit = item.unit_of_measure.as_deref().unwrap_or_default();
    figures([item.value, item.numerator, item.denominator], unit)
}
