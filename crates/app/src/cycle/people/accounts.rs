//! Accounts: list, invite, change, deactivate.

use super::administrators::Administrators;
use super::rights::{self, Places};
use super::{acting, links, may_manage, may_see, own_or_manage, roles};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use std::collections::HashMap;
use tonghop_model::cycle::ids::{AccountId, UnitId};
use tonghop_model::cycle::{Action, EventKind, Grant, Resource, Role};
use tonghop_model::message::Message;
use tonghop_store::people::{self, AccountRow, NewAccount};
use tonghop_store::units::UnitRow;
use tonghop_store::{Db, units};

/// Whom to invite.
#[derive(Debug, Clone, Default)]
pub struct Invite {
    /// Name to sign in with: letters, digits, `.`, `-`, `_`, `@`.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// Home unit.
    pub unit: Option<UnitId>,
    /// `vi` (where empty), `en`.
    pub language: String,
    /// What the person is from today on, at the home unit and below it.
    pub role: Option<FirstRole>,
}

/// The role that somebody is invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstRole {
    /// Which.
    pub role: Role,
    /// Only for this programme.
    pub programme: Option<String>,
}

/// An account with its roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: AccountId,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// Home unit.
    pub unit: Option<UnitId>,
    /// `invited`, `active`, `deactivated`.
    pub state: String,
    /// `vi`, `en`.
    pub language: String,
    /// Version for optimistic changes.
    pub version: i64,
    /// True where codes are needed.
    pub second_factor: bool,
    /// Roles that were not revoked and hold today or later.
    pub grants: Vec<Grant>,
    /// True where the one who asks may change the account: all that it may touch lies within the right to manage people.
    pub manageable: bool,
}

impl Invite {
    /// Login and name, nothing else.
    #[must_use]
    pub fn of(login: &str, name: &str) -> Self {
        Self {
            login: login.into(),
            name: name.into(),
            ..Self::default()
        }
    }

    /// What is wrong with it.
    ///
    /// # Errors
    /// [`CycleError::Invalid`].
    pub fn check(&self) -> CycleResult<()> {
        let mut checker = shared::Checker::default();
        checker.line("login", &self.login);
        checker.line("name", &self.name);
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-_@".contains(c);
        if !self.login.trim().chars().all(plain) || self.login.trim().chars().count() > 100 {
            checker.wrong("login", Message::new("cycle-field-login"));
        }
        if let Some(email) = &self.email
            && !looks_like_address(email.trim())
        {
            checker.wrong("email", Message::new("cycle-field-email"));
        }
        if !matches!(self.language.as_str(), "" | "vi" | "en") {
            checker.wrong("language", Message::new("cycle-field-language"));
        }
        checker.done()
    }
}

fn looks_like_address(text: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c);
    text.chars().all(plain)
        && text.chars().count() <= 200
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        })
}

/// Accounts that reach into the caller's subtrees, by login.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Person>> {
    call.may(Action::ViewPeople, &Resource::anywhere())?;
    cycle.store.snapshot(|db| {
        let rows = people::accounts(db)?;
        let places = rights::places_of_all(db, &rows, call.today())?;
        let mut shown = Vec::new();
        for row in rows {
            let Some(places) = places.get(&row.id).filter(|p| p.any_within(call, Action::ViewPeople)) else {
                continue;
            };
            shown.push(with_roles(db, call, row, places)?);
        }
        Ok(shown)
    })
}

/// One account: one's own, or one that reaches into the caller's subtrees.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn person(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<Person> {
    cycle.store.read(|db| {
        let row = may_see(db, call, id)?;
        let places = Places::of(db, &row, call.today())?;
        with_roles(db, call, row, &places)
    })
}

/// Units at which an account that the caller may see holds roles, also those that ended or lie outside of the caller's
/// subtrees.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn places(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<HashMap<UnitId, UnitRow>> {
    cycle.store.read(|db| {
        may_see(db, call, id)?;
        let mut found = HashMap::new();
        for (grant, _) in people::grants(db, Some(id.0))? {
            if let Some(unit) = units::get(db, grant.unit_id)? {
                found.insert(UnitId(unit.id), unit);
            }
        }
        Ok(found)
    })
}

/// Names of those for whom an account that the caller may see acts.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn principals(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<HashMap<AccountId, String>> {
    cycle.store.read(|db| {
        may_see(db, call, id)?;
        let mut names = HashMap::new();
        for (grant, _) in people::grants(db, Some(id.0))? {
            let principal = grant.acting_for.map(|p| people::account(db, p)).transpose()?;
            names.extend(principal.flatten().map(|a| (AccountId(a.id), a.name)));
        }
        Ok(names)
    })
}

fn with_roles(db: &mut Db, call: &Call<'_>, row: AccountRow, places: &Places) -> CycleResult<Person> {
    let credential = people::credential(db, row.id)?;
    Ok(Person {
        id: AccountId(row.id),
        grants: super::sessions::grants(db, row.id, call.today())?,
        login: row.login,
        name: row.name,
        email: row.email,
        unit: row.unit_id.map(UnitId),
        state: row.state,
        language: row.language,
        version: row.version,
        second_factor: credential.is_some_and(|c| c.totp_confirmed),
        manageable: places.all_within(call, Action::ManagePeople),
    })
}

/// Invites somebody and gives the first role; the secret of the one-time link, shown once. Who manages people of a subtree
/// invites to a unit of it; without a unit only who manages the whole installation.
///
/// # Errors
/// [`CycleError::Denied`] also where the caller may not give the role, [`CycleError::NotFound`] for the unit,
/// [`CycleError::Invalid`] also where the login is taken or a role has no unit. Then nobody was invited.
pub fn invite(cycle: &Cycle, call: &Call<'_>, input: &Invite) -> CycleResult<(AccountId, String)> {
    call.may(Action::ManagePeople, &Resource::anywhere())?;
    cycle.store.write(|db| {
        home_within(db, call, input.unit)?;
        let account = insert_invited(db, call, input)?;
        let link = links::issue_and_tell(db, cycle, call, account)?;
        let detail = json!({ "login": input.login.trim().to_lowercase() });
        shared::record(
            db,
            call,
            EventKind::AccountInvited,
            ("account", account.0),
            None,
            detail,
        )?;
        if let Some(role) = first_role(call, account, input)? {
            roles::give_within(db, cycle, call, &role)?;
        }
        Ok((account, link))
    })
}

/// The role of an invitation, at its home unit, from today.
fn first_role(call: &Call<'_>, account: AccountId, input: &Invite) -> CycleResult<Option<roles::NewRole>> {
    let Some(first) = &input.role else { return Ok(None) };
    let unit = input
        .unit
        .ok_or(CycleError::invalid("unit", "cycle-people-role-unit"))?;
    Ok(Some(roles::NewRole {
        account,
        role: first.role,
        unit,
        programme: first.programme.clone(),
        from: call.today(),
        to: None,
        acting_for: None,
    }))
}

/// The home unit lies within the right to manage people.
fn home_within(db: &mut Db, call: &Call<'_>, unit: Option<UnitId>) -> CycleResult<()> {
    match unit {
        Some(id) => {
            let unit = units::get(db, id.0)?.ok_or(CycleError::NotFound("unit"))?;
            call.may(Action::ManagePeople, &Resource::of_unit(&unit.path))
        }
        None if call.may_whole(Action::ManagePeople).is_ok() => Ok(()),
        None => Err(CycleError::invalid("unit", "cycle-people-unit-needed")),
    }
}

/// Inserts an account that nobody has used yet.
pub(crate) fn insert_invited(db: &mut Db, call: &Call<'_>, input: &Invite) -> CycleResult<AccountId> {
    input.check()?;
    let login = input.login.trim().to_lowercase();
    if people::account_by_login(db, &login)?.is_some() {
        return Err(CycleError::invalid("login", "cycle-field-login-taken"));
    }
    let id = people::insert_account(
        db,
        &NewAccount {
            login: &login,
            name: input.name.trim(),
            email: input.email.as_deref().map(str::trim),
            unit_id: input.unit.map(|u| u.0),
            state: "invited",
            language: if input.language == "en" { "en" } else { "vi" },
            created_at: call.now.unix(),
            version: 1,
        },
    )?;
    Ok(AccountId(id))
}

/// Changes name, mail and language: of one's own account, or as administrator of any.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn change_profile(
    cycle: &Cycle,
    call: &Call<'_>,
    id: AccountId,
    version: i64,
    profile: (&str, Option<&str>, &str),
) -> CycleResult<()> {
    let (name, email, language) = profile;
    let checked = Invite {
        login: "x".into(),
        name: name.into(),
        email: email.map(str::to_owned),
        unit: None,
        language: language.into(),
        role: None,
    };
    checked.check()?;
    let language = if language == "en" { "en" } else { "vi" };
    let (name, email) = (name.trim(), email.map(str::trim));
    cycle.store.write(|db| {
        let before = own_or_manage(db, call, id)?;
        people::set_account_profile(db, id.0, version, (name, email, language))?;
        // Names stand beside what people did; the address itself is nobody's business here.
        let detail = json!({
            "name": [before.name, name],
            "email": before.email.as_deref() != email,
            "language": [before.language, language],
        });
        shared::record(db, call, EventKind::AccountChanged, ("account", id.0), None, detail)
    })
}

/// Takes an account out of use; its sessions and tokens end at once.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Conflict`]; [`CycleError::Invalid`] for one's own account, and for that of the last who
/// manages the whole installation for good.
pub fn deactivate(cycle: &Cycle, call: &Call<'_>, id: AccountId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        may_manage(db, call, id)?;
        if call.actor.account == Some(id) {
            return Err(CycleError::invalid("account", "cycle-field-own-account"));
        }
        let before = Administrators::on(db, call.today())?;
        people::set_account_state(db, id.0, version, "deactivated")?;
        people::delete_sessions_of(db, id.0, "")?;
        people::revoke_tokens(db, id.0, "access", None, call.now.unix())?;
        people::revoke_tokens(db, id.0, "link", None, call.now.unix())?;
        shared::record(
            db,
            call,
            EventKind::AccountDeactivated,
            ("account", id.0),
            None,
            json!({}),
        )?;
        acting::end_uncovered(db, call, id.0)?;
        before.stay(db, call.today(), "account")
    })
}

/// Takes an account back into use; it needs a new link where it never had a password.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Conflict`].
pub fn reactivate(cycle: &Cycle, call: &Call<'_>, id: AccountId, version: i64) -> CycleResult<()> {
    cycle.store.write(|db| {
        may_manage(db, call, id)?;
        let has_password = people::credential(db, id.0)?.is_some_and(|c| c.password_hash.is_some());
        let state = if has_password { "active" } else { "invited" };
        people::set_account_state(db, id.0, version, state)?;
        shared::record(
            db,
            call,
            EventKind::AccountReactivated,
            ("account", id.0),
            None,
            json!({}),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_logins() {
        for good in ["can.bo@xa.example.vn", "a@b.c"] {
            assert!(looks_like_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "a b@c.d",
            "a@b.c, d@e.f",
            "<a@b.c>",
            "a@b.c\r\nBcc: x@y.z",
            "a@@b.c",
        ] {
            assert!(!looks_like_address(bad), "{bad:?}");
        }
        assert!(Invite::of("can.bo-1", "A").check().is_ok());
        assert!(Invite::of("cán bộ", "A").check().is_err() && Invite::of("", "A").check().is_err());
    }
}
