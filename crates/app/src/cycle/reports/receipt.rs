//! The receipt of what was sent.

use super::print::print;
use super::{Page, Submission, page};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::ReportId;
use tonghop_store::submissions;

/// What a unit holds in its hand after sending.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Code of the unit, report, attempt: "99001-45/2".
    pub number: String,
    /// The attempt that was sent last, also while the next is being written.
    pub sent: Submission,
    /// SHA-256 over its answers, lower-case hexadecimal: the same stands in the audit log.
    pub digest: String,
    /// The report as that attempt shows it.
    pub page: Page,
}

/// The receipt of the newest attempt that was sent.
///
/// # Errors
/// [`CycleError::NotFound`] where nothing was sent; [`CycleError::Denied`].
pub fn receipt(cycle: &Cycle, call: &Call<'_>, report: ReportId) -> CycleResult<Receipt> {
    let sent = cycle.store.read(|db| {
        shared::place(db, call, report.0, Action::ViewReport)?;
        let attempts = submissions::of_report(db, report.0)?;
        Ok::<_, CycleError>(attempts.into_iter().find(|s| s.sent_at.is_some()))
    })?;
    let sent = Submission::of(sent.ok_or(CycleError::NotFound("submission"))?);
    let page = page(cycle, call, report, Some(sent.id))?;
    let digest = cycle.store.read(|db| {
        let items = submissions::items(db, sent.id.0)?;
        Ok::<_, CycleError>(print(&items))
    })?;
    Ok(Receipt {
        number: format!("{}-{}/{}", page.unit.code, page.report, sent.attempt),
        digest,
        sent,
        page,
    })
}
