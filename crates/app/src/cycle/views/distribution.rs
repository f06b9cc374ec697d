//! How many units have each class, per task.

use super::matrix::{MatrixFilter, matrix};
use crate::cycle::templates::ContentTask;
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::ids::RoundId;

/// One task over all units.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskDistribution {
    /// Task.
    pub task: ContentTask,
    /// Units by class, in the order of [`tonghop_model::reading::StatusClass::ALL`].
    pub counts: [usize; 9],
    /// Units that have sent nothing.
    pub without: usize,
}

/// Distribution of the status over the units, per task.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn distribution(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    filter: &MatrixFilter,
) -> CycleResult<Vec<TaskDistribution>> {
    let found = matrix(
        cycle,
        call,
        round,
        &MatrixFilter {
            limit: 1,
            skip: 0,
            ..filter.clone()
        },
    )?;
    let rows = found.tasks.into_iter().zip(found.distribution);
    Ok(rows
        .map(|(task, counts)| TaskDistribution {
            task,
            counts,
            without: found.without,
        })
        .collect())
}
