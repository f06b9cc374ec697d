//! How often somebody may try. The memory is bounded, whatever the number of callers.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use tonghop_model::moment::Moment;

/// Callers that are remembered at the same time.
const CALLERS: usize = 20_000;
/// Length of a window, seconds.
const WINDOW: i64 = 60;

/// Counts attempts per caller and minute.
#[derive(Debug, Default)]
pub struct RateLimit {
    seen: Mutex<HashMap<Caller, Window>>,
}

/// An address; for IPv6 the network of a customer (/64), in which one person has more addresses than we could count.
type Caller = [u8; 8];

#[derive(Debug, Clone, Copy)]
struct Window {
    start: i64,
    attempts: u32,
}

impl RateLimit {
    /// Counts an attempt.
    ///
    /// # Errors
    /// The seconds to wait, 1 to 60, where there were more than `per_minute` of them.
    pub fn attempt(&self, address: IpAddr, now: Moment, per_minute: u32) -> Result<(), u32> {
        let now = now.unix();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let caller = caller(address);
        if seen.len() >= CALLERS && !seen.contains_key(&caller) {
            make_room(&mut seen, now);
        }
        let window = seen.entry(caller).or_insert(Window {
            start: now,
            attempts: 0,
        });
        // A clock that was set back starts a new window, too.
        if now - window.start >= WINDOW || now < window.start {
            *window = Window {
                start: now,
                attempts: 0,
            };
        }
        if window.attempts >= per_minute {
            return Err(u32::try_from(WINDOW - (now - window.start)).unwrap_or(1).max(1));
        }
        window.attempts += 1;
        Ok(())
    }

    /// Takes back an attempt that guessed nothing: it was right. A whole office signs in from one address on the morning of a deadline.
    pub fn was_right(&self, address: IpAddr) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = seen.get_mut(&caller(address)) {
            window.attempts = window.attempts.saturating_sub(1);
        }
    }

    /// Callers that are remembered.
    #[must_use]
    pub fn callers(&self) -> usize {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// Forgets windows that are over; where that is not enough, everybody but those who are at their limit or near it.
fn make_room(seen: &mut HashMap<Caller, Window>, now: i64) {
    seen.retain(|_, w| now - w.start < WINDOW && now >= w.start);
    let mut least = 1;
    while seen.len() >= CALLERS / 4 * 3 && least < u32::MAX / 2 {
        seen.retain(|_, w| w.attempts > least);
        least *= 2;
    }
}

fn caller(address: IpAddr) -> Caller {
    let mut caller = [0_u8; 8];
    match address.to_canonical() {
        IpAddr::V4(v4) => caller[4..].copy_from_slice(&v4.octets()),
        IpAddr::V6(v6) => caller.copy_from_slice(&v6.octets()[..8]),
    }
    caller
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, Ipv6Addr};

    fn at(seconds: i64) -> Moment {
        Moment::from_unix(1_800_000_000 + seconds)
    }

    #[test]
    fn too_many_attempts_wait_for_the_next_minute() {
        let limit = RateLimit::default();
        let one = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
        for _ in 0..3 {
            assert_eq!(limit.attempt(one, at(0), 3), Ok(()));
        }
        assert_eq!(limit.attempt(one, at(10), 3), Err(50));
        assert_eq!(limit.attempt(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)), at(10), 3), Ok(()));
        assert_eq!(limit.attempt(one, at(60), 3), Ok(()));
    }

    #[test]
    fn what_was_right_does_not_count() {
        let limit = RateLimit::default();
        let office = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
        limit.was_right(office);
        for _ in 0..100 {
            assert_eq!(limit.attempt(office, at(0), 3), Ok(()));
            limit.was_right(office);
        }
        for _ in 0..3 {
            assert_eq!(limit.attempt(office, at(1), 3), Ok(()));
        }
        assert_eq!(limit.attempt(office, at(1), 3), Err(59));
    }

    #[test]
    fn memory_is_bounded_and_who_tries_most_is_remembered() {
        let limit = RateLimit::default();
        let stubborn = IpAddr::V4(Ipv4Addr::new(1, 2, 3, 4));
        for _ in 0..20 {
            let _ = limit.attempt(stubborn, at(0), 20);
        }
        for i in 0..100_000_u32 {
            let _ = limit.attempt(IpAddr::V4(Ipv4Addr::from(0x0b00_0000 + i)), at(1), 20);
        }
        assert!(limit.callers() <= CALLERS);
        assert!(limit.attempt(stubborn, at(2), 20).is_err());
    }

    #[test]
    fn addresses_of_one_network_count_together() {
        let limit = RateLimit::default();
        let address = |last| IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, last));
        assert_eq!(limit.attempt(address(1), at(0), 1), Ok(()));
        assert!(limit.attempt(address(2), at(0), 1).is_err());
    }
}
