//! What a change of units means for rounds in progress: a unit that ended before the last day of the data and has not sent is
//! asked nothing any more, and those that it passed into are asked.

use crate::cycle::{Call, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_store::rounds::{self, NewReport, RoundRow};
use tonghop_store::units::{self as rows, UnitRow};
use tonghop_store::{Db, locks};

/// Brings the open rounds in line with these units, which ended.
pub(super) fn hand_on(db: &mut Db, call: &Call<'_>, ended: &[UnitRow]) -> CycleResult<()> {
    for round in rounds::all(db)? {
        if round.state == "open" {
            locks::round(db, round.id, locks::Lock::Change)?;
            hand_on_in(db, call, &round, ended)?;
        }
    }
    Ok(())
}

fn hand_on_in(db: &mut Db, call: &Call<'_>, round: &RoundRow, ended: &[UnitRow]) -> CycleResult<()> {
    let top = rows::get(db, round.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
    let (mut gone, mut asked) = (Vec::new(), Vec::new());
    for unit in ended {
        let Some(end) = unit.valid_to.as_deref().filter(|end| *end <= round.cut_off.as_str()) else {
            continue;
        };
        let Some(mut report) = rounds::report_of(db, round.id, unit.id)? else {
            continue;
        };
        // What was sent counts, and what was excused stays so.
        if report.first_sent_at.is_some() || report.exempt_reason.is_some() {
            continue;
        }
        let into = rows::successors(db, &unit.code, end)?;
        for code in &into {
            let heir = rows::with_code(db, code, end)?.filter(|u| u.path.starts_with(&top.path));
            let Some(heir) = heir else { continue };
            if rounds::report_of(db, round.id, heir.id)?.is_none() {
                let new = NewReport {
                    round_id: round.id,
                    unit_id: heir.id,
                    merged_into: None,
                    exempt_reason: None,
                    version: 1,
                };
                rounds::insert_reports(db, &[new])?;
                asked.push(heir.name);
            }
        }
        // An end that was known when the round was opened came without those who follow.
        let into = Some(into.join(", "));
        if report.merged_into != into {
            report.merged_into = into;
            rounds::update_report(db, &report)?;
            gone.push(unit.name.clone());
        }
    }
    if gone.is_empty() && asked.is_empty() {
        return Ok(());
    }
    let detail = json!({ "ended": gone, "new": asked });
    shared::record(db, call, EventKind::RoundChanged, ("round", round.id), None, detail)
}
