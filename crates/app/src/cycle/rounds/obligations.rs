//! What single units owe: a later deadline, no report, nothing to report.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::date::Date;
use tonghop_store::rounds;

/// Which obligations to change, and why.
#[derive(Debug, Clone)]
pub struct Adjustment {
    /// Which, each with the version that was read.
    pub reports: Vec<(ReportId, i64)>,
    /// Why.
    pub reason: String,
}

/// Grants later deadlines.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`] where the day is not after the round's deadline, [`CycleError::Conflict`].
pub fn extend(cycle: &Cycle, call: &Call<'_>, input: &Adjustment, to: Date) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        Action::AdjustObligation,
        EventKind::ReportExtended,
        |row, deadline| {
            if to <= deadline {
                return Err(CycleError::invalid("to", "cycle-round-extension-early"));
            }
            row.extended_to = Some(to.to_string());
            row.extension_reason = Some(input.reason.trim().to_owned());
            Ok(())
        },
    )
}

/// Asks nothing of the units.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn exempt(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        Action::AdjustObligation,
        EventKind::ReportExempted,
        |row, _| {
            row.exempt_reason = Some(input.reason.trim().to_owned());
            Ok(())
        },
    )
}

/// Asks the units after all.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn lift_exemption(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        Action::AdjustObligation,
        EventKind::ExemptionLifted,
        |row, _| {
            (row.exempt_reason, row.nothing_reason) = (None, None);
            Ok(())
        },
    )
}

/// The unit declares that there is nothing to report.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn declare_nothing(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        Action::SubmitReport,
        EventKind::NothingDeclared,
        |row, _| {
            row.nothing_reason = Some(input.reason.trim().to_owned());
            Ok(())
        },
    )
}

/// One transaction per report: events of one transaction belong to one unit.
fn each(
    cycle: &Cycle,
    call: &Call<'_>,
    input: &Adjustment,
    action: Action,
    kind: EventKind,
    change: impl Fn(&mut rounds::ReportRow, Date) -> CycleResult<()>,
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("reason", &input.reason);
    checker.done()?;
    for (id, version) in &input.reports {
        cycle.store.write(|db| {
            let mut place = shared::place(db, call, id.0, action)?;
            place.report.version = *version;
            change(&mut place.report, shared::date(&place.round.deadline)?)?;
            rounds::update_report(db, &place.report)?;
            let detail = json!({ "reason": input.reason.trim(), "until": place.report.extended_to });
            shared::record(db, call, kind, ("report", id.0), Some(place.unit.id), detail)
        })?;
    }
    Ok(())
}
