//! Promises by due date.

use tonghop_model::consolidation::CommitmentEntry;
use tonghop_model::reading::Understood;

/// All promises, earliest first; a month falls due after its days, a year after its months; undated ones last.
pub fn by_due_date(reports: &[&Understood]) -> Vec<CommitmentEntry> {
    let mut out: Vec<CommitmentEntry> = Vec::new();
    for (report, understood) in reports.iter().enumerate() {
        out.extend(understood.reading.commitments.iter().map(|c| CommitmentEntry {
            report,
            what: c.what.clone(),
            quote: c.quote.clone(),
            due: c.due.clone(),
            span: c.span,
        }));
    }
    // "~" stands after all digits: "2025-10" is due when October is over.
    out.sort_by_cached_key(|c| {
        (
            c.due.as_ref().map_or_else(|| "~".to_owned(), |d| format!("{d}-~")),
            c.what.clone(),
            c.quote.clone(),
        )
    });
    out
}
