//! A province and its communes from the catalogue, as they stand on a day, with what they came from.

use crate::cycle::{CycleError, CycleResult};
use std::collections::BTreeSet;
use tonghop_catalogue::Catalogue;
use tonghop_model::date::Date;
use tonghop_model::org_unit::{OrgUnit, UnitKind};
use tonghop_store::Db;
use tonghop_store::units::{self, SuccessionRow, UnitRow};

/// Imports; id of the province and number of units.
pub(crate) fn province(db: &mut Db, catalogue: &Catalogue, code: &str, today: Date) -> CycleResult<(i64, usize)> {
    let day = today.to_string();
    let known = catalogue.units();
    let top = known
        .at(code, &day)
        .filter(|u| u.kind.is_province())
        .ok_or_else(|| CycleError::invalid("province", "cycle-field-province"))?;
    let first = units::max_id(db)? + 1;
    let root = province_row(top, first);
    let mut rows = vec![root.clone()];
    let mut successions = Vec::new();
    for (unit, id) in known.communes(code, &day).zip(first + 1..) {
        let (row, links) = commune(catalogue, unit, id, &root);
        rows.push(row);
        successions.extend(links);
    }
    successions.sort_by(|a, b| (&a.from_code, &a.to_code, &a.date).cmp(&(&b.from_code, &b.to_code, &b.date)));
    successions.dedup_by(|a, b| (&a.from_code, &a.to_code, &a.date) == (&b.from_code, &b.to_code, &b.date));
    units::insert(db, &rows)?;
    units::insert_successions(db, &successions)?;
    Ok((first, rows.len()))
}

/// The row of a province.
pub(crate) fn province_row(unit: &OrgUnit, id: i64) -> UnitRow {
    row(unit, id, None, &format!("/{id}/"), None)
}

/// The row of a commune below its province, and from which units it came.
pub(crate) fn commune(catalogue: &Catalogue, unit: &OrgUnit, id: i64, top: &UnitRow) -> (UnitRow, Vec<SuccessionRow>) {
    let before = catalogue.units().predecessors(&unit.code, &unit.valid_from);
    let mut districts = BTreeSet::new();
    collect_districts(catalogue, unit, STEPS, &mut districts);
    let districts = districts.into_iter().collect::<Vec<_>>().join("; ");
    let link = |(from, whole): &(&OrgUnit, bool)| SuccessionRow {
        from_code: from.code.clone(),
        to_code: unit.code.clone(),
        date: unit.valid_from.clone(),
        whole: *whole,
    };
    let links = before.iter().map(link).collect();
    let path = format!("{}{id}/", top.path);
    (row(unit, id, Some(top.id), &path, Some(districts)), links)
}

/// Reforms that are looked back through: a commune of 2026 came from one of 2025, that from one of a district.
const STEPS: usize = 5;

/// Districts that the predecessors of a unit belonged to.
fn collect_districts<'a>(catalogue: &'a Catalogue, unit: &OrgUnit, steps: usize, found: &mut BTreeSet<&'a str>) {
    for (before, _) in catalogue.units().predecessors(&unit.code, &unit.valid_from) {
        match &before.district {
            Some(district) => drop(found.insert(district)),
            None if steps > 0 => collect_districts(catalogue, before, steps - 1, found),
            None => {}
        }
    }
}

fn row(unit: &OrgUnit, id: i64, parent: Option<i64>, path: &str, districts: Option<String>) -> UnitRow {
    UnitRow {
        id,
        code: unit.code.clone(),
        valid_from: unit.valid_from.clone(),
        valid_to: unit.valid_to.clone(),
        name: unit.full_name(),
        kind: unit.kind.word().into(),
        level: level(unit.kind).into(),
        parent_id: parent,
        path: path.into(),
        district_of_old: districts.filter(|d| !d.is_empty()),
        folded: tonghop_text::fold(&unit.full_name()),
    }
}

const fn level(kind: UnitKind) -> &'static str {
    if kind.is_province() {
        "province"
    } else if kind.is_district() {
        "district"
    } else {
        "commune"
    }
}
