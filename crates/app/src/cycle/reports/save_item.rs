//! Saving one answer: by itself while somebody types, over the version that was read.

use super::{Item, own_columns};
use crate::cycle::error::TAKEN;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use serde_json::json;
use tonghop_catalogue::Catalogue;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::{Absence, EventKind};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::reading::StatusClass;
use tonghop_model::template::OwnValues;
use tonghop_store::Db;
use tonghop_store::submissions::{self, ItemRow};

/// What was typed for an item.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ItemInput {
    /// Code of the item.
    pub node: String,
    /// Version that was read; 0 where there was no answer.
    pub version: i64,
    /// Verbatim status of a task.
    pub status: String,
    /// Verbatim result of a task; text of a section; note of an indicator.
    pub result: String,
    /// Why there is no value.
    pub absence: Option<Absence>,
    /// Value of an indicator; computed where numerator and denominator are given and it is a percentage.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// "khoảng", "trên", …
    pub qualifier: Option<String>,
    /// First day of the data.
    pub as_of_from: Option<Date>,
    /// Last day of the data.
    pub as_of_to: Option<Date>,
    /// What stands in the columns that the template adds, by their code; columns that are not named are blank. None leaves
    /// them as they stand.
    pub own: Option<OwnValues>,
}

/// Where an answer comes from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    pub source: &'static str,
    pub candidate: Option<i64>,
    pub span: Option<String>,
    pub sentence: Option<String>,
}

/// Saves an answer; the item as it stands now.
///
/// # Errors
/// [`CycleError::ItemConflict`] with the present item where another version was read; [`CycleError::Denied`],
/// [`CycleError::Refused`], [`CycleError::Invalid`].
pub fn save_item(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, input: &ItemInput) -> CycleResult<Item> {
    let saved = cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, id.0)?;
        let known = templates::known(cycle, db, place.round.template_id)?;
        let origin = typed_over(db, id.0, input)?;
        let saved = save(
            db,
            call,
            &cycle.engine.catalogue,
            &known.template.content,
            id.0,
            input,
            origin,
        )?;
        let detail = json!({ "node": input.node, "version": saved.version });
        shared::record(
            db,
            call,
            EventKind::ItemsSaved,
            ("submission", id.0),
            Some(place.unit.id),
            detail,
        )?;
        Item::of(saved)
    });
    match saved {
        // Changed or inserted by somebody else in the same moment.
        Err(CycleError::Conflict("item" | TAKEN)) => conflict(cycle, id, &input.node),
        other => other,
    }
}

/// Where an answer comes from that somebody typed. One that was read from a document and is changed keeps its place there: who
/// reviews it sees both.
fn typed_over(db: &mut Db, submission: i64, input: &ItemInput) -> CycleResult<Origin> {
    let before = match input.version {
        0 => None,
        _ => submissions::item(db, submission, &input.node)?,
    };
    let before = before.filter(|row| row.candidate_id.is_some());
    Ok(Origin {
        source: "typed",
        candidate: before.as_ref().and_then(|row| row.candidate_id),
        span: before.as_ref().and_then(|row| row.span.clone()),
        sentence: before.and_then(|row| row.sentence),
    })
}

fn conflict(cycle: &Cycle, id: SubmissionId, node: &str) -> CycleResult<Item> {
    let present = cycle
        .store
        .read(|db| Ok::<_, CycleError>(submissions::item(db, id.0, node)?))?;
    match present {
        Some(row) => Err(CycleError::ItemConflict(Box::new(Item::of(row)?))),
        None => Err(CycleError::Conflict("item")),
    }
}

/// Saves within a transaction.
pub(crate) fn save(
    db: &mut Db,
    call: &Call<'_>,
    catalogue: &Catalogue,
    template: &templates::Content,
    submission: i64,
    input: &ItemInput,
    origin: Origin,
) -> CycleResult<ItemRow> {
    let kind = template
        .kind(&input.node)
        .ok_or_else(|| CycleError::invalid("node", "cycle-item-unknown"))?;
    let mut row = row(call, catalogue, submission, kind, input, origin)?;
    row.own = own(db, template, (submission, kind), input)?;
    if input.version == 0 {
        if let Some(present) = submissions::item(db, submission, &input.node)? {
            return Err(CycleError::ItemConflict(Box::new(Item::of(present)?)));
        }
        submissions::insert_items(db, std::slice::from_ref(&row))?;
    } else {
        submissions::update_item(db, &row, input.version)?;
        row.version = input.version + 1;
    }
    Ok(row)
}

/// What stands in the columns that the template adds once an answer is saved.
fn own(
    db: &mut Db,
    template: &templates::Content,
    (submission, kind): (i64, &str),
    input: &ItemInput,
) -> CycleResult<Option<String>> {
    if kind != "task" || template.own_columns().next().is_none() {
        return Ok(None);
    }
    match &input.own {
        Some(values) => own_columns::packed(template, values),
        // Who does not speak of them leaves them alone.
        None if input.version > 0 => Ok(submissions::item(db, submission, &input.node)?.and_then(|row| row.own)),
        None => Ok(None),
    }
}

/// A checked answer as it is stored, without what stands in columns that the template adds.
pub(crate) fn row(
    call: &Call<'_>,
    catalogue: &Catalogue,
    submission: i64,
    kind: &str,
    input: &ItemInput,
    origin: Origin,
) -> CycleResult<ItemRow> {
    check(input)?;
    let indicator = (kind == "indicator")
        .then(|| catalogue.indicator(&input.node))
        .flatten();
    let (class, percent) = class_of(catalogue, kind, input);
    Ok(ItemRow {
        submission_id: submission,
        node: input.node.clone(),
        kind: kind.into(),
        status: tonghop_text::nfc(input.status.trim()).into_owned(),
        class: class.key().into(),
        percent,
        result: tonghop_text::nfc(input.result.trim_end()).into_owned(),
        absence: input.absence.map(|a| a.key().to_owned()),
        value: value_of(input, indicator.is_some_and(|i| i.is_ratio())),
        numerator: input.numerator,
        denominator: input.denominator,
        unit_of_measure: indicator.map(|i| i.unit.clone()),
        qualifier: input.qualifier.clone(),
        as_of_from: input.as_of_from.map(|d| d.to_string()),
        as_of_to: input.as_of_to.map(|d| d.to_string()),
        source: origin.source.into(),
        candidate_id: origin.candidate,
        span: origin.span,
        sentence: origin.sentence,
        updated_by: call.actor.name.clone(),
        updated_at: call.now.unix(),
        version: 1,
        own: None,
    })
}

/// A share as a percentage with two decimals; none of nothing.
pub(crate) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| (part / whole * 10_000.0).round() / 100.0)
}

fn value_of(input: &ItemInput, ratio: bool) -> Option<f64> {
    match (input.value, input.numerator, input.denominator, input.absence) {
        (None, _, _, Some(Absence::Zero)) => Some(0.0),
        (None, Some(part), Some(whole), _) if ratio => share(part, whole),
        (None, Some(part), None, _) if !ratio => Some(part),
        (value, ..) => value,
    }
}

/// Class of a task: of its absence, otherwise of its wording.
fn class_of(catalogue: &Catalogue, kind: &str, input: &ItemInput) -> (StatusClass, Option<f64>) {
    if kind != "task" {
        return (StatusClass::NotReported, None);
    }
    if let Some(class) = input.absence.and_then(Absence::class) {
        return (class, None);
    }
    // As in readings: what was typed counts like what was read.
    tonghop_understand::annex::of_row(&input.status, &input.result, catalogue)
}

fn check(input: &ItemInput) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.optional_line("status", &input.status);
    checker.length("result", &input.result, shared::LONGEST_TEXT);
    checker.optional_line("qualifier", input.qualifier.as_deref().unwrap_or_default());
    for (field, number) in [
        ("value", input.value),
        ("numerator", input.numerator),
        ("denominator", input.denominator),
    ] {
        if number.is_some_and(|n| !n.is_finite() || n.abs() > 1e15) {
            checker.wrong(field, Message::new("cycle-field-number"));
        }
    }
    if let (Some(from), Some(to)) = (input.as_of_from, input.as_of_to)
        && to < from
    {
        checker.wrong("as_of_to", Message::new("cycle-field-dates-order"));
    }
    checker.done()
}
