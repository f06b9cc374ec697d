//! The seam to the crates that do the work: every call to them stands here, once.

use crate::compile::Told;
use crate::engine::Data;
use crate::{Engine, Report};
use std::path::Path;
use std::time::Instant;
use tonghop_catalogue::{Catalogue, Problem};
use tonghop_checks::{Context, Scope};
use tonghop_document::{Document, ReadWarning, WarningCode};
use tonghop_messages::Messages;
use tonghop_model::consolidation::Consolidation;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Arg;
use tonghop_model::reading::{Signature, Source, Span, Understood, WarningRecord};
use tonghop_readers::{Input, Limits, ReadError, read};
use tonghop_understand::annex::KnownAnnex;

/// The catalogue in `folder`, or the embedded one; each mistake is worded with file and line.
pub(crate) fn catalogue(folder: Option<&Path>, messages: &Messages) -> Result<Data, Vec<String>> {
    let Some(folder) = folder else {
        Catalogue::prepare();
        return Ok(Data::Embedded(Catalogue::embedded()));
    };
    let worded = |problems: Vec<Problem>| problems.iter().map(|p| worded_problem(messages, folder, p)).collect();
    Catalogue::load(folder)
        .map(|c| Data::Loaded(Box::new(c)))
        .map_err(worded)
}

/// Every mistake of the catalogue in `folder`, or of the embedded one, worded.
pub(crate) fn catalogue_problems(folder: Option<&Path>, messages: &Messages) -> Vec<String> {
    let place = folder.unwrap_or(Path::new("catalogue"));
    Catalogue::problems(folder)
        .iter()
        .map(|p| worded_problem(messages, place, p))
        .collect()
}

fn worded_problem(messages: &Messages, folder: &Path, problem: &Problem) -> String {
    let place = match problem.file.as_str() {
        // The directory itself; joining nothing would end its name with a separator.
        "" => folder.to_owned(),
        file => folder.join(file),
    };
    let message = messages.format(&problem.message);
    match problem.line {
        0 => format!("{}: {message}", place.display()),
        line => format!("{}:{line}: {message}", place.display()),
    }
}

/// Bytes to document; the error is worded.
pub(crate) fn document(engine: &Engine, name: &str, bytes: &[u8]) -> Result<Document, String> {
    document_within(engine, name, bytes, &engine.report_limits())
}

fn document_within(engine: &Engine, name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, String> {
    read(&Input { name, bytes }, limits).map_err(|e| worded_error(&engine.messages, &e))
}

/// Bytes to document, reading and findings in the time for one file; what stops it is worded.
pub(crate) fn checked(
    engine: &Engine,
    name: &str,
    bytes: &[u8],
    source: impl FnOnce(&Document) -> Source,
) -> Result<(Document, Understood, Vec<Finding>), String> {
    let limits = engine.report_limits();
    let document = document_within(engine, name, bytes, &limits)?;
    let late = || worded_error(&engine.messages, &ReadError::TimedOut);
    let mut understood = understood_until(&document, &engine.catalogue, name, limits.deadline).ok_or_else(late)?;
    understood.reading.source = source(&document);
    let cut = cut_short(&understood, &engine.messages);
    understood.reading.source.warnings.extend(cut);
    let context = context(&engine.catalogue);
    let findings = tonghop_checks::check_report_until(&understood, &context, limits.deadline).ok_or_else(late)?;
    Ok((document, understood, findings))
}

/// A remark of a reader as readings keep it.
pub(crate) fn recorded(messages: &Messages, warning: &ReadWarning) -> WarningRecord {
    WarningRecord {
        code: warning.code.key().into(),
        page: warning.page,
        message: worded_warning(messages, warning),
        uncertain: uncertain(warning),
    }
}

/// Words that recognition is not certain of.
pub(crate) fn uncertain(warning: &ReadWarning) -> Option<u32> {
    let counts = warning.code == WarningCode::RecognisedByOcr;
    counts.then(|| warning.detail.parse().ok()).flatten()
}

/// What was left out because a file tells more than is taken of one.
fn cut_short(understood: &Understood, messages: &Messages) -> Vec<WarningRecord> {
    use tonghop_understand::{citations, measures};
    let reading = &understood.reading;
    let lists = [
        ("figures", reading.measures.len(), measures::MOST),
        ("citations", reading.citations.len(), citations::MOST),
    ];
    let full = lists.into_iter().filter(|(_, count, most)| count >= most);
    full.map(|(kind, ..)| {
        let warning = ReadWarning {
            code: WarningCode::Truncated,
            page: None,
            detail: kind.into(),
        };
        recorded(messages, &warning)
    })
    .collect()
}

/// Document to reading.
pub(crate) fn understood(document: &Document, catalogue: &Catalogue, file: &str) -> Understood {
    understood_until(document, catalogue, file, None).unwrap_or_default()
}

/// The same, given up once the deadline has passed; `None` then.
fn understood_until(
    document: &Document,
    catalogue: &Catalogue,
    file: &str,
    deadline: Option<Instant>,
) -> Option<Understood> {
    let mut understood = tonghop_understand::understand_until(document, catalogue, file, deadline)?;
    if document.warnings.iter().any(|w| w.code == WarningCode::ReadInPart) {
        // Who signs stands at the end, which is missing: a name alone is what stood before the place.
        let signature = &mut understood.reading.header.signature;
        if signature.authority.is_none() && signature.capacity.is_none() {
            *signature = Signature::default();
        }
    }
    Some(understood)
}

/// The answers of a form to reading.
pub(crate) fn understood_form(document: &Document, answers: &KnownAnnex<'_>, catalogue: &Catalogue) -> Understood {
    tonghop_understand::understand_form(document, answers, catalogue)
}

/// Findings within one report.
pub(crate) fn check_report(report: &Understood, catalogue: &Catalogue) -> Vec<Finding> {
    tonghop_checks::check_report(report, &context(catalogue))
}

/// Findings over several reports of one unit, in the order of their periods.
pub(crate) fn check_unit(reports: &[&Understood], catalogue: &Catalogue) -> Vec<Finding> {
    tonghop_checks::check_unit(reports, &context(catalogue))
}

/// Findings over several reports: of one unit, and between units. Places point into `reports`.
pub(crate) fn check_set(reports: &[&Understood], catalogue: &Catalogue) -> Vec<Finding> {
    tonghop_checks::check_set(reports, &context(catalogue))
}

/// Indices of the reports whose unit has no other report.
pub(crate) fn alone(reports: &[Report]) -> Vec<usize> {
    let understood: Vec<&Understood> = reports.iter().map(|r| &r.understood).collect();
    let units = tonghop_checks::reports_by_unit(&understood);
    units.into_values().filter(|m| m.len() == 1).flatten().collect()
}

fn context(catalogue: &Catalogue) -> Context<'_> {
    Context {
        indicators: &catalogue.indicators,
        wordings: Some(&catalogue.check_wordings),
    }
}

/// True for an error about figures: none of them is summed while it is open.
pub(crate) fn disputes(finding: &Finding) -> bool {
    let figure = tonghop_checks::check_info(finding.check).is_some_and(|c| c.scope == Scope::Figure);
    figure && finding.severity == Severity::Error
}

/// The spans of the figures of each of `reports` that errors speak of.
pub(crate) fn disputed<'f>(reports: usize, findings: impl Iterator<Item = &'f Finding>) -> Vec<Vec<Span>> {
    let mut spans = vec![Vec::new(); reports];
    for place in findings.filter(|f| disputes(f)).flat_map(|f| &f.places) {
        if let (Some(own), Some(span)) = (spans.get_mut(place.report), place.span) {
            own.push(span);
        }
    }
    spans
}

/// The consolidated view; `disputed` are the spans of figures that errors speak of, parallel to the reports.
pub(crate) fn consolidate(reports: &[&Understood], disputed: &[Vec<Span>], catalogue: &Catalogue) -> Consolidation {
    let known = tonghop_consolidate::Catalogue {
        programmes: &catalogue.programmes,
        indicators: &catalogue.indicators,
        disputed,
    };
    tonghop_consolidate::consolidate(reports, &known)
}

/// What an official document tells of a set: the counts, the recommendations, and the difficulties grouped by meaning.
pub(crate) fn told(reports: &[&Understood], disputed: &[Vec<Span>], catalogue: &Catalogue) -> Told {
    let known = tonghop_consolidate::Catalogue {
        programmes: &catalogue.programmes,
        indicators: &catalogue.indicators,
        disputed,
    };
    let ((mut consolidation, recommendations), difficulties) = rayon::join(
        || {
            rayon::join(
                || tonghop_consolidate::consolidate_answers(reports, &known),
                || tonghop_consolidate::recommendations(reports),
            )
        },
        || tonghop_consolidate::difficulties(reports),
    );
    consolidation.recommendations = recommendations;
    Told {
        consolidation,
        difficulties,
    }
}

/// Words a remark of a reader.
pub(crate) fn worded_warning(messages: &Messages, warning: &ReadWarning) -> String {
    let key = format!("readers-warning-{}", warning.code.key().replace('_', "-"));
    messages.word(&key, &[("detail", Arg::Text(worded_kind(messages, &warning.detail)))])
}

fn worded_error(messages: &Messages, error: &ReadError) -> String {
    let args: Vec<_> = error
        .args()
        .into_iter()
        .map(|(name, value)| (name, Arg::Text(worded_kind(messages, &value))))
        .collect();
    messages.word(error.message_key(), &args)
}

/// What a reader says of the content ("program", "PDF structure", "hidden sheet: Phụ lục") in the language of the run,
/// where there is a word; names and numbers behind the colon stay.
fn worded_kind(messages: &Messages, value: &str) -> String {
    let word = |kind: &str| {
        let key = format!("readers-kind-{}", kind.to_lowercase().replace(' ', "-"));
        messages.has(&key).then(|| messages.text(&key))
    };
    if let Some(whole) = word(value) {
        return whole;
    }
    let parts = value
        .split_once(": ")
        .and_then(|(kind, rest)| Some((word(kind)?, rest)));
    parts.map_or_else(|| value.to_owned(), |(kind, rest)| format!("{kind}: {rest}"))
}
