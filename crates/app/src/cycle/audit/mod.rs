//! The audit log: reading and verifying it, and what it keeps prints of.

mod frozen;
pub(crate) mod kept;
mod names;

pub use frozen::{Damage, Frozen, Harm};
pub use kept::FACT;
pub use names::{Named, Names, names};
pub use tonghop_store::events::{Break, EventFilter, EventRow, Tampering};

use super::{Call, Cycle, CycleResult};
use std::collections::BTreeSet;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::message::Message;
use tonghop_store::{Db, events, people};

/// Most events of one page.
const PAGE: i64 = 500;

/// Events, newest first. Names of people are searched for whatever their case and diacritics.
///
/// # Errors
/// [`super::CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>, filter: &EventFilter<'_>) -> CycleResult<Vec<EventRow>> {
    call.may_whole(Action::ViewAudit)?;
    cycle.store.read(|db| {
        let bounded = EventFilter {
            limit: filter.limit.clamp(1, PAGE),
            skip: filter.skip.max(0),
            actor_accounts: match filter.actor {
                Some(name) => accounts_named(db, name)?,
                None => Vec::new(),
            },
            ..filter.clone()
        };
        Ok(events::list(db, &bounded)?)
    })
}

/// Accounts whose name has this in it, or had before they were renamed: events keep the name of their day.
fn accounts_named(db: &mut Db, name: &str) -> CycleResult<Vec<i64>> {
    let folded = tonghop_text::fold(name.trim());
    let is_meant = |name: &str| tonghop_text::fold(name).contains(&folded);
    let mut accounts: BTreeSet<i64> = people::accounts(db)?
        .into_iter()
        .filter(|a| is_meant(&a.name))
        .map(|a| a.id)
        .collect();
    let renamed = EventFilter {
        kind: Some(EventKind::AccountChanged.key()),
        limit: i64::MAX,
        ..EventFilter::default()
    };
    for event in events::list(db, &renamed)? {
        let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap_or_default();
        if detail["name"][0].as_str().is_some_and(is_meant) {
            accounts.insert(event.subject_id);
        }
    }
    Ok(accounts.into_iter().collect())
}

/// Result of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Events that were looked at.
    pub events: u64,
    /// Places at which the log was changed, at most one per chain.
    pub breaks: Vec<Break>,
    /// SHA-256 over the last hashes of all chains: noted elsewhere, it shows a log that was cut or replaced.
    pub seal: String,
    /// Reports that were sent and editions that were held against their prints in the log.
    pub frozen: u64,
    /// Accounts, passwords, bindings, roles and waivers that were.
    pub kept: u64,
    /// Those of them that are not what was recorded.
    pub damage: Vec<Damage>,
}

impl Damage {
    /// True for what decides who may do what and what was let pass, not for what was sent or accepted.
    #[must_use]
    pub const fn is_of_people(&self) -> bool {
        matches!(
            self.what,
            Frozen::Waiver | Frozen::Account | Frozen::Credential | Frozen::Binding | Frozen::Grant
        )
    }
}

impl Verified {
    /// True where log, sent reports and editions are as they were written.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.breaks.is_empty() && self.damage.is_empty()
    }
}

/// Goes through every chain and says where the log was changed; makes the prints of what was sent and accepted again and says
/// which reports are not what was recorded.
///
/// # Errors
/// [`super::CycleError::Denied`].
pub fn verify(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Verified> {
    call.may_whole(Action::ViewAudit)?;
    cycle.store.snapshot(verify_within)
}

/// The same within a transaction.
pub(crate) fn verify_within(db: &mut Db) -> CycleResult<Verified> {
    let mut prints = frozen::Prints::default();
    let log = events::verify_with(db, &mut |event| prints.take(event))?;
    let frozen::Compared { frozen, kept, damage } = prints.compare(db)?;
    Ok(Verified {
        events: log.events,
        breaks: log.breaks,
        seal: log.seal,
        frozen,
        kept,
        damage,
    })
}

/// A place at which the log was changed, in words.
#[must_use]
pub fn told(found: &Break) -> Message {
    let key = match found.what {
        Tampering::Gap => "cycle-audit-gap",
        Tampering::Link => "cycle-audit-link",
        Tampering::Content => "cycle-audit-content",
        Tampering::End => "cycle-audit-end",
        Tampering::Chain => "cycle-audit-chain",
    };
    Message::new(key)
        .with("chain", found.chain.to_string())
        .with("event", found.seq.to_string())
}

/// Something frozen that is not what was recorded, in words.
#[must_use]
pub fn harm_told(found: &Damage) -> Message {
    let key = match (found.what, found.how) {
        (Frozen::Edition, Harm::Changed) => "cycle-audit-edition-changed",
        (Frozen::Edition, Harm::Missing) => "cycle-audit-edition-missing",
        (Frozen::Edition, Harm::Unrecorded) => "cycle-audit-edition-unrecorded",
        (Frozen::Edition, Harm::Figures) => "cycle-audit-edition-figures",
        (Frozen::Sent, Harm::Missing) => "cycle-audit-sent-missing",
        (Frozen::Sent, _) => "cycle-audit-sent-changed",
        (Frozen::Findings, _) => "cycle-audit-findings-changed",
        (Frozen::Waiver, Harm::Missing) => "cycle-audit-waiver-missing",
        (Frozen::Waiver, Harm::Unrecorded) => "cycle-audit-waiver-unrecorded",
        (Frozen::Waiver, _) => "cycle-audit-waiver-changed",
        (Frozen::Account, Harm::Missing) => "cycle-audit-account-missing",
        (Frozen::Account, Harm::Unrecorded) => "cycle-audit-account-unrecorded",
        (Frozen::Account, _) => "cycle-audit-account-changed",
        (Frozen::Credential, _) => "cycle-audit-credential-changed",
        (Frozen::Binding, _) => "cycle-audit-binding-changed",
        (Frozen::Grant, Harm::Missing) => "cycle-audit-grant-missing",
        (Frozen::Grant, Harm::Unrecorded) => "cycle-audit-grant-unrecorded",
        (Frozen::Grant, _) => "cycle-audit-grant-changed",
    };
    Message::new(key)
        .with("number", found.number.to_string())
        .with("report", found.report.to_string())
        .with("unit", found.unit.clone())
        .with("round", found.round.clone())
        .with("name", found.name.clone())
}
