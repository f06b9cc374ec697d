//! `tonghop check`: what does not add up, in each report, between reports of a unit, between units.

use super::{compile, ended, failed, nothing};
use crate::args::{CheckArgs, CheckFormat};
use crate::console;
use crate::exit::Exit;
use crate::progress::Shown;
use serde_json::json;
use std::io::{self, Write};
use tonghop_app::compile::Checked;
use tonghop_app::{Engine, finding_record};
use tonghop_writers::{Compilation, WriteError, csv, terminal};

pub fn run(engine: &Engine, args: &CheckArgs, quiet: bool) -> Exit {
    let Some(files) = compile::inputs(engine, &args.files, None, quiet) else {
        return Exit::Failed;
    };
    let progress = Shown::new(files.len(), quiet, &engine.messages);
    let checked = engine.check_files(&files, &progress);
    let consolidation = engine.consolidate(&checked, &progress);
    progress.finish();
    if checked.reports.is_empty() {
        return nothing(&checked, &engine.messages);
    }
    let set = engine.view(&checked, &consolidation, "");
    let written = console::result(|out| match args.format {
        CheckFormat::Json => write_json(engine, &checked, out),
        format => write(engine, format, &set.compilation(), out),
    });
    match ended(written, &checked.failures, &engine.messages) {
        // Who asks for findings by exit code must not lose them behind a file that could not be read.
        Exit::Done | Exit::SomeUnread if fails(args, &checked) => Exit::Findings,
        exit => exit,
    }
}

fn fails(args: &CheckArgs, checked: &Checked) -> bool {
    args.fail_on
        .is_some_and(|limit| checked.findings.iter().any(|f| f.severity >= limit.severity()))
}

fn write(engine: &Engine, format: CheckFormat, view: &Compilation<'_>, out: &mut dyn Write) -> io::Result<()> {
    if format == CheckFormat::Table {
        let style = terminal::Style {
            colour: console::colour(),
            width: console::width(),
        };
        return terminal::write_findings(view, style, out);
    }
    csv::write_findings(view, out).map_err(|e| match e {
        WriteError::Io(e) => e,
        other => {
            failed(&other, &engine.messages);
            io::Error::other(other)
        }
    })
}

/// `{ "files": […], "unread": […], "set_aside": […], "findings": [ { "files": […], "items": […], "advice", rule, check, … } ] }`;
/// the first file of a finding is the one whose places come first, `items` are the rows and headings of its places.
fn write_json(engine: &Engine, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let file = |report: usize| {
        checked
            .reports
            .get(report)
            .map(|r| r.understood.reading.source.file.as_str())
    };
    let findings: Vec<_> = checked
        .findings
        .iter()
        .map(|finding| {
            let first = finding.places.first().map_or(0, |p| p.report);
            let mut files: Vec<_> = finding.places.iter().filter_map(|p| file(p.report)).collect();
            files.dedup();
            let mut value = json!(finding_record(finding, first, &engine.messages));
            value["files"] = json!(files);
            value["items"] = json!(finding.places.iter().map(|p| &p.item).collect::<Vec<_>>());
            value["advice"] = json!(engine.messages.advice(finding.check));
            value
        })
        .collect();
    let unread: Vec<_> = checked
        .failures
        .iter()
        .map(|f| json!({ "file": f.path.display().to_string(), "reason": f.reason }))
        .collect();
    let set_aside: Vec<_> = checked
        .set_aside
        .iter()
        .map(|f| json!({ "file": f.path.display().to_string(), "reason": f.reason }))
        .collect();
    let files: Vec<_> = (0..checked.reports.len()).map(file).collect();
    serde_json::to_writer_pretty(
        &mut *out,
        &json!({ "files": files, "unread": unread, "set_aside": set_aside, "findings": findings }),
    )?;
    writeln!(out)
}
