//! What a leader has to follow up in a round: promises that are due, recommendations without an answer.

use super::commitments::is_before;
use super::{commitments, recommendations};
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::ids::RoundId;

/// A promise is near when it is due within so many days.
const NEAR: i64 = 14;

/// How much there is to follow up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ToFollow {
    /// Open promises whose day has passed.
    pub overdue: usize,
    /// Open promises that are due within 14 days.
    pub due: usize,
    /// Recommendations without an answer.
    pub asked: usize,
}

/// What there is to follow up in these rounds, as their own pages show it; rounds without anything are left out.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn to_follow(cycle: &Cycle, call: &Call<'_>, rounds: &[RoundId]) -> CycleResult<Vec<(RoundId, ToFollow)>> {
    let end = call.today().plus_days(NEAR + 1).to_string();
    let mut all = Vec::new();
    for round in rounds {
        let mut found = ToFollow::default();
        for promise in commitments(cycle, call, Some(*round))? {
            let is_near = promise.due.is_some_and(|due| is_before(&due, &end));
            found.overdue += usize::from(promise.overdue);
            found.due += usize::from(is_near && !promise.overdue && promise.outcome.is_none());
        }
        let asked = recommendations(cycle, call, Some(*round))?;
        found.asked = asked.iter().filter(|r| r.answer.is_none()).count();
        if found != ToFollow::default() {
            all.push((*round, found));
        }
    }
    Ok(all)
}
