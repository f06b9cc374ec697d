//! One file per command.

mod account;
mod audit;
mod backup;
mod catalogue;
mod check;
mod compile;
mod database;
mod demo;
mod doctor;
mod external;
mod failure;
mod form;
mod mail;
mod migrate;
mod read;
mod restore;
mod serve;
mod signature;
mod write;

use crate::args::{AccountCommand, AuditCommand, CatalogueCommand, Cli, Command, Global};
use crate::console;
use crate::exit::Exit;
use failure::{cause, failed};
use std::sync::Arc;
use tonghop_app::compile::Checked;
use tonghop_app::{Engine, EngineError, Failure};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;

/// Runs the command.
pub fn run(cli: Cli, messages: &Arc<Messages>) -> Exit {
    if let Command::Catalogue {
        command: CatalogueCommand::Check(args),
    } = &cli.command
    {
        return catalogue::check(args.dir.as_deref().or(cli.global.catalogue.as_deref()), messages);
    }
    if let Command::Signature(args) = &cli.command {
        return signature::run(args, messages);
    }
    let engine = match Engine::new(cli.global.catalogue.as_deref(), Arc::clone(messages), cli.global.jobs) {
        Ok(engine) => engine,
        Err(error) => return engine_failed(&error, messages),
    };
    let Global { quiet, .. } = cli.global;
    match cli.command {
        Command::Read(args) => read::run(&engine, &args, quiet),
        Command::Check(args) => check::run(&engine, &args, quiet),
        Command::Compile(args) => compile::run(&engine, &args, quiet),
        Command::Demo(args) => demo::run(engine, &args, quiet),
        Command::Serve(args) => serve::run(engine, &args),
        Command::Migrate(args) => migrate::run(engine, &args),
        Command::Backup(args) => backup::run(engine, &args),
        Command::Restore(args) => restore::run(engine, &args),
        Command::Doctor(args) => doctor::run(engine, &args),
        Command::Audit {
            command: AuditCommand::Verify(args),
        } => audit::verify(engine, &args),
        Command::Account {
            command: AccountCommand::Link(args),
        } => account::link(engine, &args),
        Command::Account {
            command: AccountCommand::Role(args),
        } => account::role(engine, &args),
        Command::Form { command } => form::run(&engine, &command),
        Command::Write { command } => write::run(&engine, &command, quiet),
        Command::Catalogue { .. } | Command::Signature(_) => Exit::Done,
    }
}

fn engine_failed(error: &EngineError, messages: &Messages) -> Exit {
    match error {
        EngineError::Catalogue(mistakes) => {
            mistakes.iter().for_each(|m| console::note(m));
            let count = [("count", Arg::Count(mistakes.len() as u64))];
            console::note(&messages.word("cli-catalogue-mistakes", &count));
        }
        EngineError::Threads(_) => failed(error, messages),
    }
    Exit::Failed
}

/// How a run ends in which no report was found: nothing is written, so that an empty page is never taken for a result.
fn nothing(checked: &Checked, messages: &Messages) -> Exit {
    left_out(checked, messages);
    console::note(&messages.text("cli-nothing-read"));
    Exit::Failed
}

/// Names the files that were read and do not count.
fn left_out(checked: &Checked, messages: &Messages) {
    /// Files that are named one by one.
    const SHOWN: usize = 20;
    for file in checked.set_aside.iter().take(SHOWN) {
        let args = [
            ("file", Arg::Text(file.path.display().to_string())),
            ("reason", Arg::Text(file.reason.clone())),
        ];
        console::note(&messages.word("cli-skipped", &args));
    }
    let rest = checked.set_aside.len().saturating_sub(SHOWN);
    if rest > 0 {
        console::note(&messages.word("cli-skipped-more", &[("count", Arg::Count(rest as u64))]));
    }
}

/// How a run ends whose results are out.
fn ended(written: std::io::Result<()>, failures: &[Failure], messages: &Messages) -> Exit {
    if let Err(error) = written {
        failed(&error, messages);
        return Exit::Failed;
    }
    if failures.is_empty() {
        return Exit::Done;
    }
    console::note(&messages.word("cli-some-unread", &[("count", Arg::Count(failures.len() as u64))]));
    Exit::SomeUnread
}
