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
    }
}

fn reports(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<UnitReports>> {
    Ok(Json(views::unit_page(env.cycle, env.call, UnitId(said.id))?.into()))
}
