//! Values of many units at once, with a dry run, row errors and undo.

use super::import_rows::Values;
use super::input::{Choice, FileBody, NoQuery};
use super::operation::{Done, Env, File, In, Json, Key, keyed, op};
use super::types::{At, List, Part, at};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::system::Manner;
use tonghop_app::cycle::{CycleError, CycleResult, system};
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
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/rounds/{id}/imports/file",
            right,
            (
                group,
                "importFile",
                "Imports values out of XLSX, ODS or CSV; columns are known by their headings, formulas are refused.",
            ),
            import_file,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/imports/template",
            right,
            (
                group,
                "getImportTemplate",
                "A file to fill in: a row for each unit and indicator of the round.",
            ),
            template,
        ),
        op(
            Verb::Get,
            "/api/v1/imports",
            Access::Can(Action::ViewImports),
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

/// What is wrong with a row.
#[derive(Debug, Serialize, JsonSchema)]
struct ValueError {
    /// Number of the row from 1; in a file, the row of its sheet.
    row: usize,
    /// `unit`, `indicator`, `value`, `numerator`, `denominator`.
    column: &'static str,
    /// Number of the row and column: `rows.3.value`.
    field: String,
    /// Address of the cell in a file: `C12`.
    cell: Option<String>,
    /// What is wrong, in the language of the request.
    detail: String,
    /// What was expected.
    expected: String,
    /// What stands there.
    actual: String,
    /// What to do.
    advice: String,
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
    /// Rows of a file without any figure, which are left out.
    blank: usize,
    /// What is wrong with them, at most 200.
    errors: Vec<ValueError>,
    /// True where the same request had imported them before.
    repeated: bool,
    /// Values of accepted reports that the rows took the place of, or would take.
    replaces_accepted: usize,
    /// Of a dry run: rows that would take the place of a value.
    replaces: usize,
    /// Of a dry run: those of them that say something else than it does.
    changed: usize,
    /// Of a dry run: the first 200 of those.
    changes: Vec<ValueChange>,
}

/// A value in the place of which another one would come.
#[derive(Debug, Serialize, JsonSchema)]
struct ValueChange {
    /// Number of the row from 1.
    row: usize,
    /// Code of the unit.
    unit: String,
    /// Code of the indicator.
    indicator: String,
    /// What counts now: value, numerator, denominator.
    before: [Option<f64>; 3],
    /// What would count: value, numerator, denominator.
    after: [Option<f64>; 3],
    /// True where what counts now is that of an accepted report.
    accepted: bool,
}

fn imported(env: &Env<'_>, done: &system::ImportedValues, blank: usize) -> Json<Imported> {
    let worded = |p: &system::RowProblem| ValueError {
        row: p.row,
        column: p.field,
        field: format!("rows.{}.{}", p.row, p.field),
        cell: p.cell.clone(),
        detail: env.ctx.messages.format(&p.what),
        expected: env.ctx.messages.format(&p.expected),
        actual: p.actual.clone(),
        advice: env.ctx.messages.format(&p.advice),
    };
    Json(Imported {
        id: done.id,
        rows: done.rows,
        wrong: done.wrong,
        blank,
        errors: done.errors.iter().map(worded).collect(),
        repeated: done.repeated,
        replaces_accepted: done.replaces_accepted,
        replaces: done.replaces,
        changed: done.changed,
        changes: done.changes.iter().map(change).collect(),
    })
}

fn change(one: &system::Change) -> ValueChange {
    ValueChange {
        row: one.row,
        unit: one.unit.clone(),
        indicator: one.indicator.clone(),
        before: one.before,
        after: one.after,
        accepted: one.accepted,
    }
}

fn import(env: &Env<'_>, said: In<NoQuery, Values>) -> CycleResult<Json<Imported>> {
    let (round, key) = (RoundId(said.id), said.scoped_key(env, "import"));
    let Values {
        rows,
        dry_run,
        replace_accepted,
    } = said.body;
    // A dry run is never the request that imported before.
    let manner = Manner {
        key: if dry_run { "" } else { key.as_str() },
        dry_run,
        replace_accepted,
    };
    let done = system::import_values(env.cycle, env.call, round, &rows, manner)?;
    Ok(imported(env, &done, 0))
}

/// How the rows of a file are taken.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Taken {
    /// The rows are only looked at.
    dry_run: Choice,
    /// They may take the place of values of accepted reports.
    replace_accepted: Choice,
}

fn import_file(env: &Env<'_>, said: In<NoQuery, FileBody<Taken>>) -> CycleResult<Json<Imported>> {
    let (round, key) = (RoundId(said.id), said.scoped_key(env, "import"));
    let FileBody { file, fields } = said.body;
    let dry_run = fields.dry_run == Choice::True;
    let manner = Manner {
        key: if dry_run { "" } else { key.as_str() },
        dry_run,
        replace_accepted: fields.replace_accepted == Choice::True,
    };
    let sheet = system::SheetFile {
        name: &file.name,
        bytes: &file.bytes,
    };
    let done = system::import_sheet(env.cycle, env.call, round, sheet, manner)?;
    Ok(imported(env, &done.values, done.blank))
}

/// The form of a table.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum TableFormat {
    /// Workbook.
    #[default]
    Xlsx,
    /// Comma-separated values.
    Csv,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct As {
    /// In which form; `xlsx` where nothing is said.
    format: TableFormat,
}

fn template(env: &Env<'_>, said: In<As, ()>) -> CycleResult<File> {
    let table = system::import_template(env.cycle, env.call, RoundId(said.id), env.ctx.lang())?;
    let (ending, bytes) = match said.query.format {
        TableFormat::Xlsx => ("xlsx", table.xlsx().map_err(|e| e.to_string())),
        TableFormat::Csv => ("csv", table.csv().map_err(|e| e.to_string())),
    };
    Ok(File {
        name: format!("so-lieu-dot-{}.{ending}", said.id),
        bytes: bytes.map_err(CycleError::Internal)?,
    })
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
        /// When it was undone.
        undone_at: Option<At> = at(x.undone_at),
        /// Name of the file that the rows came from; null where they came as JSON.
        file: Option<String>,
    }
}

fn list(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Import>>> {
    Ok(Json(List::cut(system::imports(env.cycle, env.call)?, said.query)))
}

fn undo(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    system::undo_import(env.cycle, env.call, ImportId(said.id))?;
    Ok(Done)
}
