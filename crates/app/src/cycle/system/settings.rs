//! Settings that administrators change while the server runs.

use crate::cycle::{Call, Cycle, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::Action;
use tonghop_store::settings as rows;

/// Setting with the name of the office that runs the installation, shown at the top of every page.
pub const OWNER_NAME: &str = "owner-name";

/// The name of the office that runs the installation; none where it was not set.
///
/// # Errors
/// Failures of the database.
pub fn owner_name(cycle: &Cycle) -> CycleResult<Option<String>> {
    cycle
        .store
        .read(|db| Ok(rows::get(db, OWNER_NAME)?.filter(|name| !name.trim().is_empty())))
}

/// Every setting by key.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn settings(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<(String, String)>> {
    call.may_whole(Action::ViewSystem)?;
    cycle.store.read(|db| Ok(rows::all(db)?))
}

/// Changes a setting. Secrets do not belong here: they are in the configuration of the machine.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Invalid`.
pub fn change_setting(cycle: &Cycle, call: &Call<'_>, key: &str, value: &str) -> CycleResult<()> {
    call.may_whole(Action::ManageSystem)?;
    let mut checker = shared::Checker::default();
    checker.line("key", key);
    checker.length("value", value, 5000);
    checker.done()?;
    cycle
        .store
        .write(|db| shared::change_setting(db, call, key, value, &json!(value)))
}
