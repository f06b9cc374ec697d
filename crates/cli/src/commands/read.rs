//! `tonghop read`: what was understood from each file.

use super::ended;
use crate::args::{ReadArgs, ReadFormat};
use crate::console;
use crate::exit::Exit;
use crate::progress::Shown;
use std::io::{self, Write};
use tonghop_app::{Engine, Run};
use tonghop_model::message::Arg;
use tonghop_writers::terminal;

pub fn run(engine: &Engine, args: &ReadArgs, quiet: bool) -> Exit {
    let progress = Shown::new(args.files.len(), quiet, &engine.messages);
    let run = engine.read_many(&args.files, &progress);
    progress.finish();
    if run.reports.is_empty() {
        console::note(&engine.messages.text("cli-nothing-read"));
        return Exit::Failed;
    }
    for report in &run.reports {
        for remark in [engine.no_report(report), engine.text_in_disguise(report)]
            .into_iter()
            .flatten()
        {
            let args = [
                ("file", Arg::Text(report.path.display().to_string())),
                ("remark", Arg::Text(remark)),
            ];
            console::note(&engine.messages.word("cli-read-remark", &args));
        }
    }
    let written = console::result(|out| write(engine, args, &run, out));
    ended(written, &run.failures, &engine.messages)
}

fn write(engine: &Engine, args: &ReadArgs, run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let readings = || run.reports.iter().map(|r| &r.understood.reading);
    match args.format {
        ReadFormat::Table => {
            let style = terminal::Style {
                colour: console::colour(),
                width: console::width(),
            };
            for reading in readings() {
                terminal::write_reading(reading, &engine.messages, style, out)?;
            }
            Ok(())
        }
        ReadFormat::Jsonl => {
            for reading in readings() {
                serde_json::to_writer(&mut *out, reading)?;
                writeln!(out)?;
            }
            Ok(())
        }
        // One file named gives an object, several give an array, however many could be read.
        ReadFormat::Json if args.files.len() == 1 => match readings().next() {
            Some(reading) => {
                serde_json::to_writer_pretty(&mut *out, reading)?;
                writeln!(out)
            }
            None => Ok(()),
        },
        ReadFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &readings().collect::<Vec<_>>())?;
            writeln!(out)
        }
    }
}
