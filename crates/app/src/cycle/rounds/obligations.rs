//! What single units owe: a later deadline, no report, nothing to report.

use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, reports, shared};
use serde_json::json;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::cycle::round::{RoundUse, allow};
use tonghop_model::cycle::submission::Refusal;
use tonghop_model::cycle::{Action, EventKind, SubmissionState};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_store::{Db, rounds, submissions};

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
/// [`CycleError::Denied`], [`CycleError::Invalid`] where the day is not after the round's deadline or more than a year away,
/// [`CycleError::Conflict`].
pub fn extend(cycle: &Cycle, call: &Call<'_>, input: &Adjustment, to: Date) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        (Action::AdjustObligation, EventKind::ReportExtended),
        |row, deadline| {
            if to <= deadline {
                return Err(CycleError::invalid("until", "cycle-round-extension-early"));
            }
            if shared::is_far(call, to) {
                return Err(CycleError::invalid("until", "cycle-date-far"));
            }
            row.extended_to = Some(to.to_string());
            row.extension_reason = Some(input.reason.trim().to_owned());
            Ok(())
        },
    )
}

/// Asks nothing of the units. One whose report was sent is not exempted: what it sent counts.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Refused`], [`CycleError::Conflict`]: nothing was changed then.
pub fn exempt(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        (Action::AdjustObligation, EventKind::ReportExempted),
        |row, _| {
            row.exempt_reason = Some(input.reason.trim().to_owned());
            Ok(())
        },
    )
}

/// Asks the units after all.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Refused`], [`CycleError::Conflict`]: nothing was changed then.
pub fn lift_exemption(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        (Action::AdjustObligation, EventKind::ExemptionLifted),
        |row, _| {
            (row.exempt_reason, row.nothing_reason) = (None, None);
            Ok(())
        },
    )
}

/// The unit declares that there is nothing to report.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Refused`], [`CycleError::Conflict`]: nothing was changed then.
pub fn declare_nothing(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        (Action::SubmitReport, EventKind::NothingDeclared),
        |row, _| {
            row.nothing_reason = Some(input.reason.trim().to_owned());
            Ok(())
        },
    )
}

/// The unit takes back that there is nothing to report; with a reason, as all that changes what is owed.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Refused`], [`CycleError::Conflict`]: nothing was changed then.
pub fn withdraw_nothing(cycle: &Cycle, call: &Call<'_>, input: &Adjustment) -> CycleResult<()> {
    each(
        cycle,
        call,
        input,
        (Action::SubmitReport, EventKind::NothingWithdrawn),
        |row, _| {
            row.nothing_reason = None;
            Ok(())
        },
    )
}

/// All of them or none, in one transaction.
fn each(
    cycle: &Cycle,
    call: &Call<'_>,
    input: &Adjustment,
    (action, kind): (Action, EventKind),
    change: impl Fn(&mut rounds::ReportRow, Date) -> CycleResult<()>,
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("reason", &input.reason);
    checker.done()?;
    let mut reports = input.reports.clone();
    // In one order for everybody, so that nobody waits for each other.
    reports.sort_unstable();
    reports.dedup();
    cycle.store.write(|db| {
        let mut happened = Vec::with_capacity(reports.len());
        for (id, version) in &reports {
            let mut place = shared::held_place(db, call, id.0, action)?;
            allowed(db, kind, &place)?;
            place.report.version = *version;
            change(&mut place.report, shared::date(&place.round.deadline)?)?;
            rounds::update_report(db, &place.report)?;
            let detail = json!({ "reason": input.reason.trim(), "until": place.report.extended_to });
            happened.push(shared::event(call, kind, ("report", id.0), Some(place.unit.id), detail));
        }
        shared::append(db, call, happened)
    })
}

/// Asks whether the round, and what was sent, allow it.
fn allowed(db: &mut Db, kind: EventKind, place: &Place) -> CycleResult<()> {
    let state = shared::round_state(&place.round);
    if !matches!(kind, EventKind::NothingDeclared | EventKind::NothingWithdrawn) {
        allow(state, RoundUse::AdjustObligation)?;
        let has_sent = kind == EventKind::ReportExempted && place.report.first_sent_at.is_some();
        return match has_sent {
            true => Err(CycleError::Invalid(vec![FieldError {
                field: "report".into(),
                message: Message::new("cycle-exempt-sent").with("unit", place.unit.name.clone()),
            }])),
            false => Ok(()),
        };
    }
    allow(state, RoundUse::DeclareNothing)?;
    if kind == EventKind::NothingWithdrawn {
        return Ok(());
    }
    // Who has sent something has something to report.
    let sent = submissions::of_report(db, place.report.id)?;
    let counts = sent
        .iter()
        .filter_map(|s| SubmissionState::from_key(&s.state))
        .find(|s| s.counts());
    if let Some(state) = counts {
        return Err(Refusal::WrongState(state).into());
    }
    // Nor who has begun to answer: that would be forgotten behind it.
    let draft = sent.iter().find(|s| s.state == SubmissionState::Draft.key());
    let items = match draft {
        Some(draft) => submissions::items(db, draft.id)?,
        None => Vec::new(),
    };
    match items.iter().filter(|i| reports::answers(i)).count() {
        0 => Ok(()),
        count => Err(CycleError::Invalid(vec![FieldError {
            field: "reason".into(),
            message: Message::new("cycle-nothing-answers").count("count", count),
        }])),
    }
}
