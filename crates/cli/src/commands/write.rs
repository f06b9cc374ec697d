//! `tonghop write`: official documents as DOCX or PDF.

use super::compile::inputs;
use super::failure::{cause, file_unread, unreadable};
use super::{left_out, nothing};
use crate::exit::Exit;
use crate::progress::Shown;
use crate::write_args::{OutArgs, WriteCommand, WriteLateArgs, WriteReportArgs, WriteRequestArgs, WriteSetArgs};
use crate::{clock, console};
use std::collections::BTreeSet;
use std::path::PathBuf;
use tonghop_app::compile::{Checked, Told};
use tonghop_app::write::{DocumentOutput, ReportDocument, WriteDocumentError, WrittenFile, unit_list};
use tonghop_app::{Engine, walk};
use tonghop_model::message::Arg;
use tonghop_model::official::{Block, OfficialDocument};
use tonghop_writers::documents::office::academic_title;

/// Remarks on a list of units that are shown one by one.
const REMARKS_SHOWN: usize = 20;
/// Mistakes of a template that are shown one by one.
const PROBLEMS_SHOWN: usize = 20;

pub fn run(engine: &Engine, command: &WriteCommand, quiet: bool) -> Exit {
    match command {
        WriteCommand::Report(args) => report(engine, args),
        WriteCommand::Request(args) => request(engine, args),
        WriteCommand::Reminder(args) => late(engine, args, false, quiet),
        WriteCommand::Late(args) => late(engine, args, true, quiet),
        WriteCommand::Consolidated(args) => set(engine, args, false, quiet),
        WriteCommand::Brief(args) => set(engine, args, true, quiet),
    }
}

fn report(engine: &Engine, args: &WriteReportArgs) -> Exit {
    match engine.report_document(&args.file) {
        Ok(ReportDocument { document, remarks }) => {
            let unit = document.issuer.last().map_or("", String::as_str);
            for remark in &remarks {
                console::note(&engine.messages.format(remark));
            }
            written(engine, &document, &args.out, &format!("bao cao {unit}"))
        }
        Err(failure) => {
            file_unread(&failure.path, failure.reason, &engine.messages);
            Exit::Failed
        }
    }
}

fn request(engine: &Engine, args: &WriteRequestArgs) -> Exit {
    if let Some((cut_off, deadline)) = args.closed_after_due() {
        let days = [("cut_off", cut_off), ("deadline", deadline)].map(|(name, day)| (name, Arg::Text(day.to_owned())));
        console::note(&engine.messages.word("cli-write-deadline-first", &days));
        return Exit::Usage;
    }
    if let Some(exit) = wrong_dates(engine, args.wrong_date()) {
        return exit;
    }
    let round = args.options();
    match engine.request_document(&(&args.issuer).into(), &round) {
        Some(document) => {
            if round.deadline.is_none() {
                console::note(&engine.messages.text("cli-write-no-deadline"));
            }
            if round.contact.is_none() {
                console::note(&engine.messages.text("cli-write-no-contact"));
            }
            issued(engine, &document, &args.out, "cong van de nghi bao cao")
        }
        None => {
            let known: Vec<&str> = engine.catalogue.templates.iter().map(|t| t.code.as_str()).collect();
            let code = args.form.clone().unwrap_or_default();
            console::note(&engine.messages.word(
                "cli-write-no-form",
                &[("code", Arg::Text(code)), ("known", Arg::Text(known.join(", ")))],
            ));
            Exit::Usage
        }
    }
}

fn late(engine: &Engine, args: &WriteLateArgs, list: bool, quiet: bool) -> Exit {
    if let Some(exit) = wrong_dates(engine, args.wrong_date()) {
        return exit;
    }
    let units = match std::fs::read_to_string(&args.units) {
        Ok(text) => unit_list(&text),
        Err(error) => {
            file_unread(&args.units, unreadable(&error, &engine.messages), &engine.messages);
            return Exit::Failed;
        }
    };
    let Some(checked) = received(engine, &args.files, quiet) else {
        return Exit::Failed;
    };
    left_out(&checked, &engine.messages);
    let issuer = (&args.issuer).into();
    let late = engine.late_document(&checked, &units, &issuer, &args.options(), &clock::today(), list);
    let (document, remarks) = match late {
        Ok(written) => written,
        Err(why) => {
            console::note(&engine.messages.format(&why));
            return Exit::Failed;
        }
    };
    for remark in remarks.iter().take(REMARKS_SHOWN) {
        console::note(&engine.messages.format(remark));
    }
    if remarks.len() > REMARKS_SHOWN {
        let rest = Arg::Count((remarks.len() - REMARKS_SHOWN) as u64);
        console::note(&engine.messages.word("cli-write-more-remarks", &[("count", rest)]));
    }
    let name = if list {
        "danh sach cham bao cao"
    } else {
        "cong van don doc bao cao"
    };
    issued(engine, &document, &args.out, name)
}

/// The reports that came: without any every unit is late, and an empty folder is the very case for a reminder.
fn received(engine: &Engine, files: &[PathBuf], quiet: bool) -> Option<Checked> {
    let folders = !files.is_empty() && files.iter().all(|f| f.is_dir());
    if folders && walk(files, None).files.is_empty() {
        for folder in files {
            let folder = Arg::Text(folder.display().to_string());
            console::note(&engine.messages.word("cli-write-empty-folder", &[("folder", folder)]));
        }
        return Some(Checked::default());
    }
    if files.is_empty() {
        return Some(Checked::default());
    }
    Some(read(engine, files, None, quiet)?.0)
}

/// A provincial report over units of two provinces is nearly always a folder that holds too much.
fn several_provinces(engine: &Engine, told: &Told) {
    let named = told.consolidation.reports.iter().filter_map(|r| r.province.as_deref());
    let provinces: BTreeSet<&str> = named.collect();
    if provinces.len() > 1 {
        let names = Arg::Text(provinces.into_iter().collect::<Vec<_>>().join(", "));
        console::note(
            &engine
                .messages
                .word("cli-write-several-provinces", &[("provinces", names)]),
        );
    }
}

fn set(engine: &Engine, args: &WriteSetArgs, short: bool, quiet: bool) -> Exit {
    if let Some(exit) = wrong_dates(engine, args.wrong_date()) {
        return exit;
    }
    let Some((checked, told)) = read(engine, &args.files, args.period.as_deref(), quiet) else {
        return Exit::Failed;
    };
    if checked.reports.is_empty() {
        return nothing(&checked, &engine.messages);
    }
    // What is missing from a document that somebody signs must not be missing silently.
    left_out(&checked, &engine.messages);
    several_provinces(engine, &told);
    for remark in engine.set_remarks(&checked, &args.round()) {
        console::note(&engine.messages.format(&remark));
    }
    let document = engine.set_document(&checked, &told, &(&args.issuer).into(), &args.round(), short);
    let unread = checked.failures.len();
    // The document has everything that is printed: thousands of readings are given up while it is written.
    std::thread::spawn(move || drop((checked, told)));
    let name = if short { "bao cao tom tat" } else { "bao cao tong hop" };
    let exit = issued(engine, &document, &args.out, name);
    if unread == 0 || !matches!(exit, Exit::Done) {
        return exit;
    }
    console::note(
        &engine
            .messages
            .word("cli-some-unread", &[("count", Arg::Count(unread as u64))]),
    );
    Exit::SomeUnread
}

fn read(engine: &Engine, named: &[PathBuf], period: Option<&str>, quiet: bool) -> Option<(Checked, Told)> {
    let files = inputs(engine, named, None, quiet)?;
    let progress = Shown::new(files.len(), quiet, &engine.messages);
    let gathered = engine.gather_files(&files, period, &progress);
    progress.finish();
    Some(gathered)
}

/// A date that is no whole ISO date would silently be left out of a letter: it is refused.
fn wrong_dates(engine: &Engine, wrong: Option<&str>) -> Option<Exit> {
    let wrong = wrong?.to_owned();
    console::note(&engine.messages.word("cli-write-date", &[("date", Arg::Text(wrong))]));
    Some(Exit::Usage)
}

/// Writes a document of the office that is named on the command line.
fn issued(engine: &Engine, document: &OfficialDocument, args: &OutArgs, name: &str) -> Exit {
    // Annex I, part II, item 4: every document names its place.
    if document.place.trim().is_empty() && !document.symbol.is_empty() {
        console::note(&engine.messages.text("cli-write-no-place"));
    }
    // Item 2: the body above the issuer stands over it; ministries and committees have none.
    if document.superior.is_none() && !document.symbol.is_empty() {
        console::note(&engine.messages.text("cli-write-no-superior"));
    }
    written(engine, document, args, name)
}

fn written(engine: &Engine, document: &OfficialDocument, args: &OutArgs, name: &str) -> Exit {
    if let Some(title) = academic_title(&document.signature.name) {
        let title = Arg::Text(title.to_owned());
        console::note(&engine.messages.word("cli-write-academic-title", &[("title", title)]));
    }
    let output = DocumentOutput {
        path: args.out.clone(),
        force: args.force,
        template: args.template.clone(),
    };
    match output.write(document, name) {
        Ok(file) => {
            let charts = document.body.iter().filter(|b| matches!(b, Block::Chart(_))).count();
            if charts > 0 && args.template.is_some() {
                let charts = Arg::Count(charts as u64);
                console::note(&engine.messages.word("cli-write-template-charts", &[("count", charts)]));
            }
            if file.replaced > 0 {
                console::note(&unprinted(engine, &file));
            }
            match console::result(|out| writeln!(out, "{}", file.path.display())) {
                Ok(()) => Exit::Done,
                Err(_) => Exit::Failed,
            }
        }
        Err(error) => refused(engine, &error),
    }
}

/// "3 ký tự không in được: U+1F600 😀, …": a square stands for each in the file.
fn unprinted(engine: &Engine, file: &WrittenFile) -> String {
    let named = file.lacking.iter().map(|c| {
        let code = format!("U+{:04X}", u32::from(*c));
        // Marks of writing direction would turn this very line round.
        if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}') {
            code
        } else {
            format!("{code} “{c}”")
        }
    });
    let args = [
        ("count", Arg::Count(file.replaced as u64)),
        ("named", Arg::Text(named.collect::<Vec<_>>().join(", "))),
    ];
    engine.messages.word("cli-write-unprinted", &args)
}

fn refused(engine: &Engine, error: &WriteDocumentError) -> Exit {
    let messages = &engine.messages;
    let file = |path: &std::path::Path| ("file", Arg::Text(path.display().to_string()));
    match error {
        WriteDocumentError::Ending(path) => {
            console::note(&messages.word("cli-write-ending", &[file(path)]));
            return Exit::Usage;
        }
        WriteDocumentError::TemplateNeedsDocx => {
            console::note(&messages.text("cli-write-template-docx"));
            return Exit::Usage;
        }
        WriteDocumentError::Exists(path) => {
            console::note(&messages.word("cli-exists", &[file(path)]));
            console::note(&messages.text("cli-exists-hint"));
        }
        WriteDocumentError::Template(problems) => {
            for problem in problems.iter().take(PROBLEMS_SHOWN) {
                console::note(&problem.worded(messages));
            }
            console::note(&messages.word("cli-write-template", &[("count", Arg::Count(problems.len() as u64))]));
        }
        WriteDocumentError::TemplateFile { path, source } => {
            file_unread(path, unreadable(source, messages), messages);
        }
        WriteDocumentError::Write { path, .. } => {
            console::note(&messages.word(
                "cli-not-written",
                &[file(path), ("cause", Arg::Text(cause(error, messages)))],
            ));
        }
    }
    Exit::Failed
}
