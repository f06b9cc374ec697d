//! Handing documents out: those of a round, and the report of a unit.

use super::pieces;
use crate::app::App;
use crate::context::Ctx;
use crate::problem::WebError;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::documents::{self, DocumentKind, Draft, WrittenFormat};
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::{ReportId, RoundId};

/// Name of the file before its number; ASCII, as rules on exchange ask.
const fn name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Request => "cong van de nghi bao cao",
        DocumentKind::Reminder => "cong van don doc",
        DocumentKind::Late => "danh sach cham bao cao",
        DocumentKind::Consolidated => "bao cao tong hop",
        DocumentKind::Brief => "bao cao tom tat",
        DocumentKind::Report => "bao cao",
    }
}

/// A document of a round, ready to be written.
///
/// # Errors
/// Refusals of the use cases; [`CycleError::NotFound`] for a kind that no round has.
pub fn round_draft(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    kind: DocumentKind,
    format: WrittenFormat,
) -> CycleResult<Draft> {
    let document = match kind {
        DocumentKind::Consolidated => documents::consolidated(cycle, call, round, false)?,
        DocumentKind::Brief => documents::consolidated(cycle, call, round, true)?,
        DocumentKind::Report => return Err(CycleError::NotFound("document")),
        letter => documents::letter(cycle, call, round, letter)?,
    };
    let draft = Draft::new(cycle, kind, document, &format!("{} {round}", name(kind)), format)?;
    draft.try_template(cycle)?;
    Ok(draft)
}

/// The report of a unit, ready to be written.
///
/// # Errors
/// Refusals of the use cases.
pub fn report_draft(cycle: &Cycle, call: &Call<'_>, report: ReportId, format: WrittenFormat) -> CycleResult<Draft> {
    let document = documents::report(cycle, call, report)?;
    let unit = document.issuer.last().cloned().unwrap_or_default();
    let name = format!("{} {unit}", name(DocumentKind::Report));
    let draft = Draft::new(cycle, DocumentKind::Report, document, &name, format)?;
    draft.try_template(cycle)?;
    Ok(draft)
}

pub async fn of_round(
    State(app): State<App>,
    ctx: Ctx,
    Path((id, kind, format)): Path<(i64, String, String)>,
) -> Reply {
    let kind = DocumentKind::from_key(&kind).ok_or_else(WebError::not_found)?;
    let format = WrittenFormat::from_key(&format).ok_or_else(WebError::not_found)?;
    let draft = app
        .run(&ctx, move |cycle, call| {
            round_draft(cycle, call, RoundId(id), kind, format)
        })
        .await?;
    pieces::send(draft)
}

pub async fn of_report(State(app): State<App>, ctx: Ctx, Path((id, format)): Path<(i64, String)>) -> Reply {
    let format = WrittenFormat::from_key(&format).ok_or_else(WebError::not_found)?;
    let draft = app
        .run(&ctx, move |cycle, call| report_draft(cycle, call, ReportId(id), format))
        .await?;
    pieces::send(draft)
}
