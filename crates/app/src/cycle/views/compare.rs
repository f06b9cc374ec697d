//! Two rounds beside each other, task by task.

use super::matrix::{Cell, Matrix, MatrixFilter, matrix};
use crate::cycle::rounds::Round;
use crate::cycle::templates::ContentTask;
use crate::cycle::{Call, Cycle, CycleResult};
use std::collections::{HashMap, HashSet};
use tonghop_model::cycle::ids::{RoundId, UnitId};
use tonghop_model::reading::StatusClass;
use tonghop_store::{Db, units};

/// Two rounds of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The earlier round.
    pub with: RoundId,
    /// The tasks of the later round.
    pub tasks: Vec<TaskComparison>,
    /// Units of the later round that are in the earlier one too, themselves or by the units that they were made of.
    pub units: usize,
    /// Those of them that were made of others since, with the names of these.
    pub merged: Vec<(UnitId, Vec<String>)>,
}

/// One task in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskComparison {
    /// Task, as the later round words it.
    pub task: ContentTask,
    /// Units by class before, over those that are in both; of a unit that was made of others, each of these.
    pub before: [usize; 9],
    /// Units by class after, over those that are in both.
    pub after: [usize; 9],
    /// Units that are in both and stand better now: than each of those that they were made of.
    pub better: Vec<UnitId>,
    /// Units that are in both and stand worse now: than each of those that they were made of.
    pub worse: Vec<UnitId>,
    /// Units that gave the same text as before: nothing may have been done.
    pub same_text: Vec<UnitId>,
}

/// A row of the later round with those of the earlier one that stand for it.
struct Pair {
    before: Vec<usize>,
    after: usize,
}

/// Rounds that a round can be compared with: others of its programme.
#[must_use]
pub fn comparable(round: &Round, all: Vec<Round>) -> Vec<Round> {
    let fits = |other: &Round| other.id != round.id && other.programme == round.programme;
    all.into_iter().filter(fits).collect()
}

/// The one that it is compared with where nobody says another: the last whose data end before its own; any other where there
/// is none.
#[must_use]
pub fn compared_by_itself<'a>(round: &Round, others: &'a [Round]) -> Option<&'a Round> {
    let earlier = others.iter().filter(|r| r.cut_off < round.cut_off);
    earlier.max_by_key(|r| r.cut_off).or_else(|| others.first())
}

/// Compares two rounds by the stable codes of the tasks, over the units that are in both.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn compare(cycle: &Cycle, call: &Call<'_>, before: RoundId, after: RoundId) -> CycleResult<Comparison> {
    let (old, new) = (
        matrix(cycle, call, before, &MatrixFilter::default())?,
        matrix(cycle, call, after, &MatrixFilter::default())?,
    );
    let rows: HashMap<UnitId, usize> = old.units.iter().enumerate().map(|(n, u)| (u.unit, n)).collect();
    let (mut pairs, mut merged) = (Vec::new(), Vec::new());
    for (after, unit) in new.units.iter().enumerate() {
        let before = match rows.get(&unit.unit) {
            Some(row) => vec![*row],
            None => {
                let made_of = cycle.store.read(|db| made_of(db, unit.unit, &rows, GENERATIONS))?;
                if !made_of.is_empty() {
                    let names = made_of.iter().map(|n| old.units[*n].name.clone());
                    merged.push((unit.unit, names.collect()));
                }
                made_of
            }
        };
        if !before.is_empty() {
            pairs.push(Pair { before, after });
        }
    }
    let tasks = (0..new.tasks.len())
        .map(|column| compare_task(&old, &new, column, &pairs))
        .collect();
    Ok(Comparison {
        with: before,
        tasks,
        units: pairs.len(),
        merged,
    })
}

/// How often it is gone back from a unit to those that it was made of.
const GENERATIONS: usize = 4;

/// Rows of those that a unit was made of.
fn made_of(db: &mut Db, unit: UnitId, rows: &HashMap<UnitId, usize>, left: usize) -> CycleResult<Vec<usize>> {
    let mut found = Vec::new();
    let Some(unit) = units::get(db, unit.0)?.filter(|_| left > 0) else {
        return Ok(found);
    };
    for before in units::passed_into(db, &unit)? {
        match rows.get(&UnitId(before.id)) {
            Some(row) => found.push(*row),
            None => found.extend(made_of(db, UnitId(before.id), rows, left - 1)?),
        }
    }
    Ok(found)
}

fn compare_task(old: &Matrix, new: &Matrix, column: usize, pairs: &[Pair]) -> TaskComparison {
    let task = new.tasks[column].clone();
    let earlier = old.tasks.iter().position(|t| t.node == task.node);
    let mut found = TaskComparison {
        before: [0; 9],
        after: [0; 9],
        better: Vec::new(),
        worse: Vec::new(),
        same_text: Vec::new(),
        task,
    };
    // A part of a unit may have passed into several others: its answer is one all the same.
    let mut counted = HashSet::new();
    for pair in pairs {
        let unit = &new.units[pair.after];
        let Some(now) = unit.cells.get(column) else { continue };
        found.after[place(now.class)] += 1;
        let Some(earlier) = earlier else { continue };
        let cells: Vec<&Cell> = pair
            .before
            .iter()
            .filter_map(|row| old.units[*row].cells.get(earlier))
            .collect();
        for (row, then) in pair.before.iter().zip(&cells) {
            if counted.insert(*row) {
                found.before[place(then.class)] += 1;
            }
        }
        let ranks: Vec<f64> = cells.iter().filter_map(|c| rank(c.class, c.percent)).collect();
        if let (Some(now), false) = (rank(now.class, now.percent), ranks.is_empty()) {
            if ranks.iter().all(|then| now > *then) {
                found.better.push(unit.unit);
            } else if ranks.iter().all(|then| now < *then) {
                found.worse.push(unit.unit);
            }
        }
        if cells.iter().any(|then| then.has_text && then.text == now.text) {
            found.same_text.push(unit.unit);
        }
    }
    found
}

/// Place of a class in the counts.
fn place(class: StatusClass) -> usize {
    StatusClass::ALL.iter().position(|c| *c == class).unwrap_or(0)
}

/// How far a task is, in percent of done; none where the class says nothing about it.
fn rank(class: StatusClass, percent: Option<f64>) -> Option<f64> {
    match class {
        StatusClass::Met => Some(100.0),
        StatusClass::Percent => percent,
        StatusClass::MostlyMet => Some(80.0),
        StatusClass::InProgress => Some(40.0),
        StatusClass::NotStarted => Some(0.0),
        _ => None,
    }
}
