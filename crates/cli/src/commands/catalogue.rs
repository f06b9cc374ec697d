//! `tonghop catalogue check`: every mistake in the data, with file and line.

use crate::console;
use crate::exit::Exit;
use std::path::Path;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_messages::Messages;
use tonghop_model::message::Arg;

pub fn check(folder: Option<&Path>, messages: &Arc<Messages>) -> Exit {
    let mistakes = Engine::catalogue_problems(folder, messages);
    if !mistakes.is_empty() {
        mistakes.iter().for_each(|m| console::note(m));
        console::note(&messages.word(
            "cli-catalogue-mistakes",
            &[("count", Arg::Count(mistakes.len() as u64))],
        ));
        return Exit::Failed;
    }
    match Engine::new(folder, Arc::clone(messages), 1) {
        Ok(engine) => good(&engine),
        Err(error) => {
            super::failed(&error, messages);
            Exit::Failed
        }
    }
}

fn good(engine: &Engine) -> Exit {
    let c = &engine.catalogue;
    let count = |n: usize| Arg::Count(n as u64);
    let args = [
        ("programmes", count(c.programmes.len())),
        ("templates", count(c.templates.len())),
        ("indicators", count(c.indicators.len())),
        ("wordings", count(c.status_wordings.len())),
    ];
    let line = engine.messages.word("cli-catalogue-good", &args);
    match console::result(|out| writeln!(out, "{line}")) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Failed,
    }
}
