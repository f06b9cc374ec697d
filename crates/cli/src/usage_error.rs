//! Wrong command lines, worded in the language of the run.

use crate::console;
use crate::exit::Exit;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;

/// Prints help, version or the error, and says how the run ends.
pub fn report(error: &Error, messages: &Messages) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.to_string();
            match console::result(|out| out.write_all(text.as_bytes())) {
                Ok(()) => Exit::Done,
                Err(_) => Exit::Failed,
            }
        }
        // `tonghop` alone is a question.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console::note(&error.to_string());
            Exit::Usage
        }
        kind => {
            console::note(&worded(error, kind, messages));
            console::note(&messages.text("cli-usage-hint"));
            Exit::Usage
        }
    }
}

fn worded(error: &Error, kind: ErrorKind, messages: &Messages) -> String {
    let text = |kind| Arg::Text(context(error, kind).unwrap_or_default());
    let (arg, value) = (
        ("arg", text(ContextKind::InvalidArg)),
        ("value", text(ContextKind::InvalidValue)),
    );
    match kind {
        ErrorKind::UnknownArgument => messages.word("cli-usage-unknown-argument", &[arg]),
        ErrorKind::InvalidSubcommand => messages.word(
            "cli-usage-unknown-command",
            &[("value", text(ContextKind::InvalidSubcommand))],
        ),
        ErrorKind::MissingRequiredArgument => messages.word("cli-usage-missing", &[arg]),
        ErrorKind::MissingSubcommand => messages.text("cli-usage-no-command"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => {
            messages.word("cli-usage-wrong-value", &[arg, value])
        }
        ErrorKind::ArgumentConflict | ErrorKind::TooManyValues | ErrorKind::TooFewValues => {
            messages.word("cli-usage-wrong-value", &[arg, value])
        }
        _ => error.to_string(),
    }
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        // Clap's "<FILE>..." would run into the full stop of the sentence.
        ContextValue::Strings(texts) => Some(texts.join(", ").replace("...", "")),
        other => Some(other.to_string()),
    }
}
