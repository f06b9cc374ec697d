//! What the story needs at hand: the use cases, the units, who acts.

use super::calendar::{Calendar, at};
use super::data::{self, Answers, Province, Unit};
use std::collections::HashMap;
use tonghop_app::cycle::setup::{self, OwnProvince, OwnUnit};
use tonghop_app::cycle::{Call, Cycle, documents, system, units};
use tonghop_model::cycle::{Actor, Grant, GrantId, Role, UnitId};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;

/// Why the database could not be filled.
pub type Failed = Box<dyn std::error::Error>;

/// What the story needs at hand.
pub struct Stage<'a> {
    pub cycle: &'a Cycle,
    pub now: Moment,
    pub calendar: Calendar,
    pub province: Province,
    pub answers: Answers,
    pub root: UnitId,
    /// First day on which the units exist.
    pub since: Date,
    /// Link of the first administrator.
    pub link: String,
    /// Units by code, with their path.
    units: HashMap<String, (UnitId, String)>,
    actors: HashMap<String, Actor>,
}

impl<'a> Stage<'a> {
    /// Imports the province and its templates.
    pub fn set(cycle: &'a Cycle, now: Moment, calendar: Calendar) -> Result<Self, Failed> {
        let (province, answers) = (data::province()?, data::answers()?);
        let since: Date = province
            .valid_from
            .parse()
            .map_err(|_| "wrong day in the sample province")?;
        let actor = Actor::system("tonghop demo");
        let call = Call {
            actor: &actor,
            now: at(since, 8, now),
            address: "",
        };
        let first = province.people.first().ok_or("nobody in the sample province")?;
        let own = own_province(&province, since);
        let made = setup::bootstrap_own(cycle, &call, &own, (&first.login, &first.name))?;
        system::change_setting(cycle, &call, system::OWNER_NAME, &province.owner)?;
        documents::change_office(cycle, &call, &province.office)?;
        let tree = units::tree(cycle, &call, tonghop_model::cycle::Action::ViewUnit)?;
        let units = tree.into_iter().map(|u| (u.code, (UnitId(u.id), u.path)));
        Ok(Self {
            cycle,
            now,
            calendar,
            root: made.root,
            since,
            link: made.link,
            units: units.collect(),
            actors: HashMap::new(),
            province,
            answers,
        })
    }

    /// A unit by code; the province where there is none.
    pub fn place(&self, code: Option<&str>) -> Result<(UnitId, String), Failed> {
        let code = code.unwrap_or(&self.province.code);
        Ok(self
            .units
            .get(code)
            .cloned()
            .ok_or("an unknown unit in the sample province")?)
    }

    /// Makes somebody known to the story.
    pub fn enter(
        &mut self,
        login: &str,
        account: tonghop_model::cycle::AccountId,
        name: &str,
        held: (Role, &str),
    ) -> Result<(), Failed> {
        let (role, code) = held;
        let (unit, path) = self.place(Some(code))?;
        let grant = Grant {
            id: GrantId(0),
            role,
            unit,
            path,
            programme: None,
            from: self.since,
            to: None,
            acting_for: None,
        };
        let actor = Actor {
            account: Some(account),
            name: name.to_owned(),
            grants: vec![grant],
            system: false,
        };
        self.actors.insert(login.to_owned(), actor);
        Ok(())
    }

    /// Somebody by login.
    pub fn actor(&self, login: &str) -> Result<&Actor, Failed> {
        Ok(self
            .actors
            .get(login)
            .ok_or("an unknown person in the sample province")?)
    }

    /// Who signs for a unit.
    pub fn approver(&self, unit: &Unit) -> Result<&Actor, Failed> {
        let named = |p: &&data::Person| p.unit.as_ref() == Some(&unit.code) && p.role == Role::CommuneApprover.key();
        match self.province.people.iter().find(named) {
            Some(person) => self.actor(&person.login),
            None => self.actor(&office(unit)),
        }
    }

    /// A call by somebody at an hour of a day; never later than now.
    pub fn call<'c>(&self, actor: &'c Actor, day: Date, hour: i64) -> Call<'c> {
        Call {
            actor,
            now: at(day, hour, self.now),
            address: "",
        }
    }

    /// Today.
    pub fn today(&self) -> Date {
        self.now.day_in_vietnam()
    }
}

/// Login of the office of a unit for which nobody is named.
pub fn office(unit: &Unit) -> String {
    format!("ubnd.{}", unit.code)
}

fn own_province(province: &Province, since: Date) -> OwnProvince {
    OwnProvince {
        top: OwnUnit {
            code: province.code.clone(),
            name: province.name.clone(),
            kind: province.kind.clone(),
            district_of_old: None,
        },
        communes: province.units.iter().map(own_unit).collect(),
        valid_from: since,
        templates_of: province.templates.clone(),
    }
}

fn own_unit(unit: &Unit) -> OwnUnit {
    OwnUnit {
        code: unit.code.clone(),
        name: unit.name.clone(),
        kind: unit.name.split(' ').next().unwrap_or_default().to_owned(),
        district_of_old: Some(unit.district.clone()),
    }
}
