//! Reports that are owed and were not sent.

use super::{Owed, mine};
use crate::cycle::{Call, Cycle, CycleResult, rounds};
use tonghop_model::cycle::RoundState;

/// Reports of open rounds that are owed and were not sent, or were returned and not sent again: those of the nearest
/// deadline first.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn missing(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Owed>> {
    let mut found = Vec::new();
    for round in rounds::list(cycle, call)? {
        if round.state == RoundState::Open {
            found.extend(mine(cycle, call, Some(round.id))?);
        }
    }
    found.retain(Owed::waits_for_unit);
    found.sort_by(|a, b| (a.next_due(), &a.unit_code).cmp(&(b.next_due(), &b.unit_code)));
    Ok(found)
}
