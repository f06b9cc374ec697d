//! One unit: what it is, what it belongs to, what belongs to it.

use crate::app::App;
use crate::context::Ctx;
use crate::owner::capitalised;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::units::{self, Relatives, Unit};
use tonghop_model::cycle::UnitId;

#[derive(Template)]
#[template(path = "units/unit.html")]
struct UnitPage {
    page: Page,
    unit: Unit,
    parent: Option<Unit>,
    children: Vec<Unit>,
    relatives: Relatives,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let (unit, parent, children, relatives) = app
        .run(&ctx, move |cycle, call| {
            let unit = units::get(cycle, call, UnitId(id))?;
            let parent = match unit.parent_id {
                Some(parent) => units::find(cycle, UnitId(parent))?,
                None => None,
            };
            let relatives = units::relatives(cycle, call, UnitId(id))?;
            Ok((unit, parent, units::children(cycle, call, UnitId(id))?, relatives))
        })
        .await?;
    let page = Page::titled(&app, &ctx.0, capitalised(&unit.name));
    reply::page(&UnitPage {
        page: page.crumb("/", "web-nav-start").crumb("/units", "web-nav-units"),
        unit,
        parent,
        children,
        relatives,
    })
}
