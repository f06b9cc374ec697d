//! A province that is given unit by unit, where the catalogue does not have it: the demo, a test installation.

use crate::cycle::CycleResult;
use tonghop_model::date::Date;
use tonghop_store::Db;
use tonghop_store::units::{self, UnitRow};

/// A unit as it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnUnit {
    /// Code, unique in the installation.
    pub code: String,
    /// Name with its kind: "xã Suối Ngàn".
    pub name: String,
    /// Kind: "xã", "phường", "tỉnh".
    pub kind: String,
    /// District that it belonged to before 1 July 2025.
    pub district_of_old: Option<String>,
}

/// A province with its communes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProvince {
    /// The province.
    pub top: OwnUnit,
    /// Its communes.
    pub communes: Vec<OwnUnit>,
    /// Since when all of them exist.
    pub valid_from: Date,
    /// Code of the province of the catalogue whose templates are used; where it has none, all are.
    pub templates_of: String,
}

/// Inserts; id of the province and number of units.
pub(super) fn insert(db: &mut Db, province: &OwnProvince) -> CycleResult<(i64, usize)> {
    let first = units::max_id(db)? + 1;
    let from = province.valid_from.to_string();
    let mut rows = vec![row(&province.top, &from, first, None)];
    for (unit, id) in province.communes.iter().zip(first + 1..) {
        rows.push(row(unit, &from, id, Some(first)));
    }
    units::insert(db, &rows)?;
    Ok((first, rows.len()))
}

fn row(unit: &OwnUnit, from: &str, id: i64, parent: Option<i64>) -> UnitRow {
    UnitRow {
        id,
        code: unit.code.clone(),
        valid_from: from.to_owned(),
        valid_to: None,
        name: unit.name.clone(),
        kind: unit.kind.clone(),
        level: if parent.is_none() { "province" } else { "commune" }.into(),
        parent_id: parent,
        path: parent.map_or_else(|| format!("/{id}/"), |top| format!("/{top}/{id}/")),
        district_of_old: unit.district_of_old.clone(),
        folded: tonghop_text::fold(&unit.name),
    }
}
