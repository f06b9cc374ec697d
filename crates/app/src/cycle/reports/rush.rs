//! Many who send at once: what can wait lets them go first.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use tonghop_model::moment::Moment;

/// Reports a second that are checked or sent from which on it is a rush.
const RUSH: i64 = 24;
/// Seconds for which others wait at most; then they go on beside it.
const PATIENCE: i64 = 300;

/// Counts those who check and send reports on this server.
#[derive(Debug, Default)]
pub(crate) struct Rush {
    came: AtomicI64,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    /// How many had come at the last look.
    came: i64,
    /// When that was; none before the first look.
    at: Option<i64>,
    /// Since when it has been a rush.
    since: Option<i64>,
}

impl Rush {
    /// Somebody checks or sends a report.
    pub(super) fn one_more(&self) {
        self.came.fetch_add(1, Ordering::Relaxed);
    }

    /// True where those who can wait should wait: many have come since the last look, and for no longer than is bearable.
    pub(super) fn is_on(&self, now: Moment) -> bool {
        let (came, now) = (self.came.load(Ordering::Relaxed), now.unix());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = seen.at.map(|at| (now - at).max(1));
        let is_rush = seconds.is_some_and(|seconds| came - seen.came >= RUSH * seconds);
        let since = seen.since.filter(|_| is_rush).or(is_rush.then_some(now));
        *seen = Seen {
            came,
            at: Some(now),
            since,
        };
        since.is_some_and(|since| now - since < PATIENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_unix(1_000 + seconds)
    }

    fn come(rush: &Rush, many: i64) {
        (0..many).for_each(|_| rush.one_more());
    }

    #[test]
    fn few_are_no_rush_and_many_are_one_until_they_are_through() {
        let rush = Rush::default();
        come(&rush, 1000);
        assert!(!rush.is_on(at(0)), "nobody knows yet in which time they came");
        come(&rush, 10 * RUSH - 1);
        assert!(!rush.is_on(at(10)));
        come(&rush, 10 * RUSH);
        assert!(rush.is_on(at(20)));
        assert!(!rush.is_on(at(30)));
    }

    #[test]
    fn nobody_waits_for_ever() {
        let rush = Rush::default();
        let mut waited = 0;
        for look in 0..100 {
            come(&rush, 10 * RUSH);
            waited += i64::from(rush.is_on(at(look * 10))) * 10;
        }
        assert_eq!(waited, PATIENCE);
    }
}
