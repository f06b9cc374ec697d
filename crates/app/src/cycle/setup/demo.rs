//! Whether a database holds the sample province: only such a one may be filled or emptied by the demo.

use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::Action;
use tonghop_store::settings;

/// Setting that marks the database of a demo.
const MARK: &str = "demo";

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoState {
    /// Nothing yet.
    Empty,
    /// A sample province whose filling did not come to its end.
    Begun,
    /// The sample province.
    Filled,
    /// Somebody's own data.
    Foreign,
}

/// What a database holds. Nothing is changed: the layout may be older, or there may be none yet.
///
/// # Errors
/// Failures of the database, one of a newer program among them.
pub fn demo_state(cycle: &Cycle) -> CycleResult<DemoState> {
    if !cycle.store.is_laid_out()? {
        return Ok(DemoState::Empty);
    }
    let mark = cycle
        .store
        .read(|db| Ok::<_, crate::cycle::CycleError>(settings::get(db, MARK)?))?;
    Ok(match mark.as_deref() {
        Some("filled") => DemoState::Filled,
        Some(_) => DemoState::Begun,
        None if super::is_bootstrapped(cycle)? => DemoState::Foreign,
        None => DemoState::Empty,
    })
}

/// Marks a database as that of a demo: begun, or filled.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], failures of the database.
pub fn mark_demo(cycle: &Cycle, call: &Call<'_>, filled: bool) -> CycleResult<()> {
    call.may_whole(Action::ManageSystem)?;
    let state = if filled { "filled" } else { "begun" };
    cycle.store.write(|db| Ok(settings::set(db, MARK, state)?))
}
