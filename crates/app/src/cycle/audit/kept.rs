//! Rows that decide who may do what and what was let pass: the event that changes one has a print of it as it stands then.
//!
//! A print is made of what its event changes, and of nothing else: who changes a password by a hand in the database must not have
//! it confirmed by the next change of a name.

use super::frozen::{Damage, Frozen, Harm};
use crate::cycle::secret::digest;
use crate::cycle::{Call, CycleResult, shared};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tonghop_model::cycle::EventKind;
use tonghop_store::events::{EventFilter, EventRow, NewEvent};
use tonghop_store::findings::WaiverRow;
use tonghop_store::{Db, events, findings, people};

/// Name of the fact with the prints of an event.
pub const FACT: &str = "kept";

/// Rows whose prints one event holds at most, so that each event can be read.
const PER_EVENT: usize = 500;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kept {
    /// Login, name, mail, home unit and state of an account.
    Account(i64),
    /// Its password and its second factor.
    Credential(i64),
    /// The persons of providers that sign in with it.
    Binding(i64),
    /// A role.
    Grant(i64),
    /// A finding of a report that was waived: report, fingerprint.
    Waiver(i64, String),
}

impl Kept {
    /// What an event of this kind changes about its subject.
    fn of(kind: EventKind, id: i64) -> Vec<Self> {
        match kind {
            EventKind::AccountInvited => vec![Self::Account(id), Self::Credential(id), Self::Binding(id)],
            EventKind::AccountChanged | EventKind::AccountDeactivated | EventKind::AccountReactivated => {
                vec![Self::Account(id)]
            }
            EventKind::LinkUsed => vec![Self::Account(id), Self::Credential(id)],
            EventKind::PasswordChanged | EventKind::SecondFactorSet | EventKind::SecondFactorRemoved => {
                vec![Self::Credential(id)]
            }
            EventKind::ExternalLinked => vec![Self::Account(id), Self::Binding(id)],
            EventKind::ExternalUnlinked => vec![Self::Binding(id)],
            EventKind::GrantGiven | EventKind::GrantRevoked => vec![Self::Grant(id)],
            _ => Vec::new(),
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Account(id) => format!("account:{id}"),
            Self::Credential(id) => format!("credential:{id}"),
            Self::Binding(id) => format!("binding:{id}"),
            Self::Grant(id) => format!("grant:{id}"),
            Self::Waiver(report, fingerprint) => format!("waiver:{report}:{fingerprint}"),
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        let (kind, rest) = key.split_once(':')?;
        if let ("waiver", Some((report, fingerprint))) = (kind, rest.split_once(':')) {
            return Some(Self::Waiver(report.parse().ok()?, fingerprint.to_owned()));
        }
        let id = rest.parse().ok()?;
        Some(match kind {
            "account" => Self::Account(id),
            "credential" => Self::Credential(id),
            "binding" => Self::Binding(id),
            "grant" => Self::Grant(id),
            _ => return None,
        })
    }

    /// The print of the row as it stands; none where there is none. What it is made of never changes.
    fn print(&self, db: &mut Db) -> CycleResult<Option<String>> {
        let said = match self {
            Self::Account(id) => {
                people::account(db, *id)?.map(|a| json!([a.login, a.name, a.email, a.unit_id, a.state]))
            }
            Self::Credential(id) => people::credential(db, *id)?
                .filter(|c| c.password_hash.is_some() || c.totp_secret.is_some())
                .map(|c| json!([c.password_hash, c.totp_secret, c.totp_confirmed])),
            Self::Binding(id) => {
                let bound = people::external_logins(db, *id)?;
                let bound: Vec<_> = bound.into_iter().map(|b| (b.issuer, b.subject)).collect();
                (!bound.is_empty()).then(|| json!(bound))
            }
            Self::Grant(id) => people::grant(db, *id)?.map(|(g, _)| {
                json!([
                    g.account_id,
                    g.role,
                    g.unit_id,
                    g.programme,
                    g.valid_from,
                    g.valid_to,
                    g.acting_for,
                    g.revoked_at
                ])
            }),
            Self::Waiver(report, fingerprint) => findings::waivers(db, *report)?
                .into_iter()
                .find(|w| w.fingerprint == *fingerprint)
                .map(|w| of_waiver(&w)),
        };
        Ok(said.map(|s| digest(&s.to_string())))
    }
}

fn of_waiver(row: &WaiverRow) -> Value {
    json!([row.reason, row.waived_by, row.waived_at])
}

/// Prints of rows as they stand, for the fact [`FACT`].
pub(crate) fn prints(db: &mut Db, rows: impl IntoIterator<Item = Kept>) -> CycleResult<Value> {
    let mut prints = Map::new();
    for row in rows {
        prints.insert(row.key(), json!(row.print(db)?));
    }
    Ok(prints.into())
}

/// Adds to events about accounts and roles the prints of what they changed.
pub(crate) fn note(db: &mut Db, happened: &mut [NewEvent<'_>]) -> CycleResult<()> {
    for event in happened {
        let changed = match event.subject_id {
            0 => Vec::new(),
            id => Kept::of(event.kind, id),
        };
        if let (false, Some(facts)) = (changed.is_empty(), event.detail.as_object_mut()) {
            facts.insert(FACT.into(), prints(db, changed)?);
        }
    }
    Ok(())
}

/// Every row that there is.
fn all(db: &mut Db) -> CycleResult<BTreeSet<Kept>> {
    let mut rows = BTreeSet::new();
    for account in people::accounts(db)? {
        rows.extend([
            Kept::Account(account.id),
            Kept::Credential(account.id),
            Kept::Binding(account.id),
        ]);
    }
    rows.extend(people::grant_ids(db)?.into_iter().map(Kept::Grant));
    let waivers = findings::all_waivers(db)?.into_iter();
    rows.extend(waivers.map(|w| Kept::Waiver(w.report_id, w.fingerprint)));
    Ok(rows)
}

/// Records prints of all rows of an installation that was set up by a program that made none; nothing happens elsewhere.
pub(crate) fn begin(db: &mut Db, call: &Call<'_>) -> CycleResult<()> {
    let filter = EventFilter {
        kind: Some("system."),
        limit: i64::MAX,
        ..EventFilter::default()
    };
    if events::list(db, &filter)?.iter().any(is_beginning) {
        return Ok(());
    }
    let rows: Vec<Kept> = all(db)?.into_iter().collect();
    let mut happened = Vec::new();
    for some in rows.chunks(PER_EVENT) {
        let detail = json!({ FACT: prints(db, some.to_vec())? });
        happened.push(shared::event(
            call,
            EventKind::RowsRecorded,
            ("system", 0),
            None,
            detail,
        ));
    }
    shared::append(db, call, happened)
}

/// True for an event from which on every row has a print.
fn is_beginning(event: &EventRow) -> bool {
    let is_kind = [EventKind::Bootstrapped, EventKind::RowsRecorded]
        .iter()
        .any(|k| k.key() == event.kind);
    is_kind && facts(event).is_some()
}

fn facts(event: &EventRow) -> Option<Map<String, Value>> {
    // Cheaper than reading the facts of every event.
    if !event.detail.contains("\"kept\"") {
        return None;
    }
    let detail: Value = serde_json::from_str(&event.detail).ok()?;
    detail[FACT].as_object().cloned()
}

/// Prints that the log keeps of rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    last: BTreeMap<Kept, Option<String>>,
    /// Every row has one.
    complete: bool,
}

impl Rows {
    /// Takes what an event says.
    pub(super) fn take(&mut self, event: &EventRow) {
        let Some(facts) = facts(event) else { return };
        self.complete |= is_beginning(event);
        for (key, print) in facts {
            if let Some(row) = Kept::from_key(&key) {
                self.last.insert(row, print.as_str().map(str::to_owned));
            }
        }
    }

    /// How many rows were looked at, and which of them are not what was recorded.
    pub(super) fn compare(self, db: &mut Db) -> CycleResult<(u64, Vec<Damage>)> {
        let mut rows: BTreeSet<Kept> = self.last.keys().cloned().collect();
        if self.complete {
            rows.extend(all(db)?);
        }
        let mut wrong = Vec::new();
        for row in &rows {
            let (recorded, present) = (self.last.get(row).cloned().flatten(), row.print(db)?);
            let how = match (&recorded, &present) {
                _ if recorded == present => continue,
                (None, Some(_)) => Harm::Unrecorded,
                (Some(_), None) => Harm::Missing,
                _ => Harm::Changed,
            };
            wrong.push(damage(db, row, how)?);
        }
        Ok((rows.len() as u64, wrong))
    }
}

fn damage(db: &mut Db, row: &Kept, how: Harm) -> CycleResult<Damage> {
    let (what, account, number) = match row {
        Kept::Account(id) => (Frozen::Account, Some(*id), *id),
        Kept::Credential(id) => (Frozen::Credential, Some(*id), *id),
        Kept::Binding(id) => (Frozen::Binding, Some(*id), *id),
        Kept::Grant(id) => (Frozen::Grant, people::grant(db, *id)?.map(|(g, _)| g.account_id), *id),
        Kept::Waiver(report, _) => return super::frozen::of_report(db, (Frozen::Waiver, how, *report, 0)),
    };
    let account = match account {
        Some(id) => people::account(db, id)?,
        None => None,
    };
    Ok(Damage {
        what,
        how,
        report: 0,
        number,
        unit: String::new(),
        round: String::new(),
        name: account.map_or_else(String::new, |a| format!("{} ({})", a.name, a.login)),
    })
}
