//! What waits for a reviewer: by deadline and severity.

use crate::cycle::reports::Submission;
use crate::cycle::{Call, Cycle, CycleResult, rounds, shared};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{ReportId, RoundId, UnitId};
use tonghop_model::date::Date;
use tonghop_store::{rounds as rows, submissions, units};

/// A submission that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Submission.
    pub submission: Submission,
    /// Report.
    pub report: ReportId,
    /// Round.
    pub round: RoundId,
    /// Title of the round.
    pub title: String,
    /// Unit.
    pub unit: UnitId,
    /// Name of the unit.
    pub unit_name: String,
    /// The day that held for the unit.
    pub due: Date,
    /// True where it came after that day.
    pub late: bool,
}

/// Sent submissions that are to be reviewed or are under review, in the person's reach: earliest deadline first, then
/// more errors, then more warnings, then the order in which they came.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn queue(cycle: &Cycle, call: &Call<'_>, round: Option<RoundId>) -> CycleResult<Vec<Queued>> {
    let reach = call.reach(Action::ReviewReport)?;
    cycle.store.read(|db| {
        let mut waiting = Vec::new();
        for row in submissions::in_states(db, &["submitted", "in_review"])? {
            let Some(report) = rows::report(db, row.report_id)? else {
                continue;
            };
            if round.is_some_and(|r| r.0 != report.round_id) {
                continue;
            }
            let Some(unit) = units::get(db, report.unit_id)? else {
                continue;
            };
            if !reach.iter().any(|path| unit.path.starts_with(path)) {
                continue;
            }
            let Some(round) = rows::get(db, report.round_id)? else {
                continue;
            };
            if call.may_on(Action::ReviewReport, &unit.path, &round.programme).is_err() {
                continue;
            }
            let facts = rounds::facts(&report, shared::date(&round.deadline)?)?;
            waiting.push(Queued {
                late: facts.first_sent.is_some_and(|day| day > facts.due()),
                due: facts.due(),
                report: ReportId(report.id),
                round: RoundId(round.id),
                title: round.title,
                unit: UnitId(unit.id),
                unit_name: unit.name,
                submission: Submission::of(row),
            });
        }
        waiting.sort_by_key(|q| {
            (
                q.due,
                -q.submission.errors,
                -q.submission.warnings,
                q.submission.sent_at,
                q.submission.id,
            )
        });
        Ok(waiting)
    })
}
