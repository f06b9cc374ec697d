//! Connections kept open for the next use case. Blocking: used from threads that may wait.

use crate::{Db, StoreError, StoreResult};
use std::collections::{HashMap, VecDeque};
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// How long a use case waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(15);

pub(crate) struct Pool {
    url: String,
    most: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    idle: Vec<Db>,
    open: usize,
    /// Those who wait, each with its number; served in order, so that nobody waits for long while others come and go.
    queue: VecDeque<(u64, Thread)>,
    last: u64,
    /// What somebody who waited was given: a connection, or the right to open one.
    given: HashMap<u64, Option<Db>>,
}

/// A connection in use; it goes back when dropped.
pub(crate) struct Lease<'a> {
    pool: &'a Pool,
    db: Option<Db>,
}

impl Pool {
    pub(crate) fn new(url: &str, most: usize) -> Self {
        Self {
            url: url.into(),
            most,
            state: Mutex::default(),
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn take(&self) -> StoreResult<Lease<'_>> {
        let db = match self.place()? {
            Some(db) => db,
            None => match Db::open(&self.url) {
                Ok(db) => db,
                Err(error) => {
                    self.closed();
                    return Err(error);
                }
            },
        };
        Ok(Lease {
            pool: self,
            db: Some(db),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection, or (none) the right to open one.
    fn place(&self) -> StoreResult<Option<Db>> {
        let mut state = self.state();
        if state.queue.is_empty() {
            if let Some(db) = state.idle.pop() {
                return Ok(Some(db));
            }
            if state.open < self.most {
                state.open += 1;
                return Ok(None);
            }
        }
        state.last += 1;
        let number = state.last;
        state.queue.push_back((number, thread::current()));
        let until = Instant::now() + PATIENCE;
        loop {
            drop(state);
            thread::park_timeout(until.saturating_duration_since(Instant::now()));
            state = self.state();
            if let Some(given) = state.given.remove(&number) {
                return Ok(given);
            }
            if Instant::now() >= until {
                state.queue.retain(|(other, _)| *other != number);
                return Err(StoreError::Busy);
            }
        }
    }

    /// Takes a connection back.
    fn put(&self, db: Db) {
        let mut state = self.state();
        match state.queue.pop_front() {
            Some((number, thread)) => {
                state.given.insert(number, Some(db));
                drop(state);
                thread.unpark();
            }
            None => state.idle.push(db),
        }
    }

    /// A connection is gone: the next one may open another.
    fn closed(&self) {
        let mut state = self.state();
        match state.queue.pop_front() {
            Some((number, thread)) => {
                state.given.insert(number, None);
                drop(state);
                thread.unpark();
            }
            None => state.open -= 1,
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        // A panic may have left a transaction open; a lost connection serves nobody.
        let usable = |db: &mut Db| !thread::panicking() && !db.is_broken();
        match self.db.take_if(usable) {
            Some(db) => self.pool.put(db),
            None => self.pool.closed(),
        }
    }
}

impl Deref for Lease<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        match &self.db {
            Some(db) => db,
            None => unreachable!("a lease holds its connection until it is dropped"),
        }
    }
}

impl DerefMut for Lease<'_> {
    fn deref_mut(&mut self) -> &mut Db {
        match &mut self.db {
            Some(db) => db,
            None => unreachable!("a lease holds its connection until it is dropped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn many_share_few_connections_and_all_are_served() {
        let pool = Pool::new(":memory:", 2);
        let (held, most, served) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let mut lease = pool.take().expect("a connection");
                        most.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        thread::yield_now();
                        held.fetch_sub(1, Ordering::SeqCst);
                        let number = served.fetch_add(1, Ordering::SeqCst);
                        if number % 7 == 0 {
                            lease.db = None;
                        }
                    }
                });
            }
        });
        assert_eq!(served.into_inner(), 800);
        assert_eq!(most.into_inner(), 2);
        let state = pool.state();
        assert!(state.queue.is_empty() && state.given.is_empty());
        assert_eq!(state.open, state.idle.len());
    }
}
