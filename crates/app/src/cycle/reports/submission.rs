//! One attempt, as it is shown.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use tonghop_model::cycle::ids::{AccountId, ReportId, SubmissionId};
use tonghop_model::cycle::{Action, SubmissionState};
use tonghop_model::moment::Moment;
use tonghop_store::submissions::SubmissionRow;

/// One attempt to fulfil a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Id.
    pub id: SubmissionId,
    /// Report.
    pub report: ReportId,
    /// Number of the attempt, from 1.
    pub attempt: i64,
    /// State.
    pub state: SubmissionState,
    /// The attempt it was copied from.
    pub based_on: Option<SubmissionId>,
    /// Who began it.
    pub created_by: String,
    /// When.
    pub created_at: Moment,
    /// Who sent it.
    pub sent_by: Option<String>,
    /// When.
    pub sent_at: Option<Moment>,
    /// Who reviews it.
    pub reviewer: Option<String>,
    /// Account of who reviews it.
    pub reviewer_id: Option<AccountId>,
    /// Who accepted or returned it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Moment>,
    /// A word of the unit or the reviewer.
    pub note: Option<String>,
    /// Findings that are errors, when it was last checked.
    pub errors: i64,
    /// Findings that are warnings, when it was last checked.
    pub warnings: i64,
    /// Version for optimistic changes.
    pub version: i64,
}

/// The newest attempt of a report, without anything else of it.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`]; `NotFound`, also where none was begun.
pub fn newest(cycle: &Cycle, call: &Call<'_>, report: ReportId) -> CycleResult<SubmissionId> {
    cycle.store.read(|db| {
        let place = shared::place(db, call, report.0, Action::ViewReport)?;
        let newest = place.report.submission_id.ok_or(CycleError::NotFound("submission"))?;
        Ok(SubmissionId(newest))
    })
}

impl Submission {
    /// As it is stored.
    pub(crate) fn of(row: SubmissionRow) -> Self {
        Self {
            id: SubmissionId(row.id),
            report: ReportId(row.report_id),
            attempt: row.attempt,
            state: state(&row),
            based_on: row.based_on.map(SubmissionId),
            created_by: row.created_by,
            created_at: Moment::from_unix(row.created_at),
            sent_by: row.sent_by,
            sent_at: row.sent_at.map(Moment::from_unix),
            reviewer: row.reviewer,
            reviewer_id: row.reviewer_id.map(AccountId),
            decided_by: row.decided_by,
            decided_at: row.decided_at.map(Moment::from_unix),
            note: row.note,
            errors: row.errors,
            warnings: row.warnings,
            version: row.version,
        }
    }
}

/// The state of a stored submission. An unknown name allows nothing.
pub(crate) fn state(row: &SubmissionRow) -> SubmissionState {
    SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded)
}
