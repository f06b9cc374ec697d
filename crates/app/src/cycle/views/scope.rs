//! What of a round the person may see.

use crate::cycle::{Call, CycleError, CycleResult};
use std::collections::HashMap;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::RoundId;
use tonghop_store::rounds::{self, RoundRow};
use tonghop_store::units::{self, UnitRow};
use tonghop_store::{Db, matrix};

/// A round and the subtrees of it that the person may see consolidated.
pub(crate) struct Scope {
    pub round: RoundRow,
    pub paths: Vec<String>,
}

impl Scope {
    pub(crate) fn new(db: &mut Db, call: &Call<'_>, id: RoundId) -> CycleResult<Self> {
        let round = rounds::get(db, id.0)?.ok_or(CycleError::NotFound("round"))?;
        let reach = call.reach_of(Action::ViewConsolidated, &round.programme)?;
        let top = units::get(db, round.unit_id)?.map_or_else(|| "/".to_owned(), |u| u.path);
        // The whole round where the person sees its top: then no unit needs to be looked up.
        let whole = reach.iter().any(|p| top.starts_with(p.as_str()));
        let paths = if whole { vec!["/".to_owned()] } else { reach };
        Ok(Self { round, paths })
    }

    /// Rows of the matrix.
    pub(crate) fn matrix_rows(&self, db: &mut Db) -> CycleResult<Vec<matrix::MatrixRow>> {
        let mut rows = Vec::new();
        for path in &self.paths {
            rows.extend(matrix::of_round(db, self.round.id, path)?);
        }
        Ok(rows)
    }

    /// Obligations with their units.
    pub(crate) fn reports(&self, db: &mut Db) -> CycleResult<Vec<(rounds::ReportRow, UnitRow)>> {
        let mut rows = Vec::new();
        for path in &self.paths {
            rows.extend(rounds::reports(db, Some(self.round.id), path)?);
        }
        Ok(rows)
    }

    /// True where the unit is within reach.
    pub(crate) fn contains(&self, unit: &UnitRow) -> bool {
        self.paths.iter().any(|p| unit.path.starts_with(p.as_str()))
    }

    /// Units of the round within reach, by id.
    pub(crate) fn units(&self, db: &mut Db) -> CycleResult<HashMap<i64, UnitRow>> {
        let mut units = HashMap::new();
        for path in &self.paths {
            let owed = rounds::units(db, self.round.id, path)?;
            units.extend(owed.into_iter().map(|u| (u.id, u)));
        }
        Ok(units)
    }
}
