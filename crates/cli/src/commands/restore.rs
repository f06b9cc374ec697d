//! `tonghop restore`: a backup into an empty database, of either kind.

use super::{database, failed};
use crate::args::RestoreArgs;
use crate::console;
use crate::exit::Exit;
use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::system;
use tonghop_model::message::Arg;

pub fn run(engine: Engine, args: &RestoreArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let restored = File::open(&args.file).map_err(Into::into).and_then(|file| {
        database::with(engine, &args.place, ("tonghop restore", true), |cycle, call| {
            Ok(system::restore(cycle, call, BufReader::new(file))?)
        })
    });
    match restored {
        Ok(counted) => {
            console::note(&messages.word("cli-restore-done", &[("rows", Arg::Count(counted.rows))]));
            Exit::Done
        }
        Err(error) => {
            failed(&*error, &messages);
            Exit::Failed
        }
    }
}
