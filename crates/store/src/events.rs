//! The audit log: chains of events in which each carries the hash of the one before.
//!
//! There is a fixed number of chains, so that writers of different units do not wait for each other and a missing
//! chain is noticed. All events of one transaction go to one chain (two would invite deadlocks). Appending locks the
//! chain's row until the transaction ends: on both databases events of a chain are numbered without a gap.

use crate::connection::on;
use crate::error::expect_one;
use crate::pattern::containing;
use crate::schema::{event, event_chain};
use crate::statement::{self, in_json};
use crate::{Db, StoreError, StoreResult};
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use tonghop_model::cycle::EventKind;

/// Number of chains, from 0. Events of a unit go to the chain of its id, all others to chain 0.
pub const CHAINS: i64 = 16;

/// Events read at a time when a chain is verified.
const PAGE: i64 = 2000;

/// What was changed meanwhile where a chain is gone.
const CHAIN: &str = "event chain";

/// What happened; the store numbers and chains it.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// What happened.
    pub kind: EventKind,
    /// When, seconds since 1970.
    pub at: i64,
    /// Name of who did it.
    pub actor: &'a str,
    /// Account of who did it.
    pub account_id: Option<i64>,
    /// To what kind of thing: "report", "round".
    pub subject_kind: &'a str,
    /// Its id.
    pub subject_id: i64,
    /// The unit it belongs to.
    pub unit_id: Option<i64>,
    /// What else there is to know. Never a secret.
    pub detail: serde_json::Value,
}

/// An event as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, serde::Serialize)]
#[diesel(table_name = event, treat_none_as_default_value = false)]
pub struct EventRow {
    /// Chain.
    pub chain: i64,
    /// Number within the chain, from 1.
    pub seq: i64,
    /// When, seconds since 1970.
    pub at: i64,
    /// Stable name of what happened.
    pub kind: String,
    /// Name of who did it.
    pub actor: String,
    /// Account of who did it.
    pub account_id: Option<i64>,
    /// To what kind of thing.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: i64,
    /// The unit it belongs to.
    pub unit_id: Option<i64>,
    /// JSON.
    pub detail: String,
    /// Hash of the event before; of the empty text for the first.
    pub previous: String,
    /// SHA-256 over this event and `previous`, hexadecimal.
    pub hash: String,
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tampering {
    /// A number is missing.
    Gap,
    /// An event does not follow from the one before.
    Link,
    /// An event is not what was recorded.
    Content,
    /// The chain ends before the last recorded event, or after it.
    End,
    /// The chain itself is missing.
    Chain,
}

/// A place at which the log was changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Break {
    /// Chain.
    pub chain: i64,
    /// Number of the event.
    pub seq: i64,
    /// What is wrong.
    pub what: Tampering,
}

/// Result of a verification.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    /// Events that were looked at.
    pub events: u64,
    /// Places at which the log was changed, at most one per chain.
    pub breaks: Vec<Break>,
    /// SHA-256 over the last hashes of all chains: noted elsewhere, it shows a log that was cut or replaced.
    pub seal: String,
}

/// The chain of a unit; chain 0 where there is none.
#[must_use]
pub fn chain_of(unit_id: Option<i64>) -> i64 {
    unit_id.map_or(0, |u| u.rem_euclid(CHAINS))
}

/// Sets up the chains that are not there; two servers may do so at once.
///
/// # Errors
/// Failures of the database.
pub fn create_chains(db: &mut Db) -> StoreResult<()> {
    let hash = hex(&Sha256::digest([]));
    for chain in 0..CHAINS {
        db.run(&format!(
            "INSERT INTO event_chain (chain, seq, hash) VALUES ({chain}, 0, '{hash}') ON CONFLICT (chain) DO NOTHING"
        ))?;
    }
    Ok(())
}

/// Appends events to the chain of the first one's unit. Called last in a transaction: it locks the chain.
///
/// # Errors
/// Failures of the database.
pub fn append(db: &mut Db, events: &[NewEvent<'_>]) -> StoreResult<()> {
    let Some(first) = events.first() else { return Ok(()) };
    let chain = chain_of(first.unit_id);
    match db {
        Db::Sqlite(_) => append_each(db, chain, events),
        Db::Postgres(_) => append_at_once(db, chain, events),
    }
}

/// SQLite has one writer at a time: nobody waits longer for several statements.
fn append_each(db: &mut Db, chain: i64, events: &[NewEvent<'_>]) -> StoreResult<()> {
    let head = event_chain::table
        .filter(event_chain::chain.eq(chain))
        .select((event_chain::seq, event_chain::hash));
    let head: Option<(i64, String)> = on!(db, c => head.get_result(c)).optional()?;
    let (mut seq, mut hash) = head.ok_or(StoreError::Stale(CHAIN))?;
    for new in events {
        seq += 1;
        let row = chained(new, chain, seq, hash);
        hash = row.hash.clone();
        on!(db, c => diesel::insert_into(event::table).values(row).execute(c))?;
    }
    let changed = statement::run(
        db,
        "UPDATE event_chain SET seq = ?, hash = ? WHERE chain = ?",
        &[seq.into(), hash.as_str().into(), chain.into()],
    )?;
    expect_one(changed, CHAIN)
}

/// PostgreSQL numbers and hashes the events itself, by a function of migration 0013: others wait for the chain while it is
/// locked, and each way there and back would make them wait longer. Verifying makes the hashes anew here.
fn append_at_once(db: &mut Db, chain: i64, events: &[NewEvent<'_>]) -> StoreResult<()> {
    let happened: Vec<Happened<'_>> = events.iter().map(Happened::of).collect();
    let happened = in_json(&happened)?;
    let sql = "SELECT append_events(?, ?::json)";
    let appended = statement::run(db, sql, &[chain.into(), happened.as_str().into()])?;
    expect_one(appended, CHAIN)
}

/// An event on its way to the chain.
#[derive(serde::Serialize)]
struct Happened<'a> {
    at: i64,
    kind: &'static str,
    actor: &'a str,
    account_id: Option<i64>,
    subject_kind: &'a str,
    subject_id: i64,
    unit_id: Option<i64>,
    detail: String,
    /// What of its canonical form does not depend on its place in the chain.
    canonical: String,
}

impl<'a> Happened<'a> {
    fn of(new: &NewEvent<'a>) -> Self {
        let mut one = Self {
            at: new.at,
            kind: new.kind.key(),
            actor: new.actor,
            account_id: new.account_id,
            subject_kind: new.subject_kind,
            subject_id: new.subject_id,
            unit_id: new.unit_id,
            detail: new.detail.to_string(),
            canonical: String::new(),
        };
        let middle = serde_json::json!([
            one.at,
            one.kind,
            one.actor,
            one.account_id,
            one.subject_kind,
            one.subject_id,
            one.unit_id,
            one.detail
        ]);
        one.canonical = middle.to_string().trim_matches(['[', ']']).to_owned();
        one
    }
}

fn chained(new: &NewEvent<'_>, chain: i64, seq: i64, previous: String) -> EventRow {
    let mut row = EventRow {
        chain,
        seq,
        at: new.at,
        kind: new.kind.key().into(),
        actor: new.actor.into(),
        account_id: new.account_id,
        subject_kind: new.subject_kind.into(),
        subject_id: new.subject_id,
        unit_id: new.unit_id,
        detail: new.detail.to_string(),
        previous,
        hash: String::new(),
    };
    row.hash = digest(&row);
    row
}

/// SHA-256 over the canonical form: a JSON array of every field but the hash, in the order of the table.
fn digest(row: &EventRow) -> String {
    let canonical = serde_json::json!([
        row.chain,
        row.seq,
        row.at,
        row.kind,
        row.actor,
        row.account_id,
        row.subject_kind,
        row.subject_id,
        row.unit_id,
        row.detail,
        row.previous
    ]);
    hex(&Sha256::digest(canonical.to_string()))
}

/// Goes through every chain.
///
/// # Errors
/// Failures of the database.
pub fn verify(db: &mut Db) -> StoreResult<Verified> {
    verify_with(db, &mut |_| {})
}

/// The same; `look` sees every event of a chain up to the place at which it was changed.
///
/// # Errors
/// Failures of the database.
pub fn verify_with(db: &mut Db, look: &mut dyn FnMut(&EventRow)) -> StoreResult<Verified> {
    let mut verified = Verified {
        events: 0,
        breaks: Vec::new(),
        seal: String::new(),
    };
    let mut seal = Sha256::new();
    for chain in 0..CHAINS {
        let (last, found) = verify_chain(db, chain, &mut verified.events, look)?;
        verified.breaks.extend(found);
        seal.update(last);
    }
    verified.seal = hex(&seal.finalize());
    Ok(verified)
}

fn verify_chain(
    db: &mut Db,
    chain: i64,
    events: &mut u64,
    look: &mut dyn FnMut(&EventRow),
) -> StoreResult<(String, Option<Break>)> {
    let wrong = |seq, what| Some(Break { chain, seq, what });
    let mut expected = hex(&Sha256::digest([]));
    let mut seq = 0;
    loop {
        let page: Vec<EventRow> = event::table
            .filter(event::chain.eq(chain).and(event::seq.gt(seq)))
            .order(event::seq)
            .limit(PAGE)
            .select(EventRow::as_select())
            .load(db)?;
        let last_page = page.len() < PAGE as usize;
        for row in page {
            seq += 1;
            *events += 1;
            if row.seq != seq {
                return Ok((expected, wrong(seq, Tampering::Gap)));
            }
            if row.previous != expected {
                return Ok((expected, wrong(seq, Tampering::Link)));
            }
            if digest(&row) != row.hash {
                return Ok((expected, wrong(seq, Tampering::Content)));
            }
            look(&row);
            expected = row.hash;
        }
        if last_page {
            break;
        }
    }
    let head: Option<(i64, String)> = event_chain::table
        .filter(event_chain::chain.eq(chain))
        .select((event_chain::seq, event_chain::hash))
        .first(db)
        .optional()?;
    let end = match head {
        None => wrong(0, Tampering::Chain),
        Some(head) if head == (seq, expected.clone()) => None,
        Some(_) => wrong(seq, Tampering::End),
    };
    Ok((expected, end))
}

/// Which events to list.
#[derive(Debug, Clone, Default)]
pub struct EventFilter<'a> {
    /// Only of this unit.
    pub unit_id: Option<i64>,
    /// Only by this account.
    pub account_id: Option<i64>,
    /// Only of kinds that begin like this: "round.".
    pub kind: Option<&'a str>,
    /// Only before this moment (and, within it, after `skip` events).
    pub before: Option<i64>,
    /// Only from this moment on.
    pub from: Option<i64>,
    /// Only by people whose name has this in it as it is written, or with one of `actor_accounts`.
    pub actor: Option<&'a str>,
    /// Accounts that `actor` stands for as well: names are compared without case and diacritics outside of the database.
    pub actor_accounts: Vec<i64>,
    /// Only about this: the kind of thing and its id.
    pub subject: Option<(&'a str, i64)>,
    /// How many to leave out.
    pub skip: i64,
    /// How many at most.
    pub limit: i64,
}

/// Events, newest first.
///
/// # Errors
/// Failures of the database.
pub fn list(db: &mut Db, filter: &EventFilter<'_>) -> StoreResult<Vec<EventRow>> {
    let mut query = event::table.select(EventRow::as_select()).into_boxed();
    if let Some(unit) = filter.unit_id {
        query = query.filter(event::unit_id.eq(unit));
    }
    if let Some(account) = filter.account_id {
        query = query.filter(event::account_id.eq(account));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(event::kind.like(format!("{kind}%")));
    }
    if let Some(before) = filter.before {
        query = query.filter(event::at.le(before));
    }
    if let Some(from) = filter.from {
        query = query.filter(event::at.ge(from));
    }
    if let Some(name) = filter.actor {
        let by_name = event::actor.like(containing(name)).escape('!');
        let accounts = filter.actor_accounts.iter().copied();
        query = query.filter(event::account_id.eq_any(accounts).or(by_name));
    }
    if let Some((kind, id)) = filter.subject {
        query = query.filter(event::subject_kind.eq(kind).and(event::subject_id.eq(id)));
    }
    let order = (event::at.desc(), event::chain.desc(), event::seq.desc());
    Ok(query.order(order).offset(filter.skip).limit(filter.limit).load(db)?)
}

/// Number of recorded events of a thing with one kind: for tests and for the doctor.
///
/// # Errors
/// Failures of the database.
pub fn count(db: &mut Db, kind: EventKind) -> StoreResult<i64> {
    Ok(event::table.filter(event::kind.eq(kind.key())).count().get_result(db)?)
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}
