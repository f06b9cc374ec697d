//! The annex of findings left open: which unit, which task, how grave, what was found and the words it was found in.

use std::collections::{HashMap, HashSet};

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, MatrixCell, MatrixRow};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Arg, Message};
use tonghop_model::official::{Align, Block, Cell, Inline};
use tonghop_model::reading::Span;
use tonghop_text::fold;

use super::consolidated::ConsolidatedReport;
use super::consolidated_annexes::table;
use super::overview;
use super::text::{cell, column, paragraph, shortened, value};
use super::whole_numbers::whole;

/// Findings that are printed one by one.
pub const FINDINGS_PRINTED: usize = 300;
/// Longest message of a finding, characters.
const LONGEST_MESSAGE: usize = 260;
/// Longest quotation, characters.
const LONGEST_QUOTE: usize = 160;
/// Longest wording of a task, characters.
const LONGEST_TASK: usize = 70;

/// Errors, then warnings, as they stand in the reports.
pub fn findings(words: &Messages, report: &ConsolidatedReport<'_>) -> Vec<Block> {
    let open: Vec<_> = [Severity::Error, Severity::Warning]
        .into_iter()
        .flat_map(|s| report.findings.iter().filter(move |f| f.severity == s))
        .collect();
    if open.is_empty() {
        return vec![paragraph(words.text("official-consolidated-no-findings"))];
    }
    let printed = &open[..open.len().min(FINDINGS_PRINTED)];
    let tasks = Tasks::of(report.consolidation, printed);
    let rows = printed.iter().enumerate().map(|(n, finding)| {
        let place = finding.places.first();
        let head = place.and_then(|p| report.consolidation.reports.get(p.report));
        let message = shortened(&words.format(&tasks.message(finding)), LONGEST_MESSAGE);
        let severity = if finding.severity == Severity::Error {
            "official-severity-error"
        } else {
            "official-severity-warning"
        };
        vec![
            Cell::text((n + 1).to_string()),
            cell(&head.map_or_else(String::new, |h| overview::unit(words, h))),
            cell(&tasks.place(words, finding)),
            cell(&words.text(severity)),
            Cell::of(vec![value(
                message,
                format!("finding:{n}:{}", finding.check),
                head.map_or("", |h| h.file.as_str()),
            )]),
            cell(&place.map_or_else(String::new, |p| tasks.quoted(finding, &p.quote))),
        ]
    });
    let columns = vec![
        column(0.8, Align::Centre),
        column(2.4, Align::Left),
        column(3.4, Align::Left),
        column(1.5, Align::Centre),
        column(6.6, Align::Left),
        column(4.6, Align::Left),
    ];
    let head = [
        "official-column-number",
        "official-column-unit",
        "official-column-place",
        "official-column-severity",
        "official-column-finding",
        "official-column-quote",
    ];
    let head = head.iter().map(|k| words.text(k)).collect();
    let rows = rows.collect();
    let mut blocks = vec![Block::Table(table(
        words,
        "official-consolidated-findings-annex",
        columns,
        head,
        rows,
    ))];
    let rest = open.len() - printed.len();
    if rest > 0 {
        let args = [("count", Arg::Count(rest as u64))];
        blocks.push(Block::Paragraph(vec![Inline::Text(
            words.word("official-consolidated-findings-more", &args),
        )]));
    }
    blocks
}

/// True where one text is the other, or as much of it as was kept.
fn same_beginning(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|text| fold(text.trim().trim_end_matches(['…', '.', ';', ',', ' '])));
    !a.is_empty() && !b.is_empty() && (a.starts_with(&b) || b.starts_with(&a))
}

/// The tasks of the reports that the findings speak of, by the place of their rows.
struct Tasks<'a> {
    of_report: HashMap<usize, Vec<(Span, &'a MatrixRow)>>,
}

impl<'a> Tasks<'a> {
    fn of(consolidation: &'a Consolidation, findings: &[&Finding]) -> Self {
        let named: HashSet<usize> = findings.iter().flat_map(|f| &f.places).map(|p| p.report).collect();
        let matrix = &consolidation.matrix;
        let columns = matrix.columns.iter().enumerate();
        let wanted: Vec<(usize, usize)> = columns
            .filter(|(_, report)| named.contains(report))
            .map(|(column, report)| (column, *report))
            .collect();
        let mut of_report: HashMap<usize, Vec<(Span, &MatrixRow)>> = HashMap::new();
        for row in &matrix.rows {
            for (column, report) in &wanted {
                let answer: Option<&MatrixCell> = row.cells.get(*column).and_then(Option::as_ref);
                if let Some(answer) = answer {
                    of_report.entry(*report).or_default().push((answer.span, row));
                }
            }
        }
        for rows in of_report.values_mut() {
            rows.sort_by_key(|(span, _)| span.begin());
        }
        Self { of_report }
    }

    /// What a finding says, with the task's code of the column beside it: the number that the unit's own form gives the task is one
    /// that the annexes of this document do not have.
    fn message(&self, finding: &Finding) -> Message {
        let mut message = finding.message.clone();
        let place = finding.places.first().and_then(|p| Some((p.report, p.span?)));
        let row = place.and_then(|(report, span)| self.row(report, span));
        if let Some(node) = row.and_then(|row| row.node.as_deref()) {
            for (_, value) in message.args.iter_mut().filter(|(name, _)| *name == "row") {
                *value = Arg::Text(node.to_owned());
            }
        }
        message
    }

    /// The task that a finding speaks of, else the page, else nothing.
    fn place(&self, words: &Messages, finding: &Finding) -> String {
        let Some((report, span)) = finding.places.first().and_then(|p| Some((p.report, p.span?))) else {
            return String::new();
        };
        if let Some(row) = self.row(report, span) {
            let title = shortened(&row.title, LONGEST_TASK);
            return match &row.node {
                Some(node) => format!("{node} {title}"),
                None => title,
            };
        }
        span.page.map_or_else(String::new, |page| {
            words.word("official-source-at-page", &[("page", Arg::Text(page.to_string()))])
        })
    }

    /// The words that a finding is about; nothing where they are the title of the task beside it, whole or cut.
    fn quoted(&self, finding: &Finding, quote: &str) -> String {
        let place = finding.places.first().and_then(|p| Some((p.report, p.span?)));
        let row = place.and_then(|(report, span)| self.row(report, span));
        if row.is_some_and(|row| same_beginning(&row.title, quote)) {
            return String::new();
        }
        shortened(&whole(quote.trim()), LONGEST_QUOTE)
    }

    /// The row of the same line of a table; for rows that were read from lines of text the one between whose beginning and
    /// the beginning of the next the place lies.
    fn row(&self, report: usize, span: Span) -> Option<&'a MatrixRow> {
        let rows = self.of_report.get(&report)?;
        let line = |s: Span| s.cell.map(|(row, _)| (s.block, row));
        if line(span).is_some() {
            return rows.iter().find(|(s, _)| line(*s) == line(span)).map(|(_, row)| *row);
        }
        let next = rows.partition_point(|(s, _)| s.begin() <= span.begin());
        let (at, row) = rows.get(next.checked_sub(1)?)?;
        let is_inside = at.cell.is_none() && (next < rows.len() || at.block == span.block);
        is_inside.then_some(*row)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::consolidation::Matrix;
    use tonghop_model::finding::Place;

    #[test]
    fn a_finding_names_its_task_by_the_code_of_the_annexes() {
        let span = Span {
            cell: Some((4, 0)),
            ..Span::default()
        };
        let answer = MatrixCell {
            span,
            ..MatrixCell::default()
        };
        let mut set = sample::set(&["xã A"]);
        set.matrix = Matrix {
            columns: vec![0],
            rows: vec![MatrixRow {
                node: Some("C.V.2".into()),
                cells: vec![Some(answer)],
                ..MatrixRow::default()
            }],
            ..Matrix::default()
        };
        let finding = |span| Finding {
            check: "V201",
            rule: "blank",
            severity: Severity::Warning,
            message: Message::new("check-v201-row").with("row", "B2.V.2"),
            places: vec![Place::new(0, Some(span), String::new())],
            expected: None,
            actual: None,
        };
        let here = finding(span);
        let told = Messages::new(Lang::Vi).format(&Tasks::of(&set, &[&here]).message(&here));
        assert!(told.contains("C.V.2") && !told.contains("B2.V.2"), "{told}");
        // Where the task is not known, the number of the report is all that there is.
        let elsewhere = finding(Span {
            cell: Some((9, 0)),
            ..Span::default()
        });
        let told = Tasks::of(&set, &[&elsewhere]).message(&elsewhere);
        assert_eq!(told, elsewhere.message);
    }

    #[test]
    fn a_quotation_that_is_the_title_or_its_beginning_is_known() {
        let title = "Đánh giá tác động của công nghệ số đến xã hội.";
        assert!(same_beginning(title, "Đánh giá tác động của công nghệ số…"));
        assert!(same_beginning("Đánh giá tác động…", title));
        assert!(!same_beginning(title, "Kế hoạch số 113/KH-UBND"));
        assert!(!same_beginning(title, "") && !same_beginning("", ""));
    }
}
