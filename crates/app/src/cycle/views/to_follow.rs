//! What a leader has to follow up in each round: promises that are due, recommendations without an answer.

use super::{commitments, recommendations};
use crate::cycle::{Call, Cycle, CycleResult};
use std::collections::BTreeMap;
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

/// What there is to follow up, by round; rounds without anything are left out.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn to_follow(cycle: &Cycle, call: &Call<'_>) -> CycleResult<BTreeMap<RoundId, ToFollow>> {
    let last = call.today().plus_days(NEAR).to_string();
    let mut found: BTreeMap<RoundId, ToFollow> = BTreeMap::new();
    for promise in commitments(cycle, call, None)? {
        let near = promise
            .due
            .as_deref()
            .is_some_and(|due| last.get(..due.len()).is_some_and(|last| due <= last));
        if promise.overdue {
            found.entry(promise.round).or_default().overdue += 1;
        } else if near && promise.outcome.is_none() {
            found.entry(promise.round).or_default().due += 1;
        }
    }
    for asked in recommendations(cycle, call, None)? {
        if asked.answer.is_none() {
            found.entry(asked.round).or_default().asked += 1;
        }
    }
    Ok(found)
}
