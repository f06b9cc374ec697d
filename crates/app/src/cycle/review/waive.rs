//! Accepting a finding as an exception.

use crate::cycle::audit::kept::{self, Kept};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, mail, reports, shared, templates};
use serde_json::json;
use std::collections::HashSet;
use tonghop_model::cycle::ids::FindingId;
use tonghop_model::cycle::{Action, EventKind, SubmissionState};
use tonghop_store::findings::{self, WaiverRow};
use tonghop_store::submissions::{self, SubmissionRow};
use tonghop_store::{Db, matrix};

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
        let (submission, place) = shared::submission(db, call, row.submission_id, Action::WaiveFinding)?;
        shared::not_own(call, &submission, &place)?;
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
        if submission.state == SubmissionState::Draft.key() {
            // The unit waits for it: it could not send.
            let template = templates::load(db, place.round.template_id)?;
            let node = row.node.as_deref().unwrap_or_default();
            let item = reports::name_of(cycle, &template.content, node);
            mail::tell_waived(db, cycle, call, &place, (row.id, &item, &waiver.reason))?;
        }
        recount(db, submission, place.report.id)?;
        let rows = kept::prints(db, [Kept::Waiver(waiver.report_id, waiver.fingerprint)])?;
        let detail = json!({ "check": row.check_code, "node": row.node, "reason": waiver.reason, kept::FACT: rows });
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

/// Errors and warnings of a submission that nobody waived.
pub(crate) fn open_findings(db: &mut Db, submission: i64, report: i64) -> CycleResult<(usize, usize)> {
    let waived: HashSet<String> = findings::waivers(db, report)?
        .into_iter()
        .map(|w| w.fingerprint)
        .collect();
    let mut found = findings::of_submission(db, submission)?;
    found.retain(|f| !waived.contains(&f.fingerprint));
    let of = |severity: &str| found.iter().filter(|f| f.severity == severity).count();
    Ok((of("error"), of("warning")))
}

/// The counts that lists and the matrix show follow what was waived.
fn recount(db: &mut Db, mut row: SubmissionRow, report: i64) -> CycleResult<()> {
    let (errors, warnings) = open_findings(db, row.id, report)?;
    (row.errors, row.warnings) = (errors as i64, warnings as i64);
    submissions::update(db, &row)?;
    Ok(matrix::set_counts(db, row.id, row.errors, row.warnings)?)
}
