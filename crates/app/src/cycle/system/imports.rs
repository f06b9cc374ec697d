//! Checked values of many units at once: all rows are right and all are taken, or none; undone as a whole.

use super::import_check::{RowProblem, Rules};
use super::import_look::{Change, look};
use crate::cycle::reports::share;
use crate::cycle::secret::digest;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, shared};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use tonghop_catalogue::Catalogue;
use tonghop_model::cycle::ids::{ImportId, RoundId};
use tonghop_model::cycle::round::{RoundUse, allow};
use tonghop_model::cycle::submission::Refusal;
use tonghop_model::cycle::{Action, EventKind, Resource};
use tonghop_model::indicator::Indicator;
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::editions::{HeldValue, NewValue};
use tonghop_store::events::{self, EventFilter};
use tonghop_store::locks::{self, Lock};
use tonghop_store::settings::{self, ImportFileRow, NewImport};
use tonghop_store::units::UnitRow;
use tonghop_store::{Db, editions, once, rounds, units};

/// Most rows of one import.
pub const MOST_ROWS: usize = 500_000;

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

impl ImportRow {
    /// The value; of a share that only says its parts the percentage that they make, as where it is typed.
    pub(super) fn value_of(&self, catalogue: &Catalogue) -> Option<f64> {
        let is_ratio = || {
            catalogue
                .indicator(self.indicator.trim())
                .is_some_and(Indicator::is_ratio)
        };
        match (self.value, self.numerator, self.denominator) {
            (None, Some(part), Some(whole)) if is_ratio() => share(part, whole),
            (value, ..) => value,
        }
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default)]
pub struct ImportedValues {
    /// The import; none for a dry run or where rows are wrong.
    pub id: Option<ImportId>,
    /// Rows that are right.
    pub rows: usize,
    /// What is wrong, the first 200 of it.
    pub errors: Vec<RowProblem>,
    /// How many rows are wrong.
    pub wrong: usize,
    /// True where the same request had imported them before.
    pub repeated: bool,
    /// How many values of accepted reports the rows take the place of, or would take.
    pub replaces_accepted: usize,
    /// Of a dry run: how many rows would take the place of a value.
    pub replaces: usize,
    /// Of a dry run: how many of those say something else than it does.
    pub changed: usize,
    /// Of a dry run: the first 200 of those.
    pub changes: Vec<Change>,
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
    /// When it was undone.
    pub undone_at: Option<Moment>,
    /// Name of the file that the rows came from.
    pub file: Option<String>,
    /// Title of the round.
    pub round_title: Option<String>,
}

/// How rows are imported.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner<'a> {
    /// A repeated request with the same key changes nothing; empty for none.
    pub key: &'a str,
    /// True where the rows are only looked at.
    pub dry_run: bool,
    /// True where they may take the place of values of accepted reports.
    pub replace_accepted: bool,
}

impl<'a> From<(&'a str, bool)> for Manner<'a> {
    fn from((key, dry_run): (&'a str, bool)) -> Self {
        Self {
            key,
            dry_run,
            replace_accepted: false,
        }
    }
}

/// Name and digest of the file that rows came from.
pub(super) type FromFile<'a> = Option<(&'a str, &'a str)>;

/// Checks values of a round and, unless it is a dry run or a row is wrong, takes them as observations.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`] for too many rows, [`CycleError::Refused`] for a
/// published round and where values of accepted reports would be replaced that was not asked for.
pub fn import_values<'a>(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    rows: &[ImportRow],
    manner: impl Into<Manner<'a>>,
) -> CycleResult<ImportedValues> {
    import(cycle, call, round, rows, &manner.into(), None)
}

/// The same for rows of whatever source.
pub(super) fn import(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    rows: &[ImportRow],
    manner: &Manner<'_>,
    file: FromFile<'_>,
) -> CycleResult<ImportedValues> {
    let key = manner.key;
    if rows.len() > MOST_ROWS {
        let message = Message::new("cycle-import-too-many").count("most", MOST_ROWS);
        return Err(CycleError::Invalid(vec![FieldError {
            field: "rows".into(),
            message,
        }]));
    }
    let content = match key {
        "" => String::new(),
        _ => digest(&serde_json::to_string(rows).map_err(|e| CycleError::Internal(e.to_string()))?),
    };
    let place = |db: &mut Db| {
        let round_row = rounds::get(db, round.0)?.ok_or(CycleError::NotFound("round"))?;
        let top = units::get(db, round_row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
        call.may_on(Action::ImportValues, &top.path, &round_row.programme)?;
        let repeated = repeated(db, key, &content)?;
        if repeated.is_none() {
            allow(shared::round_state(&round_row), RoundUse::ImportValues)?;
        }
        Ok::<_, CycleError>((round_row, rounds::units(db, round.0, "/")?, repeated))
    };
    // Checked before anybody has to wait; what the rows were held against is compared below.
    let (round_row, owed, done) = cycle.store.snapshot(place)?;
    if let Some(done) = done {
        return Ok(done);
    }
    let known: HashMap<&str, &UnitRow> = owed.iter().map(|u| (u.code.as_str(), u)).collect();
    let rules = Rules {
        catalogue: &cycle.engine.catalogue,
        units: &known,
    };
    let found = rules.check(rows);
    let mut checked = ImportedValues {
        rows: found.rows,
        wrong: found.wrong,
        errors: found.problems,
        ..ImportedValues::default()
    };
    if checked.wrong > 0 || rows.is_empty() {
        return Ok(checked);
    }
    if manner.dry_run {
        let seen = cycle
            .store
            .read(|db| look(db, round.0, rows, (&known, rules.catalogue)))?;
        return Ok(ImportedValues {
            replaces_accepted: seen.accepted,
            replaces: seen.replaces,
            changed: seen.changed,
            changes: seen.changes,
            ..checked
        });
    }
    let mut values: Vec<NewValue<'_>> = rows
        .iter()
        .filter_map(|r| Some(value(r, known.get(r.unit.trim())?, &round_row, rules.catalogue)))
        .collect();
    // In the order of the index that they enter, so that it grows at its end and not in a thousand places.
    values.sort_unstable_by(|a, b| (a.element, a.unit_id).cmp(&(b.element, b.unit_id)));
    cycle.store.write(|db| {
        locks::round(db, round.0, Lock::Share)?;
        // Who accepts a report, or imports, waits until these stand.
        locks::values(db, round.0, Lock::Change)?;
        let (present, units, done) = place(db)?;
        if let Some(done) = done {
            return Ok(done);
        }
        if (&present, &units) != (&round_row, &owed) {
            return Err(CycleError::Conflict("round"));
        }
        let held = editions::held_values(db, round.0)?;
        checked.replaces_accepted = replaced(&held, rows, &known);
        if checked.replaces_accepted > 0 && !manner.replace_accepted {
            return Err(Refusal::ReplacesAccepted(checked.replaces_accepted).into());
        }
        let new = NewImport {
            kind: "values",
            round_id: Some(round.0),
            idempotency_key: Some(key).filter(|k| !k.is_empty()),
            row_count: rows.len() as i64,
            state: "applied",
            imported_by: &call.actor.name,
            imported_at: call.now.unix(),
        };
        let id = settings::insert_import(db, &new)?;
        if !key.is_empty() {
            let key = request(key);
            once::begin(db, (&key, &content), call.now.unix())?;
            once::made(db, &key, id)?;
        }
        if let Some((name, digest)) = file {
            let row = ImportFileRow {
                import_id: id,
                name: name.into(),
                digest: digest.into(),
            };
            settings::insert_import_file(db, &row)?;
        }
        values.iter_mut().for_each(|v| v.import_id = Some(id));
        editions::import_observations(db, (round.0, id), &values, &held)?;
        let mut detail = json!({ "rows": rows.len(), "round": round, "replaces_accepted": checked.replaces_accepted });
        if let Some((name, digest)) = file {
            detail["file"] = json!(name);
            detail["digest"] = json!(digest);
        }
        shared::record(db, call, EventKind::ValuesImported, ("import", id), None, detail)?;
        checked.id = Some(ImportId(id));
        Ok(checked)
    })
}

/// How many of the rows take the place of values of accepted reports.
fn replaced(held: &[HeldValue], rows: &[ImportRow], units: &HashMap<&str, &UnitRow>) -> usize {
    let accepted = held.iter().filter(|v| v.edition_id.is_some());
    let accepted: HashSet<(&str, i64)> = accepted.map(|v| (v.element.as_str(), v.unit_id)).collect();
    if accepted.is_empty() {
        return 0;
    }
    let hit = |row: &&ImportRow| {
        let unit = units.get(row.unit.trim());
        unit.is_some_and(|u| accepted.contains(&(row.indicator.trim(), u.id)))
    };
    rows.iter().filter(hit).count()
}

/// Under which what an import said is kept, for a week.
fn request(key: &str) -> String {
    format!("import:{key}")
}

/// What the same request imported before.
fn repeated(db: &mut Db, key: &str, content: &str) -> CycleResult<Option<ImportedValues>> {
    let known = settings::import_by_key(db, key)?.filter(|_| !key.is_empty());
    if known.is_some() && once::content(db, &request(key))?.is_some_and(|said| said != content) {
        return Err(Refusal::KeyReused.into());
    }
    Ok(known.map(|known| ImportedValues {
        id: Some(ImportId(known.id)),
        rows: known.row_count.unsigned_abs() as usize,
        repeated: true,
        ..ImportedValues::default()
    }))
}

fn value<'a>(
    row: &'a ImportRow,
    unit: &'a UnitRow,
    round: &'a rounds::RoundRow,
    catalogue: &Catalogue,
) -> NewValue<'a> {
    NewValue {
        round_id: round.id,
        unit_id: unit.id,
        unit_code: &unit.code,
        unit_valid_from: &unit.valid_from,
        element: row.indicator.trim(),
        value: row.value_of(catalogue),
        numerator: row.numerator,
        denominator: row.denominator,
        window_from: Some(&round.period_from),
        window_to: Some(&round.cut_off),
        basis: "register",
        is_current: true,
        import_id: None,
    }
}

/// Imports, newest first.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn imports(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Import>> {
    call.may(Action::ViewImports, &Resource::anywhere())?;
    cycle.store.read(|db| {
        let mut rows = settings::imports(db, 200)?;
        let mut seen = HashMap::new();
        rows.retain(|row| {
            *seen
                .entry(row.round_id)
                .or_insert_with(|| is_visible(db, call, row.round_id))
        });
        let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
        let files = settings::import_files(db, &ids)?;
        let mut titles: HashMap<i64, String> = HashMap::new();
        for round in rows.iter().filter_map(|r| r.round_id) {
            if !titles.contains_key(&round)
                && let Some(row) = rounds::get(db, round)?
            {
                titles.insert(round, row.title);
            }
        }
        let shown = |row: settings::ImportRow| Import {
            id: ImportId(row.id),
            round: row.round_id.map(RoundId),
            rows: row.row_count,
            applied: row.state == "applied",
            by: row.imported_by,
            at: Moment::from_unix(row.imported_at),
            undone_at: row.undone_at.map(Moment::from_unix),
            file: files.iter().find(|f| f.import_id == row.id).map(|f| f.name.clone()),
            round_title: row.round_id.and_then(|id| titles.get(&id).cloned()),
        };
        Ok(rows.into_iter().map(shown).collect())
    })
}

/// True where the caller may see imports into this round: those that may into all of its units, for its programme.
fn is_visible(db: &mut Db, call: &Call<'_>, round: Option<i64>) -> bool {
    let Ok(Some(round)) = rounds::get(db, round.unwrap_or_default()) else {
        return false;
    };
    let Ok(Some(top)) = units::get(db, round.unit_id) else {
        return false;
    };
    call.may_on(Action::ViewImports, &top.path, &round.programme).is_ok()
}

/// Who undid an import, and when.
fn undone_before(db: &mut Db, row: &settings::ImportRow) -> CycleResult<Message> {
    let filter = EventFilter {
        kind: Some(EventKind::ImportUndone.key()),
        subject: Some(("import", row.id)),
        limit: 1,
        ..EventFilter::default()
    };
    let by = events::list(db, &filter)?.pop().map(|event| event.actor);
    let at = row.undone_at.map(|at| Moment::from_unix(at).in_vietnam());
    Ok(Message::new("cycle-import-undone-before")
        .with("name", by.unwrap_or_default())
        .with("at", at.unwrap_or_default()))
}

/// Undoes an import: its values go, those that they had replaced count again.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Refused`] once the round is published,
/// [`CycleError::Already`] where it was undone before.
pub fn undo_import(cycle: &Cycle, call: &Call<'_>, id: ImportId) -> CycleResult<()> {
    cycle.store.write(|db| {
        let row = settings::import(db, id.0)?.ok_or(CycleError::NotFound("import"))?;
        locks::round(db, row.round_id.unwrap_or_default(), Lock::Share)?;
        locks::values(db, row.round_id.unwrap_or_default(), Lock::Change)?;
        let round = rounds::get(db, row.round_id.unwrap_or_default())?.ok_or(CycleError::NotFound("round"))?;
        let top = units::get(db, round.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
        call.may_on(Action::ImportValues, &top.path, &round.programme)?;
        allow(shared::round_state(&round), RoundUse::ImportValues)?;
        if row.state != "applied" {
            return Err(CycleError::Already(undone_before(db, &row)?));
        }
        settings::mark_undone(db, id.0, call.now.unix())?;
        editions::undo_observations(db, round.id, id.0)?;
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
