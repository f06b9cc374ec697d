//! Handing documents out: those of a round, and the report of a unit.

use super::pieces;
use crate::app::App;
use crate::context::Ctx;
use crate::problem::WebError;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::documents::{self, DocumentKind, WrittenFormat};
use tonghop_model::cycle::{ReportId, RoundId};

pub async fn of_round(
    State(app): State<App>,
    ctx: Ctx,
    Path((id, kind, format)): Path<(i64, String, String)>,
) -> Reply {
    let kind = DocumentKind::from_key(&kind).ok_or_else(WebError::not_found)?;
    let format = WrittenFormat::from_key(&format).ok_or_else(WebError::not_found)?;
    let draft = app
        .run(&ctx, move |cycle, call| {
            documents::round_draft(cycle, call, RoundId(id), kind, format)
        })
        .await?;
    pieces::send(draft)
}

pub async fn of_report(State(app): State<App>, ctx: Ctx, Path((id, format)): Path<(i64, String)>) -> Reply {
    let format = WrittenFormat::from_key(&format).ok_or_else(WebError::not_found)?;
    let draft = app
        .run(&ctx, move |cycle, call| {
            documents::report_draft(cycle, call, ReportId(id), format)
        })
        .await?;
    pieces::send(draft)
}
