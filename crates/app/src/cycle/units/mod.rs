//! The tree of units.

mod rounds_in_progress;
mod update;

use super::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::ids::UnitId;
use tonghop_model::cycle::{Action, Resource};
use tonghop_store::units as rows;
pub use tonghop_store::units::UnitRow as Unit;
pub use tonghop_text::alphabetical;
pub use update::{ChangedUnit, EndedUnit, NewUnit, UnitUpdate, planned_update, update};

/// One unit that the person may see.
///
/// # Errors
/// [`CycleError::NotFound`], [`CycleError::Denied`].
pub fn get(cycle: &Cycle, call: &Call<'_>, id: UnitId) -> CycleResult<Unit> {
    let unit = find(cycle, id)?.ok_or(CycleError::NotFound("unit"))?;
    call.may(Action::ViewUnit, &Resource::of_unit(&unit.path))?;
    Ok(unit)
}

/// One unit, without asking for rights: to find out whose something is.
///
/// # Errors
/// Failures of the database.
pub fn find(cycle: &Cycle, id: UnitId) -> CycleResult<Option<Unit>> {
    cycle.store.read(|db| Ok(rows::get(db, id.0)?))
}

/// Units that exist today and that the person may do this to, by code.
///
/// # Errors
/// [`CycleError::Denied`] where there is none.
pub fn tree(cycle: &Cycle, call: &Call<'_>, action: Action) -> CycleResult<Vec<Unit>> {
    let (reach, today) = (call.reach(action)?, call.today().to_string());
    cycle.store.read(|db| {
        let mut found = Vec::new();
        for path in reach {
            found.extend(rows::subtree(db, &path, Some(&today))?);
        }
        Ok(found)
    })
}

/// Units directly below another one.
///
/// # Errors
/// [`CycleError::NotFound`], [`CycleError::Denied`].
pub fn children(cycle: &Cycle, call: &Call<'_>, id: UnitId) -> CycleResult<Vec<Unit>> {
    get(cycle, call, id)?;
    cycle.store.read(|db| Ok(rows::children(db, id.0)?))
}

/// Units whose name contains the words, with or without diacritics, or whose code begins with them.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn search(cycle: &Cycle, call: &Call<'_>, words: &str) -> CycleResult<Vec<Unit>> {
    let folded = tonghop_text::fold(words.trim());
    let mut found = tree(cycle, call, Action::ViewUnit)?;
    found.retain(|u| u.folded.contains(&folded) || u.code.starts_with(words.trim()));
    Ok(found)
}

/// Units that the person may do this to and that exist no more today, by code.
///
/// # Errors
/// [`CycleError::Denied`] where there is none.
pub fn past(cycle: &Cycle, call: &Call<'_>, action: Action) -> CycleResult<Vec<Unit>> {
    let (reach, today) = (call.reach(action)?, call.today().to_string());
    cycle.store.read(|db| {
        let mut found = Vec::new();
        for path in reach {
            found.extend(rows::subtree(db, &path, None)?);
        }
        found.retain(|u| u.valid_to.as_ref().is_some_and(|end| *end <= today));
        Ok(found)
    })
}

/// What a unit came from, and what it passed into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relatives {
    /// Names of the units that it came from, as the catalogue knows them.
    pub from: Vec<String>,
    /// The units that it passed into when it ended.
    pub into: Vec<Unit>,
}

/// What a unit that the person may see came from, and what it passed into.
///
/// # Errors
/// [`CycleError::NotFound`], [`CycleError::Denied`].
pub fn relatives(cycle: &Cycle, call: &Call<'_>, id: UnitId) -> CycleResult<Relatives> {
    let unit = get(cycle, call, id)?;
    let known = cycle.engine.catalogue.units();
    let before = known.predecessors(&unit.code, &unit.valid_from);
    let from = before.iter().map(|(u, _)| u.full_name()).collect();
    let Some(end) = unit.valid_to else {
        return Ok(Relatives { from, into: Vec::new() });
    };
    cycle.store.read(|db| {
        let codes = rows::successors(db, &unit.code, &end)?;
        let mut into = Vec::new();
        for root in rows::roots(db)?.into_iter().filter(|r| unit.path.starts_with(&r.path)) {
            into.extend(rows::subtree(db, &root.path, None)?);
        }
        into.retain(|u| u.valid_from == end && codes.contains(&u.code));
        Ok(Relatives { from, into })
    })
}

/// A text for comparing: lower case, without diacritics.
#[must_use]
pub fn folded(text: &str) -> String {
    tonghop_text::fold(text)
}

/// Units without a unit above: the provinces of this installation.
///
/// # Errors
/// Failures of the database.
pub fn roots(cycle: &Cycle) -> CycleResult<Vec<Unit>> {
    cycle.store.read(|db| Ok(rows::roots(db)?))
}
