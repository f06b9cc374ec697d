//! What the checks say of the answers that are saved, beside their rows while somebody types on.

use super::form_view::{Remark, beside};
use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use serde::Serialize;
use std::collections::BTreeMap;
use tonghop_app::cycle::reports;
use tonghop_model::cycle::ReportId;

/// The remarks of each item that has any, for the script of the form.
#[derive(Serialize)]
struct Remarks {
    rows: BTreeMap<String, Vec<Remark>>,
}

pub async fn check(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let found = app
        .run(&ctx, move |cycle, call| {
            let newest = reports::newest(cycle, call, ReportId(id))?;
            reports::check(cycle, call, newest)
        })
        .await?;
    let page = Page::new(&app, &ctx, "web-nav-reports");
    let mut rows: BTreeMap<String, Vec<Remark>> = BTreeMap::new();
    for finding in &found {
        if let Some(node) = &finding.node {
            rows.entry(node.clone()).or_default().push(beside(&page, finding));
        }
    }
    reply::json(&Remarks { rows })
}
