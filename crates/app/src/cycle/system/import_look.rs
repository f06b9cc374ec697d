//! What an import would change, shown before it is done.

use super::imports::ImportRow;
use crate::cycle::CycleResult;
use std::collections::HashMap;
use tonghop_catalogue::Catalogue;
use tonghop_store::Db;
use tonghop_store::editions::{self, ValueRow};
use tonghop_store::units::UnitRow;

/// Most changes that are listed; the others are counted.
const MOST: usize = 200;

/// A value, its numerator, its denominator.
pub type Numbers = [Option<f64>; 3];

/// A present value in the place of which another one would come.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Number of the row from 1.
    pub row: usize,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Code of the indicator.
    pub indicator: String,
    /// What counts now.
    pub before: Numbers,
    /// What would count.
    pub after: Numbers,
    /// True where what counts now is that of an accepted report.
    pub accepted: bool,
}

/// What rows would do to the values of a round.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// Rows for which there is a value.
    pub replaces: usize,
    /// Rows for which there is another one.
    pub changed: usize,
    /// Rows for which there is one of an accepted report.
    pub accepted: usize,
    /// The first of those that would change.
    pub changes: Vec<Change>,
}

/// Puts rows beside the present values of a round.
pub(super) fn look(
    db: &mut Db,
    round: i64,
    rows: &[ImportRow],
    (units, catalogue): (&HashMap<&str, &UnitRow>, &Catalogue),
) -> CycleResult<Look> {
    let present = editions::present(db, round)?;
    let present: HashMap<(&str, i64), &ValueRow> = present.iter().map(|(e, v)| ((e.as_str(), v.unit_id), v)).collect();
    let mut found = Look::default();
    for (number, row) in (1..).zip(rows) {
        let Some(unit) = units.get(row.unit.trim()) else {
            continue;
        };
        let Some(now) = present.get(&(row.indicator.trim(), unit.id)) else {
            continue;
        };
        found.replaces += 1;
        found.accepted += usize::from(now.edition_id.is_some());
        let before = [now.value, now.numerator, now.denominator];
        let after = [row.value_of(catalogue), row.numerator, row.denominator];
        if before == after {
            continue;
        }
        found.changed += 1;
        if found.changes.len() < MOST {
            found.changes.push(Change {
                row: number,
                unit: unit.code.clone(),
                unit_name: unit.name.clone(),
                indicator: row.indicator.trim().to_owned(),
                before,
                after,
                accepted: now.edition_id.is_some(),
            });
        }
    }
    Ok(found)
}
