//! A whole report in one request: begun, filled and sent in one transaction.

use super::checks::{Purpose, run_checks};
use super::item::answers;
use super::matrix_row::MatrixCells;
use super::over_time;
use super::own_columns;
use super::print::print;
use super::save_item::{self, ItemInput, Origin};
use super::send::{Sending, Sent, answered};
use super::start::begin;
use super::stopped;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, shared, templates};
use std::collections::HashSet;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::cycle::submission::Refusal;
use tonghop_model::message::Message;
use tonghop_store::findings;
use tonghop_store::submissions::{self, ItemRow};

/// Most items of one request.
const MOST: usize = 2000;

/// A report to be sent as a whole.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// The answers; their versions are not looked at. They take the place of what a draft holds.
    pub items: Vec<ItemInput>,
    /// True where answers that people gave in the draft may be lost by it.
    pub replace_draft: bool,
    /// Names the request: repeated with the same key it changes nothing.
    pub key: String,
    /// A word to the reviewer; explains warnings.
    pub note: Option<String>,
}

/// Sends a report as a whole.
///
/// # Errors
/// As [`super::submit`]; [`CycleError::Invalid`] with fields like "items.3.value" (from 0); `Refused` with `replaces-draft`.
pub fn intake(cycle: &Cycle, call: &Call<'_>, report: ReportId, input: &Intake) -> CycleResult<Sent> {
    if input.items.len() > MOST {
        let message = Message::new("cycle-import-too-many").count("most", MOST);
        return Err(CycleError::Invalid(vec![FieldError {
            field: "items".into(),
            message,
        }]));
    }
    let (place, known, earlier) = cycle.store.read(|db| {
        let place = shared::place(db, call, report.0, Action::SubmitReport)?;
        let known = templates::known(cycle, db, place.round.template_id)?;
        let earlier = over_time::before(db, &place)?;
        Ok::<_, CycleError>((place, known, earlier))
    })?;
    let content = &known.template.content;
    let rows = rows(cycle, call, &known, &input.items)?;
    let mut checked = run_checks(cycle, &known, &place, (0, &rows), &earlier, Purpose::Sending)?;
    // What needs no look at the database is made before the others have to wait.
    let cells = MatrixCells::of(content, &rows);
    let note = input.note.as_deref().map(str::trim).filter(|n| !n.is_empty());
    let digest = print(&rows);
    let mut items = rows;
    let result = cycle.store.write(|db| {
        let mut place = shared::held_place(db, call, report.0, Action::SubmitReport)?;
        let (row, begun) = begin(db, call, &mut place, "api")?;
        let mut version = 1;
        let mut replaced = Vec::new();
        if begun.as_ref().is_none_or(|b| b.copied) {
            // Versions only rise, so that nobody takes these answers for the ones that stood there.
            let before = submissions::items(db, row.id)?;
            version += before.iter().map(|i| i.version).max().unwrap_or_default();
            // A copy of what was sent before loses nothing: that attempt is kept.
            if begun.is_none() {
                replaced = lost(&before, &items, &call.actor.name);
            }
            if !replaced.is_empty() && !input.replace_draft {
                return Err(Refusal::ReplacesDraft(replaced.len()).into());
            }
            submissions::delete_items(db, row.id)?;
        }
        for item in &mut items {
            item.submission_id = row.id;
            item.version = version;
        }
        submissions::insert_items(db, &items)?;
        checked.findings.iter_mut().for_each(|f| f.submission_id = row.id);
        let sending = Sending {
            place,
            items: &items,
            cells: &cells,
            digest: &digest,
            key: &input.key,
            note,
            known: match begun {
                Some(_) => Vec::new(),
                None => findings::of_submission(db, row.id)?,
            },
            begun,
            row,
            replaced,
        };
        sending.send(db, call, &checked)
    });
    answered(cycle, (&input.key, &digest), result).map_err(|error| stopped::of_report(cycle, report.0, error))
}

/// Codes of the answers that people gave and that would be gone or other ones. What this sender sent before and what was
/// refused then is its own.
fn lost(before: &[ItemRow], sent: &[ItemRow], sender: &str) -> Vec<String> {
    let words = |i: &ItemRow| (i.status.clone(), i.result.clone(), i.absence.clone(), i.own.clone());
    let figures = |i: &ItemRow| (i.value, i.numerator, i.denominator);
    let stays = |old: &ItemRow| {
        let new = sent.iter().find(|new| new.node == old.node);
        new.is_some_and(|new| words(new) == words(old) && figures(new) == figures(old))
    };
    let own = |old: &ItemRow| old.source == "import" && old.updated_by == sender;
    let others = before.iter().filter(|old| answers(old) && !own(old) && !stays(old));
    others.map(|old| old.node.clone()).collect()
}

fn rows(
    cycle: &Cycle,
    call: &Call<'_>,
    template: &templates::Known,
    inputs: &[ItemInput],
) -> CycleResult<Vec<ItemRow>> {
    let (mut rows, mut errors, mut seen) = (Vec::with_capacity(inputs.len()), Vec::new(), HashSet::new());
    for (number, input) in inputs.iter().enumerate() {
        let kind = template.kind(&input.node).filter(|_| seen.insert(input.node.as_str()));
        let Some(kind) = kind else {
            let field = format!("items.{number}.node");
            errors.push(FieldError {
                field,
                message: Message::new("cycle-item-unknown"),
            });
            continue;
        };
        let origin = Origin {
            source: "import",
            ..Origin::default()
        };
        let own = match &input.own {
            Some(values) if kind == "task" => own_columns::packed(&template.template.content, values),
            _ => Ok(None),
        };
        let row = save_item::row(call, &cycle.engine.catalogue, 0, kind, input, origin);
        match row.and_then(|row| Ok(ItemRow { own: own?, ..row })) {
            Ok(row) => rows.push(row),
            Err(CycleError::Invalid(fields)) => errors.extend(fields.into_iter().map(|f| FieldError {
                field: format!("items.{number}.{}", f.field),
                message: f.message,
            })),
            Err(other) => return Err(other),
        }
    }
    rows.sort_by(|a, b| a.node.cmp(&b.node));
    if errors.is_empty() {
        Ok(rows)
    } else {
        Err(CycleError::Invalid(errors))
    }
}
