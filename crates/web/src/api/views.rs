//! Consolidated views of a round, always current.

use super::operation::{Env, In, Json, op};
use super::published::Target;
use super::reports::{Answer, Finding, Owed};
use super::templates::Task;
use super::types::{Limit, List, Part, Skip, all};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tonghop_app::cycle::{CycleError, CycleResult, rounds, views};
use tonghop_model::cycle::{Action, Obligation, ReportId, RoundId, SubmissionId, SubmissionState, Timeliness, UnitId};
use tonghop_model::finding::Severity;
use tonghop_model::reading::StatusClass;

pub fn routes() -> Vec<Route> {
    let see = Access::Can(Action::ViewConsolidated);
    let group = "views";
    vec![
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/matrix",
            see,
            (group, "getMatrix", "Units × tasks, units by code, in parts."),
            matrix,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/cell",
            see,
            (group, "getCell", "The answer behind a cell of the matrix."),
            cell,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/distribution",
            see,
            (group, "getDistribution", "How many units have each class, per task."),
            distribution,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/indicators",
            see,
            (
                group,
                "getIndicators",
                "Roll-up by indicator of the values of accepted reports and of imported values; reports that were sent and not accepted do not count.",
            ),
            indicators,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/completeness",
            see,
            (group, "getCompleteness", "Who has reported, who is late, who need not."),
            completeness,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/findings",
            see,
            (group, "listFindings", "Findings over all units, by unit."),
            findings,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/compare",
            see,
            (group, "compareRounds", "A round beside an earlier one, task by task."),
            compare,
        ),
    ]
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Filter {
    /// Only units with a cell of one of these classes.
    classes: Vec<StatusClass>,
    /// Only the tasks of a group, as part and label: "A/II".
    group: Option<String>,
    /// Only units whose predecessors belonged to a district whose name contains this.
    district: Option<String>,
    /// Only units whose name or one of whose answers contains this.
    text: Option<String>,
    /// How many units at most.
    limit: Limit,
    /// How many units are left out.
    skip: Skip,
}

view! {
    /// Units × tasks.
    Matrix of views::Matrix, x {
        /// The columns.
        tasks: Vec<Task> = all(x.tasks),
        /// The rows of this part.
        units: Vec<MatrixUnit> = all(x.units),
        /// How many units fit the filter.
        total: usize,
        /// How many units of the round have no row: they have not sent anything yet, have nothing to report or need not.
        without: usize,
        /// Districts that units of the round came from: what `district` may ask for.
        districts: Vec<String>,
    }
}

view! {
    /// A row of the matrix.
    MatrixUnit of views::MatrixUnit, x {
        /// Unit.
        unit: UnitId,
        /// Code.
        code: String,
        /// Name.
        name: String,
        /// Where the cells come from.
        submission: SubmissionId,
        /// Its state.
        state: SubmissionState,
        /// Findings that are errors.
        errors: i64,
        /// Findings that are warnings.
        warnings: i64,
        /// Parallel to the columns.
        cells: Vec<Cell> = all(x.cells),
    }
}

view! {
    /// A cell of the matrix.
    Cell of views::Cell, x {
        /// Class.
        class: StatusClass,
        /// Percentage, where that is the class.
        percent: Option<f64>,
        /// True where there is a text to be opened.
        has_text: bool,
    }
}

/// The group that "A/II" names.
fn group(named: Option<&str>) -> CycleResult<Option<(String, String)>> {
    let parts = named.map(|n| {
        n.split_once('/')
            .ok_or_else(|| CycleError::invalid("group", "web-api-group"))
    });
    Ok(parts
        .transpose()?
        .map(|(part, label)| (part.to_owned(), label.to_owned())))
}

fn matrix(env: &Env<'_>, said: In<Filter, ()>) -> CycleResult<Json<Matrix>> {
    let asked = said.query;
    let filter = views::MatrixFilter {
        group: group(asked.group.as_deref())?,
        classes: asked.classes,
        district: asked.district,
        text: asked.text,
        skip: asked.skip.0,
        limit: asked.limit.0,
    };
    Ok(Json(
        views::matrix(env.cycle, env.call, RoundId(said.id), &filter)?.into(),
    ))
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Which {
    /// Unit.
    #[schemars(required)]
    unit: Option<i64>,
    /// Task.
    #[schemars(required)]
    node: Option<String>,
}

view! {
    /// The answer behind a cell.
    CellPage of views::CellPage, x {
        /// Report.
        report: ReportId,
        /// Submission.
        submission: SubmissionId,
        /// Name of the unit.
        unit_name: String,
        /// Task.
        task: Option<Task> = x.task.map(Task::from),
        /// The answer; null where there is none.
        item: Option<Answer> = x.item.map(Answer::from),
    }
}

fn cell(env: &Env<'_>, said: In<Which, ()>) -> CycleResult<Json<CellPage>> {
    let missing = |field| CycleError::invalid(field, "web-form-required");
    let unit = said.query.unit.ok_or_else(|| missing("unit"))?;
    let node = said.query.node.ok_or_else(|| missing("node"))?;
    Ok(Json(
        views::cell(env.cycle, env.call, RoundId(said.id), UnitId(unit), &node)?.into(),
    ))
}

view! {
    /// One task over all units.
    TaskDistribution of views::TaskDistribution, x {
        /// Task.
        task: Task = x.task.into(),
        /// Units by class, in the order of `met`, `mostly_met`, `percent`, `in_progress`, `not_started`,
        /// `awaiting_higher_level`, `not_arising`, `not_competent`, `not_reported`.
        counts: [usize; 9],
        /// Units that have sent nothing.
        without: usize,
    }
}

/// Which units and tasks are counted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Counted {
    /// Only units with a cell of one of these classes.
    classes: Vec<StatusClass>,
    /// Only the tasks of a group, as part and label: "A/II".
    group: Option<String>,
    /// Only units whose predecessors belonged to a district whose name contains this.
    district: Option<String>,
    /// Only units whose name or one of whose answers contains this.
    text: Option<String>,
}

fn distribution(env: &Env<'_>, said: In<Counted, ()>) -> CycleResult<Json<Vec<TaskDistribution>>> {
    let asked = said.query;
    let filter = views::MatrixFilter {
        group: group(asked.group.as_deref())?,
        classes: asked.classes,
        district: asked.district,
        text: asked.text,
        ..views::MatrixFilter::default()
    };
    Ok(Json(all(views::distribution(
        env.cycle,
        env.call,
        RoundId(said.id),
        &filter,
    )?)))
}

view! {
    /// An indicator over all units.
    Indicator of views::IndicatorRow, x {
        /// Code.
        code: String,
        /// Name.
        name: String,
        /// Unit of measure.
        unit_of_measure: String,
        /// Sum of the numerators of the units that have both.
        numerator: Option<f64>,
        /// Sum of their denominators.
        denominator: Option<f64>,
        /// Ratio of the sums in percent, or sum of the counts.
        value: Option<f64>,
        /// Targets of the programme for it.
        targets: Vec<Target> = all(x.targets),
        /// Values of the units.
        units: Vec<IndicatorUnit> = all(x.units),
        /// Units whose percentage has no numerator and denominator: listed, never averaged.
        without_counts: usize,
        /// Units of the round without a value.
        missing: usize,
    }
}

view! {
    /// The value of a unit.
    IndicatorUnit of views::IndicatorUnit, x {
        /// Unit.
        unit: UnitId,
        /// Code.
        code: String,
        /// Name.
        name: String,
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
        /// The sentence in the source.
        sentence: Option<String>,
        /// True where it entered the sums.
        used: bool,
    }
}

fn indicators(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Indicator>>> {
    let found = views::indicators(env.cycle, env.call, RoundId(said.id))?;
    Ok(Json(List::cut(found, said.query)))
}

view! {
    /// Completeness and timeliness of a round.
    Completeness of views::Completeness, x {
        /// Share of the units that were asked and have sent, in percent.
        complete: Option<f64>,
        /// Share of the units that were asked and have sent in time, in percent.
        in_time: Option<f64>,
        /// Units that have sent and were sent something back, which has not come again: they count as having sent.
        returned: usize,
        /// Number of units of each obligation.
        obligations: BTreeMap<&'static str, usize> = Obligation::ALL.iter().map(|o| o.key()).zip(x.obligations).collect(),
        /// Number of units of each timeliness.
        timeliness: BTreeMap<&'static str, usize> = Timeliness::ALL.iter().map(|t| t.key()).zip(x.timeliness).collect(),
        /// The units of this part.
        units: Vec<Owed> = all(x.units),
        /// How many units the round has.
        total: usize = x.obligations.iter().sum(),
    }
}

fn completeness(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<Completeness>> {
    let mut found = views::completeness(env.cycle, env.call, RoundId(said.id))?;
    let Part { limit, skip } = said.query;
    found.units = found.units.into_iter().skip(skip.0).take(limit.0).collect();
    Ok(Json(found.into()))
}

view! {
    /// A finding with its unit.
    UnitFinding of views::UnitFinding, x {
        /// Unit.
        unit: UnitId,
        /// Name of the unit.
        unit_name: String,
        /// Report.
        report: ReportId,
        /// The finding.
        finding: Finding = x.finding.into(),
    }
}

/// Which findings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Found {
    /// Only of this severity.
    severity: Option<Severity>,
    /// Only of the check with this code: `V401`.
    check: Option<String>,
    /// Only of this unit.
    unit: Option<i64>,
    /// How many entries at most.
    limit: Limit,
    /// How many entries are left out.
    skip: Skip,
}

fn findings(env: &Env<'_>, said: In<Found, ()>) -> CycleResult<Json<List<UnitFinding>>> {
    let mut found = views::findings(env.cycle, env.call, RoundId(said.id))?;
    let asked = said.query;
    found.retain(|f| {
        asked.severity.is_none_or(|s| f.finding.severity == s)
            && asked.check.as_deref().is_none_or(|c| f.finding.check == c)
            && asked.unit.is_none_or(|u| f.unit.0 == u)
    });
    let part = Part {
        limit: asked.limit,
        skip: asked.skip,
    };
    Ok(Json(List::cut(found, part)))
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Other {
    /// The earlier round; where nothing is said, the last one of the programme whose data end before those of this one, or else
    /// any other of the programme.
    with: Option<i64>,
}

view! {
    /// Two rounds beside each other.
    Comparison of views::Comparison, x {
        /// The round that this one is compared with.
        with: RoundId,
        /// The tasks of the later round.
        tasks: Vec<TaskComparison> = all(x.tasks),
        /// Units of the later round that are in the earlier one too, themselves or by the units that they were made of.
        units: usize,
        /// Those of them that were made of others since.
        merged: Vec<MadeOf> = x.merged.into_iter().map(|(unit, from)| MadeOf { unit, from }).collect(),
    }
}

/// A unit that was made of others since the earlier round.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MadeOf {
    /// The unit.
    unit: UnitId,
    /// Names of those that it was made of and that reported in the earlier round.
    from: Vec<String>,
}

view! {
    /// One task in two rounds.
    TaskComparison of views::TaskComparison, x {
        /// Task, as the later round words it.
        task: Task = x.task.into(),
        /// Units by class before, in the order of the distribution, over those that are in both.
        before: [usize; 9],
        /// Units by class after, over those that are in both.
        after: [usize; 9],
        /// Units that are in both and stand better now.
        better: Vec<UnitId>,
        /// Units that are in both and stand worse now.
        worse: Vec<UnitId>,
        /// Units that gave the same text as before.
        same_text: Vec<UnitId>,
    }
}

fn compare(env: &Env<'_>, said: In<Other, ()>) -> CycleResult<Json<Comparison>> {
    let id = RoundId(said.id);
    let with = match said.query.with {
        Some(with) => RoundId(with),
        None => {
            let round = rounds::get(env.cycle, env.call, id)?;
            let others = views::comparable(&round, rounds::list(env.cycle, env.call)?);
            let chosen = views::compared_by_itself(&round, &others);
            let chosen = chosen.ok_or_else(|| CycleError::invalid("with", "web-api-compare-none"))?;
            chosen.id
        }
    };
    Ok(Json(views::compare(env.cycle, env.call, with, id)?.into()))
}
