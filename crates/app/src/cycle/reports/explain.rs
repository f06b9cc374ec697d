//! A word of explanation for a finding.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::FindingId;
use tonghop_store::findings;

/// Explains a finding of a draft.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`], [`CycleError::Refused`] once it was sent.
pub fn explain_finding(cycle: &Cycle, call: &Call<'_>, id: FindingId, text: &str) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.said("text", text, 5000);
    checker.done()?;
    cycle.store.write(|db| {
        let row = findings::get(db, id.0)?.ok_or(CycleError::NotFound("finding"))?;
        let (_, place) = shared::editable(db, call, row.submission_id)?;
        findings::explain(db, id.0, text.trim(), &call.actor.name)?;
        let detail = json!({ "check": row.check_code, "node": row.node });
        shared::record(
            db,
            call,
            EventKind::FindingExplained,
            ("submission", row.submission_id),
            Some(place.unit.id),
            detail,
        )
    })
}
