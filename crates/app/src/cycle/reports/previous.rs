//! What was answered in the last period: by the unit itself, or by those that it was made of.

use super::Item;
use crate::cycle::CycleResult;
use crate::cycle::shared::Place;
use tonghop_model::cycle::SubmissionState;
use tonghop_store::Db;
use tonghop_store::compared::{self, BeforeRow};
use tonghop_store::rounds::RoundRow;
use tonghop_store::submissions::{self, ItemRow};
use tonghop_store::units::{self, UnitRow};

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
    let programme = &place.round.programme;
    if let Some(row) = sent(db, unit.id, &place.round)?
        .into_iter()
        .find(|r| r.programme == *programme)
    {
        found.push(Before {
            state: state(&row.state),
            items: submissions::items(db, row.submission_id)?,
            title: row.title,
            whose: (unit.id != place.unit.id).then(|| unit.name.clone()),
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

/// The reports that a unit sent before this round's, the last period first: of its programme those of earlier periods, of
/// others also those of the same one. Of each report what was accepted; where nothing was, the last attempt that was sent.
pub(super) fn sent(db: &mut Db, unit: i64, round: &RoundRow) -> CycleResult<Vec<BeforeRow>> {
    let states = SubmissionState::ALL.into_iter().filter(|s| s.counts());
    let states: Vec<&str> = states.map(SubmissionState::key).collect();
    let mut found: Vec<BeforeRow> = Vec::new();
    for row in compared::sent_by(db, unit, &round.period_to, &states)? {
        if row.programme == round.programme && row.period_to == round.period_to {
            continue;
        }
        match found.last_mut().filter(|newer| newer.round_id == row.round_id) {
            None => found.push(row),
            Some(newer) if is_accepted(&row) && !is_accepted(newer) => *newer = row,
            Some(_) => {}
        }
    }
    Ok(found)
}

fn state(key: &str) -> SubmissionState {
    SubmissionState::from_key(key).unwrap_or(SubmissionState::Superseded)
}

fn is_accepted(row: &BeforeRow) -> bool {
    matches!(
        state(&row.state),
        SubmissionState::Accepted | SubmissionState::Published
    )
}
