//! Bringing the tree of units up to date with the catalogue: what would change is shown first, then done as a whole.

use super::Unit;
use super::rounds_in_progress::hand_on;
use crate::cycle::secret::digest;
use crate::cycle::setup::import_units::{commune, province_row};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tonghop_catalogue::Catalogue;
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::date::Date;
use tonghop_model::org_unit::OrgUnit;
use tonghop_store::units::{self as rows, SuccessionRow};
use tonghop_store::{Db, rounds};

/// A unit that the catalogue has and the tree has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUnit {
    /// As it would be inserted, without id and path.
    pub unit: Unit,
    /// Names of the units that it came from.
    pub from: Vec<String>,
}

/// A unit that exists no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedUnit {
    /// As it stands in the tree.
    pub unit: Unit,
    /// ISO date of the first day on which it does not exist any more.
    pub valid_to: String,
    /// Names of the units that it passed into.
    pub into: Vec<String>,
    /// Reports that it still owes in open rounds.
    pub owes: usize,
}

/// A unit that is written otherwise in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedUnit {
    /// As it stands in the tree.
    pub before: Unit,
    /// As it would stand.
    pub after: Unit,
}

/// What would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitUpdate {
    /// Name of the province in the catalogue; none where the catalogue does not have the province of this installation.
    pub province: Option<String>,
    /// Units to be added.
    pub new: Vec<NewUnit>,
    /// Units to be ended.
    pub ended: Vec<EndedUnit>,
    /// Units to be written otherwise.
    pub changed: Vec<ChangedUnit>,
    /// Successions to be added.
    pub successions: Vec<(String, String)>,
    /// Units of the tree that the catalogue knows nothing of: they stay.
    pub own: usize,
    /// Names what was shown: only that is done.
    pub digest: String,
    links: Vec<SuccessionRow>,
}

impl UnitUpdate {
    /// True where the tree is up to date.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.ended.is_empty() && self.changed.is_empty() && self.successions.is_empty()
    }
}

/// What the catalogue would change in the tree today.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn planned_update(cycle: &Cycle, call: &Call<'_>) -> CycleResult<UnitUpdate> {
    call.may_whole(Action::ManageUnits)?;
    cycle.store.read(|db| plan(db, &cycle.engine.catalogue, call.today()))
}

/// Does what was shown: all of it or nothing. Open rounds follow: who ended without having sent is asked nothing any more, who came
/// of it is asked.
///
/// # Errors
/// [`CycleError::Denied`]; [`CycleError::Conflict`] where something else would change by now.
pub fn update(cycle: &Cycle, call: &Call<'_>, shown: &str) -> CycleResult<UnitUpdate> {
    call.may_whole(Action::ManageUnits)?;
    cycle.store.write(|db| {
        let plan = plan(db, &cycle.engine.catalogue, call.today())?;
        if plan.digest != shown {
            return Err(CycleError::Conflict("units"));
        }
        if plan.is_empty() {
            return Ok(plan);
        }
        apply(db, &plan)?;
        let ended = plan.ended.iter().map(|e| Unit {
            valid_to: Some(e.valid_to.clone()),
            ..e.unit.clone()
        });
        hand_on(db, call, &ended.collect::<Vec<_>>())?;
        let codes = |units: Vec<&Unit>| units.iter().map(|u| u.code.clone()).collect::<Vec<_>>();
        let detail = json!({
            "new": codes(plan.new.iter().map(|n| &n.unit).collect()),
            "ended": codes(plan.ended.iter().map(|e| &e.unit).collect()),
            "changed": codes(plan.changed.iter().map(|c| &c.before).collect()),
            "successions": plan.successions.len(),
        });
        shared::record(db, call, EventKind::UnitsImported, ("system", 0), None, detail)?;
        Ok(plan)
    })
}

fn plan(db: &mut Db, catalogue: &Catalogue, today: Date) -> CycleResult<UnitUpdate> {
    let mut plan = UnitUpdate::default();
    let day = today.to_string();
    for root in rows::roots(db)? {
        let known = catalogue.units();
        let mut versions = known.versions(&root.code);
        let is_ours = versions.any(|u| u.kind.is_province() && tonghop_text::fold(&u.full_name()) == root.folded);
        let Some(top) = known.at(&root.code, &day).filter(|u| is_ours && u.kind.is_province()) else {
            continue;
        };
        plan.province = Some(top.full_name());
        let mut all = rows::subtree(db, &root.path, None)?;
        all.retain(|u| u.level == "commune");
        change(&mut plan, &root, province_row(top, root.id));
        let mut seen: HashSet<(String, String)> = HashSet::new();
        for unit in known.communes(&root.code, &day) {
            let (row, links) = commune(catalogue, unit, 0, &root);
            seen.insert((row.code.clone(), row.valid_from.clone()));
            let there = rows::predecessors(db, &row.code)?;
            for link in links.into_iter().filter(|link| !there.contains(link)) {
                plan.successions.push((link.from_code.clone(), link.to_code.clone()));
                plan.links.push(link);
            }
            match all
                .iter()
                .find(|u| u.code == row.code && u.valid_from == row.valid_from)
            {
                Some(own) => change(&mut plan, own, row),
                None => {
                    let from = known.predecessors(&row.code, &row.valid_from);
                    plan.new.push(NewUnit {
                        from: from.iter().map(|(u, _)| u.full_name()).collect(),
                        unit: row,
                    });
                }
            }
        }
        let owed = owed(db)?;
        for own in all {
            if seen.contains(&(own.code.clone(), own.valid_from.clone())) {
                continue;
            }
            let mut versions = known.versions(&own.code);
            let end = versions
                .find(|u| u.valid_from == own.valid_from)
                .and_then(|u| u.valid_to.clone());
            let Some(valid_to) = own.valid_to.clone().or(end).filter(|end| *end <= day) else {
                plan.own += usize::from(own.valid_to.is_none());
                continue;
            };
            let into = known.successors(&own.code, &own.valid_from);
            // An end that was known beforehand came by itself; what follows did not: both are shown together, once.
            let follows = |unit: &OrgUnit| {
                let same = |n: &NewUnit| n.unit.code == unit.code && n.unit.valid_from == unit.valid_from;
                plan.new.iter().any(same)
            };
            if own.valid_to.is_none() || into.iter().any(|(unit, _)| follows(unit)) {
                plan.ended.push(EndedUnit {
                    into: into.iter().map(|(u, _)| u.full_name()).collect(),
                    owes: owed.get(&own.id).copied().unwrap_or(0),
                    valid_to,
                    unit: own,
                });
            }
        }
    }
    plan.digest = digest(&format!(
        "{:?}",
        (&plan.new, &plan.ended, &plan.changed, &plan.successions)
    ));
    Ok(plan)
}

/// Notes what is written otherwise.
fn change(plan: &mut UnitUpdate, before: &Unit, after: Unit) {
    let after = Unit {
        id: before.id,
        parent_id: before.parent_id,
        path: before.path.clone(),
        // What an installation knows of old districts and the catalogue does not, stays.
        district_of_old: after.district_of_old.or_else(|| before.district_of_old.clone()),
        ..after
    };
    if *before != after {
        plan.changed.push(ChangedUnit {
            before: before.clone(),
            after,
        });
    }
}

/// Reports in open rounds that nobody has sent yet, by unit.
fn owed(db: &mut Db) -> CycleResult<HashMap<i64, usize>> {
    let mut counts = HashMap::new();
    for round in rounds::all(db)? {
        if round.state != "open" {
            continue;
        }
        let reports = rounds::reports(db, Some(round.id), "/")?.into_iter();
        for (_, unit) in reports.filter(|(r, _)| r.first_sent_at.is_none() && r.exempt_reason.is_none()) {
            *counts.entry(unit.id).or_insert(0) += 1;
        }
    }
    Ok(counts)
}

fn apply(db: &mut Db, plan: &UnitUpdate) -> CycleResult<()> {
    for changed in &plan.changed {
        rows::update(db, &changed.after)?;
    }
    for ended in &plan.ended {
        let row = Unit {
            valid_to: Some(ended.valid_to.clone()),
            ..ended.unit.clone()
        };
        rows::update(db, &row)?;
    }
    let tops: HashMap<i64, Unit> = rows::roots(db)?.into_iter().map(|u| (u.id, u)).collect();
    let first = rows::max_id(db)? + 1;
    let new: Vec<Unit> = plan
        .new
        .iter()
        .zip(first..)
        .map(|(new, id)| {
            let top = new.unit.parent_id.and_then(|p| tops.get(&p));
            Unit {
                id,
                path: format!("{}{id}/", top.map_or("/", |t| t.path.as_str())),
                ..new.unit.clone()
            }
        })
        .collect();
    if !new.is_empty() {
        rows::insert(db, &new)?;
    }
    if !plan.links.is_empty() {
        rows::insert_successions(db, &plan.links)?;
    }
    Ok(())
}
