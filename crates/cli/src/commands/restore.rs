//! `tonghop restore`: a backup into an empty database, of either kind.

use super::database;
use super::failure::{backup_fault, failed, file_unread, unreadable};
use crate::args::RestoreArgs;
use crate::console;
use crate::exit::Exit;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Seek};
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::system;
use tonghop_model::message::Arg;

pub fn run(engine: Engine, args: &RestoreArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let file = match File::open(&args.file) {
        Ok(file) => file,
        Err(error) => {
            file_unread(&args.file, unreadable(&error, &messages), &messages);
            return Exit::Failed;
        }
    };
    match restored(engine, args, file) {
        Ok(rows) => {
            console::note(&messages.word("cli-restore-done", &[("rows", Arg::Count(rows))]));
            Exit::Done
        }
        Err(error) => {
            match backup_fault(&*error, &messages) {
                Some(reason) => file_unread(&args.file, reason, &messages),
                None => failed(&*error, &messages),
            }
            Exit::Failed
        }
    }
}

/// Rows that were restored. The file is read to its end first: where it is cut, no empty database stays behind from which a
/// server would start anew.
fn restored(engine: Engine, args: &RestoreArgs, mut file: File) -> Result<u64, Box<dyn Error>> {
    system::inspect(BufReader::new(&file))?;
    file.rewind()?;
    let counted = database::with(engine, &args.place, ("tonghop restore", true), |cycle, call| {
        Ok(system::restore(cycle, call, BufReader::new(file))?)
    })?;
    Ok(counted.rows)
}
