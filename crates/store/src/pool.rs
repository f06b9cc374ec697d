//! Connections kept open for the next use case. Blocking: used from threads that may wait.

use crate::{Db, StoreError, StoreResult};
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a use case waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(15);

pub(crate) struct Pool {
    url: String,
    most: usize,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Db>,
    open: usize,
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
            freed: Condvar::new(),
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn take(&self) -> StoreResult<Lease<'_>> {
        let full = |state: &mut State| state.idle.is_empty() && state.open >= self.most;
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(state, PATIENCE, full);
        let (mut state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() && full(&mut state) {
            return Err(StoreError::Busy);
        }
        if let Some(db) = state.idle.pop() {
            return Ok(Lease {
                pool: self,
                db: Some(db),
            });
        }
        state.open += 1;
        drop(state);
        match Db::open(&self.url) {
            Ok(db) => Ok(Lease {
                pool: self,
                db: Some(db),
            }),
            Err(error) => {
                self.closed();
                Err(error)
            }
        }
    }

    fn closed(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
        self.freed.notify_one();
    }
}

impl Lease<'_> {
    /// Does not put the connection back: it is in an unknown state.
    pub(crate) fn discard(mut self) {
        self.db = None;
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        // A panic may have left a transaction open.
        match self.db.take().filter(|_| !std::thread::panicking()) {
            Some(db) => {
                let mut state = self.pool.state.lock().unwrap_or_else(PoisonError::into_inner);
                state.idle.push(db);
                drop(state);
                self.pool.freed.notify_one();
            }
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
