//! Whose a thing is, without asking for rights: so that a rule can be applied to it before anything of it is shown.

use super::{Cycle, CycleResult};
use tonghop_model::cycle::ids::{
    AttachmentId, CandidateId, CommitmentId, FindingId, RecommendationId, ReportId, SubmissionId, UnitId,
};
use tonghop_store::{Db, editions, files, findings, rounds, submissions, units};

/// A thing with an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// An org unit.
    Unit(UnitId),
    /// The obligation of a unit in a round.
    Report(ReportId),
    /// An attempt to fulfil it.
    Submission(SubmissionId),
    /// A file kept with a report.
    Attachment(AttachmentId),
    /// A value that was read and nobody confirmed yet.
    Candidate(CandidateId),
    /// What a check found in a submission.
    Finding(FindingId),
    /// A request upwards.
    Recommendation(RecommendationId),
    /// A promise.
    Commitment(CommitmentId),
}

/// Whose a thing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Path of its unit in the tree.
    pub path: String,
    /// Its programme; none for a unit, which has none.
    pub programme: Option<String>,
}

/// The owner of a thing; none where there is no such thing.
///
/// # Errors
/// Failures of the database.
pub fn owner(cycle: &Cycle, thing: Thing) -> CycleResult<Option<Owner>> {
    cycle.store.read(|db| match thing {
        Thing::Unit(id) => of_unit(db, id.0),
        Thing::Report(id) => of_report(db, Some(id.0)),
        Thing::Submission(id) => of_submission(db, Some(id.0)),
        Thing::Attachment(id) => {
            let report = files::attachment(db, id.0)?.map(|a| a.report_id);
            of_report(db, report)
        }
        Thing::Candidate(id) => {
            let submission = files::candidate(db, id.0)?.map(|c| c.submission_id);
            of_submission(db, submission)
        }
        Thing::Finding(id) => {
            let submission = findings::get(db, id.0)?.map(|f| f.submission_id);
            of_submission(db, submission)
        }
        Thing::Recommendation(id) => {
            let report = editions::recommendation(db, id.0)?.map(|r| r.report_id);
            of_report(db, report)
        }
        Thing::Commitment(id) => {
            let report = editions::commitment(db, id.0)?.map(|c| c.report_id);
            of_report(db, report)
        }
    })
}

fn of_submission(db: &mut Db, id: Option<i64>) -> CycleResult<Option<Owner>> {
    let Some(id) = id else { return Ok(None) };
    let report = submissions::get(db, id)?.map(|s| s.report_id);
    of_report(db, report)
}

fn of_report(db: &mut Db, id: Option<i64>) -> CycleResult<Option<Owner>> {
    let Some(id) = id else { return Ok(None) };
    let owner = rounds::owner_of_report(db, id)?;
    Ok(owner.map(|(path, programme)| Owner {
        path,
        programme: Some(programme),
    }))
}

fn of_unit(db: &mut Db, id: i64) -> CycleResult<Option<Owner>> {
    let unit = units::get(db, id)?;
    Ok(unit.map(|u| Owner {
        path: u.path,
        programme: None,
    }))
}
