//! The worker's side of the outbox.

use super::letter::Letter;
use super::link::INVITATION;
use super::occasion::Occasion;
use super::owed;
use crate::cycle::{Call, Cycle, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::moment::Moment;
use tonghop_store::outbox;
pub use tonghop_store::outbox::MailRow as Mail;
use tonghop_store::{Db, StoreError, StoreResult};

/// A worker that died gives its messages back after so many seconds.
const LEASE: i64 = 300;
/// A message is tried so often, which takes three days with the waits between.
const TRIES: i64 = 24;
/// Messages that go out as one letter.
const TOGETHER: i64 = 20;

/// Nobody's letter goes out while messages to that person are still being written: so many seconds have to pass without one.
const QUIET: i64 = 5;

/// Claims what is due for one recipient, returns first, as one letter. What is no longer so is dropped.
///
/// # Errors
/// Failures of the database.
pub fn claim(cycle: &Cycle, now: Moment) -> CycleResult<Option<Letter>> {
    loop {
        let (claimed, kept) = cycle.store.write(|db| still_true(db, now))?;
        if claimed == 0 {
            return Ok(None);
        }
        if let Some(letter) = Letter::of(kept, cycle.address.as_deref()) {
            return Ok(Some(letter));
        }
    }
}

/// Messages of one recipient that are under way now, and how many were claimed for it.
fn still_true(db: &mut Db, now: Moment) -> CycleResult<(usize, Vec<Mail>)> {
    let busy = outbox::written_since(db, now.unix() - QUIET)?;
    let rows = outbox::claim(db, now.unix(), LEASE, TOGETHER, &busy)?;
    let claimed = rows.len();
    let mut kept = Vec::with_capacity(claimed);
    for row in rows {
        if owed::is_settled(db, now, &row)? || repeats_return(&kept, &row) {
            outbox::drop(db, &row)?;
            forget_link(db, &row)?;
        } else {
            kept.push(row);
        }
    }
    Ok((claimed, kept))
}

/// True for a reminder of what another message of the same letter returns.
fn repeats_return(kept: &[Mail], row: &Mail) -> bool {
    let returned = |of: i64| {
        let mut others = kept.iter().filter_map(|m| Occasion::of_key(&m.idempotency_key));
        others.any(|other| matches!(other, Occasion::Returned { submission } if submission == of))
    };
    matches!(Occasion::of_key(&row.idempotency_key), Some(Occasion::Mending { submission, .. }) if returned(submission))
}

/// A link that is a key to an account stays nowhere once its message is gone.
fn forget_link(db: &mut Db, row: &Mail) -> StoreResult<()> {
    if row.kind == INVITATION {
        outbox::forget_text(db, row.id)?;
    }
    Ok(())
}

/// Marks the messages of a letter as handed over; how many were not, because the lease ran out and another worker took
/// them.
///
/// # Errors
/// Failures of the database.
pub fn sent(cycle: &Cycle, now: Moment, letter: &Letter) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let marked = letter.rows().iter().map(|row| {
            outbox::sent(db, row, now.unix())?;
            forget_link(db, row)
        });
        lost(marked)
    })
}

/// Notes a failure for the messages of a letter; tried again later and later, unless it is final. How many it was not
/// noted for, because the lease ran out and another worker took them.
///
/// # Errors
/// Failures of the database.
pub fn failed(cycle: &Cycle, now: Moment, letter: &Letter, error: &str, is_final: bool) -> CycleResult<usize> {
    let short: String = error.chars().take(500).collect();
    cycle.store.write(|db| {
        let marked = letter.rows().iter().map(|row| {
            let wait = 60 << row.attempts.clamp(0, 8);
            let again = (!is_final && row.attempts < TRIES).then(|| now.unix() + wait);
            outbox::failed(db, row, &short, again)
        });
        lost(marked)
    })
}

/// How many were taken by another worker.
fn lost(marked: impl Iterator<Item = StoreResult<()>>) -> CycleResult<usize> {
    let mut lost = 0;
    for one in marked {
        match one {
            Ok(()) => {}
            Err(StoreError::Stale(_)) => lost += 1,
            Err(other) => return Err(other.into()),
        }
    }
    Ok(lost)
}

/// Lets one message that failed or waits for its next try, or all of them, be sent at once; how many there were.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn again(cycle: &Cycle, call: &Call<'_>, id: Option<i64>) -> CycleResult<usize> {
    call.may_whole(Action::ManageSystem)?;
    cycle.store.write(|db| {
        let count = outbox::again(db, id, call.now.unix())?;
        if count > 0 {
            let detail = json!({ "messages": count });
            shared::record(
                db,
                call,
                EventKind::MailAgain,
                ("mail", id.unwrap_or_default()),
                None,
                detail,
            )?;
        }
        Ok(count)
    })
}

/// Messages in some of the states `pending`, `leased`, `sent`, `failed`, `dropped`, newest first.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn in_states(cycle: &Cycle, call: &Call<'_>, states: &[&str], skip: i64, limit: i64) -> CycleResult<Vec<Mail>> {
    call.may_whole(Action::ViewSystem)?;
    cycle
        .store
        .read(|db| Ok(outbox::in_states(db, states, skip.max(0), limit.clamp(1, 500))?))
}

/// Messages, newest first, from the one after `skip`; at most 500.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>, skip: i64, limit: i64) -> CycleResult<Vec<Mail>> {
    call.may_whole(Action::ViewSystem)?;
    cycle
        .store
        .read(|db| Ok(outbox::list(db, skip.max(0), limit.clamp(1, 500))?))
}

/// How many messages wait, are under way, were sent, failed for good, were dropped because they were no longer true.
///
/// # Errors
/// Failures of the database.
pub fn counts(cycle: &Cycle) -> CycleResult<[i64; 5]> {
    cycle.store.read(|db| {
        let mut counts = [0; 5];
        for (count, state) in counts
            .iter_mut()
            .zip(["pending", "leased", "sent", "failed", "dropped"])
        {
            *count = outbox::count(db, state)?;
        }
        Ok(counts)
    })
}
