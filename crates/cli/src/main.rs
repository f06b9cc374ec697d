//! The `tonghop` binary: arguments in, results on standard output, messages on standard error.

mod allocator;
mod args;
mod clock;
mod commands;
mod console;
mod demo;
mod exit;
mod help;
mod progress;
mod samples;
mod usage_error;
mod write_args;

use clap::FromArgMatches;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let raw: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let messages = tonghop_messages::Messages::new(args::language(&raw));
    let parsed = help::command(&messages)
        .try_get_matches_from(&raw)
        .and_then(|m| args::Cli::from_arg_matches(&m));
    match parsed {
        Ok(cli) => commands::run(cli, &Arc::new(messages)).into(),
        Err(error) => usage_error::report(&error, &messages).into(),
    }
}
