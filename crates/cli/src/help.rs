//! The command line with its texts in the language of the run.
//!
//! Keys: `cli-about`, `cli-<command>-about`, `cli-<command>-usage`, `cli-<command>-arg-<id>`, and
//! `cli-global-<id>` for options that every command takes.

use crate::args::Cli;
use clap::{Arg, ArgAction, Command, CommandFactory};
use tonghop_messages::Messages;

const GLOBAL: [&str; 4] = ["lang", "catalogue", "quiet", "jobs"];

/// The whole command line.
pub fn command(messages: &Messages) -> Command {
    let root = Cli::command();
    let commands: Vec<String> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut root = worded(root, "cli", messages)
        .disable_version_flag(true)
        .arg(special("version", 'V', ArgAction::Version, messages))
        .after_help(messages.text("cli-after-help"));
    for name in commands {
        root = root.mut_subcommand(&name, |c| nested(c, &format!("cli-{name}"), messages));
    }
    root
}

fn nested(command: Command, prefix: &str, messages: &Messages) -> Command {
    let inner: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = worded(command, prefix, messages);
    for name in inner {
        let prefix = format!("{prefix}-{name}");
        command = command.mut_subcommand(&name, |c| nested(c, &prefix, messages));
    }
    command
}

fn worded(command: Command, prefix: &str, messages: &Messages) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        messages.text("cli-heading-usage")
    );
    let options = messages.text("cli-heading-options");
    let arguments = messages.text("cli-heading-arguments");
    let mut command = command
        .about(messages.text(&format!("{prefix}-about")))
        .override_usage(messages.text(&format!("{prefix}-usage")))
        .help_template(template)
        .subcommand_help_heading(messages.text("cli-heading-commands"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(special("help", 'h', ArgAction::Help, messages));
    if messages.has(&format!("{prefix}-after-help")) {
        command = command.after_help(messages.text(&format!("{prefix}-after-help")));
    }
    command.mut_args(|arg| {
        let id = arg.get_id().as_str().to_owned();
        let key = match id.as_str() {
            "help" | "version" => return arg,
            id if GLOBAL.contains(&id) => format!("cli-global-{id}"),
            id => format!("{prefix}-arg-{}", id.replace('_', "-")),
        };
        let heading = if arg.is_positional() { &arguments } else { &options };
        let takes_value = arg.get_action().takes_values();
        // The variables are told in words below; a value may hold a password.
        let arg = arg
            .help(messages.text(&key))
            .help_heading(heading.clone())
            .hide_env(true);
        if takes_value {
            let arg = value_name(arg, messages);
            arg.hide_default_value(true).hide_possible_values(true)
        } else {
            arg
        }
    })
}

/// "FILE", "DIR" and "FILE|DIR" in the language of the run; lists of values stay as they are typed.
fn value_name(arg: Arg, messages: &Messages) -> Arg {
    let name = arg
        .get_value_names()
        .and_then(|n| n.first())
        .map(|n| n.as_str().to_lowercase());
    match name.map(|n| format!("cli-value-{}", n.replace(['|', ':'], "-"))) {
        Some(key) if messages.has(&key) => arg.value_name(messages.text(&key)),
        _ => arg,
    }
}

fn special(name: &'static str, short: char, action: ArgAction, messages: &Messages) -> Arg {
    Arg::new(name)
        .long(name)
        .short(short)
        .action(action)
        .help(messages.text(&format!("cli-global-{name}")))
        .help_heading(messages.text("cli-heading-options"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn every_text_of_the_help_exists_in_both_languages() {
        for lang in Lang::ALL {
            let messages = Messages::new(lang);
            let mut all = vec![command(&messages)];
            while let Some(mut c) = all.pop() {
                let shown = c.render_long_help().to_string();
                assert!(!shown.contains("cli-"), "unworded text:\n{shown}");
                all.extend(c.get_subcommands().cloned());
            }
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        command(&Messages::new(Lang::Vi)).debug_assert();
    }
}
