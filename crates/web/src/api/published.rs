//! What was published, for anybody and without a token; the same as the pages hand out as open data.

use super::input::NoQuery;
use super::operation::{Env, In, Json, op};
use super::types::{At, all, at};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use tonghop_app::cycle::templates::ContentTask;
use tonghop_app::cycle::{CycleResult, views};
use tonghop_model::cycle::RoundId;
use tonghop_model::date::Date;
use tonghop_model::reading::StatusClass;

pub fn routes() -> Vec<Route> {
    let open = Access::Public;
    let group = "published";
    vec![
        op(
            Verb::Get,
            "/api/v1/published",
            open,
            (group, "listPublished", "Published rounds, newest first."),
            list,
        ),
        op(
            Verb::Get,
            "/api/v1/published/{id}",
            open,
            (
                group,
                "getPublishedMatrix",
                "A published round: the class of every task of every unit, with codes.",
            ),
            matrix,
        ),
        op(
            Verb::Get,
            "/api/v1/published/{id}/distribution",
            open,
            (
                group,
                "getPublishedDistribution",
                "How many units have each class, per task.",
            ),
            distribution,
        ),
        op(
            Verb::Get,
            "/api/v1/published/{id}/indicators",
            open,
            (
                group,
                "getPublishedIndicators",
                "Roll-up of the indicators with the values they are made of.",
            ),
            indicators,
        ),
    ]
}

view! {
    /// A published round.
    PublishedRound of views::PublishedRound, x {
        /// Id.
        id: RoundId,
        /// Title.
        title: String,
        /// Name of the unit whose subtree reported.
        unit: String,
        /// Code of the programme.
        programme: String,
        /// Code of the period.
        period: String,
        /// Last day of the data.
        cut_off: Date,
        /// When it was published.
        published_at: Option<At> = at(x.published_at),
        /// Units that were asked.
        units_asked: usize = x.asked,
        /// Those of them whose results are published, or that have nothing to report; the results are partial where they are
        /// fewer.
        units_answered: usize = x.answered,
    }
}

/// The version of a template.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PublishedTemplate")]
pub struct Template {
    /// Code.
    code: String,
    /// Number of the version.
    version: i64,
}

/// What all answers about a published round begin with.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PublishedHead")]
pub struct Head {
    /// The round.
    #[serde(flatten)]
    round: PublishedRound,
    /// What was asked.
    template: Template,
}

/// Units × tasks of a published round.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedMatrix {
    /// The round.
    round: Head,
    /// A value for each unit and task.
    values: Vec<PublishedCell>,
}

/// The class of a task of a unit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedCell {
    /// Code of the unit.
    unit: String,
    /// ISO date since which the unit with this code exists.
    unit_valid_from: String,
    /// Number of the edition.
    edition: i64,
    /// Code of the task.
    task: String,
    /// Class.
    class: StatusClass,
    /// Percentage, where that is the class.
    percent: Option<f64>,
}

/// A published round task by task.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedDistribution {
    /// The round.
    round: Head,
    /// The tasks.
    tasks: Vec<PublishedTask>,
}

/// A task over all units.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedTask {
    /// Code.
    task: String,
    /// Wording.
    title: String,
    /// Number of units of each class.
    units: BTreeMap<&'static str, usize>,
}

/// Indicators of a published round.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedIndicators {
    /// The round.
    round: Head,
    /// The indicators.
    indicators: Vec<PublishedIndicator>,
}

/// An indicator over all units.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedIndicator {
    /// Code.
    indicator: String,
    /// Name.
    name: String,
    /// Unit of measure.
    unit_of_measure: String,
    /// Ratio of the sums in percent, or sum of the counts.
    value: Option<f64>,
    /// Sum of the numerators.
    numerator: Option<f64>,
    /// Sum of the denominators.
    denominator: Option<f64>,
    /// Targets of the programme.
    targets: Vec<Target>,
    /// The values.
    values: Vec<PublishedValue>,
}

view! {
    /// A value to be reached.
    Target of tonghop_model::programme::Target, x {
        /// By the end of this year.
        year: i32,
        /// Value.
        value: f64,
        /// Unit of measure.
        unit_of_measure: String = x.unit,
        /// "trên", "tối thiểu", …
        qualifier: Option<String>,
        /// Of whom or what.
        population: String,
    }
}

/// The value of a unit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedValue {
    /// Code of the unit.
    unit: String,
    /// Number of the edition.
    edition: Option<i64>,
    /// Value.
    value: Option<f64>,
    /// Numerator.
    numerator: Option<f64>,
    /// Denominator.
    denominator: Option<f64>,
    /// "khoảng", "trên", …
    qualifier: Option<String>,
    /// `declared`, `computed`, `register`.
    basis: String,
    /// True where it entered the sums.
    in_sum: bool,
}

fn head(data: &views::Published) -> Head {
    let (code, version) = data.template.clone();
    Head {
        round: data.round.clone().into(),
        template: Template { code, version },
    }
}

impl From<&views::Published> for PublishedMatrix {
    fn from(data: &views::Published) -> Self {
        let of_unit = |unit: &views::PublishedUnit| {
            let value = |(task, cell): (&ContentTask, &views::Cell)| PublishedCell {
                unit: unit.code.clone(),
                unit_valid_from: unit.valid_from.clone(),
                edition: unit.edition,
                task: task.node.clone(),
                class: cell.class,
                percent: cell.percent,
            };
            data.tasks.iter().zip(&unit.cells).map(value).collect::<Vec<_>>()
        };
        Self {
            round: head(data),
            values: data.units.iter().flat_map(of_unit).collect(),
        }
    }
}

impl From<&views::Published> for PublishedDistribution {
    fn from(data: &views::Published) -> Self {
        let task = |(task, counts): (&ContentTask, &[usize; 9])| PublishedTask {
            task: task.node.clone(),
            title: task.title.clone(),
            units: StatusClass::ALL.iter().map(|c| c.key()).zip(*counts).collect(),
        };
        Self {
            round: head(data),
            tasks: data.tasks.iter().zip(&data.distribution).map(task).collect(),
        }
    }
}

impl From<&views::Published> for PublishedIndicators {
    fn from(data: &views::Published) -> Self {
        let editions: HashMap<&str, i64> = data.units.iter().map(|u| (u.code.as_str(), u.edition)).collect();
        let value = |u: &views::IndicatorUnit| PublishedValue {
            unit: u.code.clone(),
            edition: editions.get(u.code.as_str()).copied(),
            value: u.value,
            numerator: u.numerator,
            denominator: u.denominator,
            qualifier: u.qualifier.clone(),
            basis: u.basis.clone(),
            in_sum: u.used,
        };
        let indicator = |row: &views::IndicatorRow| PublishedIndicator {
            indicator: row.code.clone(),
            name: row.name.clone(),
            unit_of_measure: row.unit_of_measure.clone(),
            value: row.value,
            numerator: row.numerator,
            denominator: row.denominator,
            targets: all(row.targets.clone()),
            values: row.units.iter().map(value).collect(),
        };
        Self {
            round: head(data),
            indicators: data.indicators.iter().map(indicator).collect(),
        }
    }
}

fn list(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Vec<PublishedRound>>> {
    Ok(Json(all(views::published_rounds(env.cycle, env.call)?)))
}

fn of(env: &Env<'_>, id: i64) -> CycleResult<views::Published> {
    views::published(env.cycle, env.call, RoundId(id))
}

fn matrix(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<PublishedMatrix>> {
    Ok(Json((&of(env, said.id)?).into()))
}

fn distribution(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<PublishedDistribution>> {
    Ok(Json((&of(env, said.id)?).into()))
}

fn indicators(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<PublishedIndicators>> {
    Ok(Json((&of(env, said.id)?).into()))
}
