//! How the shares of all units of a round lie: drawn together by a job, held against while a report is filled in.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tonghop_checks::Spread;

/// How shares lie in each round.
#[derive(Debug, Default)]
pub(crate) struct Spreads(Mutex<HashMap<i64, Drawn>>);

/// Shares of a round, and of what state of it.
#[derive(Debug, Clone)]
struct Drawn {
    spreads: Arc<BTreeMap<String, Spread>>,
    /// Reports in the matrix, and the newest of them.
    seen: (i64, Option<i64>),
    /// When.
    at: i64,
}

impl Spreads {
    /// How shares lie in a round; nothing before they were drawn together.
    pub(super) fn of(&self, round: i64) -> Option<Arc<BTreeMap<String, Spread>>> {
        Some(Arc::clone(&self.known().get(&round)?.spreads))
    }

    /// True where reports have come since shares were drawn together, and that is so many seconds ago.
    pub(super) fn are_old(&self, round: i64, seen: (i64, Option<i64>), now: i64, pause: i64) -> bool {
        self.known()
            .get(&round)
            .is_none_or(|d| d.seen != seen && now - d.at >= pause)
    }

    /// Keeps how shares lie.
    pub(super) fn put(&self, round: i64, spreads: BTreeMap<String, Spread>, seen: (i64, Option<i64>), at: i64) {
        let spreads = Arc::new(spreads);
        self.known().insert(round, Drawn { spreads, seen, at });
    }

    /// True where a share lies far from those of the others.
    pub(super) fn is_far(&self, round: i64, node: &str, value: f64) -> bool {
        self.of(round)
            .is_some_and(|s| s.get(node).is_some_and(|s| s.is_far(value)))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<i64, Drawn>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
