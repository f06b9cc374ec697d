//! Promises by due date.

use super::follow_ups::Visible;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{CommitmentId, ReportId, RoundId, UnitId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::editions::{self, CommitmentRow};
use tonghop_store::{rounds, units};

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Id.
    pub id: CommitmentId,
    /// Round.
    pub round: RoundId,
    /// Report.
    pub report: ReportId,
    /// Unit that promised.
    pub unit: UnitId,
    /// Name of the unit.
    pub unit_name: String,
    /// What is promised.
    pub what: String,
    /// Verbatim.
    pub quote: String,
    /// ISO date, possibly partial ("2025-10").
    pub due: Option<String>,
    /// True where it is open and its day, month or year has passed.
    pub overdue: bool,
    /// `kept`, `broken`, `dropped`; none while open.
    pub outcome: Option<String>,
    /// Who settled it.
    pub settled_by: Option<String>,
    /// Version for optimistic changes.
    pub version: i64,
}

/// Promises of the units that the person may see, by due date, undated ones last.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn commitments(cycle: &Cycle, call: &Call<'_>, round: Option<RoundId>) -> CycleResult<Vec<Commitment>> {
    let today = call.today().to_string();
    cycle.store.read(|db| {
        let visible = Visible::load(db, call)?;
        let shown = |c: CommitmentRow| {
            let unit = visible.unit(c.unit_id, c.round_id)?;
            let past = c.due.as_deref().is_some_and(|due| is_before(due, &today));
            Some(Commitment {
                id: CommitmentId(c.id),
                round: RoundId(c.round_id),
                report: ReportId(c.report_id),
                unit: UnitId(unit.id),
                unit_name: unit.name.clone(),
                what: c.what,
                quote: c.quote,
                overdue: past && c.outcome.is_none(),
                due: c.due,
                outcome: c.outcome,
                settled_by: c.settled_by,
                version: c.version,
            })
        };
        let rows = editions::commitments(db, round.map(|r| r.0))?;
        let mut found: Vec<Commitment> = rows.into_iter().filter_map(shown).collect();
        found.sort_by(|a, b| (a.due.is_none(), &a.due, a.id).cmp(&(b.due.is_none(), &b.due, b.id)));
        Ok(found)
    })
}

/// True for a day, month or year that is over on this day: "2025-10" is when its month is a later one.
pub(super) fn is_before(due: &str, day: &str) -> bool {
    day.get(..due.len()).is_some_and(|day| due < day)
}

/// Settles a promise: `kept`, `broken` or `dropped`; `open` takes that back.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn settle_commitment(
    cycle: &Cycle,
    call: &Call<'_>,
    id: CommitmentId,
    version: i64,
    outcome: &str,
) -> CycleResult<()> {
    if !matches!(outcome, "kept" | "broken" | "dropped" | "open") {
        return Err(CycleError::invalid("outcome", "cycle-outcome"));
    }
    cycle.store.write(|db| {
        let row = editions::commitment(db, id.0)?.ok_or(CycleError::NotFound("commitment"))?;
        let unit = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
        let round = rounds::get(db, row.round_id)?.ok_or(CycleError::NotFound("round"))?;
        call.may_on(Action::ReviewReport, &unit.path, &round.programme)?;
        if !editions::is_promised(db, id.0)? {
            return Err(CycleError::NotFound("commitment"));
        }
        let settled = (outcome, call.actor.name.as_str(), call.now.unix());
        editions::settle(db, id.0, version, Some(settled).filter(|s| s.0 != "open"))?;
        let detail = json!({ "outcome": outcome });
        shared::record(
            db,
            call,
            EventKind::CommitmentSettled,
            ("commitment", id.0),
            Some(unit.id),
            detail,
        )
    })
}
