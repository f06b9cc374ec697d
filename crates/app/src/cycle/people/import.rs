//! Many accounts at once: all rows are right and all are made, or none.

use super::{Invite, NewRole, PersonLink, accounts, links, roles};
use crate::cycle::audit::kept::{self, Kept};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, shared};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tonghop_model::cycle::ids::UnitId;
use tonghop_model::cycle::{Action, EventKind, Resource, Role};
use tonghop_model::message::Message;
use tonghop_store::units::UnitRow;
use tonghop_store::{Db, people, units};

/// Most rows of one import.
const MOST: usize = 5000;

/// Most rows that one event of the audit tells of.
const PER_EVENT: usize = 100;

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
    /// Where it stands in the sheet, from 1; 0 where it came from no sheet.
    pub line: u32,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The one-time links; empty for a dry run.
    pub links: Vec<PersonLink>,
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
        let mut made = Vec::new();
        for plan in &plans {
            let account = accounts::insert_invited(db, call, &plan.invite)?;
            let mut kept = vec![Kept::Account(account.0)];
            if let (Some(role), Some(unit)) = (plan.role, plan.invite.unit) {
                let role = roles::insert_role(db, call, &role_of(account, role, unit, call))?;
                kept.push(Kept::Grant(role.0));
            }
            let told = json!({
                "account": account, "login": plan.invite.login, "role": plan.role.map(Role::key), "unit": plan.unit_code,
            });
            made.push((told, kept));
            imported.links.push(PersonLink {
                login: plan.invite.login.clone(),
                name: plan.invite.name.clone(),
                secret: links::issue_and_tell(db, cycle, call, account)?,
                mailed_to: cycle.mails_to(plan.invite.email.as_deref()),
            });
        }
        record(db, call, &made)?;
        Ok(imported)
    })
}

/// Who became what. An event holds so many rows at most, so that each can be read.
fn record(db: &mut Db, call: &Call<'_>, made: &[(serde_json::Value, Vec<Kept>)]) -> CycleResult<()> {
    let mut happened = Vec::new();
    for some in made.chunks(PER_EVENT) {
        let told: Vec<_> = some.iter().map(|(told, _)| told).collect();
        let kept = kept::prints(db, some.iter().flat_map(|(_, kept)| kept.iter().cloned()))?;
        let detail = json!({ "rows": made.len(), "made": told, kept::FACT: kept });
        happened.push(shared::event(
            call,
            EventKind::AccountsImported,
            ("account", 0),
            None,
            detail,
        ));
    }
    shared::append(db, call, happened)
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

/// What a row asks for.
struct Plan {
    invite: Invite,
    role: Option<Role>,
    unit_code: Option<String>,
}

/// A role holds on a unit; people of the whole installation are those of its top.
fn needs_unit(known: &HashMap<String, UnitRow>) -> Message {
    let top = known
        .values()
        .min_by_key(|u| (u.path.matches('/').count(), u.code.clone()));
    let (name, code) = top.map(|u| (u.name.clone(), u.code.clone())).unwrap_or_default();
    Message::new("cycle-people-role-needs-unit")
        .with("name", name)
        .with("code", code)
}

fn plan(db: &mut Db, call: &Call<'_>, rows: &[AccountRow]) -> CycleResult<(Vec<Plan>, Vec<FieldError>)> {
    let known: HashMap<String, UnitRow> = units::subtree(db, "/", Some(&call.today().to_string()))?
        .into_iter()
        .map(|u| (u.code.clone(), u))
        .collect();
    let everywhere = call.may_whole(Action::ManagePeople).is_ok();
    let taken: HashSet<String> = people::accounts(db)?.into_iter().map(|a| a.login).collect();
    let (mut plans, mut errors, mut seen) = (Vec::new(), Vec::new(), HashMap::<String, u32>::new());
    for (number, row) in (1..).zip(rows) {
        let mut wrong = |field: &str, message: Message| {
            errors.push(FieldError {
                field: format!("rows.{number}.{field}"),
                message,
            });
        };
        let code = row.unit_code.trim();
        let unit = known.get(code);
        match unit {
            // As for a role that is given, and an invitation, one by one.
            Some(unit) if !call.actor.holds(Action::ManagePeople, &unit.path, None, call.today()) => {
                wrong("unit_code", Message::new("cycle-people-unit-outside"));
            }
            None if !code.is_empty() => wrong(
                "unit_code",
                Message::new("cycle-people-unit-unknown").with("code", code.to_owned()),
            ),
            None if !everywhere => wrong("unit_code", Message::new("cycle-people-unit-needed")),
            _ => {}
        }
        let role = Role::from_key(row.role.trim()).filter(|r| *r != Role::Public);
        match (row.role.trim(), role) {
            ("", _) => {}
            (written, None) => wrong(
                "role",
                Message::new("cycle-people-role-unknown").with("name", written.to_owned()),
            ),
            (_, Some(_)) if unit.is_none() && code.is_empty() && everywhere => {
                wrong("unit_code", needs_unit(&known));
            }
            _ => {}
        }
        let login = row.login.trim().to_lowercase();
        let line = if row.line > 0 { row.line } else { number };
        if taken.contains(&login) {
            wrong("login", Message::new("cycle-field-login-taken"));
        } else if let Some(first) = seen.get(&login) {
            let twice = Message::new("cycle-people-login-twice").with("row", first.to_string());
            wrong("login", twice);
        } else {
            seen.insert(login.clone(), line);
        }
        let email = Some(row.email.trim().to_owned()).filter(|e| !e.is_empty());
        let invite = Invite {
            login,
            name: row.name.clone(),
            email,
            unit: unit.map(|u| UnitId(u.id)),
            language: "vi".into(),
            role: None,
        };
        if let Err(CycleError::Invalid(fields)) = invite.check() {
            fields.into_iter().for_each(|f| wrong(&f.field, f.message));
        }
        plans.push(Plan {
            unit_code: unit.map(|u| u.code.clone()),
            invite,
            role,
        });
    }
    Ok((plans, errors))
}
