//! `tonghop compile`: a folder of reports to workbook, page, CSV and JSON lines.

use super::{cause, ended, nothing};
use crate::args::CompileArgs;
use crate::exit::Exit;
use crate::progress::Shown;
use crate::{clock, console};
use std::path::{Path, PathBuf};
use tonghop_app::compile::OUTPUTS;
use tonghop_app::{Engine, OutputError, OutputFolder, walk};
use tonghop_model::message::Arg;
use tonghop_writers::terminal;

/// At most this many skipped files are listed one by one.
const SKIPPED_SHOWN: usize = 20;

pub fn run(engine: &Engine, args: &CompileArgs, quiet: bool) -> Exit {
    let Some(files) = inputs(engine, &args.files, Some(&args.out), quiet) else {
        return Exit::Failed;
    };
    match compile(engine, &files, &args.out, args.force, quiet) {
        Ok(exit) => exit,
        Err(error) => output_failed(engine, &error),
    }
}

/// Compiles `files` into `out` and prints what came of it.
pub fn compile(engine: &Engine, files: &[PathBuf], out: &Path, force: bool, quiet: bool) -> Result<Exit, OutputError> {
    let messages = &engine.messages;
    // Before the work: nobody wants to wait a minute to be told that the folder is taken.
    let folder = OutputFolder::open(out, &OUTPUTS, force)?;
    for path in &folder.replaces {
        console::note(&messages.word("cli-replaces", &[("file", Arg::Text(path.display().to_string()))]));
    }
    let progress = Shown::new(files.len(), quiet, messages);
    let checked = engine.check_files(files, &progress);
    if checked.reports.is_empty() {
        progress.finish();
        return Ok(nothing(&checked, messages));
    }
    let consolidation = engine.consolidate(&checked, &progress);
    let today = clock::today();
    let set = engine.view(&checked, &consolidation, &today);
    let written = engine.write_outputs(&set, &folder, &progress);
    progress.finish();
    let written = written?;
    let shown = console::result(|out| {
        terminal::write_summary(&set.compilation(), out)?;
        for path in &written {
            writeln!(out, "  {}", path.display())?;
        }
        Ok(())
    });
    Ok(ended(shown, &checked.failures, messages))
}

/// Says that results could not be written.
pub fn output_failed(engine: &Engine, error: &OutputError) -> Exit {
    if let OutputError::Exists(paths) = error {
        for path in paths {
            console::note(
                &engine
                    .messages
                    .word("cli-exists", &[("file", Arg::Text(path.display().to_string()))]),
            );
        }
        console::note(&engine.messages.text("cli-exists-hint"));
    } else if let OutputError::Io { path, .. } | OutputError::Write { path, .. } = error {
        let args = [
            ("file", Arg::Text(path.display().to_string())),
            ("cause", Arg::Text(cause(error, &engine.messages))),
        ];
        console::note(&engine.messages.word("cli-not-written", &args));
    }
    Exit::Failed
}

/// The files to read; says what was passed over. `None` where nothing is left.
pub fn inputs(engine: &Engine, named: &[PathBuf], out: Option<&Path>, quiet: bool) -> Option<Vec<PathBuf>> {
    let found = walk(named, out);
    let messages = &engine.messages;
    if !quiet {
        for skipped in found.skipped.iter().take(SKIPPED_SHOWN) {
            let args = [
                ("file", Arg::Text(skipped.path.display().to_string())),
                ("reason", Arg::Text(messages.text(skipped.reason))),
            ];
            console::note(&messages.word("cli-skipped", &args));
        }
        let rest = found.skipped.len().saturating_sub(SKIPPED_SHOWN);
        if rest > 0 {
            console::note(&messages.word("cli-skipped-more", &[("count", Arg::Count(rest as u64))]));
        }
    }
    if found.files.is_empty() {
        console::note(&messages.text("cli-no-input"));
        return None;
    }
    Some(found.files)
}
