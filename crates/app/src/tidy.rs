//! What a document of the whole set does not need of a report: thousands of them lie in memory together.

use crate::Report;
use tonghop_model::finding::Severity;
use tonghop_model::reading::{Passage, PassageKind};

/// Words of the shortest text that is compared between units, with a margin (V401 starts at 20).
const LEAST_WORDS: usize = 15;

/// Longest quotation of a finding that a document prints, characters, with a margin for the cut at a word.
const LONGEST_QUOTE: usize = 170;

/// After a report was checked by itself: of each finding is kept where it stands (of a hint the first place), of the reading what is counted,
/// quoted and compared.
pub(crate) fn checked(report: &mut Report) {
    let understood = &mut report.understood;
    (understood.footnote_labels, understood.left_out) = (Vec::new(), Vec::new());
    let reading = &mut understood.reading;
    (reading.commitments, reading.source.warnings) = (Vec::new(), Vec::new());
    for task in &mut reading.tasks {
        (task.part, task.group, task.no) = (None, None, None);
        (task.lead, task.timeframe) = (None, None);
        // The programme names the group of a task that it knows.
        task.group_title = task.group_title.take().filter(|_| task.node.is_none());
    }
    for finding in &mut report.findings {
        // What an error speaks of is not summed, and what an open finding speaks of is not quoted: all of their places count.
        if finding.severity < Severity::Warning {
            finding.places.truncate(1);
        }
        for place in &mut finding.places {
            place.quote = place.quote.chars().take(LONGEST_QUOTE).collect();
        }
        (finding.expected, finding.actual) = (None, None);
    }
}

/// What only the comparison with another report of the same unit would need.
pub(crate) fn alone(report: &mut Report) {
    let understood = &mut report.understood;
    let reading = &mut understood.reading;
    (reading.citations, reading.sections) = (Vec::new(), Vec::new());
    // Figures are rolled up and compared by indicator.
    reading.measures.retain(|m| m.indicator.is_some());
    reading.measures.shrink_to_fit();
    understood.passages.retain(is_compared);
    understood.passages.shrink_to_fit();
    for passage in &mut understood.passages {
        passage.place = String::new();
    }
}

/// True for a text that another unit may have copied.
fn is_compared(passage: &Passage) -> bool {
    matches!(passage.kind, PassageKind::Narrative | PassageKind::Result)
        && tonghop_text::words(&passage.text).nth(LEAST_WORDS - 1).is_some()
}
