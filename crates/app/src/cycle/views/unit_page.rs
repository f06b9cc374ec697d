//! A unit's own page: what it reported, what it owes, what it asked for.

use super::{Commitment, Recommendation, commitments, recommendations};
use crate::cycle::reports::{self, Owed};
use crate::cycle::units::Unit;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, templates};
use tonghop_model::cycle::ids::UnitId;
use tonghop_model::cycle::{Action, Resource};
use tonghop_store::{Db, editions, matrix, rounds as rows, submissions, units};

/// Everything about a unit.
#[derive(Debug, Clone)]
pub struct UnitPage {
    /// The unit.
    pub unit: Unit,
    /// Names of the units that it was made of, as the catalogue knows them.
    pub predecessors: Vec<String>,
    /// Its rounds, newest first.
    pub rounds: Vec<UnitRound>,
    /// What it asked for, with the answers.
    pub recommendations: Vec<Recommendation>,
    /// What it promised.
    pub commitments: Vec<Commitment>,
}

/// A round of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRound {
    /// What it owed and sent.
    pub owed: Owed,
    /// Tasks by class, in the order of [`tonghop_model::reading::StatusClass::ALL`].
    pub classes: [usize; 9],
    /// Its values of indicators, by code.
    pub values: Vec<UnitValue>,
}

/// What a unit said of an indicator in a round.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitValue {
    /// Code of the indicator.
    pub indicator: String,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
}

/// The page of a unit.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn unit_page(cycle: &Cycle, call: &Call<'_>, id: UnitId) -> CycleResult<UnitPage> {
    let mut page = cycle.store.read(|db| {
        let unit = units::get(db, id.0)?.ok_or(CycleError::NotFound("unit"))?;
        call.may(Action::ViewUnit, &Resource::of_unit(&unit.path))?;
        call.may(Action::ViewReport, &Resource::of_unit(&unit.path))?;
        let known = cycle.engine.catalogue.units();
        let before = known.predecessors(&unit.code, &unit.valid_from);
        let predecessors = before.iter().map(|(u, _)| u.full_name()).collect();
        let mut found = Vec::new();
        for (report, of) in rows::reports(db, None, &unit.path)? {
            if of.id != unit.id {
                continue;
            }
            let Some(round) = rows::get(db, report.round_id)? else {
                continue;
            };
            if call.may_on(Action::ViewReport, &unit.path, &round.programme).is_err() {
                continue;
            }
            let newest = match report.submission_id {
                Some(id) => submissions::get(db, id)?,
                None => None,
            };
            let mend_by = reports::returned(db, newest.iter())?.into_values().next();
            let (classes, values) = sent(db, &round, &unit)?;
            let edition = match report.edition_id {
                Some(id) => editions::numbers(db, &[id])?.remove(&id),
                None => None,
            };
            let owed = Owed {
                edition,
                handed: reports::handed(db, newest.as_ref())?,
                mend_by,
                ..Owed::of(call, &round, (report, of), newest)?
            };
            found.push(UnitRound { owed, classes, values });
        }
        Ok::<_, CycleError>(UnitPage {
            unit,
            predecessors,
            rounds: found,
            recommendations: Vec::new(),
            commitments: Vec::new(),
        })
    })?;
    page.recommendations = recommendations(cycle, call, None)?;
    page.recommendations.retain(|r| r.unit == id);
    page.commitments = commitments(cycle, call, None)?;
    page.commitments.retain(|c| c.unit == id);
    Ok(page)
}

/// The answers of the attempt that counts: tasks by class, values of indicators.
fn sent(db: &mut Db, round: &rows::RoundRow, unit: &Unit) -> CycleResult<([usize; 9], Vec<UnitValue>)> {
    let tasks = templates::load(db, round.template_id)?.content.tasks.len();
    let (mut counts, mut values) = ([0; 9], Vec::new());
    for row in matrix::of_round(db, round.id, &unit.path)?
        .iter()
        .filter(|r| r.unit_id == unit.id)
    {
        for cell in reports::cells(&row.cells).take(tasks) {
            let place = tonghop_model::reading::StatusClass::ALL
                .iter()
                .position(|c| *c == cell.class);
            counts[place.unwrap_or(0)] += 1;
        }
        let items = submissions::items(db, row.submission_id)?.into_iter();
        values.extend(items.filter(|i| i.kind == "indicator").map(|i| UnitValue {
            indicator: i.node,
            value: i.value,
            numerator: i.numerator,
            denominator: i.denominator,
        }));
    }
    values.sort_by(|a, b| a.indicator.cmp(&b.indicator));
    Ok((counts, values))
}
