//! People and their roles.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, Made, op};
use super::types::{List, MadeId, Part, Version, all};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::{CycleResult, FieldError, people};
use tonghop_model::cycle::{AccountId, Action, Grant, GrantId, UnitId};
use tonghop_model::date::Date;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewPeople);
    let manage = Access::Can(Action::ManagePeople);
    vec![
        op(
            Verb::Get,
            "/api/v1/people",
            view,
            (
                "people",
                "listPeople",
                "Accounts that reach into the subtrees of who asks, by login.",
            ),
            list,
        ),
        op(
            Verb::Post,
            "/api/v1/people",
            manage,
            (
                "people",
                "invitePerson",
                "Invites somebody. The one-time link is shown only here.",
            ),
            invite,
        ),
        op(
            Verb::Post,
            "/api/v1/people/import",
            manage,
            (
                "people",
                "importPeople",
                "Invites many people: all rows are right and all are made, or none.",
            ),
            import,
        ),
        op(
            Verb::Get,
            "/api/v1/people/{id}",
            view,
            ("people", "getPerson", "An account."),
            show,
        ),
        op(
            Verb::Patch,
            "/api/v1/people/{id}",
            manage,
            (
                "people",
                "changePerson",
                "Changes name, mail and language of an account.",
            ),
            change,
        ),
        op(
            Verb::Post,
            "/api/v1/people/{id}/link",
            manage,
            ("people", "newLink", "Makes a new one-time link; the one before ends."),
            link,
        ),
        op(
            Verb::Post,
            "/api/v1/people/{id}/deactivate",
            manage,
            (
                "people",
                "deactivatePerson",
                "Takes an account out of use; its sessions and tokens end at once.",
            ),
            deactivate,
        ),
        op(
            Verb::Post,
            "/api/v1/people/{id}/reactivate",
            manage,
            ("people", "reactivatePerson", "Takes an account back into use."),
            reactivate,
        ),
        op(
            Verb::Post,
            "/api/v1/people/{id}/roles",
            manage,
            ("people", "giveRole", "Gives a role on a subtree of units."),
            give,
        ),
        op(
            Verb::Delete,
            "/api/v1/people/{id}/roles/{grant}",
            manage,
            ("people", "revokeRole", "Takes a role."),
            revoke,
        ),
    ]
}

view! {
    /// A role that a person holds.
    Role of Grant, x {
        /// Its id.
        id: GrantId,
        /// Which role.
        role: tonghop_model::cycle::Role,
        /// Top of the subtree.
        unit: UnitId,
        /// Only for this programme; null for all.
        programme: Option<String>,
        /// First day.
        from: Date,
        /// Last day; null for no end.
        to: Option<Date>,
        /// For whom the person acts.
        acting_for: Option<AccountId>,
    }
}

view! {
    /// An account.
    Person of people::Person, x {
        /// Its id.
        id: AccountId,
        /// Name to sign in with.
        login: String,
        /// Name of the person.
        name: String,
        /// Where mail goes.
        email: Option<String>,
        /// Home unit.
        unit: Option<UnitId>,
        /// `invited`, `active`, `deactivated`.
        state: String,
        /// `vi`, `en`.
        language: String,
        /// Version; the next change has to name it.
        version: i64,
        /// True where codes are needed to sign in.
        second_factor: bool,
        /// True where the one who asks may change the account.
        manageable: bool,
        /// Roles that were not revoked and hold today or later.
        roles: Vec<Role> = all(x.grants),
    }
}

fn list(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Person>>> {
    Ok(Json(List::cut(people::list(env.cycle, env.call)?, said.query)))
}

fn show(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Person>> {
    Ok(Json(people::person(env.cycle, env.call, AccountId(said.id))?.into()))
}

/// Somebody to invite.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Invite {
    /// Name to sign in with: letters, digits, `.`, `-`, `_`, `@`.
    login: String,
    /// Name of the person.
    name: String,
    /// Where mail goes.
    email: Option<String>,
    /// Home unit.
    unit: Option<UnitId>,
    /// `vi` (where nothing is said), `en`.
    language: Option<String>,
    /// What the person is from today on, at the home unit and below it.
    role: Option<FirstRole>,
}

/// The role that somebody is invited to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FirstRole {
    /// Which.
    role: tonghop_model::cycle::Role,
    /// Only for this programme; every one where nothing is said.
    programme: Option<String>,
}

/// Somebody who was invited.
#[derive(Debug, Serialize, JsonSchema)]
struct Invited {
    /// Account.
    id: AccountId,
    /// The one-time link. It is shown only here.
    link: String,
    /// Where it was sent by mail as well; null where it was not.
    mailed_to: Option<String>,
}

fn invite(env: &Env<'_>, said: In<NoQuery, Json<Invite>>) -> CycleResult<Made<Invited>> {
    let body = said.body.0;
    let input = people::Invite {
        login: body.login,
        name: body.name,
        email: body.email.filter(|e| !e.trim().is_empty()),
        unit: body.unit,
        language: body.language.unwrap_or_default(),
        role: body.role.map(|r| people::FirstRole {
            role: r.role,
            programme: r.programme,
        }),
    };
    let (id, secret) = people::invite(env.cycle, env.call, &input)?;
    Ok(Made(Invited {
        id,
        mailed_to: env.cycle.mails_to(input.email.as_deref()),
        link: env.app.config().one_time_link(&secret),
    }))
}

/// Name, mail, language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Profile {
    /// The version that was read.
    version: i64,
    /// Name of the person.
    name: String,
    /// Where mail goes.
    email: Option<String>,
    /// `vi`, `en`.
    language: String,
}

fn change(env: &Env<'_>, said: In<NoQuery, Json<Profile>>) -> CycleResult<Json<Person>> {
    let (id, body) = (AccountId(said.id), said.body.0);
    people::person(env.cycle, env.call, id)?;
    let email = body.email.as_deref().filter(|e| !e.trim().is_empty());
    let profile = (body.name.as_str(), email, body.language.as_str());
    people::change_profile(env.cycle, env.call, id, body.version, profile)?;
    Ok(Json(people::person(env.cycle, env.call, id)?.into()))
}

/// A one-time link.
#[derive(Debug, Serialize, JsonSchema)]
struct Link {
    /// The link. It is shown only here.
    link: String,
    /// Where it was sent by mail as well; null where it was not.
    mailed_to: Option<String>,
}

fn link(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Made<Link>> {
    let person = people::person(env.cycle, env.call, AccountId(said.id))?;
    let secret = people::new_link(env.cycle, env.call, person.id)?;
    Ok(Made(Link {
        mailed_to: env.cycle.mails_to(person.email.as_deref()),
        link: env.app.config().one_time_link(&secret),
    }))
}

fn deactivate(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Done> {
    let id = AccountId(said.id);
    people::person(env.cycle, env.call, id)?;
    people::deactivate(env.cycle, env.call, id, said.body.0.version)?;
    Ok(Done)
}

fn reactivate(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Done> {
    let id = AccountId(said.id);
    people::person(env.cycle, env.call, id)?;
    people::reactivate(env.cycle, env.call, id, said.body.0.version)?;
    Ok(Done)
}

/// A role to give.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewRole {
    /// Which.
    role: tonghop_model::cycle::Role,
    /// Top of the subtree.
    unit: UnitId,
    /// Only for this programme.
    programme: Option<String>,
    /// First day; today where nothing is said.
    from: Option<Date>,
    /// Last day.
    to: Option<Date>,
    /// For whom the person acts.
    acting_for: Option<AccountId>,
}

fn give(env: &Env<'_>, said: In<NoQuery, Json<NewRole>>) -> CycleResult<Made<MadeId>> {
    let body = said.body.0;
    if let Some(other) = body.acting_for {
        people::person(env.cycle, env.call, other)?;
    }
    let input = people::NewRole {
        account: AccountId(said.id),
        role: body.role,
        unit: body.unit,
        programme: body.programme,
        from: body.from.unwrap_or_else(|| env.call.today()),
        to: body.to,
        acting_for: body.acting_for,
    };
    let id = people::give_role(env.cycle, env.call, &input)?;
    Ok(Made(MadeId { id: id.0 }))
}

fn revoke(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    let grant: GrantId = said.second_id()?;
    let holder = people::person(env.cycle, env.call, AccountId(said.id))?;
    if !holder.grants.iter().any(|g| g.id == grant) {
        return Err(tonghop_app::cycle::CycleError::NotFound("grant"));
    }
    people::revoke_role(env.cycle, env.call, grant)?;
    Ok(Done)
}

/// Many people.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ManyPeople {
    /// The rows, at most 5,000.
    rows: Vec<PersonRow>,
    /// True where the rows are only looked at.
    #[serde(default)]
    dry_run: bool,
}

/// A row of the list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PersonRow {
    /// Name to sign in with.
    login: String,
    /// Name of the person.
    name: String,
    /// Where mail goes.
    #[serde(default)]
    email: String,
    /// Code of the home unit.
    #[serde(default)]
    unit_code: String,
    /// Stable name of the role on that unit.
    #[serde(default)]
    role: String,
}

/// What is wrong with a row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowError {
    /// Number of the row, from 1, and its column: `rows.3.email`.
    pub field: String,
    /// What is wrong, in the language of the request.
    pub detail: String,
}

/// Errors of rows, worded.
pub fn row_errors(env: &Env<'_>, errors: &[FieldError]) -> Vec<RowError> {
    let worded = |e: &FieldError| RowError {
        field: e.field.clone(),
        detail: env.ctx.messages.format(&e.message),
    };
    errors.iter().map(worded).collect()
}

/// What an import of people did, or would do.
#[derive(Debug, Serialize, JsonSchema)]
struct ImportedPeople {
    /// How many rows were looked at.
    rows: usize,
    /// What is wrong; nothing was imported where this is not empty.
    errors: Vec<RowError>,
    /// The one-time links; empty for a dry run. They are shown only here.
    links: Vec<LoginLink>,
}

/// A one-time link with the login it is for.
#[derive(Debug, Serialize, JsonSchema)]
struct LoginLink {
    /// Name to sign in with.
    login: String,
    /// The link.
    link: String,
    /// Where it was sent by mail as well; null where it was not.
    mailed_to: Option<String>,
}

fn import(env: &Env<'_>, said: In<NoQuery, Json<ManyPeople>>) -> CycleResult<Json<ImportedPeople>> {
    let ManyPeople { rows, dry_run } = said.body.0;
    let row = |r: PersonRow| people::AccountRow {
        login: r.login,
        name: r.name,
        email: r.email,
        unit_code: r.unit_code,
        role: r.role,
        line: 0,
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    let imported = people::import(env.cycle, env.call, &rows, dry_run)?;
    let link = |made: people::PersonLink| LoginLink {
        login: made.login,
        link: env.app.config().one_time_link(&made.secret),
        mailed_to: made.mailed_to,
    };
    Ok(Json(ImportedPeople {
        rows: imported.rows,
        errors: row_errors(env, &imported.errors),
        links: imported.links.into_iter().map(link).collect(),
    }))
}
