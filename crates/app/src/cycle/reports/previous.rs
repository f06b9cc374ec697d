//! What was answered in the last period: by the unit itself, or by those that it was made of.

use super::Item;
use super::submission::state;
use crate::cycle::CycleResult;
use crate::cycle::shared::Place;
use tonghop_model::cycle::SubmissionState;
use tonghop_store::submissions::{self, ItemRow, SubmissionRow};
use tonghop_store::units::{self, UnitRow};
use tonghop_store::{Db, rounds};

/// How often it is gone back from a unit to those that it was made of.
const GENERATIONS: usize = 4;

/// Answers of the last period.
#[derive(Debug, Clone, PartialEq)]
pub struct Previous {
    /// Title of the round.
    pub title: String,
    /// Name of the unit that answered, where it is another one: it passed into this one since.
    pub whose: Option<String>,
    /// How far the report came: accepted, where any attempt was.
    pub state: SubmissionState,
    /// The answers.
    pub items: Vec<Item>,
}

/// The same as it is stored.
pub(crate) struct Before {
    title: String,
    whose: Option<String>,
    state: SubmissionState,
    pub items: Vec<ItemRow>,
}

impl Before {
    pub(crate) fn read(self) -> CycleResult<Previous> {
        Ok(Previous {
            title: self.title,
            whose: self.whose,
            state: self.state,
            items: super::page::read(self.items)?,
        })
    }
}

/// The last report of the same programme before this round: of the unit, or of each unit that it was made of.
pub(crate) fn previous(db: &mut Db, place: &Place) -> CycleResult<Vec<Before>> {
    let mut found = Vec::new();
    collect(db, place, &place.unit, GENERATIONS, &mut found)?;
    Ok(found)
}

fn collect(db: &mut Db, place: &Place, unit: &UnitRow, left: usize, found: &mut Vec<Before>) -> CycleResult<()> {
    for (round, report) in rounds::earlier(db, unit.id, &place.round.programme, &place.round.period_to)? {
        let Some(row) = chosen(submissions::of_report(db, report.id)?) else {
            continue;
        };
        found.push(Before {
            title: round.title,
            whose: (unit.id != place.unit.id).then(|| unit.name.clone()),
            state: state(&row),
            items: submissions::items(db, row.id)?,
        });
        return Ok(());
    }
    if left > 0 {
        for before in units::passed_into(db, unit)? {
            collect(db, place, &before, left - 1, found)?;
        }
    }
    Ok(())
}

/// What was accepted; where nothing was, the last attempt that was sent.
fn chosen(attempts: Vec<SubmissionRow>) -> Option<SubmissionRow> {
    let accepted = |s: &SubmissionRow| matches!(state(s), SubmissionState::Accepted | SubmissionState::Published);
    let place = attempts.iter().position(accepted);
    let place = place.or_else(|| attempts.iter().position(|s| state(s).counts()))?;
    attempts.into_iter().nth(place)
}
