//! The findings of a set, and the summary of a compiled set.

use super::layout::{Paint, Style, clean, cut};
use super::reading;
use crate::Compilation;
use std::io::{self, Write};
use tonghop_model::finding::Finding;
use tonghop_model::message::Arg;
use tonghop_model::reading::FindingRecord;

/// Prints the findings of a set, report by report.
///
/// # Errors
/// Where writing fails.
pub fn write_findings(view: &Compilation<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut current = None;
    for (index, finding) in view.findings.iter().enumerate() {
        let report = finding.places.first().map(|p| p.report);
        if report != current {
            let head = view.head(report.unwrap_or(usize::MAX));
            let title = format!("{} ({})", head.unit, head.file);
            writeln!(out, "\n{}", style.paint(&cut(&clean(&title), style.width), Paint::Bold))?;
            current = report;
        }
        let marks: Vec<String> = finding.places.iter().map(|p| view.item(p)).collect();
        reading::finding(out, view.messages, style, &record(view, finding), &marks)?;
        // What to do is said once, below the last of several findings of one check.
        let next = view.findings.get(index + 1);
        let goes_on = |f: &Finding| f.check == finding.check && f.places.first().map(|p| p.report) == report;
        if !next.is_some_and(goes_on) {
            reading::advice(out, view.messages, style, finding.check)?;
        }
    }
    if view.findings.is_empty() {
        writeln!(out, "{}", style.paint(&view.text("terminal-no-findings"), Paint::Green))?;
    }
    writeln!(out, "\n{}", totals(view))?;
    in_part(view, out)?;
    set_aside(view, out)
}

/// Prints what a compiled set holds; the list of files follows.
///
/// # Errors
/// Where writing fails.
pub fn write_summary(view: &Compilation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count = |n: usize| Arg::Count(n as u64);
    let args = [
        ("reports", count(view.reports.len())),
        ("units", count(view.consolidation.units())),
        ("rows", count(view.reports.iter().map(|r| r.reading.tasks.len()).sum())),
        (
            "figures",
            count(view.reports.iter().map(|r| r.reading.measures.len()).sum()),
        ),
    ];
    writeln!(out, "{}", view.text_with("terminal-summary", &args))?;
    writeln!(out, "{}", totals(view))?;
    in_part(view, out)?;
    set_aside(view, out)?;
    let promises = &view.consolidation.commitments;
    let past = promises
        .iter()
        .filter(|c| c.due.as_deref().is_some_and(|d| view.past_due(d)))
        .count();
    let args = [("count", count(promises.len())), ("past", count(past))];
    writeln!(out, "{}", view.text_with("terminal-summary-commitments", &args))?;
    writeln!(out, "{}", view.text("terminal-summary-written"))
}

/// Files of one kind that are named one by one; the page and the workbook have all of them.
const SET_ASIDE: usize = 20;

/// The files that were read and do not count.
/// Files that break off: a report of which half is missing must not pass for a whole one.
fn in_part(view: &Compilation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let broken: Vec<usize> = (0..view.reports.len()).filter(|r| view.in_part(*r)).collect();
    if broken.is_empty() {
        return Ok(());
    }
    let args = [("count", Arg::Count(broken.len() as u64))];
    writeln!(out, "{}", view.text_with("terminal-in-part", &args))?;
    for report in broken.iter().take(SET_ASIDE) {
        writeln!(out, "  {}", clean(&view.head(*report).file))?;
    }
    if broken.len() > SET_ASIDE {
        let args = [("count", Arg::Count((broken.len() - SET_ASIDE) as u64))];
        writeln!(out, "  {}", view.text_with("html-more", &args))?;
    }
    Ok(())
}

fn set_aside(view: &Compilation<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.set_aside.is_empty() {
        return Ok(());
    }
    let count = |n: usize| Arg::Count(n as u64);
    let args = [("count", count(view.set_aside.len()))];
    writeln!(out, "{}", view.text_with("terminal-set-aside", &args))?;
    for (file, reason) in view.set_aside.iter().take(SET_ASIDE) {
        writeln!(out, "  {}: {}", clean(file), clean(reason))?;
    }
    if view.set_aside.len() > SET_ASIDE {
        let args = [("count", count(view.set_aside.len() - SET_ASIDE))];
        writeln!(out, "  {}", view.text_with("html-more", &args))?;
    }
    Ok(())
}

fn totals(view: &Compilation<'_>) -> String {
    let [(_, errors), (_, warnings), (_, notes)] = view.severities();
    let count = |n: usize| Arg::Count(n as u64);
    view.text_with(
        "terminal-summary-findings",
        &[
            ("errors", count(errors)),
            ("warnings", count(warnings)),
            ("notes", count(notes)),
        ],
    )
}

fn record(view: &Compilation<'_>, finding: &Finding) -> FindingRecord {
    let first = finding.places.first().map(|p| p.report);
    let quote = |p: &tonghop_model::finding::Place| {
        // Words of another report are told apart by its unit, or by its file.
        if Some(p.report) == first {
            p.quote.clone()
        } else {
            format!("{}: {}", view.other(p.report, first.unwrap_or(p.report)), p.quote)
        }
    };
    FindingRecord {
        rule: finding.rule.into(),
        check: finding.check.into(),
        severity: finding.severity,
        message: view.messages.format(&finding.message),
        quotes: finding.places.iter().map(quote).collect(),
        expected: None,
        actual: None,
        spans: Vec::new(),
    }
}
