//! The `tonghop` binary: arguments in, results on standard output, messages on standard error.

mod allocator;
mod args;
mod clock;
mod commands;
mod console;
mod demo;
mod exit;
mod help;
mod open_files;
mod private;
mod progress;
mod samples;
mod usage_error;
mod write_args;

use clap::{Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let raw: Vec<OsString> = std::env::args_os().collect();
    let messages = tonghop_messages::Messages::new(args::language(&raw));
    // Wording every option takes a tenth of the time that reading a report takes: only for who asks, or typed something wrong.
    let parsed = parse(args::Cli::command(), &raw).or_else(|_| parse(help::command(&messages), &raw));
    match parsed {
        Ok(cli) => commands::run(cli, &Arc::new(messages)).into(),
        Err(error) => usage_error::report(&error, &messages).into(),
    }
}

fn parse(command: Command, raw: &[OsString]) -> Result<args::Cli, clap::Error> {
    let matches = command.try_get_matches_from(raw)?;
    args::Cli::from_arg_matches(&matches)
}
