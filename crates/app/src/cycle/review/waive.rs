//! Accepting a finding as an exception.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::FindingId;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::findings::{self, WaiverRow};

/// Waives a finding of a report with a reason; the same finding of a later attempt is waived too.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`], [`CycleError::Conflict`] where it is waived.
pub fn waive(cycle: &Cycle, call: &Call<'_>, id: FindingId, reason: &str) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("reason", reason);
    checker.done()?;
    cycle.store.write(|db| {
        let row = findings::get(db, id.0)?.ok_or(CycleError::NotFound("finding"))?;
        let (_, place) = shared::submission(db, call, row.submission_id, Action::WaiveFinding)?;
        if findings::waivers(db, place.report.id)?
            .iter()
            .any(|w| w.fingerprint == row.fingerprint)
        {
            return Err(CycleError::Conflict("waiver"));
        }
        let waiver = WaiverRow {
            report_id: place.report.id,
            fingerprint: row.fingerprint,
            reason: reason.trim().into(),
            waived_by: call.actor.name.clone(),
            waived_at: call.now.unix(),
        };
        findings::waive(db, &waiver)?;
        let detail = json!({ "check": row.check_code, "node": row.node, "reason": waiver.reason });
        shared::record(
            db,
            call,
            EventKind::FindingWaived,
            ("submission", row.submission_id),
            Some(place.unit.id),
            detail,
        )
    })
}
