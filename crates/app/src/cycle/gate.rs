//! So many at a time, the others in the order in which they came.
//!
//! Checking a report is work for the processor alone. Hundreds who check at once take turns in slices too short for the
//! caches, and each takes far longer than one after the other would.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

/// Lets so many pass at a time.
#[derive(Debug)]
pub(crate) struct Gate(Mutex<State>);

#[derive(Debug)]
struct State {
    /// How many more may pass.
    free: usize,
    /// Those who wait, each with its number.
    queue: VecDeque<(u64, Thread)>,
    /// Numbers whose turn has come and who have not noticed yet.
    called: HashSet<u64>,
    /// The last number that was given out.
    last: u64,
}

/// The right to be inside; given back when it is dropped.
pub(crate) struct Pass<'a>(&'a Gate);

impl Gate {
    /// A gate for as many as the machine has processors.
    pub(crate) fn for_processors() -> Self {
        Self::new(thread::available_parallelism().map_or(1, usize::from))
    }

    fn new(free: usize) -> Self {
        Self(Mutex::new(State {
            free,
            queue: VecDeque::new(),
            called: HashSet::new(),
            last: 0,
        }))
    }

    /// Waits for its turn.
    pub(crate) fn enter(&self) -> Pass<'_> {
        let mut state = self.state();
        if state.free > 0 {
            state.free -= 1;
            return Pass(self);
        }
        state.last += 1;
        let number = state.last;
        state.queue.push_back((number, thread::current()));
        while !state.called.remove(&number) {
            drop(state);
            thread::park();
            state = self.state();
        }
        Pass(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        match state.queue.pop_front() {
            Some((number, thread)) => {
                state.called.insert(number);
                drop(state);
                thread.unpark();
            }
            None => state.free += 1,
        }
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
        assert_eq!((state.free, state.queue.len(), state.called.len()), (3, 0, 0));
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
        assert_eq!(gate.state().free, 1);
    }
}
