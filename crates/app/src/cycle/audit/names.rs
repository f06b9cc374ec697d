//! Names of what events are about and of what their facts speak of.

use super::EventRow;
use crate::cycle::{Call, Cycle, CycleResult};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use tonghop_model::cycle::Action;
use tonghop_store::{Db, editions, people, rounds, templates, units};

/// Letters of a recommendation or a promise that stand for it.
const SHORT: usize = 80;

/// Facts that are the id of something, and of what kind of thing.
const IDS: [(&str, &str); 6] = [
    ("account", "account"),
    ("acting_for", "account"),
    ("based_on", "submission"),
    ("by", "submission"),
    ("report", "report"),
    ("round", "round"),
];

/// A thing, as people call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// "Nguyễn Thị Ngàn", "Báo cáo tháng 11 – xã Suối Ngàn"; empty where it has no name or is gone.
    pub name: String,
    /// The report, where it is one, one of its attempts or its editions.
    pub report: Option<i64>,
    /// Number of the attempt, or of the edition, within its report.
    pub number: Option<i64>,
}

/// Names of things by kind and id, and of units by code.
#[derive(Debug, Default)]
pub struct Names {
    things: HashMap<(String, i64), Named>,
    units: HashMap<String, String>,
}

impl Names {
    /// The thing of a kind with this id; none where it has no name or is gone.
    #[must_use]
    pub fn thing(&self, kind: &str, id: i64) -> Option<&Named> {
        self.things.get(&(kind.to_owned(), id))
    }

    /// What a fact is the id of; none where it is no id, has no name or is gone.
    #[must_use]
    pub fn fact(&self, name: &str, value: &Value) -> Option<&Named> {
        let (_, kind) = IDS.iter().find(|(fact, _)| *fact == name)?;
        self.thing(kind, value.as_i64()?)
    }

    /// Name of the unit with this code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&str> {
        self.units.get(code).map(String::as_str)
    }
}

/// Names of what these events are about, of their units under the kind `unit`, and of what their facts speak of.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn names(cycle: &Cycle, call: &Call<'_>, events: &[EventRow]) -> CycleResult<Names> {
    call.may_whole(Action::ViewAudit)?;
    let own = events.iter().map(|e| (e.subject_kind.clone(), e.subject_id));
    let of_units = events.iter().filter_map(|e| Some(("unit".to_owned(), e.unit_id?)));
    let mut wanted: BTreeSet<(String, i64)> = own.chain(of_units).collect();
    let mut codes = BTreeSet::new();
    for event in events {
        spoken_of(
            &serde_json::from_str(&event.detail).unwrap_or_default(),
            &mut wanted,
            &mut codes,
        );
    }
    cycle.store.read(|db| {
        let mut names = Names::default();
        for (kind, id) in wanted {
            if let Some(named) = named(db, &kind, id)? {
                names.things.insert((kind, id), named);
            }
        }
        if !codes.is_empty() {
            for root in units::roots(db)? {
                let units = units::subtree(db, &root.path, None)?.into_iter();
                let known = units.filter(|u| codes.contains(&u.code));
                names.units.extend(known.map(|u| (u.code, u.name)));
            }
        }
        Ok(names)
    })
}

/// Ids and codes of units in facts, at every depth.
fn spoken_of(value: &Value, ids: &mut BTreeSet<(String, i64)>, codes: &mut BTreeSet<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|v| spoken_of(v, ids, codes)),
        Value::Object(facts) => {
            for (name, value) in facts {
                if let Some((_, kind)) = IDS.iter().find(|(fact, _)| fact == name) {
                    ids.extend(value.as_i64().map(|id| ((*kind).to_owned(), id)));
                }
                match value {
                    Value::String(code) if name == "unit" => drop(codes.insert(code.clone())),
                    Value::Array(all) if is_units(name) => {
                        codes.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    other => spoken_of(other, ids, codes),
                }
            }
        }
        _ => {}
    }
}

/// Facts of an update of the units that are lists of their codes.
fn is_units(name: &str) -> bool {
    matches!(name, "new" | "ended" | "changed")
}

fn named(db: &mut Db, kind: &str, id: i64) -> CycleResult<Option<Named>> {
    let plain = |name| Named {
        name,
        ..Named::default()
    };
    let in_place = |(report, round, unit): (rounds::ReportRow, rounds::RoundRow, units::UnitRow), number| Named {
        name: format!("{} – {}", round.title, unit.name),
        report: Some(report.id),
        number,
    };
    Ok(match kind {
        "account" => people::account(db, id)?.map(|a| plain(a.name)),
        "unit" => units::get(db, id)?.map(|u| plain(u.name)),
        "round" => rounds::get(db, id)?.map(|r| plain(r.title)),
        "template" => templates::get(db, id)?.map(|t| plain(t.title)),
        "report" => rounds::report_in_place(db, id)?.map(|place| in_place(place, None)),
        "submission" => rounds::submission_in_place(db, id)?.map(|(row, place)| in_place(place, Some(row.attempt))),
        "grant" => match people::grant(db, id)? {
            Some((grant, _)) => people::account(db, grant.account_id)?.map(|a| plain(a.name)),
            None => None,
        },
        "edition" => match editions::get(db, id)? {
            Some(edition) => rounds::report_in_place(db, edition.report_id)?.map(|p| in_place(p, Some(edition.number))),
            None => None,
        },
        "recommendation" => editions::recommendation(db, id)?.map(|r| plain(short(&r.text))),
        "commitment" => editions::commitment(db, id)?.map(|c| plain(short(&c.what))),
        _ => None,
    })
}

fn short(text: &str) -> String {
    let line = tonghop_text::squash_space(text);
    match line.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
