//! The form of a report as a workbook, with the answers of the draft and those of the round before.

use super::answers::{has_answer, model_template};
use super::standing;
use crate::cycle::reports::{Item, Page, page};
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use crate::form;
use crate::own_value;
use crate::write::ascii_name;
use std::collections::HashMap;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::form::{Answer, Entry, Form, FormColumn, FormIndicator, FormKey, FormSection, parts_of};

/// A workbook to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFile {
    /// ASCII name.
    pub name: String,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// The form of a report.
///
/// # Errors
/// [`CycleError::Denied`], `NotFound`.
pub fn form_file(cycle: &Cycle, call: &Call<'_>, report: ReportId, lang: Lang) -> CycleResult<FormFile> {
    let page = page(cycle, call, report, None)?;
    let words = cycle.texts(lang);
    let bytes = form::write(&form_of(cycle, words, &page), words).map_err(|e| CycleError::Internal(e.to_string()))?;
    Ok(FormFile {
        name: format!("{}.xlsx", ascii_name(&format!("bieu mau {}", page.unit.name))),
        bytes,
    })
}

/// The form of a report with what is answered.
pub(super) fn form_of(cycle: &Cycle, words: &Messages, page: &Page) -> Form {
    let template = model_template(&page.template);
    let now: HashMap<&str, &Item> = page
        .items
        .iter()
        .filter(|i| has_answer(i))
        .map(|i| (i.node.as_str(), i))
        .collect();
    // The sheet has room for one: of several units that this one was made of none speaks for the whole of it.
    let previous = match page.previous.as_slice() {
        [one] => one.items.as_slice(),
        _ => &[],
    };
    let before: HashMap<&str, &Item> = previous
        .iter()
        .filter(|i| has_answer(i))
        .map(|i| (i.node.as_str(), i))
        .collect();
    let mut parts = parts_of(&template);
    for row in parts.iter_mut().flat_map(|p| &mut p.rows) {
        let node = row.code.split('#').next().unwrap_or_default();
        row.answer = now.get(node).map(|i| answer(i)).unwrap_or_default();
        row.previous = before.get(node).map(|i| answer(i));
    }
    let sections = page.template.content.sections.iter().map(|s| FormSection {
        code: s.code.clone(),
        title: s.title.clone(),
        hint: String::new(),
        text: now.get(s.code.as_str()).map(|i| i.result.clone()).unwrap_or_default(),
        previous: before.get(s.code.as_str()).map(|i| i.result.clone()),
    });
    let own = page.template.content.own_columns().map(|(heading, column)| FormColumn {
        heading: heading.to_owned(),
        column: column.clone(),
    });
    let period = page.period.parse::<tonghop_model::period::ReportingPeriod>().ok();
    Form {
        key: FormKey {
            template: template.code.clone(),
            version: u32::try_from(page.template.number).unwrap_or(u32::MAX),
            unit: page.unit.code.clone(),
            unit_valid_from: page.unit.valid_from.to_string(),
            round: page.round.0.to_string(),
        },
        title: template.title.clone(),
        unit_name: page.unit.name.clone(),
        period: period.map_or_else(String::new, |p| words.format(&p.label())),
        deadline: own_value::shown(page.due),
        columns: template.columns,
        own: own.collect(),
        parts,
        sections: sections.collect(),
        indicators: indicators(cycle, page, &now, &before),
        standing: Some(standing(cycle, page)),
    }
}

fn answer(item: &Item) -> Answer {
    Answer {
        status: item.status.clone(),
        result: item.result.clone(),
        own: item.own.clone(),
    }
}

fn indicators(
    cycle: &Cycle,
    page: &Page,
    now: &HashMap<&str, &Item>,
    before: &HashMap<&str, &Item>,
) -> Vec<FormIndicator> {
    let codes = page.template.content.indicators.iter();
    codes
        .filter_map(|code| {
            let catalogue = &cycle.engine.catalogue;
            let known = catalogue.indicator(code)?;
            let item = now.get(code.as_str()).copied();
            Some(FormIndicator {
                code: known.code.clone(),
                name: known.name.clone(),
                unit: known.unit.clone(),
                numerator_label: catalogue.counted(known, false).unwrap_or_default(),
                denominator_label: catalogue.counted(known, true),
                may_exceed_100: known.may_exceed_100,
                entry: entry(item, known.denominator.is_some()),
                previous: before.get(code.as_str()).and_then(|i| i.value),
            })
        })
        .collect()
}

/// The figures of an indicator as a form has them: a count stands where a ratio has its numerator.
pub(super) fn entry(item: Option<&Item>, ratio: bool) -> Entry {
    Entry {
        numerator: item.and_then(|i| if ratio { i.numerator } else { i.value.or(i.numerator) }),
        denominator: item.and_then(|i| i.denominator).filter(|_| ratio),
        note: item.map(|i| i.result.clone()).unwrap_or_default(),
    }
}

/// True for the code of an indicator that is made of two counts.
pub(super) fn is_ratio(cycle: &Cycle, node: &str) -> bool {
    let known = cycle.engine.catalogue.indicator(node);
    known.is_some_and(|i| i.denominator.is_some())
}

/// How the answers stand: a filled form tells by it whether they were changed since.
fn standing(cycle: &Cycle, page: &Page) -> Vec<(String, String)> {
    let answered = page.items.iter().filter(|i| has_answer(i));
    answered
        .map(|i| (i.node.clone(), standing::name(i, is_ratio(cycle, &i.node))))
        .collect()
}
