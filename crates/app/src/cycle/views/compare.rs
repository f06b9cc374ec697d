//! Two rounds beside each other, task by task.

use super::matrix::{Matrix, MatrixFilter, matrix};
use crate::cycle::templates::ContentTask;
use crate::cycle::{Call, Cycle, CycleResult};
use std::collections::HashMap;
use tonghop_model::cycle::ids::{RoundId, UnitId};
use tonghop_model::reading::StatusClass;

/// Two rounds of a programme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The tasks of the later round.
    pub tasks: Vec<TaskComparison>,
    /// Units that are in both.
    pub units: usize,
}

/// One task in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskComparison {
    /// Task, as the later round words it.
    pub task: ContentTask,
    /// Units by class before, over all units of that round.
    pub before: [usize; 9],
    /// Units by class after.
    pub after: [usize; 9],
    /// Units that are in both and stand better now.
    pub better: Vec<UnitId>,
    /// Units that are in both and stand worse now.
    pub worse: Vec<UnitId>,
    /// Units that gave the same text as before: nothing may have been done.
    pub same_text: Vec<UnitId>,
}

/// Compares two rounds by the stable codes of the tasks.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn compare(cycle: &Cycle, call: &Call<'_>, before: RoundId, after: RoundId) -> CycleResult<Comparison> {
    let (old, new) = (
        matrix(cycle, call, before, &MatrixFilter::default())?,
        matrix(cycle, call, after, &MatrixFilter::default())?,
    );
    let rows: HashMap<&str, usize> = old
        .units
        .iter()
        .enumerate()
        .map(|(n, u)| (u.code.as_str(), n))
        .collect();
    let pairs: Vec<(usize, usize)> = new
        .units
        .iter()
        .enumerate()
        .filter_map(|(n, u)| Some((*rows.get(u.code.as_str())?, n)))
        .collect();
    let tasks = (0..new.tasks.len())
        .map(|column| compare_task(&old, &new, column, &pairs))
        .collect();
    Ok(Comparison {
        tasks,
        units: pairs.len(),
    })
}

fn compare_task(old: &Matrix, new: &Matrix, column: usize, pairs: &[(usize, usize)]) -> TaskComparison {
    let task = new.tasks[column].clone();
    let earlier = old.tasks.iter().position(|t| t.node == task.node);
    let mut found = TaskComparison {
        before: earlier
            .and_then(|c| old.distribution.get(c).copied())
            .unwrap_or_default(),
        after: new.distribution[column],
        better: Vec::new(),
        worse: Vec::new(),
        same_text: Vec::new(),
        task,
    };
    let Some(earlier) = earlier else { return found };
    for (before, after) in pairs {
        let unit = &new.units[*after];
        let (Some(then), Some(now)) = (old.units[*before].cells.get(earlier), unit.cells.get(column)) else {
            continue;
        };
        if let (Some(a), Some(b)) = (rank(then.class, then.percent), rank(now.class, now.percent)) {
            if b > a {
                found.better.push(unit.unit);
            } else if b < a {
                found.worse.push(unit.unit);
            }
        }
        if then.has_text && then.text == now.text {
            found.same_text.push(unit.unit);
        }
    }
    found
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
