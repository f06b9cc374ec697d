//! Org units.

use super::follow_ups::{Commitment, Recommendation};
use super::input::NoQuery;
use super::operation::{Env, In, Json, op};
use super::reports::Owed;
use super::types::{Limit, List, Part, Skip, all};
use super::view::view;
use crate::owner;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::Deserialize;
use tonghop_app::cycle::{CycleResult, units, views};
use tonghop_model::cycle::{Action, UnitId};

pub fn routes() -> Vec<Route> {
    vec![
        op(
            Verb::Get,
            "/api/v1/units",
            Access::Can(Action::ViewUnit),
            (
                "units",
                "listUnits",
                "Units that exist today within one's reach: those above first, then by code.",
            ),
            list,
        ),
        op(
            Verb::Get,
            "/api/v1/units/{id}",
            Access::On(Action::ViewUnit, Target::Unit),
            ("units", "getUnit", "A unit."),
            show,
        ),
        op(
            Verb::Get,
            "/api/v1/units/update",
            Access::Whole(Action::ManageUnits),
            (
                "units",
                "planUnitUpdate",
                "What the catalogue would change in the tree of units today.",
            ),
            planned,
        ),
        op(
            Verb::Post,
            "/api/v1/units/update",
            Access::Whole(Action::ManageUnits),
            (
                "units",
                "updateUnits",
                "Brings the units up to date, as it was planned: 409 where something else would change by now.",
            ),
            update,
        ),
        op(
            Verb::Get,
            "/api/v1/units/{id}/reports",
            Access::On(Action::ViewReport, Target::Unit),
            (
                "units",
                "getUnitReports",
                "What a unit owed and sent, asked for and promised.",
            ),
            reports,
        ),
    ]
}

view! {
    /// An org unit during one span of validity.
    Unit of units::Unit, x {
        /// Its id here.
        id: i64,
        /// Official code.
        code: String,
        /// Kind and name.
        name: String,
        /// `province`, `district`, `commune`.
        level: String,
        /// The unit above.
        parent: Option<i64> = x.parent_id,
        /// First day on which it exists.
        valid_from: String,
        /// First day on which it does not exist any more.
        valid_to: Option<String>,
        /// Names of the districts that its predecessors belonged to, joined by "; ".
        district_of_old: Option<String>,
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Search {
    /// Only units whose name contains this, with or without diacritics, or whose code begins with it.
    text: Option<String>,
    /// How many entries at most.
    limit: Limit,
    /// How many entries are left out.
    skip: Skip,
}

fn list(env: &Env<'_>, said: In<Search, ()>) -> CycleResult<Json<List<Unit>>> {
    let Search { text, limit, skip } = said.query;
    let found = units::search(env.cycle, env.call, text.as_deref().unwrap_or_default())?;
    Ok(Json(List::cut(owner::in_order(found), Part { limit, skip })))
}

fn show(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Unit>> {
    Ok(Json(units::get(env.cycle, env.call, UnitId(said.id))?.into()))
}

view! {
    /// What would change in the tree of units.
    UnitPlan of units::UnitUpdate, x {
        /// Name of the province in the catalogue; null where the catalogue does not have it.
        province: Option<String>,
        /// Units to be added.
        new: Vec<NewUnit> = all(x.new),
        /// Units to be ended.
        ended: Vec<EndedUnit> = all(x.ended),
        /// Units to be written otherwise.
        changed: Vec<ChangedUnit> = all(x.changed),
        /// Predecessor and successor of the successions to be added.
        successions: Vec<(String, String)>,
        /// Units of the tree that the catalogue knows nothing of: they stay.
        own: usize,
        /// Names the plan; `updateUnits` takes it.
        digest: String,
    }
}

view! {
    /// A unit to be added.
    NewUnit of units::NewUnit, x {
        /// The unit; its id is 0 until it is there.
        unit: Unit = x.unit.into(),
        /// Names of the units that it came from.
        from: Vec<String>,
    }
}

view! {
    /// A unit to be ended.
    EndedUnit of units::EndedUnit, x {
        /// The unit.
        unit: Unit = x.unit.into(),
        /// First day on which it does not exist any more.
        valid_to: String,
        /// Names of the units that it passed into.
        into: Vec<String>,
        /// Reports that it still owes in open rounds.
        owes: usize,
    }
}

view! {
    /// A unit to be written otherwise.
    ChangedUnit of units::ChangedUnit, x {
        /// As it stands.
        before: Unit = x.before.into(),
        /// As it would stand.
        after: Unit = x.after.into(),
    }
}

fn planned(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<UnitPlan>> {
    Ok(Json(units::planned_update(env.cycle, env.call)?.into()))
}

/// The plan that was read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Planned {
    /// Its digest.
    digest: String,
}

fn update(env: &Env<'_>, said: In<NoQuery, Json<Planned>>) -> CycleResult<Json<UnitPlan>> {
    let done = units::update(env.cycle, env.call, &said.body.0.digest)?;
    env.app.read_owner_name()?;
    Ok(Json(done.into()))
}

view! {
    /// What a unit reported, owes, asked for and promised.
    UnitReports of views::UnitPage, x {
        /// The unit.
        unit: Unit = x.unit.into(),
        /// Codes of the units it came from.
        predecessors: Vec<String>,
        /// Its reports, newest first.
        reports: Vec<UnitRound> = all(x.rounds),
        /// What it asked for, with the answers.
        recommendations: Vec<Recommendation> = all(x.recommendations),
        /// What it promised.
        commitments: Vec<Commitment> = all(x.commitments),
    }
}

view! {
    /// A round of a unit.
    UnitRound of views::UnitRound, x {
        /// What it owed and sent.
        owed: Owed = x.owed.into(),
        /// Tasks by class, in the order of `met`, `mostly_met`, `percent`, `in_progress`, `not_started`,
        /// `awaiting_higher_level`, `not_arising`, `not_competent`, `not_reported`.
        classes: [usize; 9],
        /// Its values of indicators, by code.
        values: Vec<UnitValue> = all(x.values),
    }
}

view! {
    /// What a unit said of an indicator.
    UnitValue of views::UnitValue, x {
        /// Code of the indicator.
        indicator: String,
        /// Value.
        value: Option<f64>,
        /// Numerator.
        numerator: Option<f64>,
        /// Denominator.
        denominator: Option<f64>,
    }
}

fn reports(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<UnitReports>> {
    Ok(Json(views::unit_page(env.cycle, env.call, UnitId(said.id))?.into()))
}
