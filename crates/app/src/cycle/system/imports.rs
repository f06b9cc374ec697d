//! Checked values of many units at once: all rows are right and all are taken, or none; undone as a whole.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, shared};
use serde_json::json;
use std::collections::HashMap;
use tonghop_model::cycle::ids::{ImportId, RoundId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::editions::ObservationRow;
use tonghop_store::settings::{self, NewImport};
use tonghop_store::units::UnitRow;
use tonghop_store::{editions, rounds, units};

/// Most rows of one import.
const MOST: usize = 500_000;
/// Most row errors that are listed; the others are counted.
const MOST_ERRORS: usize = 200;

/// One value.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ImportRow {
    /// Code of the unit.
    pub unit: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default)]
pub struct ImportedValues {
    /// The import; none for a dry run or where rows are wrong.
    pub id: Option<ImportId>,
    /// Rows that are right.
    pub rows: usize,
    /// What is wrong, fields like "rows.3.value" (from 1), the first of them.
    pub errors: Vec<FieldError>,
    /// How many rows are wrong.
    pub wrong: usize,
    /// True where the same request had imported them before.
    pub repeated: bool,
}

/// An import that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Id.
    pub id: ImportId,
    /// Round.
    pub round: Option<RoundId>,
    /// Rows.
    pub rows: i64,
    /// True while its values count.
    pub applied: bool,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Checks values of a round and, unless it is a dry run or a row is wrong, takes them as observations.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`] for too many rows.
pub fn import_values(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    rows: &[ImportRow],
    (key, dry_run): (&str, bool),
) -> CycleResult<ImportedValues> {
    if rows.len() > MOST {
        let message = Message::new("cycle-import-too-many").count("most", MOST);
        return Err(CycleError::Invalid(vec![FieldError {
            field: "rows".into(),
            message,
        }]));
    }
    cycle.store.write(|db| {
        let round_row = rounds::get(db, round.0)?.ok_or(CycleError::NotFound("round"))?;
        let top = units::get(db, round_row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
        call.may_on(Action::ImportValues, &top.path, &round_row.programme)?;
        if let Some(known) = settings::import_by_key(db, key)?.filter(|_| !key.is_empty()) {
            let (id, rows) = (Some(ImportId(known.id)), known.row_count.unsigned_abs() as usize);
            return Ok(ImportedValues {
                id,
                rows,
                repeated: true,
                ..ImportedValues::default()
            });
        }
        let owed = rounds::reports(db, Some(round.0), "/")?;
        let known: HashMap<&str, &UnitRow> = owed.iter().map(|(_, u)| (u.code.as_str(), u)).collect();
        let mut checked = check(cycle, rows, &known);
        if dry_run || checked.wrong > 0 || rows.is_empty() {
            return Ok(checked);
        }
        let new = NewImport {
            kind: "values",
            round_id: Some(round.0),
            idempotency_key: Some(key).filter(|k| !k.is_empty()),
            row_count: rows.len() as i64,
            state: "applied",
            undo: None,
            imported_by: &call.actor.name,
            imported_at: call.now.unix(),
        };
        let id = settings::insert_import(db, &new)?;
        let values: Vec<ObservationRow> = rows
            .iter()
            .filter_map(|r| Some(observation(r, known.get(r.unit.trim())?, &round_row, id)))
            .collect();
        editions::import_observations(db, round.0, id, &values)?;
        let detail = json!({ "rows": rows.len(), "round": round });
        shared::record(db, call, EventKind::ValuesImported, ("import", id), None, detail)?;
        checked.id = Some(ImportId(id));
        Ok(checked)
    })
}

fn check(cycle: &Cycle, rows: &[ImportRow], known: &HashMap<&str, &UnitRow>) -> ImportedValues {
    let mut found = ImportedValues::default();
    for (number, row) in (1..).zip(rows) {
        let mut wrong = Vec::new();
        if !known.contains_key(row.unit.trim()) {
            wrong.push(("unit", "cycle-import-report"));
        }
        if cycle.engine.catalogue.indicator(row.indicator.trim()).is_none() {
            wrong.push(("indicator", "cycle-import-cell"));
        }
        let numbers = [row.value, row.numerator, row.denominator];
        let odd = numbers.iter().flatten().any(|n| !n.is_finite() || n.abs() > 1e15);
        if odd || numbers.iter().all(Option::is_none) {
            wrong.push(("value", "cycle-field-number"));
        }
        if wrong.is_empty() {
            found.rows += 1;
            continue;
        }
        found.wrong += 1;
        for (field, key) in wrong {
            if found.errors.len() < MOST_ERRORS {
                found.errors.push(FieldError {
                    field: format!("rows.{number}.{field}"),
                    message: Message::new(key),
                });
            }
        }
    }
    found
}

fn observation(row: &ImportRow, unit: &UnitRow, round: &rounds::RoundRow, import: i64) -> ObservationRow {
    ObservationRow {
        edition_id: None,
        round_id: round.id,
        unit_id: unit.id,
        unit_code: unit.code.clone(),
        unit_valid_from: unit.valid_from.clone(),
        element: row.indicator.trim().into(),
        value: row.value,
        numerator: row.numerator,
        denominator: row.denominator,
        unit_of_measure: None,
        qualifier: None,
        window_from: Some(round.period_from.clone()),
        window_to: Some(round.cut_off.clone()),
        basis: "register".into(),
        span: None,
        sentence: None,
        is_current: true,
        import_id: Some(import),
    }
}

/// Imports, newest first.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn imports(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Import>> {
    call.reach(Action::ImportValues)?;
    let rows = cycle
        .store
        .read(|db| Ok::<_, CycleError>(settings::imports(db, 200)?))?;
    let shown = |row: settings::ImportRow| Import {
        id: ImportId(row.id),
        round: row.round_id.map(RoundId),
        rows: row.row_count,
        applied: row.state == "applied",
        by: row.imported_by,
        at: Moment::from_unix(row.imported_at),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Undoes an import: its values go, those that they had replaced count again.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Conflict`] where it was undone before.
pub fn undo_import(cycle: &Cycle, call: &Call<'_>, id: ImportId) -> CycleResult<()> {
    cycle.store.write(|db| {
        let row = settings::import(db, id.0)?.ok_or(CycleError::NotFound("import"))?;
        let round = rounds::get(db, row.round_id.unwrap_or_default())?.ok_or(CycleError::NotFound("round"))?;
        let top = units::get(db, round.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
        call.may_on(Action::ImportValues, &top.path, &round.programme)?;
        settings::mark_undone(db, id.0, call.now.unix())?;
        editions::undo_observations(db, id.0)?;
        shared::record(
            db,
            call,
            EventKind::ImportUndone,
            ("import", id.0),
            None,
            json!({ "rows": row.row_count }),
        )
    })
}
