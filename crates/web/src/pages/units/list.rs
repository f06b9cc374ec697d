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
    manages: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let words = form.text("q").to_owned();
    let mut units = app
        .run(&ctx, move |cycle, call| units::search(cycle, call, &words))
        .await?;
    units = in_order(units);
    let found = units.len();
    units.truncate(MOST);
    reply::page(&ListPage {
        page: Page::new(&app, &ctx, "web-units-title").crumb("/", "web-nav-start"),
        view: FormView::new(form),
        units,
        found,
        manages: ctx.may(Action::ManageUnits),
    })
}
