//! So many at a time, the others in the order in which they came.
//!
//! Checking a report is work for the processor alone. Hundreds who check at once take turns in slices too short for the
//! caches, and each takes far longer than one after the other would.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Lets so many pass at a time.
#[derive(Debug)]
pub(crate) struct Gate {
    places: u64,
    state: Mutex<State>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// How many have come: the number of the next one.
    came: u64,
    /// How many have left. Number `n` may be inside when no more than `places` of those up to it are left to leave.
    left: u64,
}

/// The right to be inside; given back when it is dropped.
pub(crate) struct Pass<'a>(&'a Gate);

impl Gate {
    /// A gate for as many as the machine has processors.
    pub(crate) fn for_processors() -> Self {
        Self::new(thread::available_parallelism().map_or(1, usize::from))
    }

    fn new(places: usize) -> Self {
        Self {
            places: places as u64,
            state: Mutex::default(),
            left: Condvar::new(),
        }
    }

    /// Waits for its turn.
    pub(crate) fn enter(&self) -> Pass<'_> {
        let mut state = self.state();
        let number = state.came;
        state.came += 1;
        let waits = |state: &mut State| number >= state.left + self.places;
        drop(
            self.left
                .wait_while(state, waits)
                .unwrap_or_else(PoisonError::into_inner),
        );
        Pass(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.0.state().left += 1;
        self.0.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn never_more_than_so_many_are_inside_and_all_get_in() {
        let (gate, inside, most, done) = (
            Gate::new(3),
            AtomicUsize::new(0),
            AtomicUsize::new(0),
            AtomicUsize::new(0),
        );
        thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _pass = gate.enter();
                        let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(now, Ordering::SeqCst);
                        thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        done.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(done.into_inner(), 1000);
        assert!(most.into_inner() <= 3);
        let state = gate.state();
        assert_eq!((state.came, state.left), (1000, 1000), "nobody is inside, nobody waits");
    }

    #[test]
    fn who_fails_inside_gives_the_place_back() {
        let gate = Gate::new(1);
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _pass = gate.enter();
            panic!("a defect");
        }));
        assert!(failed.is_err());
        drop(gate.enter());
        let state = gate.state();
        assert_eq!((state.came, state.left), (2, 2));
    }
}
