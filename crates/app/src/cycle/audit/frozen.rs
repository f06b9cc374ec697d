//! What was sent and what was accepted, held against the prints that the audit log keeps of them.

use crate::cycle::secret::digest_bytes;
use crate::cycle::{CycleResult, reports, review};
use std::collections::BTreeMap;
use tonghop_model::cycle::EventKind;
use tonghop_store::editions::{self, EditionRow, Taken};
use tonghop_store::events::EventRow;
use tonghop_store::{Db, rounds, submissions, unpack};

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
}

/// What is frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frozen {
    /// Answers that were sent.
    Sent,
    /// An edition that was accepted.
    Edition,
}

impl Frozen {
    /// Stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Edition => "edition",
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

/// Prints that the log keeps.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// Print of each edition, by report and number; none in events of older programs.
    editions: BTreeMap<(i64, i64), Option<String>>,
    /// Report, attempt and print of each submission that was sent.
    sent: BTreeMap<i64, (i64, i64, String)>,
}

impl Prints {
    /// Takes what an event says.
    pub(super) fn take(&mut self, event: &EventRow) {
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
            self.sent.insert(event.subject_id, (report, attempt, print));
        }
    }

    /// How many things were looked at, and which of them are not what was recorded.
    pub(super) fn compare(mut self, db: &mut Db) -> CycleResult<(u64, Vec<Damage>)> {
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
        for (submission, (report, attempt, print)) in self.sent {
            looked += 1;
            let items = submissions::items(db, submission)?;
            if items.is_empty() {
                wrong.push((Frozen::Sent, Harm::Missing, report, attempt));
            } else if reports::print(&items) != print {
                wrong.push((Frozen::Sent, Harm::Changed, report, attempt));
            }
        }
        wrong.sort_unstable_by_key(|(what, _, report, number)| (*report, *what, *number));
        let mut named = Vec::with_capacity(wrong.len());
        for one in wrong {
            named.push(damage(db, one)?);
        }
        Ok((looked, named))
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

fn damage(db: &mut Db, (what, how, report, number): (Frozen, Harm, i64, i64)) -> CycleResult<Damage> {
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
    })
}
