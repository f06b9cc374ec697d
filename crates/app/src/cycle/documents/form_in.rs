//! A filled workbook back into the draft of a report: what is in order is saved, every other row is named with its place.

use super::form_out::form_of;
use crate::cycle::reports::{Item, ItemInput, Origin, page, save_row, start};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use crate::form::{self, FormError, FormReading};
use serde_json::json;
use std::collections::HashMap;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::finding::Severity;
use tonghop_model::message::Arg;

/// What a filled workbook gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFilled {
    /// Answers that were saved.
    pub saved: usize,
    /// Answers that stood there already.
    pub unchanged: usize,
    /// Rows that are not in order.
    pub problems: Vec<RowProblem>,
}

/// A row that is not in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// "Phần B1, ô E12".
    pub place: String,
    /// True where the answer was not taken.
    pub is_error: bool,
    /// What is wrong.
    pub what: String,
    /// What was expected, where that helps.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// What to do.
    pub advice: String,
}

/// Whether a workbook was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormOutcome {
    /// It was.
    Filled(FormFilled),
    /// It is no form of this report; nothing was saved.
    Refused(String),
}

/// Saves the answers of a workbook in the draft of the report. Blank cells change nothing: what was typed on the page stays.
///
/// # Errors
/// [`CycleError::Denied`], `Refused` where there can be no draft.
pub fn fill_form(
    cycle: &Cycle,
    call: &Call<'_>,
    report: ReportId,
    (name, bytes): (&str, &[u8]),
    lang: Lang,
) -> CycleResult<FormOutcome> {
    let words = cycle.texts(lang);
    let shown = page(cycle, call, report, None)?;
    let expected = form_of(cycle, words, &shown);
    let reading = match form::read_against(&cycle.engine, name, bytes, &expected) {
        Ok(reading) => reading,
        Err(error) => return Ok(FormOutcome::Refused(reason(&error, words))),
    };
    if let Some(reason) = of_another_form(&reading, words) {
        return Ok(FormOutcome::Refused(reason));
    }
    let problems: Vec<RowProblem> = reading.problems.iter().map(|p| problem(p, words)).collect();
    let draft = start(cycle, call, report)?;
    let inputs = inputs(&reading);
    let (saved, unchanged) = cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, draft.0)?;
        let template = templates::load(db, place.round.template_id)?;
        let mut present: HashMap<String, Item> = HashMap::new();
        for row in tonghop_store::submissions::items(db, draft.0)? {
            present.insert(row.node.clone(), Item::of(row)?);
        }
        let (mut saved, mut unchanged) = (0, 0);
        for mut input in inputs.clone() {
            if let Some(item) = present.get(&input.node) {
                if says_the_same(item, &input) {
                    unchanged += 1;
                    continue;
                }
                input.version = item.version;
            }
            let origin = Origin {
                source: "import",
                ..Origin::default()
            };
            save_row(
                db,
                call,
                &cycle.engine.catalogue,
                &template.content,
                draft.0,
                &input,
                origin,
            )?;
            saved += 1;
        }
        let detail = json!({ "file": name, "saved": saved });
        shared::record(
            db,
            call,
            EventKind::ItemsSaved,
            ("submission", draft.0),
            Some(place.unit.id),
            detail,
        )?;
        Ok::<_, CycleError>((saved, unchanged))
    })?;
    Ok(FormOutcome::Filled(FormFilled {
        saved,
        unchanged,
        problems,
    }))
}

fn says_the_same(item: &Item, input: &ItemInput) -> bool {
    item.status == input.status
        && item.result == input.result
        && (input.numerator.is_none() || item.numerator == input.numerator)
        && (input.denominator.is_none() || item.denominator == input.denominator)
}

/// The answers as the form on the page saves them.
fn inputs(reading: &FormReading) -> Vec<ItemInput> {
    let tasks = reading.answers.iter().map(|a| ItemInput {
        node: a.code.split('#').next().unwrap_or_default().to_owned(),
        status: a.status.clone(),
        result: a.result.clone(),
        ..ItemInput::default()
    });
    let sections = reading.sections.iter().map(|s| ItemInput {
        node: s.code.clone(),
        result: s.text.clone(),
        ..ItemInput::default()
    });
    let indicators = reading.indicators.iter().map(|i| ItemInput {
        node: i.code.clone(),
        result: i.entry.note.clone(),
        value: if i.entry.denominator.is_none() { i.value } else { None },
        numerator: i.entry.numerator,
        denominator: i.entry.denominator,
        ..ItemInput::default()
    });
    tasks.chain(sections).chain(indicators).collect()
}

/// Why the answers of a workbook belong elsewhere: to another unit, round or template. Inner codes are not said.
fn of_another_form(reading: &FormReading, words: &Messages) -> Option<String> {
    let whole = reading.problems.iter().filter(|p| p.code.is_of_another_form());
    let mut said: Vec<String> = Vec::new();
    let mut advice = None;
    for problem in whole {
        let what = words.format(&problem.code.message());
        said.push(match (&problem.expected, &problem.actual) {
            (Some(wanted), Some(found)) if problem.code == form::ProblemCode::OtherUnit => {
                let args = [("what", what), ("found", found.clone()), ("wanted", wanted.clone())];
                words.word("form-error-other", &args.map(|(name, text)| (name, Arg::Text(text))))
            }
            _ => format!("{what}."),
        });
        advice = advice.or_else(|| Some(words.format(&problem.code.advice())));
    }
    let advice = advice?;
    Some(format!(
        "{} {advice} {}",
        said.join(" "),
        words.text("form-error-nothing-saved")
    ))
}

fn problem(problem: &form::FormProblem, words: &Messages) -> RowProblem {
    RowProblem {
        place: words.format(&problem.place.message()),
        is_error: problem.code.severity() == Severity::Error,
        what: words.format(&problem.code.message()),
        expected: problem.expected.clone(),
        actual: problem.actual.clone(),
        advice: words.format(&problem.code.advice()),
    }
}

fn reason(error: &FormError, words: &Messages) -> String {
    match (error, error.message()) {
        (_, Some(message)) => words.format(&message),
        (FormError::Unreadable(error), _) => {
            let args: Vec<_> = error
                .args()
                .into_iter()
                .map(|(name, value)| (name, Arg::Text(value)))
                .collect();
            words.word(&format!("readers-error-{}", error.key()), &args)
        }
        _ => error.to_string(),
    }
}
