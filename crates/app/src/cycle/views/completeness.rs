//! Who has reported, who is late, who need not.

use super::scope::Scope;
use crate::cycle::reports::{Owed, mine};
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::cycle::{Obligation, Timeliness};

/// Completeness and timeliness of a round.
#[derive(Debug, Clone, PartialEq)]
pub struct Completeness {
    /// Units by state of the obligation, in the order of [`Obligation::ALL`].
    pub obligations: [usize; 6],
    /// Units by timeliness, in the order of [`Timeliness::ALL`].
    pub timeliness: [usize; 5],
    /// Share of the units that were asked and have sent, in percent; none where none was asked.
    pub complete: Option<f64>,
    /// Share of the units that were asked and have sent in time, in percent.
    pub in_time: Option<f64>,
    /// Units that have sent and were sent something back, which has not come again: they count as having sent.
    pub returned: usize,
    /// The units.
    pub units: Vec<Owed>,
}

/// Completeness and timeliness of a round today.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn completeness(cycle: &Cycle, call: &Call<'_>, round: RoundId) -> CycleResult<Completeness> {
    cycle.store.read(|db| Scope::new(db, call, round))?;
    let units = mine(cycle, call, Some(round))?;
    let (mut obligations, mut timeliness) = ([0; 6], [0; 5]);
    for unit in &units {
        obligations[Obligation::ALL.iter().position(|o| *o == unit.obligation).unwrap_or(0)] += 1;
        timeliness[Timeliness::ALL.iter().position(|t| *t == unit.timeliness).unwrap_or(0)] += 1;
    }
    let [on_time, late, pending, overdue, _] = timeliness;
    let asked = on_time + late + pending + overdue;
    let share = |count: usize| (asked > 0).then(|| (count as f64 / asked as f64 * 1000.0).round() / 10.0);
    let returned = units.iter().filter(|u| u.is_being_mended()).count();
    Ok(Completeness {
        returned,
        obligations,
        timeliness,
        complete: share(on_time + late),
        in_time: share(on_time),
        units,
    })
}
