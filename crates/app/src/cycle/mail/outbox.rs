//! The worker's side of the outbox.

use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::moment::Moment;
use tonghop_store::outbox;
pub use tonghop_store::outbox::MailRow as Mail;

/// A worker that died gives its messages back after so many seconds.
const LEASE: i64 = 300;
/// A message is tried so often.
const TRIES: i64 = 8;

/// A claimed message.
pub type Outgoing = Mail;

/// Claims messages that are due, returns first.
///
/// # Errors
/// Failures of the database.
pub fn claim(cycle: &Cycle, now: Moment, limit: i64) -> CycleResult<Vec<Outgoing>> {
    cycle.store.write(|db| Ok(outbox::claim(db, now.unix(), LEASE, limit)?))
}

/// Marks a claimed message as handed over.
///
/// # Errors
/// `Conflict` where the lease ran out and another worker took it.
pub fn sent(cycle: &Cycle, now: Moment, mail: &Outgoing) -> CycleResult<()> {
    cycle.store.write(|db| Ok(outbox::sent(db, mail, now.unix())?))
}

/// Notes a failure; tried again later and later, unless it is final.
///
/// # Errors
/// `Conflict` where the lease ran out and another worker took it.
pub fn failed(cycle: &Cycle, now: Moment, mail: &Outgoing, error: &str, is_final: bool) -> CycleResult<()> {
    let wait = 60 << mail.attempts.clamp(0, 8);
    let again = (!is_final && mail.attempts < TRIES).then(|| now.unix() + wait);
    let short: String = error.chars().take(500).collect();
    cycle.store.write(|db| Ok(outbox::failed(db, mail, &short, again)?))
}

/// Messages, newest first.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>, limit: i64) -> CycleResult<Vec<Mail>> {
    call.may(Action::ManageSystem, &Resource::anywhere())?;
    cycle.store.read(|db| Ok(outbox::list(db, limit.clamp(1, 500))?))
}

/// How many messages wait, are under way, were sent, failed for good.
///
/// # Errors
/// Failures of the database.
pub fn counts(cycle: &Cycle) -> CycleResult<[i64; 4]> {
    cycle.store.read(|db| {
        let mut counts = [0; 4];
        for (count, state) in counts.iter_mut().zip(["pending", "leased", "sent", "failed"]) {
            *count = outbox::count(db, state)?;
        }
        Ok(counts)
    })
}
