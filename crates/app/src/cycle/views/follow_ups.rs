//! Whose follow-ups (requests, promises) the person may see: those of the units and programmes within reach.

use crate::cycle::{Call, CycleResult};
use std::collections::HashMap;
use tonghop_model::cycle::Action;
use tonghop_store::units::UnitRow;
use tonghop_store::{Db, rounds, units};

/// Units within reach, and the programmes of rounds.
pub(super) struct Visible<'a> {
    call: &'a Call<'a>,
    units: HashMap<i64, UnitRow>,
    programmes: HashMap<i64, String>,
}

impl<'a> Visible<'a> {
    /// What the caller may see of reports.
    ///
    /// # Errors
    /// [`crate::cycle::CycleError::Denied`].
    pub(super) fn load(db: &mut Db, call: &'a Call<'a>) -> CycleResult<Self> {
        let mut known = HashMap::new();
        for path in call.reach(Action::ViewReport)? {
            known.extend(units::subtree(db, &path, None)?.into_iter().map(|u| (u.id, u)));
        }
        let rounds = rounds::all(db)?.into_iter();
        Ok(Self {
            call,
            units: known,
            programmes: rounds.map(|r| (r.id, r.programme)).collect(),
        })
    }

    /// The unit of something that belongs to this unit and round; none where it may not be seen.
    pub(super) fn unit(&self, unit: i64, round: i64) -> Option<&UnitRow> {
        let (unit, programme) = (self.units.get(&unit)?, self.programmes.get(&round)?);
        let may = self.call.may_on(Action::ViewReport, &unit.path, programme);
        may.is_ok().then_some(unit)
    }
}
