//! The source text behind values, embedded so that a click can show the sentence.

use super::escape::script_json;
use super::limits::EVIDENCE_BYTES;
use crate::Compilation;
use crate::sources::Sources;
use serde_json::{Value, json};
use std::collections::HashMap;
use tonghop_model::consolidation::MatrixCell;
use tonghop_model::reading::{Span, Understood};

/// Bytes counted for an entry besides its texts.
const ENTRY: usize = 48;

/// Collects what the page embeds, up to [`EVIDENCE_BYTES`].
pub(super) struct Evidence<'a> {
    view: Compilation<'a>,
    sources: HashMap<usize, Sources<'a>>,
    texts: Vec<&'a str>,
    text_index: HashMap<&'a str, usize>,
    entries: Vec<Value>,
    bytes: usize,
    left_out: usize,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(view: &Compilation<'a>) -> Self {
        Self {
            view: *view,
            sources: HashMap::new(),
            texts: Vec::new(),
            text_index: HashMap::new(),
            entries: Vec::new(),
            bytes: 0,
            left_out: 0,
        }
    }

    /// How many values have no source on the page because the limit was reached.
    pub(super) const fn left_out(&self) -> usize {
        self.left_out
    }

    /// The words `quote` at `span` with the passage around them; the number of the entry.
    pub(super) fn place(&mut self, report: usize, span: &Span, quote: &'a str) -> Option<usize> {
        let understood = *self.view.reports.get(report)?;
        if self.full() {
            return None;
        }
        let sources = self.sources.entry(report).or_insert_with(|| Sources::new(understood));
        let passage = sources.passage(span, quote);
        let text = passage.map_or(quote, |p| p.text.as_str());
        let heading = passage.and_then(|p| task_title(understood, &p.place));
        let marks = mark(text, quote).map_or_else(Vec::new, |m| vec![m]);
        let unmarked = if marks.is_empty() && text != quote { quote } else { "" };
        Some(self.entry(
            report,
            span.page,
            [heading.unwrap_or_default(), "", text, unmarked],
            &marks,
        ))
    }

    /// A row of the annex: task, status, result, with the figures in the result marked.
    pub(super) fn task(&mut self, report: usize, title: &'a str, cell: &'a MatrixCell) -> Option<usize> {
        let understood = *self.view.reports.get(report)?;
        if self.full() {
            return None;
        }
        let row = understood.reading.tasks.get(cell.task);
        let title = row.map_or(title, |r| r.title.as_str());
        let mut marks = Vec::new();
        for measure in &understood.reading.measures {
            // A figure of this row: its sentence stands in the result.
            if !measure.is_target && measure.place.contains('.') && measure.quote.len() > 3 {
                marks.extend(mark(&cell.result, &measure.quote));
            }
        }
        Some(self.entry(
            report,
            cell.span.page,
            [title, &cell.status, &cell.result, ""],
            &disjoint(marks),
        ))
    }

    fn full(&mut self) -> bool {
        let full = self.bytes >= EVIDENCE_BYTES;
        self.left_out += usize::from(full);
        full
    }

    fn entry(&mut self, report: usize, page: Option<u32>, texts: [&'a str; 4], marks: &[(usize, usize)]) -> usize {
        let [heading, status, text, quote] = texts.map(|t| self.text(t));
        self.bytes += ENTRY;
        self.entries
            .push(json!([report, page, heading, status, text, marks, quote]));
        self.entries.len() - 1
    }

    fn text(&mut self, text: &'a str) -> usize {
        let next = self.texts.len();
        let index = *self.text_index.entry(text).or_insert(next);
        if index == next {
            self.texts.push(text);
            self.bytes += text.len() + 3;
        }
        index
    }

    /// `{ reports: [[unit, file]…], texts: […], entries: […] }`, fit for a `<script>` element.
    pub(super) fn json(&self) -> String {
        // Only reports that some entry speaks of need their names.
        let reports: HashMap<String, Value> = self
            .entries
            .iter()
            .filter_map(|e| e.get(0)?.as_u64())
            .map(|r| (r as usize, self.view.head(r as usize)))
            .map(|(r, head)| (r.to_string(), json!([head.unit, head.file])))
            .collect();
        let reports: std::collections::BTreeMap<_, _> = reports.into_iter().collect();
        script_json(&json!({ "reports": reports, "texts": self.texts, "entries": self.entries }).to_string())
    }
}

/// Wording of the task that a passage belongs to ("B1.II.1").
fn task_title<'a>(report: &'a Understood, place: &str) -> Option<&'a str> {
    let path = |t: &tonghop_model::reading::TaskRow| {
        [&t.part, &t.group, &t.no]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(".")
    };
    report
        .reading
        .tasks
        .iter()
        .find(|t| path(t) == place)
        .map(|t| t.title.as_str())
}

/// Where `quote` stands in `text`, in UTF-16 units as JavaScript counts.
fn mark(text: &str, quote: &str) -> Option<(usize, usize)> {
    if quote.is_empty() {
        return None;
    }
    let at = text.find(quote)?;
    let start = text[..at].encode_utf16().count();
    Some((start, start + quote.encode_utf16().count()))
}

/// Sorts marks and drops those that overlap an earlier one.
fn disjoint(mut marks: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    marks.sort_unstable();
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for mark in marks {
        if kept.last().is_none_or(|k| k.1 <= mark.0) {
            kept.push(mark);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_as_javascript_does_and_do_not_overlap() {
        assert_eq!(mark("𝒳 đạt 99%", "99%"), Some((7, 10)));
        assert_eq!(disjoint(vec![(5, 9), (0, 6), (9, 12)]), [(0, 6), (9, 12)]);
    }
}
