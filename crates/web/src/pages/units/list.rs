//! Units that the person may see, found by name with or without diacritics, or by code.

use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::owner::in_order;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::units::{self, Unit};
use tonghop_app::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::Action;

/// Units that are shown at once; more are found by searching.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "units/list.html")]
struct ListPage {
    page: Page,
    view: FormView,
    units: Vec<Unit>,
    found: usize,
    /// Units that were searched for and exist no more.
    ended: Vec<Unit>,
    manages: bool,
}

/// Units that exist, and of those that do not any more the ones that are asked for.
fn load(cycle: &Cycle, call: &Call<'_>, words: &str) -> CycleResult<(Vec<Unit>, Vec<Unit>)> {
    let found = units::search(cycle, call, words)?;
    let mut ended = Vec::new();
    if !words.is_empty() {
        let folded = units::folded(words);
        ended = units::past(cycle, call, Action::ViewUnit)?;
        ended.retain(|u| u.folded.contains(&folded) || u.code.starts_with(words));
    }
    Ok((found, ended))
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let words = form.text("q").to_owned();
    let (mut units, ended) = app.run(&ctx, move |cycle, call| load(cycle, call, &words)).await?;
    units = in_order(units);
    let found = units.len();
    units.truncate(MOST);
    reply::page(&ListPage {
        page: Page::new(&app, &ctx, "web-units-title").crumb("/", "web-nav-start"),
        view: FormView::new(form),
        units,
        found,
        ended,
        manages: ctx.may_whole(Action::ManageUnits),
    })
}
