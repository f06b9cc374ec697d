//! The same step for many submissions: each in its own transaction, so that one refusal holds no other back.

use super::accept::accept_within;
use super::start::start_within;
use super::waive::open_findings;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::{Action, SubmissionState};
use tonghop_model::message::Message;
use tonghop_store::Db;

/// Most submissions of one request.
pub const MOST: usize = 4000;

/// How a step for many submissions ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bulk {
    /// Submissions for which it was done.
    pub done: usize,
    /// Those for which it was not, with the reason.
    pub left: Vec<Left>,
}

/// A submission that was left as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// Name of the unit; empty where there is no such submission.
    pub unit: String,
    /// Why.
    pub why: Message,
}

/// Begins the review of many submissions, each over the version that was read.
///
/// # Errors
/// Failures of the database; everything else stands in [`Bulk::left`].
pub fn start_all(cycle: &Cycle, call: &Call<'_>, chosen: &[(SubmissionId, i64)]) -> CycleResult<Bulk> {
    each(cycle, call, chosen, |db, id, version| {
        start_within(db, call, id, version)
    })
}

/// Accepts those of many submissions that have no open error and no open warning; a review that was not begun is begun.
///
/// # Errors
/// Failures of the database; everything else stands in [`Bulk::left`].
pub fn accept_clean(cycle: &Cycle, call: &Call<'_>, chosen: &[(SubmissionId, i64)]) -> CycleResult<Bulk> {
    each(cycle, call, chosen, |db, id, version| accept_one(db, call, id, version))
}

fn accept_one(db: &mut Db, call: &Call<'_>, id: SubmissionId, version: i64) -> CycleResult<()> {
    let (row, place) = shared::submission(db, call, id.0, Action::AcceptReport)?;
    let (errors, warnings) = open_findings(db, id.0, place.report.id)?;
    if errors + warnings > 0 {
        let why = Message::new("cycle-review-open-findings").count("count", errors + warnings);
        return Err(CycleError::Invalid(vec![crate::cycle::FieldError {
            field: "submission".into(),
            message: why,
        }]));
    }
    let begun = row.state != SubmissionState::Submitted.key();
    if !begun {
        start_within(db, call, id, version)?;
    }
    accept_within(db, call, id, version + i64::from(!begun)).map(drop)
}

fn each(
    cycle: &Cycle,
    call: &Call<'_>,
    chosen: &[(SubmissionId, i64)],
    step: impl Fn(&mut Db, SubmissionId, i64) -> CycleResult<()>,
) -> CycleResult<Bulk> {
    let mut bulk = Bulk::default();
    for (id, version) in chosen.iter().take(MOST) {
        match cycle.store.write(|db| step(db, *id, *version)) {
            Ok(()) => bulk.done += 1,
            Err(error @ (CycleError::Store(_) | CycleError::Internal(_))) => return Err(error),
            Err(error) => bulk.left.push(Left {
                unit: unit_name(cycle, call, *id)?,
                why: error.message(),
            }),
        }
    }
    Ok(bulk)
}

fn unit_name(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<String> {
    let found = cycle
        .store
        .read(|db| shared::submission(db, call, id.0, Action::ViewReport).map(|(_, place)| place.unit.name));
    match found {
        Err(error @ CycleError::Store(_)) => Err(error),
        other => Ok(other.unwrap_or_default()),
    }
}
