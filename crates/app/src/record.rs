//! Findings as published in a reading.

use tonghop_messages::Messages;
use tonghop_model::finding::Finding;
use tonghop_model::reading::FindingRecord;

/// Quotes of other reports kept in one reading: a sentence that a thousand units share must not put a
/// thousand quotes into each of a thousand readings. The message and the findings of the set have the count.
const OTHERS: usize = 5;

/// Words a finding for the reading with index `report`: the spans of other reports are left out, the
/// quotes of this report stay, and the first `OTHERS` of other reports.
#[must_use]
pub fn finding_record(finding: &Finding, report: usize, messages: &Messages) -> FindingRecord {
    let own = |p: &&tonghop_model::finding::Place| p.report == report;
    let others = |p: &&tonghop_model::finding::Place| p.report != report;
    // Quotes of this document first, so that `spans` stays parallel to the head of `quotes`.
    let places = finding
        .places
        .iter()
        .filter(own)
        .chain(finding.places.iter().filter(others).take(OTHERS));
    let (mut quotes, mut spans) = (Vec::new(), Vec::new());
    for place in places {
        quotes.push(place.quote.clone());
        if let Some(span) = place.span.filter(|_| place.report == report) {
            spans.push(span);
        }
    }
    FindingRecord {
        rule: finding.rule.into(),
        check: finding.check.into(),
        severity: finding.severity,
        message: messages.format(&finding.message),
        quotes,
        expected: finding.expected.as_ref().map(|p| messages.phrase(p)),
        actual: finding.actual.as_ref().map(|p| messages.phrase(p)),
        spans,
    }
}
