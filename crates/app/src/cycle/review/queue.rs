//! What waits for a reviewer: by deadline and severity.

use crate::cycle::reports::Submission;
use crate::cycle::{Call, Cycle, CycleResult, rounds, shared};
use std::collections::HashMap;
use std::sync::Arc;
use tonghop_model::cycle::ids::{ReportId, RoundId, UnitId};
use tonghop_model::cycle::{Action, RoundState};
use tonghop_model::date::Date;
use tonghop_store::rounds::{self as rows, ReportRow, RoundRow};
use tonghop_store::units::UnitRow;
use tonghop_store::{Db, submissions};

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
    let reach = call.reach(Action::ViewReview)?;
    cycle.store.read(|db| {
        let places = places(db, call, &reach, round)?;
        let mut waiting = Vec::new();
        for row in submissions::in_states(db, &["submitted", "in_review"])? {
            let Some((report, unit, round)) = places.get(&row.report_id) else {
                continue;
            };
            let facts = rounds::facts(report, shared::date(&round.deadline)?)?;
            waiting.push(Queued {
                late: facts.first_sent.is_some_and(|day| day > facts.due()),
                due: facts.due(),
                report: ReportId(report.id),
                round: RoundId(round.id),
                title: round.title.clone(),
                unit: UnitId(unit.id),
                unit_name: unit.name.clone(),
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

type Places = HashMap<i64, (ReportRow, UnitRow, Arc<RoundRow>)>;

/// Reports within reach by id, of one round or of all that are not published: a few loads, however many wait.
fn places(db: &mut Db, call: &Call<'_>, reach: &[String], only: Option<RoundId>) -> CycleResult<Places> {
    let mut places = HashMap::new();
    for round in rows::all(db)? {
        let wanted = only.map_or(round.state != RoundState::Published.key(), |r| r.0 == round.id);
        if !wanted {
            continue;
        }
        let round = Arc::new(round);
        for path in reach {
            for (report, unit) in rows::reports(db, Some(round.id), path)? {
                if call.may_on(Action::ViewReview, &unit.path, &round.programme).is_ok() {
                    places.insert(report.id, (report, unit, Arc::clone(&round)));
                }
            }
        }
    }
    Ok(places)
}
