//! From a reading to candidates: what the document seems to say for each item of the template.

use super::memory::{self, Memory, Said};
use super::narrative::narrative;
use crate::cycle::templates::Content;
use std::borrow::Cow;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::{AsOf, Measure, Span, Statement, StatusClass, TaskRow, Understood};
use tonghop_store::files::{CandidateRow, NewCandidate, RememberedRow};

/// Longest text of a section, in characters.
const LONGEST: usize = 100_000;

/// Candidates of a document, in the order of the template where they have an item; rows without an item last.
pub(crate) fn proposals(
    understood: &Understood,
    template: &Content,
    (remembered, catalogue): (&[RememberedRow], &Catalogue),
    (reading, submission): (i64, i64),
) -> Vec<NewCandidate> {
    let memory = Memory::new(remembered);
    let found = &understood.reading;
    let mut list: Vec<NewCandidate> = found.tasks.iter().map(task).collect();
    list.extend(found.measures.iter().filter(|m| !m.is_target).filter_map(indicator));
    list.extend(sections(understood));
    for candidate in &mut list {
        (candidate.reading_id, candidate.submission_id) = (reading, submission);
        let mut learnt: Vec<_> = memory.place(candidate).into_iter().collect();
        // The template does not ask for it: the row stays, for a person to place it.
        if candidate
            .node
            .as_deref()
            .is_some_and(|n| template.kind(n) != Some(candidate.kind.as_str()))
        {
            candidate.node = None;
        }
        learnt.extend(memory.reword(candidate, catalogue));
        candidate.remembered = !learnt.is_empty();
        candidate.memory = candidate
            .remembered
            .then(|| serde_json::to_string(&learnt).ok())
            .flatten();
    }
    list.retain(|c| c.node.is_some() || c.kind == "task");
    let place = |node: &Option<String>| {
        let node = node.as_deref()?;
        template.tasks.iter().position(|t| t.node == node)
    };
    list.sort_by_key(|c| (c.node.is_none(), place(&c.node).unwrap_or(usize::MAX)));
    list
}

/// Takes out what is there already word for word: read from another document, and waiting or decided on.
pub(crate) fn leave_out_known(found: &mut Vec<NewCandidate>, known: &[CandidateRow]) {
    // What the document says counts, not what earlier corrections of the unit made of it.
    let same = |new: &NewCandidate, old: &CandidateRow| {
        (&new.kind, &new.label, &new.sentence) == (&old.kind, &old.label, &old.sentence)
            && (new.node == old.node || new.remembered)
            && said(
                (&new.status, &new.result, [new.value, new.numerator, new.denominator]),
                new.memory.as_deref(),
            ) == said(
                (&old.status, &old.result, [old.value, old.numerator, old.denominator]),
                old.memory.as_deref(),
            )
            && new.own == old.own
    };
    found.retain(|new| !known.iter().any(|old| same(new, old)));
}

/// Status, result and numbers as the document has them.
fn said((status, result, numbers): (&str, &str, [Option<f64>; 3]), memory: Option<&str>) -> Said {
    let changed = memory::reasons(memory).into_iter().find_map(|l| l.document);
    changed.unwrap_or_else(|| Said {
        status: status.into(),
        result: result.into(),
        numbers,
    })
}

fn task(row: &TaskRow) -> NewCandidate {
    NewCandidate {
        node: row.node.clone(),
        label: row.title.clone(),
        status: row.status.clone(),
        class: row.status_class.key().into(),
        percent: row.percent,
        result: row.result.clone(),
        sentence: if row.result.is_empty() {
            row.title.clone()
        } else {
            row.result.clone()
        },
        confidence: row.confidence,
        ..blank("task", row.span)
    }
}

fn indicator(measure: &Measure) -> Option<NewCandidate> {
    let (from, to) = match &measure.as_of {
        Some(AsOf::Date(day)) => (None, Some(day.clone())),
        Some(AsOf::Window { from, to }) => (Some(from.clone()), Some(to.clone())),
        None => (None, None),
    };
    let full = |day: Option<String>| day.filter(|d| d.parse::<tonghop_model::date::Date>().is_ok());
    Some(NewCandidate {
        node: Some(measure.indicator.clone()?),
        label: measure.subject.clone(),
        value: Some(measure.value?),
        numerator: measure.numerator,
        denominator: measure.denominator,
        unit_of_measure: measure.unit.clone(),
        qualifier: measure.qualifier.clone(),
        as_of_from: full(from),
        as_of_to: full(to),
        sentence: measure.quote.clone(),
        confidence: measure.confidence,
        ..blank("indicator", measure.span)
    })
}

fn sections(understood: &Understood) -> Vec<NewCandidate> {
    let lists = &understood.reading.assessment;
    let parts: [(&str, &[Statement]); 5] = [
        ("s:advantages", &lists.advantages),
        ("s:limitations", &lists.limitations),
        ("s:causes", &lists.causes),
        ("s:recommendations", &lists.recommendations),
        ("s:next_tasks", &lists.next_tasks),
    ];
    let mut found: Vec<NewCandidate> = parts
        .iter()
        .filter_map(|(code, list)| section(code, list.iter().map(|s| (s.addressed(), s.span))))
        .collect();
    let said: Vec<&str> = parts
        .iter()
        .flat_map(|(_, l)| l.iter().map(|s| s.text.as_str()))
        .collect();
    let rest = narrative(understood, |text| {
        said.iter().any(|s| text.contains(s) || s.contains(text))
    });
    found.extend(section(
        "s:results",
        rest.iter().map(|(text, span)| (Cow::Borrowed(&**text), *span)),
    ));
    found
}

fn section<'a>(code: &str, parts: impl Iterator<Item = (Cow<'a, str>, Span)>) -> Option<NewCandidate> {
    let (mut text, mut first) = (String::new(), None);
    for (part, span) in parts {
        first = first.or(Some(span));
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&part);
    }
    let result: String = text.chars().take(LONGEST).collect();
    Some(NewCandidate {
        node: Some(code.into()),
        label: code.into(),
        sentence: result.chars().take(300).collect(),
        result,
        confidence: 0.9,
        ..blank("section", first?)
    })
}

fn blank(kind: &str, span: Span) -> NewCandidate {
    NewCandidate {
        reading_id: 0,
        submission_id: 0,
        node: None,
        kind: kind.into(),
        label: String::new(),
        status: String::new(),
        class: StatusClass::NotReported.key().into(),
        percent: None,
        result: String::new(),
        value: None,
        numerator: None,
        denominator: None,
        unit_of_measure: None,
        qualifier: None,
        as_of_from: None,
        as_of_to: None,
        sentence: String::new(),
        span: serde_json::to_string(&span).unwrap_or_default(),
        confidence: 0.0,
        remembered: false,
        state: "open".into(),
        version: 1,
        memory: None,
        own: None,
    }
}
