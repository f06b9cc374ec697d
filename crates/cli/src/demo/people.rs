//! Accounts: the people who can sign in, and an office for every other unit.

use super::PASSWORD;
use super::stage::{Failed, Stage, office};
use tonghop_app::cycle::people::{self, Invite, NewRole};
use tonghop_app::cycle::{Call, Cycle};
use tonghop_model::cycle::{AccountId, Actor, Role, UnitId};
use tonghop_model::date::Date;

/// Invites everybody; who is named uses the link.
pub fn invite(stage: &mut Stage<'_>) -> Result<(), Failed> {
    let system = Actor::system("tonghop demo");
    let (cycle, since) = (stage.cycle, stage.since);
    let call = stage.call(&system, since, 9);
    named(stage, &call)?;
    acting(stage, &call)?;
    let units = stage.province.units.iter();
    let rest: Vec<(String, String, String)> = units
        .filter(|u| !has_approver(stage, &u.code))
        .map(|u| (office(u), format!("UBND {}", u.name), u.code.clone()))
        .collect();
    for (login, name, code) in rest {
        let (unit, _) = stage.place(Some(&code))?;
        let (account, _) = people::invite(cycle, &call, &of(&login, &name, unit))?;
        give(
            cycle,
            &call,
            (account, Role::CommuneApprover, unit),
            (since, None, None),
        )?;
        stage.enter(&login, account, &name, (Role::CommuneApprover, &code))?;
    }
    Ok(())
}

fn has_approver(stage: &Stage<'_>, code: &str) -> bool {
    let approver = Role::CommuneApprover.key();
    stage
        .province
        .people
        .iter()
        .any(|p| p.unit.as_deref() == Some(code) && p.role == approver)
}

/// The people of the list; the first is the administrator, whom the set-up has made.
fn named(stage: &mut Stage<'_>, call: &Call<'_>) -> Result<(), Failed> {
    let people: Vec<_> = stage
        .province
        .people
        .iter()
        .map(|p| (p.login.clone(), p.name.clone(), p.role.clone(), p.unit.clone()))
        .collect();
    for (number, (login, name, role, code)) in people.into_iter().enumerate() {
        let role = Role::from_key(&role).ok_or("an unknown role in the sample province")?;
        let (unit, _) = stage.place(code.as_deref())?;
        let (account, link) = if number == 0 {
            (
                people::link_owner(stage.cycle, call, &stage.link).map(|_| None)?,
                stage.link.clone(),
            )
        } else {
            let (account, link) = people::invite(stage.cycle, call, &of(&login, &name, unit))?;
            give(stage.cycle, call, (account, role, unit), (stage.since, None, None))?;
            (Some(account), link)
        };
        let used = people::use_link(stage.cycle, call, &link, PASSWORD, "")?;
        let account = account.unwrap_or(used.account);
        let place = code.unwrap_or_else(|| stage.province.code.clone());
        stage.enter(&login, account, &name, (role, &place))?;
    }
    Ok(())
}

/// Who acts for somebody else, until a day to come.
fn acting(stage: &Stage<'_>, call: &Call<'_>) -> Result<(), Failed> {
    let account = |login: &str| -> Result<AccountId, Failed> {
        Ok(stage.actor(login)?.account.ok_or("a person without account")?)
    };
    for acting in &stage.province.acting {
        let role = Role::from_key(&acting.role).ok_or("an unknown role in the sample province")?;
        let (unit, _) = stage.place(Some(&acting.unit))?;
        let today = stage.today();
        give(
            stage.cycle,
            call,
            (account(&acting.person)?, role, unit),
            (
                today.plus_days(-2),
                Some(today.plus_days(30)),
                Some(account(&acting.acting_for)?),
            ),
        )?;
    }
    Ok(())
}

fn of(login: &str, name: &str, unit: UnitId) -> Invite {
    Invite {
        email: Some(format!("{login}@sonkhe.example")),
        unit: Some(unit),
        ..Invite::of(login, name)
    }
}

type Held = (AccountId, Role, UnitId);

fn give(
    cycle: &Cycle,
    call: &Call<'_>,
    (account, role, unit): Held,
    (from, to, acting_for): (Date, Option<Date>, Option<AccountId>),
) -> Result<(), Failed> {
    let input = NewRole {
        account,
        role,
        unit,
        programme: None,
        from,
        to,
        acting_for,
    };
    people::give_role(cycle, call, &input)?;
    Ok(())
}
