//! Files of a set that were read and do not count: documents that are no reports, and copies.

use crate::Report;
use crate::document_kind::{Kind, kind};
use std::collections::HashMap;
use std::path::PathBuf;
use tonghop_catalogue::Catalogue;
use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::reading::{Reading, Understood};
use tonghop_text::fold;
use tonghop_text::periods::{dated_before, other_period};

/// A file that was read and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The file as it was named.
    pub path: PathBuf,
    /// Why, worded.
    pub reason: String,
}

/// Takes out what must not become a unit of the matrix or be counted twice; the others keep their order.
pub(crate) fn sort_out(
    reports: Vec<Report>,
    catalogue: &Catalogue,
    messages: &Messages,
) -> (Vec<Report>, Vec<SetAside>) {
    let mut first: HashMap<String, PathBuf> = HashMap::new();
    let (mut kept, mut aside) = (Vec::with_capacity(reports.len()), Vec::new());
    for report in reports {
        let reading = &report.understood.reading;
        let reason = match first.get(&reading.source.sha256) {
            // Readings that were not made from bytes have no digest.
            Some(other) if !reading.source.sha256.is_empty() => {
                let other = Arg::Text(other.display().to_string());
                Some(messages.word("app-set-aside-copy", &[("other", other)]))
            }
            _ => no_report(&report.understood, catalogue, messages),
        };
        match reason {
            Some(reason) => aside.push(SetAside {
                path: report.path,
                reason,
            }),
            None => {
                first.insert(reading.source.sha256.clone(), report.path.clone());
                kept.push(report);
            }
        }
    }
    above_the_units(kept, aside, messages)
}

/// The period that a report is about, in words, where it is another one than `asked`.
pub(crate) fn other_period_of<'r>(report: &'r Report, asked: &str) -> Option<&'r str> {
    let header = &report.understood.reading.header;
    let said = header.period.as_ref().map(|p| p.label.as_str());
    match (said, header.date.as_deref()) {
        (Some(said), _) => other_period(asked, said).then_some(said),
        // What is dated before the year of the period cannot report on it.
        (None, Some(date)) => dated_before(asked, date).then_some(date),
        (None, None) => None,
    }
}

/// Takes out reports of another period than `asked`.
pub(crate) fn of_period(reports: Vec<Report>, asked: &str, messages: &Messages) -> (Vec<Report>, Vec<SetAside>) {
    let (mut kept, mut aside) = (Vec::with_capacity(reports.len()), Vec::new());
    for report in reports {
        match other_period_of(&report, asked) {
            Some(said) => aside.push(SetAside {
                reason: messages.word("app-set-aside-period", &[("period", Arg::Text(said.to_owned()))]),
                path: report.path,
            }),
            None => kept.push(report),
        }
    }
    (kept, aside)
}

/// Takes out reports of the province itself where lower units report: the department's own consolidated report, left in
/// the folder, would be one more unit. What a department sends to a department stays.
fn above_the_units(
    reports: Vec<Report>,
    mut aside: Vec<SetAside>,
    messages: &Messages,
) -> (Vec<Report>, Vec<SetAside>) {
    let units_report = reports.iter().any(|r| level(r).is_some_and(|l| l != PROVINCE));
    if !units_report {
        return (reports, aside);
    }
    let (above, kept): (Vec<Report>, Vec<Report>) = reports.into_iter().partition(goes_up);
    aside.extend(above.into_iter().map(|report| {
        let issuer = report.understood.reading.header.issuer.clone().unwrap_or_default();
        SetAside {
            path: report.path,
            reason: messages.word("app-set-aside-above", &[("issuer", Arg::Text(issuer))]),
        }
    }));
    (kept, aside)
}

/// A report of the province that goes to its committee, to the centre, or to nobody who is named.
fn goes_up(report: &Report) -> bool {
    let to_a_department = |to: &String| DEPARTMENTS.iter().any(|d| fold(to).starts_with(d));
    level(report) == Some(PROVINCE)
        && !report
            .understood
            .reading
            .header
            .addressee
            .as_ref()
            .is_some_and(to_a_department)
}

fn level(report: &Report) -> Option<&str> {
    report.understood.reading.header.issuer_level.as_deref()
}

/// Level of an issuer as readings name it.
const PROVINCE: &str = "tỉnh";
/// How names of bodies that consolidate for the province begin, folded.
const DEPARTMENTS: [&str; 3] = ["so ", "van phong ", "ban chi dao "];

/// Why a document is no report of a unit; none where it is one, or may be one: leaving a real report out is the worse
/// mistake.
pub(crate) fn no_report(understood: &Understood, catalogue: &Catalogue, messages: &Messages) -> Option<String> {
    let reading = &understood.reading;
    let number = reading.header.number.as_deref().unwrap_or("…");
    match kind(understood, catalogue) {
        Kind::Other(name) => {
            let args = [("kind", Arg::Text(name)), ("number", Arg::Text(number.to_owned()))];
            Some(messages.word("app-set-aside-other-kind", &args))
        }
        Kind::Letter => Some(messages.word("app-set-aside-letter", &[("number", Arg::Text(number.to_owned()))])),
        Kind::Report => None,
        Kind::Unknown => (!looks_like_report(reading)).then(|| messages.text("app-set-aside-no-report")),
    }
}

/// True where anything tells a report: a row of an annex, or a part of the header block. Figures alone do not, any
/// text has some; nor does the name of a body alone over tables and lists without an outline.
fn looks_like_report(reading: &Reading) -> bool {
    let header = &reading.header;
    !reading.tasks.is_empty()
        || reading.unit.is_some()
        || [&header.number, &header.title, &header.addressee]
            .into_iter()
            .any(Option::is_some)
        || header.issuer.is_some() && !reading.sections.is_empty()
}
