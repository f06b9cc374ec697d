//! `tonghop migrate`: brings the layout of the database up to date.

use super::{database, failed};
use crate::args::DatabaseArgs;
use crate::console;
use crate::exit::Exit;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::setup;
use tonghop_model::message::Arg;

pub fn run(engine: Engine, args: &DatabaseArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let done = database::with(engine, args, ("tonghop migrate", true), |cycle, call| {
        Ok(setup::migrate(cycle, call)?)
    });
    match done {
        Ok(names) if names.is_empty() => console::note(&messages.text("cli-migrate-current")),
        Ok(names) => {
            let names = [("names", Arg::Text(names.join(", ")))];
            console::note(&messages.word("cli-migrate-done", &names));
        }
        Err(error) => {
            failed(&*error, &messages);
            return Exit::Failed;
        }
    }
    Exit::Done
}
