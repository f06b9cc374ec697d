//! A filled workbook back into the draft of a report: what is in order is saved, every other row is named with its place. What
//! was changed in the system after the form had been written is not written over: both answers are shown.

use super::form_out::{form_of, is_ratio};
use super::standing::{Verdict, judge, over};
use crate::cycle::reports::{Item, ItemInput, Origin, item_name, item_row, page, report_draft, save_row};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use crate::form::{self, FormError, FormReading};
use serde_json::json;
use std::collections::HashMap;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::ids::{ReportId, SubmissionId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::finding::Severity;
use tonghop_model::message::Arg;

/// What a filled workbook gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormFilled {
    /// Answers that were saved.
    pub saved: usize,
    /// Answers that stood there already, or were not touched in the file.
    pub unchanged: usize,
    /// Answers that were changed in the file and, after the form had been written, in the system too: the system's stand, the
    /// file's are the other ones.
    pub conflicts: Vec<TwoAnswers>,
    /// Answers that were saved over others: the file's stand, those of before are the other ones.
    pub replaced: Vec<TwoAnswers>,
    /// Rows that are not in order.
    pub problems: Vec<RowProblem>,
}

/// Two answers to one item, of which one stands in the report.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoAnswers {
    /// Name of the item.
    pub name: String,
    /// What stands in the report now.
    pub standing: Item,
    /// The other answer; saved over the version of the one that stands there.
    pub other: Item,
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
#[derive(Debug, Clone, PartialEq)]
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
    file: (&str, &[u8]),
    lang: Lang,
) -> CycleResult<FormOutcome> {
    take(cycle, call, report, (file, false), lang)
}

/// What [`fill_form`] would do with a workbook; nothing is saved, nor is a draft begun.
///
/// # Errors
/// Those of [`fill_form`].
pub fn would_fill(
    cycle: &Cycle,
    call: &Call<'_>,
    report: ReportId,
    file: (&str, &[u8]),
    lang: Lang,
) -> CycleResult<FormOutcome> {
    take(cycle, call, report, (file, true), lang)
}

fn take(
    cycle: &Cycle,
    call: &Call<'_>,
    report: ReportId,
    ((name, bytes), dry_run): ((&str, &[u8]), bool),
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
    let inputs = inputs(&reading);
    let standing = reading.standing.as_ref();
    let catalogue = &cycle.engine.catalogue;
    let from_file = || Origin {
        source: "import",
        ..Origin::default()
    };
    let mut would = None;
    let filled = cycle.store.write(|db| {
        let place = shared::held_place(db, call, report.0, Action::EditReport)?;
        let draft = SubmissionId(report_draft(db, call, &place, "form")?.id);
        let (_, place) = shared::editable(db, call, draft.0)?;
        let template = templates::load(db, place.round.template_id)?;
        let mut present: HashMap<String, Item> = HashMap::new();
        for row in tonghop_store::submissions::items(db, draft.0)? {
            present.insert(row.node.clone(), Item::of(row)?);
        }
        let mut filled = FormFilled::default();
        for input in &inputs {
            let ratio = is_ratio(cycle, &input.node);
            let before = present.get(&input.node);
            let named = standing.and_then(|s| s.get(&input.node)).map(String::as_str);
            let merged = before.map_or_else(|| input.clone(), |before| over(before, input, ratio));
            let two = |standing: Item, other: Item| TwoAnswers {
                name: item_name(cycle, &shown, &input.node),
                standing,
                other,
            };
            let version = match judge(before, input, (named, standing.is_some()), ratio) {
                Verdict::Leave => {
                    filled.unchanged += 1;
                    continue;
                }
                Verdict::Conflict => {
                    if let Some(before) = before {
                        let row = item_row(call, catalogue, draft.0, &before.kind, &merged, from_file())?;
                        let mut other = Item::of(row)?;
                        other.own = merged.own.unwrap_or_default();
                        filled.conflicts.push(two(before.clone(), other));
                    }
                    continue;
                }
                Verdict::Save(version) => version,
            };
            let merged = ItemInput { version, ..merged };
            let saved = save_row(db, call, catalogue, &template.content, draft.0, &merged, from_file())?;
            filled.saved += 1;
            if let Some(before) = before {
                filled.replaced.push(two(Item::of(saved)?, before.clone()));
            }
        }
        let nodes = |two: &[TwoAnswers]| two.iter().map(|t| t.standing.node.clone()).collect::<Vec<_>>();
        let detail = json!({
            "file": name,
            "saved": filled.saved,
            "replaced": nodes(&filled.replaced),
            "conflicts": nodes(&filled.conflicts),
        });
        let subject = ("submission", draft.0);
        shared::record(db, call, EventKind::ItemsSaved, subject, Some(place.unit.id), detail)?;
        if dry_run {
            // Everything was tried, as it would be done: now it is taken back.
            would = Some(filled);
            return Err(CycleError::Conflict("dry run"));
        }
        Ok::<_, CycleError>(filled)
    });
    let filled = match would {
        Some(would) => would,
        None => filled?,
    };
    Ok(FormOutcome::Filled(FormFilled { problems, ..filled }))
}

/// The answers as the form on the page saves them.
fn inputs(reading: &FormReading) -> Vec<ItemInput> {
    let tasks = reading.answers.iter().map(|a| ItemInput {
        node: a.code.split('#').next().unwrap_or_default().to_owned(),
        status: a.status.clone(),
        result: a.result.clone(),
        own: (!a.own.is_empty()).then(|| a.own.clone()),
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
