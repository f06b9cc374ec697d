//! A refusal because of what checks found names what they found: who sends by a program needs no second question.

use super::checks::{Finding, findings_of};
use crate::cycle::{Cycle, CycleError};
use tonghop_model::cycle::submission::Refusal;
use tonghop_model::finding::Severity;
use tonghop_store::submissions;

/// The same error with the findings of the submission that it is about, where it is a refusal because of them.
pub(crate) fn named(cycle: &Cycle, submission: i64, error: CycleError) -> CycleError {
    let CycleError::Refused(refusal) = error else {
        return error;
    };
    let open = |f: &Finding| f.waived.is_none();
    let stops: &dyn Fn(&Finding) -> bool = match refusal {
        Refusal::Blocked(_) => &|f| f.severity == Severity::Error && open(f),
        Refusal::Unexplained(_) => &|f| f.severity == Severity::Warning && open(f) && f.explanation.is_none(),
        _ => return error,
    };
    let found = cycle.store.read(|db| match submissions::get(db, submission)? {
        Some(row) => findings_of(db, submission, row.report_id),
        None => Ok(Vec::new()),
    });
    let mut findings = found.unwrap_or_default();
    findings.retain(|f| stops(f));
    CycleError::Stopped { refusal, findings }
}

/// The same for the newest attempt of a report.
pub(super) fn of_report(cycle: &Cycle, report: i64, error: CycleError) -> CycleError {
    let newest = cycle
        .store
        .read(|db| Ok::<_, CycleError>(submissions::of_report(db, report)?.first().map(|s| s.id)));
    match newest {
        Ok(Some(submission)) => named(cycle, submission, error),
        _ => error,
    }
}
