//! Documents of a round and of a unit's report, ready to be written.

use super::{DocumentKind, Draft, WrittenFormat, consolidated, letter, report};
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::ids::{ReportId, RoundId};

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
        DocumentKind::Consolidated => consolidated(cycle, call, round, false)?,
        DocumentKind::Brief => consolidated(cycle, call, round, true)?,
        DocumentKind::Report => return Err(CycleError::NotFound("document")),
        kind => letter(cycle, call, round, kind)?,
    };
    let draft = Draft::new(cycle, kind, document, &format!("{} {round}", name(kind)), format)?;
    draft.try_template(cycle)?;
    Ok(draft)
}

/// The report of a unit, ready to be written.
///
/// # Errors
/// Refusals of the use cases.
pub fn report_draft(cycle: &Cycle, call: &Call<'_>, id: ReportId, format: WrittenFormat) -> CycleResult<Draft> {
    let document = report(cycle, call, id)?;
    let unit = document.issuer.last().cloned().unwrap_or_default();
    let name = format!("{} {unit}", name(DocumentKind::Report));
    let draft = Draft::new(cycle, DocumentKind::Report, document, &name, format)?;
    draft.try_template(cycle)?;
    Ok(draft)
}
