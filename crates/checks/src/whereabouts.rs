//! The row or heading a place stands at, as the report numbers it: what somebody looks for who has to mend it.

use std::collections::HashMap;
use tonghop_model::finding::Finding;
use tonghop_model::reading::{Span, TaskRow, Understood};

/// What a passage outside every heading is called.
const NOWHERE: &str = "narrative";

/// Names the row or heading of every place that has none yet. The report of a place is its index in `reports`.
pub(crate) fn name_items(findings: &mut [Finding], reports: &[&Understood]) {
    let mut known: HashMap<usize, Whereabouts<'_>> = HashMap::new();
    for place in findings.iter_mut().flat_map(|f| &mut f.places) {
        let (Some(span), Some(report), None) = (place.span, reports.get(place.report), &place.item) else {
            continue;
        };
        place.item = known
            .entry(place.report)
            .or_insert_with(|| Whereabouts::new(report))
            .item(span);
    }
}

/// Where a block or cell begins, and what stands there.
type Cell = (usize, Option<(u32, u32)>);

struct Whereabouts<'a> {
    rows: HashMap<(Cell, usize), String>,
    passages: HashMap<Cell, Vec<(Span, &'a str)>>,
}

impl<'a> Whereabouts<'a> {
    fn new(report: &'a Understood) -> Self {
        let rows = report.reading.tasks.iter();
        let mut passages: HashMap<Cell, Vec<(Span, &str)>> = HashMap::new();
        for passage in report.passages.iter().filter(|p| p.place != NOWHERE) {
            let cell = (passage.span.block, passage.span.cell);
            passages.entry(cell).or_default().push((passage.span, &passage.place));
        }
        Self {
            rows: rows
                .filter_map(|r| Some((((r.span.block, r.span.cell), r.span.start), number(r)?)))
                .collect(),
            passages,
        }
    }

    fn item(&self, span: Span) -> Option<String> {
        let cell = (span.block, span.cell);
        let row = self.rows.get(&(cell, span.start)).cloned();
        row.or_else(|| {
            let here = self.passages.get(&cell)?;
            let around = here.iter().find(|(p, _)| (p.start..=p.end).contains(&span.start));
            around.or(here.first()).map(|(_, place)| (*place).to_owned())
        })
    }
}

/// "B1.V.2"; none where the report numbers neither the row nor its group.
pub(crate) fn number(row: &TaskRow) -> Option<String> {
    let parts = [&row.part, &row.group, &row.no];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join("."))
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{Met, NotReported};

    #[test]
    fn rows_and_sections_are_named() {
        let sample = Sample::new()
            .task("Việc một", "100%", Met, "Xong")
            .task("Việc hai", "", NotReported, "Đã làm");
        let found = sample.run("V201");
        let items: Vec<_> = found[0].places.iter().map(|p| p.item.as_deref()).collect();
        assert_eq!(items, [Some("A.I.2"), Some("A.I.2")]);
        // Text under no heading has no name.
        let text = Sample::new().ratio("691/685 thôn, đạt 100,9%", 691.0, 685.0, 100.9);
        assert_eq!(text.run("V101")[0].places[0].item, None);
    }
}
