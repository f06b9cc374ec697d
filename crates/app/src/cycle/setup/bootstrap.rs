//! The first start: layout, units, templates, the first administrator.

use super::import_units;
use super::own_province::{self, OwnProvince};
use crate::cycle::audit::kept::{self, Kept};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, people, shared, templates};
use serde_json::json;
use tonghop_model::cycle::ids::{AccountId, UnitId};
use tonghop_model::cycle::{EventKind, Role};
use tonghop_store::{Db, events, people as rows, settings};

/// Setting that says that the installation was set up, and when.
const DONE: &str = "bootstrapped";

/// What the first start needs to know.
#[derive(Debug, Clone)]
pub struct Bootstrap {
    /// Code of the province whose units are imported: "51".
    pub province: String,
    /// Login of the first administrator.
    pub login: String,
    /// Name of the first administrator.
    pub name: String,
}

/// What the first start made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bootstrapped {
    /// Secret of the one-time link with which the first administrator sets a password.
    pub link: String,
    /// Login of the first administrator.
    pub login: String,
    /// The first administrator.
    pub account: AccountId,
    /// Top of the tree.
    pub root: UnitId,
    /// How many units were imported.
    pub units: usize,
}

/// Brings the layout up to date; names of the migrations that were applied.
///
/// # Errors
/// Failures of the database.
pub fn migrate(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<&'static str>> {
    let done = cycle.store.migrate(call.now.unix())?;
    cycle.store.write(|db| {
        events::create_chains(db)?;
        kept::begin(db, call)
    })?;
    Ok(done)
}

/// True once [`bootstrap`] has run.
///
/// # Errors
/// Failures of the database.
pub fn is_bootstrapped(cycle: &Cycle) -> CycleResult<bool> {
    cycle.store.read(|db| Ok(settings::get(db, DONE)?.is_some()))
}

/// Sets up a migrated, empty database with a province of the catalogue.
///
/// # Errors
/// [`CycleError::Conflict`] where it was set up before, [`CycleError::Invalid`] for an unknown province.
pub fn bootstrap(cycle: &Cycle, call: &Call<'_>, input: &Bootstrap) -> CycleResult<Bootstrapped> {
    cycle.store.write(|db| from_catalogue(db, cycle, call, input))
}

/// The same where the first administrator is there and chooses a password: sets up, takes the password and signs in, all in one
/// transaction, so that no installation stays behind that nobody can enter.
///
/// # Errors
/// Those of [`bootstrap`]; [`CycleError::Invalid`] for a weak password.
pub fn bootstrap_here(
    cycle: &Cycle,
    call: &Call<'_>,
    input: &Bootstrap,
    password: &str,
    agent: &str,
) -> CycleResult<people::SignedIn> {
    people::check_password(password, &[&input.login, &input.name])?;
    let hash = people::hash_password(password)?;
    cycle.store.write(|db| {
        let made = from_catalogue(db, cycle, call, input)?;
        people::use_link_within(db, call, &made.link, &hash, agent)
    })
}

fn from_catalogue(db: &mut Db, cycle: &Cycle, call: &Call<'_>, input: &Bootstrap) -> CycleResult<Bootstrapped> {
    let administrator = (input.login.as_str(), input.name.as_str());
    set_up(db, cycle, call, administrator, &input.province, |db| {
        import_units::province(db, &cycle.engine.catalogue, &input.province, call.today())
    })
}

/// Sets up a migrated, empty database with a province that the catalogue does not have.
///
/// # Errors
/// [`CycleError::Conflict`] where it was set up before.
pub fn bootstrap_own(
    cycle: &Cycle,
    call: &Call<'_>,
    province: &OwnProvince,
    administrator: (&str, &str),
) -> CycleResult<Bootstrapped> {
    cycle.store.write(|db| {
        set_up(db, cycle, call, administrator, &province.templates_of, |db| {
            own_province::insert(db, province)
        })
    })
}

fn set_up(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    (login, name): (&str, &str),
    templates_of: &str,
    units: impl Fn(&mut Db) -> CycleResult<(i64, usize)>,
) -> CycleResult<Bootstrapped> {
    if settings::get(db, DONE)?.is_some() || rows::count_accounts(db)? > 0 {
        return Err(CycleError::Conflict("installation"));
    }
    settings::set(db, DONE, &call.now.to_string())?;
    let (root, units) = units(db)?;
    templates::import(db, call, cycle, templates_of)?;
    let account = people::insert_invited(db, call, &people::Invite::of(login, name))?;
    let grant = people::NewRole {
        account,
        role: Role::Administrator,
        unit: UnitId(root),
        programme: None,
        from: call.today(),
        to: None,
        acting_for: None,
    };
    let role = people::insert_role(db, call, &grant)?;
    let link = people::issue_link(db, call, account)?;
    let rows = [
        Kept::Account(account.0),
        Kept::Credential(account.0),
        Kept::Grant(role.0),
    ];
    let rows = kept::prints(db, rows)?;
    let detail = json!({ "province": templates_of, "units": units, "administrator": login, kept::FACT: rows });
    shared::record(db, call, EventKind::Bootstrapped, ("system", 0), None, detail)?;
    Ok(Bootstrapped {
        link,
        login: login.trim().to_lowercase(),
        account,
        root: UnitId(root),
        units,
    })
}
