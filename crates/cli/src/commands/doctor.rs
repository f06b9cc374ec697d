//! `tonghop doctor`: whether an installation is in order.

use super::{database, ended, failed};
use crate::args::DatabaseArgs;
use crate::exit::Exit;
use crate::{console, private};
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::system;
use tonghop_model::message::Arg;

pub fn run(engine: Engine, args: &DatabaseArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let looked = database::with(engine, args, ("tonghop doctor", false), |cycle, call| {
        Ok(system::doctor(cycle, call)?)
    });
    let checks = match looked {
        Ok(checks) => checks,
        Err(error) => {
            failed(&*error, &messages);
            return Exit::Failed;
        }
    };
    let written = console::result(|out| {
        for check in &checks {
            let facts: Vec<String> = check.facts.iter().map(|f| messages.format(f)).collect();
            let key = match (check.fine, facts.is_empty()) {
                (true, true) => "cli-doctor-in-order",
                (true, false) => "cli-doctor-fine",
                (false, _) => "cli-doctor-wrong",
            };
            let what = messages.text(&format!("cli-check-{}", check.name));
            let args = [("what", Arg::Text(what)), ("detail", Arg::Text(facts.join("; ")))];
            writeln!(out, "{}", messages.word(key, &args))?;
        }
        let file = args.data.join(database::FILE);
        if args.database.is_none() && private::is_open_to_others(&file) {
            let place = [("file", Arg::Text(file.display().to_string()))];
            writeln!(out, "{}", messages.word("cli-doctor-open", &place))?;
        }
        Ok(())
    });
    if checks.iter().all(|c| c.fine) {
        ended(written, &[], &messages)
    } else {
        Exit::Findings
    }
}
