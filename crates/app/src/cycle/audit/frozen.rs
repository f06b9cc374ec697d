//! What was sent and what was accepted, held against the prints that the audit log keeps of them.

use super::kept::Rows;
use crate::cycle::secret::digest_bytes;
use crate::cycle::{CycleResult, reports, review};
use std::collections::BTreeMap;
use tonghop_model::cycle::EventKind;
use tonghop_store::editions::{self, EditionRow, Taken};
use tonghop_store::events::EventRow;
use tonghop_store::{Db, findings, rounds, submissions, unpack};

/// Editions that are looked at together.
const TOGETHER: i64 = 100;

/// Something frozen that is not what was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What it is.
    pub what: Frozen,
    /// How it differs.
    pub how: Harm,
    /// Report.
    pub report: i64,
    /// Number of the edition, or of the attempt, within the report.
    pub number: i64,
    /// Name of the unit; empty where the report is gone.
    pub unit: String,
    /// Title of the round; empty where the report is gone.
    pub round: String,
    /// Name and login of the person whose account, password, binding or role it is; empty elsewhere. Then there is no report, and
    /// the number is the id.
    pub name: String,
}

/// What is frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frozen {
    /// Answers that were sent.
    Sent,
    /// An edition that was accepted.
    Edition,
    /// What was found in answers that were sent.
    Findings,
    /// A finding that was waived.
    Waiver,
    /// An account.
    Account,
    /// Password and second factor of an account.
    Credential,
    /// Persons of providers that sign in with an account.
    Binding,
    /// A role.
    Grant,
}

impl Frozen {
    /// Stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Edition => "edition",
            Self::Findings => "findings",
            Self::Waiver => "waiver",
            Self::Account => "account",
            Self::Credential => "credential",
            Self::Binding => "binding",
            Self::Grant => "grant",
        }
    }
}

/// How something frozen differs from what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// Its content, or the print beside it, is another one.
    Changed,
    /// It is gone.
    Missing,
    /// Nobody accepted it.
    Unrecorded,
    /// The figures that the views add up are not those of the edition.
    Figures,
}

impl Harm {
    /// Stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Unrecorded => "unrecorded",
            Self::Figures => "figures",
        }
    }
}

/// What was held against its prints.
#[derive(Debug)]
pub(super) struct Compared {
    /// How many attempts and editions.
    pub frozen: u64,
    /// How many accounts, roles and waivers, each with what is printed apart.
    pub kept: u64,
    /// What is not as it was recorded.
    pub damage: Vec<Damage>,
}

/// Prints that the log keeps.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// Print of each edition, by report and number; none in events of older programs.
    editions: BTreeMap<(i64, i64), Option<String>>,
    /// Each submission that was sent.
    sent: BTreeMap<i64, SentPrint>,
    /// Accounts, roles, waivers.
    rows: Rows,
}

/// What was recorded of a submission that was sent.
#[derive(Debug)]
struct SentPrint {
    report: i64,
    attempt: i64,
    /// Print of its answers.
    answers: String,
    /// Print of its findings; none in events of older programs.
    found: Option<String>,
}

impl Prints {
    /// Takes what an event says.
    pub(super) fn take(&mut self, event: &EventRow) {
        self.rows.take(event);
        let accepted = event.kind == EventKind::Accepted.key();
        if !accepted && event.kind != EventKind::Submitted.key() {
            return;
        }
        let Ok(detail) = serde_json::from_str::<serde_json::Value>(&event.detail) else {
            return;
        };
        let print = detail["digest"].as_str().map(str::to_owned);
        let Some(report) = detail["report"].as_i64() else {
            return;
        };
        if accepted {
            if let Some(number) = detail["edition"].as_i64() {
                self.editions.insert((report, number), print);
            }
        } else if let (Some(attempt), Some(print)) = (detail["attempt"].as_i64(), print) {
            let sent = SentPrint {
                report,
                attempt,
                answers: print,
                found: detail["found"].as_str().map(str::to_owned),
            };
            self.sent.insert(event.subject_id, sent);
        }
    }

    /// Holds everything against its prints.
    pub(super) fn compare(mut self, db: &mut Db) -> CycleResult<Compared> {
        let mut looked = 0;
        let mut wrong: Vec<(Frozen, Harm, i64, i64)> = Vec::new();
        let mut after = 0;
        loop {
            let rows = editions::after(db, after, TOGETHER)?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
            let taken = editions::taken_from(db, &ids)?;
            for row in rows {
                looked += 1;
                let recorded = self.editions.remove(&(row.report_id, row.number));
                let own = taken.iter().filter(|t| t.0 == row.id);
                if let Some(harm) = harm(&row, recorded).or_else(|| of_figures(&row, own)) {
                    wrong.push((Frozen::Edition, harm, row.report_id, row.number));
                }
            }
        }
        for (report, number) in self.editions.into_keys() {
            wrong.push((Frozen::Edition, Harm::Missing, report, number));
        }
        for (submission, recorded) in self.sent {
            looked += 1;
            let SentPrint { report, attempt, .. } = recorded;
            let items = submissions::items(db, submission)?;
            if items.is_empty() {
                wrong.push((Frozen::Sent, Harm::Missing, report, attempt));
            } else if reports::print(&items) != recorded.answers {
                wrong.push((Frozen::Sent, Harm::Changed, report, attempt));
            }
            if let Some(print) = recorded.found
                && reports::print_of_found(&findings::of_submission(db, submission)?) != print
            {
                wrong.push((Frozen::Findings, Harm::Changed, report, attempt));
            }
        }
        wrong.sort_unstable_by_key(|(what, _, report, number)| (*report, *what, *number));
        let mut named = Vec::with_capacity(wrong.len());
        for one in wrong {
            named.push(of_report(db, one)?);
        }
        let (kept, of_rows) = self.rows.compare(db)?;
        named.extend(of_rows);
        Ok(Compared {
            frozen: looked,
            kept,
            damage: named,
        })
    }
}

/// How an edition differs from what was recorded of it; `recorded` is none where nothing was.
fn harm(row: &EditionRow, recorded: Option<Option<String>>) -> Option<Harm> {
    let Some(recorded) = recorded else {
        return Some(Harm::Unrecorded);
    };
    let content = unpack(&row.content).ok().map(|c| digest_bytes(&c));
    let same = content.as_deref() == Some(row.digest.as_str()) && recorded.is_none_or(|r| r == row.digest);
    (!same).then_some(Harm::Changed)
}

/// True figures are those of the content, one by one.
fn of_figures<'t>(row: &EditionRow, taken: impl Iterator<Item = &'t Taken>) -> Option<Harm> {
    let content = unpack(&row.content).ok()?;
    let meant = review::taken_from(row.id, &content)?;
    (!meant.iter().eq(taken)).then_some(Harm::Figures)
}

/// Something of a report that is not what was recorded.
pub(super) fn of_report(db: &mut Db, (what, how, report, number): (Frozen, Harm, i64, i64)) -> CycleResult<Damage> {
    let place = rounds::report_in_place(db, report)?;
    let (unit, round) = place
        .map(|(_, round, unit)| (unit.name, round.title))
        .unwrap_or_default();
    Ok(Damage {
        what,
        how,
        report,
        number,
        unit,
        round,
        name: String::new(),
    })
}
