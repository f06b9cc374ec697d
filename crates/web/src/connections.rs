//! The connections that are open: so many at once. Whoever lets the server wait longest gives way to who comes, so that
//! callers that begin a request and never end it cannot keep the others out.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

/// Pause after which somebody for whom there is no room looks again.
const LOOK: Duration = Duration::from_millis(250);

/// The open connections of a server.
#[derive(Debug)]
pub struct Connections {
    most: usize,
    begin: Instant,
    next: AtomicU64,
    open: Mutex<HashMap<u64, Arc<Line>>>,
    left: Notify,
}

/// What is known about one connection.
#[derive(Debug)]
pub struct Line {
    begin: Instant,
    /// Milliseconds since `begin`, from 1, at which it began to wait for the caller to send; 0 while it does not.
    asks_since: AtomicU64,
    /// The same for the caller to read what is sent.
    unread_since: AtomicU64,
    gives_way: Notify,
}

/// The place of an open connection; given back when it is dropped.
#[derive(Debug)]
pub struct Seat {
    all: Arc<Connections>,
    number: u64,
    /// The connection.
    pub line: Arc<Line>,
}

impl Connections {
    /// Room for so many, at least one.
    #[must_use]
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(1),
            begin: Instant::now(),
            next: AtomicU64::new(0),
            open: Mutex::default(),
            left: Notify::new(),
        })
    }

    /// A place for a connection that came. Where there is none, the one that has waited for its caller longest is closed; where
    /// all are at work, the new one waits.
    pub async fn enter(self: &Arc<Self>) -> Seat {
        loop {
            let left = self.left.notified();
            if let Some(seat) = self.seat() {
                return seat;
            }
            self.make_room();
            // One that works now may be waiting in a moment.
            let _ = timeout(LOOK, left).await;
        }
    }

    fn seat(self: &Arc<Self>) -> Option<Seat> {
        let mut open = self.open();
        if open.len() >= self.most {
            return None;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let line = Arc::new(Line {
            begin: self.begin,
            asks_since: AtomicU64::new(since(self.begin)),
            unread_since: AtomicU64::new(0),
            gives_way: Notify::new(),
        });
        open.insert(number, Arc::clone(&line));
        Some(Seat {
            all: Arc::clone(self),
            number,
            line,
        })
    }

    /// Closes the connection that has waited for its caller longest, if there is one that waits.
    pub fn make_room(&self) {
        let open = self.open();
        let waiting = open.values().filter_map(|line| Some((line.waits_since()?, line)));
        if let Some((_, line)) = waiting.min_by_key(|(since, _)| *since) {
            line.gives_way.notify_one();
        }
    }

    /// Returns once none is open.
    pub async fn empty(&self) {
        loop {
            let left = self.left.notified();
            if self.open().is_empty() {
                return;
            }
            left.await;
        }
    }

    fn open(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Line>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.all.open().remove(&self.number);
        self.all.left.notify_one();
    }
}

impl Line {
    /// From now on the server waits for the caller to send.
    pub fn asks(&self) {
        self.asks_since.store(since(self.begin), Ordering::Relaxed);
    }

    /// The server has what it needs.
    pub fn works(&self) {
        self.asks_since.store(0, Ordering::Relaxed);
    }

    /// What was written is not taken, or is again.
    pub fn is_read(&self, taken: bool) {
        let since = if taken { 0 } else { since(self.begin) };
        self.unread_since.store(since, Ordering::Relaxed);
    }

    /// Done once the connection has to give way.
    pub async fn gives_way(&self) {
        self.gives_way.notified().await;
    }

    fn waits_since(&self) -> Option<u64> {
        let both = [&self.asks_since, &self.unread_since].map(|since| since.load(Ordering::Relaxed));
        both.into_iter().filter(|since| *since > 0).min()
    }
}

fn since(begin: Instant) -> u64 {
    u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX - 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_has_waited_longest_gives_way_and_who_works_never() {
        let all = Connections::new(3);
        let (works, first, second) = (all.enter().await, all.enter().await, all.enter().await);
        works.line.works();
        tokio::time::sleep(Duration::from_millis(5)).await;
        second.line.asks();
        let told = Arc::clone(&first.line);
        let leaves = tokio::spawn(async move {
            told.gives_way().await;
            drop(first);
        });
        let new = timeout(Duration::from_secs(5), all.enter()).await;
        assert!(new.is_ok() && leaves.await.is_ok());
        drop((works, second, new));
        timeout(Duration::from_secs(5), all.empty()).await.expect("all left");
    }

    #[tokio::test]
    async fn where_all_work_the_new_one_waits_for_a_place() {
        let all = Connections::new(1);
        let works = all.enter().await;
        works.line.works();
        let waits = timeout(Duration::from_millis(50), all.enter()).await;
        assert!(waits.is_err());
        drop(works);
        timeout(Duration::from_secs(5), all.enter()).await.expect("a place");
    }

    #[tokio::test]
    async fn who_does_not_read_gives_way_too() {
        let all = Connections::new(1);
        let slow = all.enter().await;
        slow.line.works();
        slow.line.is_read(false);
        assert!(slow.line.waits_since().is_some());
        slow.line.is_read(true);
        assert!(slow.line.waits_since().is_none());
    }
}
