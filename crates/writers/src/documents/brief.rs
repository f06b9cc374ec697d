//! The brief for leaders: one page with the state of the tasks, targets against actual, and what needs a decision.

use tonghop_messages::Messages;
use tonghop_model::finding::Severity;
use tonghop_model::official::{Block, Chart, ChartSeries, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_model::reading::StatusClass;
use tonghop_text::roman;

use super::consolidated::{ConsolidatedReport, set_source, uncoded, units_of};
use super::frame::frame;
use super::overview;
use super::text::{heading, sentence, share, shortened, value};

/// Indicators in the chart.
const INDICATORS: usize = 4;
/// Longest name of a bar, characters.
const LONGEST_NAME: usize = 60;
/// Longest recommendation, characters.
const LONGEST_TEXT: usize = 110;

/// Builds the brief. Without somebody who signs it is a note that goes with a report: no number, no recipients, no signature
/// block, and it fits one page.
#[must_use]
pub fn build(words: &Messages, report: &ConsolidatedReport<'_>) -> OfficialDocument {
    let title = Title::Named {
        kind: words.text("official-kind-brief"),
        subject: report.subject.to_owned(),
    };
    let kind = words.text("official-abbreviation-report");
    let mut document = frame(words, report.office, report.issue, &kind, title, &[]);
    if !report.signed {
        (document.number, document.symbol) = (None, String::new());
        document.recipients.clear();
        document.signature = tonghop_model::official::SignatureBlock::default();
    }
    let source = set_source(words, report.consolidation);
    let body = &mut document.body;
    let title = words.text("official-consolidated-overview");
    body.push(heading(HeadingLevel::Section, roman(1), title));
    body.push(Block::Paragraph(state(words, report, &source)));
    let parts = parts(report);
    if !parts.is_empty() {
        let title = words.text("official-brief-chart-tasks");
        body.push(Block::Chart(overview::chart(words, title, &parts)));
    }
    body.extend(indicators(words, report).map(Block::Chart));
    let needs = needs(words, report, &source);
    if !needs.is_empty() {
        body.push(heading(
            HeadingLevel::Section,
            roman(2),
            words.text("official-brief-needs"),
        ));
        body.extend(needs.into_iter().map(Block::Item));
    }
    document
}

/// One sentence with the state of the whole set.
fn state(words: &Messages, report: &ConsolidatedReport<'_>, source: &str) -> Vec<Inline> {
    let all = overview::distribution(report.consolidation);
    let answers: usize = all.iter().sum();
    let met = overview::count(&all, &[StatusClass::Met, StatusClass::MostlyMet]);
    let undone = overview::count(&all, &[StatusClass::NotStarted]);
    let blank = overview::count(&all, &[StatusClass::NotReported]);
    let count = |n: usize, key: &str| value(words.number(n), key, source);
    let slots = vec![
        ("units", count(overview::units(report.consolidation), "set:units")),
        ("answers", count(answers, "set:answers")),
        ("met", count(met, "set:met")),
        ("share", value(share(words, met, answers), "set:share", source)),
        ("undone", count(undone, "set:undone")),
        ("blank", count(blank, "set:blank")),
        ("findings", count(open_findings(report), "findings:all")),
    ];
    sentence(words, "official-brief-state", slots)
}

/// Errors and warnings: what the consolidated report of the same set lists.
fn open_findings(report: &ConsolidatedReport<'_>) -> usize {
    let open = report.findings.iter().filter(|f| f.severity >= Severity::Warning);
    open.count()
}

/// The distribution of each part of the programme.
fn parts(report: &ConsolidatedReport<'_>) -> Vec<(String, [usize; 9])> {
    let mut parts: Vec<(String, [usize; 9])> = Vec::new();
    for group in overview::groups(report.consolidation) {
        let name = if group.part.is_empty() { group.title } else { group.part };
        let name = shortened(uncoded(name), LONGEST_NAME);
        if parts.last().is_none_or(|(last, _)| *last != name) {
            parts.push((name, [0; 9]));
        }
        if let Some((_, sum)) = parts.last_mut() {
            overview::add(sum, &group.distribution);
        }
    }
    parts.truncate(3);
    parts
}

/// Indicators in percent with a target: target beside actual, the farthest from its target first.
fn indicators(words: &Messages, report: &ConsolidatedReport<'_>) -> Option<Chart> {
    let year = report.year;
    let mut known: Vec<(&str, f64, f64)> = report
        .consolidation
        .indicators
        .iter()
        .filter(|i| i.unit == "%")
        .filter_map(|i| {
            let target = overview::target(report.targets, &i.code, year)?;
            Some((i.name.as_str(), target.value, i.value?))
        })
        // One that is reached needs no attention.
        .filter(|(_, target, actual)| actual < target)
        .collect();
    known.sort_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)).then_with(|| a.0.cmp(b.0)));
    known.truncate(INDICATORS);
    let series = |key: &str, colour: &str, pick: fn(&(&str, f64, f64)) -> f64| ChartSeries {
        name: words.text(key),
        colour: colour.to_owned(),
        values: known.iter().map(|k| Some((pick(k) * 10.0).round() / 10.0)).collect(),
    };
    (!known.is_empty()).then(|| Chart {
        title: words.text("official-brief-chart-indicators"),
        categories: known.iter().map(|(name, ..)| shortened(name, LONGEST_NAME)).collect(),
        series: vec![
            series("official-column-target", "9E9E9E", |k| k.1),
            series("official-column-actual", "1F5E99", |k| k.2),
        ],
        stacked: false,
        unit: "%".to_owned(),
    })
}

/// What most units ask for.
fn needs(words: &Messages, report: &ConsolidatedReport<'_>, source: &str) -> Vec<Vec<Inline>> {
    let groups = report.consolidation.recommendations.iter().take(3).enumerate();
    groups
        .map(|(n, group)| {
            let units = units_of(report.consolidation, group);
            let text = value(
                shortened(group.text.trim_end_matches(['.', ';']), LONGEST_TEXT),
                format!("recommendation:{n}:text"),
                source,
            );
            let units = value(words.number(units), format!("recommendation:{n}:units"), source);
            sentence(
                words,
                "official-consolidated-opinion",
                vec![("text", text), ("units", units)],
            )
        })
        .collect()
}
