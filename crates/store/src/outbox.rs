//! Messages that wait to be sent. A worker claims some for a while; what a dead worker held becomes free again. Each is
//! handed to the mail server at least once, and not again once it was marked as sent.

use crate::error::expect_one;
use crate::schema::outbox;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct MailRow {
    /// Id.
    pub id: i64,
    /// The same key is queued once; also the stem of the message id.
    pub idempotency_key: String,
    /// `returned`, `reminder`, `invitation`, `answer`.
    pub kind: String,
    /// Address.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// `pending`, `leased`, `sent`, `failed`, `dropped`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Not before.
    pub due_at: i64,
    /// Until when a worker is at it.
    pub lease_until: i64,
    /// Names the claim that it was part of last: what one worker holds is no part of another's letter.
    pub lease: String,
    /// The last failure.
    pub error: Option<String>,
    /// When it was queued.
    pub created_at: i64,
    /// When it was sent.
    pub sent_at: Option<i64>,
}

/// A new message.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = outbox)]
pub struct NewMail<'a> {
    /// The same key is queued once.
    pub idempotency_key: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// Address.
    pub recipient: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Text.
    pub body: &'a str,
    /// `pending`.
    pub state: &'a str,
    /// 0.
    pub attempts: i64,
    /// Not before.
    pub due_at: i64,
    /// 0.
    pub lease_until: i64,
    /// Now.
    pub created_at: i64,
}

/// True where a message with this key waits, was sent or failed: not where it was dropped because it was no longer true.
///
/// # Errors
/// Failures of the database.
pub fn is_queued(db: &mut Db, key: &str) -> StoreResult<bool> {
    let known = outbox::table.filter(outbox::idempotency_key.eq(key).and(outbox::state.ne("dropped")));
    Ok(known.count().get_result::<i64>(db)? > 0)
}

/// Queues a message; false where [`is_queued`] says so. One that was dropped is queued again: it has come true once more.
///
/// # Errors
/// Failures of the database.
pub fn queue(db: &mut Db, new: &NewMail<'_>) -> StoreResult<bool> {
    use outbox as o;
    if is_queued(db, new.idempotency_key)? {
        return Ok(false);
    }
    let again = (
        o::subject.eq(new.subject),
        o::body.eq(new.body),
        o::state.eq(new.state),
        o::attempts.eq(new.attempts),
        o::due_at.eq(new.due_at),
        o::lease_until.eq(new.lease_until),
        o::created_at.eq(new.created_at),
    );
    let dropped = o::table.filter(o::idempotency_key.eq(new.idempotency_key).and(o::state.eq("dropped")));
    if diesel::update(dropped).set(again).execute(db)? > 0 {
        return Ok(true);
    }
    diesel::insert_into(outbox::table).values(new.clone()).execute(db)?;
    Ok(true)
}

/// Claims the first message that is due, returns before reminders, and the others that are due for the same recipient, so
/// that they can go out as one letter: at most `limit`, until `now + lease`. Those of `busy` recipients wait.
///
/// # Errors
/// Failures of the database.
pub fn claim(db: &mut Db, now: i64, lease: i64, limit: i64, busy: &[String]) -> StoreResult<Vec<MailRow>> {
    use outbox as o;
    let free = || {
        o::state
            .eq("pending")
            .and(o::due_at.le(now))
            .or(o::state.eq("leased").and(o::lease_until.lt(now)))
    };
    // "returned" is the last of the kinds by name.
    let order = (o::kind.desc(), o::due_at.asc(), o::id.asc());
    let quiet = o::recipient.ne_all(busy.iter().map(String::as_str));
    let first = o::table.filter(free()).filter(quiet).order(order);
    let first = first.select(MailRow::as_select());
    let Some(first) = first.first(db).optional()? else {
        return Ok(Vec::new());
    };
    // What a worker that died held may have gone out: it goes again as the same letter, without what came meanwhile, so
    // that the receiving server knows it.
    let same = o::lease_until
        .eq(first.lease_until)
        .and(o::lease.eq(&first.lease))
        .or(o::state.eq("pending"));
    let lease_name = format!("{}.{}.{now}", first.id, first.attempts + 1);
    let waiting: Vec<MailRow> = o::table
        .filter(free())
        .filter(o::recipient.eq(&first.recipient))
        .filter(o::state.eq(&first.state))
        .filter(same)
        .order(order)
        .limit(limit)
        .select(MailRow::as_select())
        .load(db)?;
    let mut claimed = Vec::with_capacity(waiting.len());
    for row in waiting {
        let own = o::table.filter(o::id.eq(row.id).and(o::attempts.eq(row.attempts)));
        let set = (
            o::state.eq("leased"),
            o::attempts.eq(row.attempts + 1),
            o::lease_until.eq(now + lease),
            o::lease.eq(&lease_name),
        );
        if diesel::update(own).set(set).execute(db)? == 1 {
            claimed.push(MailRow {
                attempts: row.attempts + 1,
                lease: lease_name.clone(),
                ..row
            });
        }
    }
    Ok(claimed)
}

/// Recipients to whom something was written after this moment and has not gone out: more may follow.
///
/// # Errors
/// Failures of the database.
pub fn written_since(db: &mut Db, moment: i64) -> StoreResult<Vec<String>> {
    use outbox as o;
    let waiting = o::table.filter(o::state.eq("pending").and(o::created_at.gt(moment)));
    Ok(waiting.select(o::recipient).distinct().load(db)?)
}

/// Notes that a claimed message is not sent because what it says is no longer so.
///
/// # Errors
/// [`crate::StoreError::Stale`] where another worker claimed it in the meantime.
pub fn drop(db: &mut Db, row: &MailRow) -> StoreResult<()> {
    use outbox as o;
    let claimed = o::id
        .eq(row.id)
        .and(o::attempts.eq(row.attempts))
        .and(o::state.eq("leased"));
    let set = (o::state.eq("dropped"), o::error.eq(None::<String>));
    expect_one(diesel::update(o::table.filter(claimed)).set(set).execute(db)?, "mail")
}

/// Takes the text out of a message that is gone.
///
/// # Errors
/// Failures of the database.
pub fn forget_text(db: &mut Db, id: i64) -> StoreResult<()> {
    let row = outbox::table.filter(outbox::id.eq(id));
    diesel::update(row).set(outbox::body.eq("")).execute(db)?;
    Ok(())
}

/// Marks a claimed message as sent.
///
/// # Errors
/// [`crate::StoreError::Stale`] where another worker claimed it in the meantime.
pub fn sent(db: &mut Db, row: &MailRow, now: i64) -> StoreResult<()> {
    use outbox as o;
    let own = o::table.filter(
        o::id
            .eq(row.id)
            .and(o::attempts.eq(row.attempts))
            .and(o::state.eq("leased")),
    );
    let set = (o::state.eq("sent"), o::sent_at.eq(now), o::error.eq(None::<String>));
    expect_one(diesel::update(own).set(set).execute(db)?, "mail")
}

/// Notes a failure: tried again at `again`, or never.
///
/// # Errors
/// [`crate::StoreError::Stale`] where another worker claimed it in the meantime.
pub fn failed(db: &mut Db, row: &MailRow, error: &str, again: Option<i64>) -> StoreResult<()> {
    use outbox as o;
    let own = o::table.filter(
        o::id
            .eq(row.id)
            .and(o::attempts.eq(row.attempts))
            .and(o::state.eq("leased")),
    );
    let state = if again.is_some() { "pending" } else { "failed" };
    let set = (
        o::state.eq(state),
        o::error.eq(error),
        o::due_at.eq(again.unwrap_or(row.due_at)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "mail")
}

/// Lets messages that failed, or that wait for another try, be sent at once, with all their tries: one of them, or all.
/// How many there were.
///
/// # Errors
/// Failures of the database.
pub fn again(db: &mut Db, id: Option<i64>, now: i64) -> StoreResult<usize> {
    use outbox as o;
    let set = (o::state.eq("pending"), o::attempts.eq(0), o::due_at.eq(now));
    let unsent = o::table.filter(o::state.eq("failed").or(o::state.eq("pending")));
    Ok(match id {
        Some(id) => diesel::update(unsent.filter(o::id.eq(id))).set(set).execute(db)?,
        None => diesel::update(unsent).set(set).execute(db)?,
    })
}

/// Messages, newest first.
///
/// # Errors
/// Failures of the database.
pub fn list(db: &mut Db, skip: i64, limit: i64) -> StoreResult<Vec<MailRow>> {
    let found = outbox::table.order(outbox::id.desc()).offset(skip).limit(limit);
    Ok(found.select(MailRow::as_select()).load(db)?)
}

/// Messages in one of the states, newest first, from the one after `skip`.
///
/// # Errors
/// Failures of the database.
pub fn in_states(db: &mut Db, states: &[&str], skip: i64, limit: i64) -> StoreResult<Vec<MailRow>> {
    let found = outbox::table
        .filter(outbox::state.eq_any(states.iter().copied()))
        .order(outbox::id.desc())
        .offset(skip)
        .limit(limit);
    Ok(found.select(MailRow::as_select()).load(db)?)
}

/// How many messages are in a state.
///
/// # Errors
/// Failures of the database.
pub fn count(db: &mut Db, state: &str) -> StoreResult<i64> {
    Ok(outbox::table.filter(outbox::state.eq(state)).count().get_result(db)?)
}
