//! Many accounts at once: all rows are right and all are made, or none.

use super::{Invite, NewRole, accounts, links, roles};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, shared};
use serde_json::json;
use std::collections::HashSet;
use tonghop_model::cycle::ids::UnitId;
use tonghop_model::cycle::{Action, EventKind, Resource, Role};
use tonghop_model::message::Message;
use tonghop_store::{Db, people, units};

/// Most rows of one import.
const MOST: usize = 5000;

/// A row of the list.
#[derive(Debug, Clone, Default)]
pub struct AccountRow {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Where mail goes; blank for none.
    pub email: String,
    /// Code of the home unit.
    pub unit_code: String,
    /// Stable name of the role on that unit; blank for none.
    pub role: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Login and secret of the one-time link; empty for a dry run.
    pub links: Vec<(String, String)>,
    /// How many rows are right.
    pub rows: usize,
    /// What is wrong, with the number of the row from 1: "rows.3.email". Nothing was imported where this is not empty.
    pub errors: Vec<FieldError>,
}

/// Checks rows and, unless it is a dry run or a row is wrong, makes the accounts.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`] for too many rows.
pub fn import(cycle: &Cycle, call: &Call<'_>, rows: &[AccountRow], dry_run: bool) -> CycleResult<Imported> {
    call.may(Action::ManagePeople, &Resource::anywhere())?;
    if rows.len() > MOST {
        let message = Message::new("cycle-import-too-many").count("most", MOST);
        return Err(CycleError::Invalid(vec![FieldError {
            field: "rows".into(),
            message,
        }]));
    }
    cycle.store.write(|db| {
        let (plans, errors) = plan(db, call, rows)?;
        let mut imported = Imported {
            rows: plans.len(),
            errors,
            ..Imported::default()
        };
        if dry_run || !imported.errors.is_empty() {
            return Ok(imported);
        }
        for (invite, role) in &plans {
            let account = accounts::insert_invited(db, call, invite)?;
            if let (Some(role), Some(unit)) = (role, invite.unit) {
                roles::insert_role(db, call, &role_of(account, *role, unit, call))?;
            }
            imported
                .links
                .push((invite.login.clone(), links::issue_link(db, call, account)?));
        }
        shared::record(
            db,
            call,
            EventKind::AccountsImported,
            ("account", 0),
            None,
            json!({ "rows": plans.len() }),
        )?;
        Ok(imported)
    })
}

fn role_of(account: tonghop_model::cycle::ids::AccountId, role: Role, unit: UnitId, call: &Call<'_>) -> NewRole {
    NewRole {
        account,
        role,
        unit,
        programme: None,
        from: call.today(),
        to: None,
        acting_for: None,
    }
}

type Plan = (Invite, Option<Role>);

fn plan(db: &mut Db, call: &Call<'_>, rows: &[AccountRow]) -> CycleResult<(Vec<Plan>, Vec<FieldError>)> {
    let known = units::subtree(db, "/", Some(&call.today().to_string()))?;
    let taken: HashSet<String> = people::accounts(db)?.into_iter().map(|a| a.login).collect();
    let (mut plans, mut errors, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (number, row) in (1..).zip(rows) {
        let mut wrong = |field: &str, message: Message| {
            errors.push(FieldError {
                field: format!("rows.{number}.{field}"),
                message,
            });
        };
        let unit = known.iter().find(|u| u.code == row.unit_code.trim());
        if unit.is_none() && !row.unit_code.trim().is_empty() {
            wrong("unit_code", Message::new("cycle-field-unit"));
        }
        let role = Role::from_key(row.role.trim()).filter(|r| *r != Role::Public);
        if !row.role.trim().is_empty() && (role.is_none() || unit.is_none()) {
            wrong("role", Message::new("cycle-field-role"));
        }
        let login = row.login.trim().to_lowercase();
        if taken.contains(&login) || !seen.insert(login.clone()) {
            wrong("login", Message::new("cycle-field-login-taken"));
        }
        let email = Some(row.email.trim().to_owned()).filter(|e| !e.is_empty());
        let invite = Invite {
            login,
            name: row.name.clone(),
            email,
            unit: unit.map(|u| UnitId(u.id)),
            language: "vi".into(),
        };
        if let Err(CycleError::Invalid(fields)) = invite.check() {
            fields.into_iter().for_each(|f| wrong(&f.field, f.message));
        }
        plans.push((invite, role));
    }
    Ok((plans, errors))
}
