//! Values of many units at once, with a dry run, row errors and undo.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, Key, keyed, op};
use super::people::{RowError, row_errors};
use super::types::{At, List, Part};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::{CycleResult, system};
use tonghop_model::cycle::{Action, ImportId, RoundId};

pub fn routes() -> Vec<Route> {
    let right = Access::Can(Action::ImportValues);
    let group = "imports";
    vec![
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/rounds/{id}/imports",
            right,
            (
                group,
                "importValues",
                "Imports values: all rows are right and all are taken, or none.",
            ),
            import,
        ),
        op(
            Verb::Get,
            "/api/v1/imports",
            right,
            (group, "listImports", "The last imports, newest first."),
            list,
        ),
        op(
            Verb::Post,
            "/api/v1/imports/{id}/undo",
            right,
            (
                group,
                "undoImport",
                "Undoes an import as a whole: what it had replaced counts again.",
            ),
            undo,
        ),
    ]
}

/// Values to import.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Values {
    /// The rows.
    rows: Vec<Row>,
    /// True where the rows are only looked at.
    #[serde(default)]
    dry_run: bool,
}

/// A value of a unit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Code of the unit.
    unit: String,
    /// Code of the indicator.
    indicator: String,
    /// Value.
    value: Option<f64>,
    /// Numerator.
    numerator: Option<f64>,
    /// Denominator.
    denominator: Option<f64>,
}

/// What an import did, or would do.
#[derive(Debug, Serialize, JsonSchema)]
struct Imported {
    /// The import; null for a dry run or where rows are wrong.
    id: Option<ImportId>,
    /// Rows that are right.
    rows: usize,
    /// Rows that are wrong; nothing was imported where there is one.
    wrong: usize,
    /// What is wrong with them, at most 200.
    errors: Vec<RowError>,
    /// True where the same request had imported them before.
    repeated: bool,
}

fn import(env: &Env<'_>, said: In<NoQuery, Json<Values>>) -> CycleResult<Json<Imported>> {
    let (round, key) = (RoundId(said.id), said.scoped_key(env, "import"));
    let Values { rows, dry_run } = said.body.0;
    let row = |r: Row| system::ImportRow {
        unit: r.unit,
        indicator: r.indicator,
        value: r.value,
        numerator: r.numerator,
        denominator: r.denominator,
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    // A dry run is never the request that imported before.
    let key = if dry_run { "" } else { key.as_str() };
    let done = system::import_values(env.cycle, env.call, round, &rows, (key, dry_run))?;
    Ok(Json(Imported {
        id: done.id,
        rows: done.rows,
        wrong: done.wrong,
        errors: row_errors(env, &done.errors),
        repeated: done.repeated,
    }))
}

view! {
    /// An import that was made.
    Import of system::Import, x {
        /// Id.
        id: ImportId,
        /// Round.
        round: Option<RoundId>,
        /// Rows.
        rows: i64,
        /// True while its values count.
        applied: bool,
        /// Who.
        by: String,
        /// When.
        at: At = x.at.into(),
    }
}

fn list(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Import>>> {
    Ok(Json(List::cut(system::imports(env.cycle, env.call)?, said.query)))
}

fn undo(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    system::undo_import(env.cycle, env.call, ImportId(said.id))?;
    Ok(Done)
}
