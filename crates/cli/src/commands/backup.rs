//! `tonghop backup`: everything as it stands at this moment, into one file, while the server goes on.

use super::{database, failed};
use crate::args::BackupArgs;
use crate::exit::Exit;
use crate::{console, private};
use std::error::Error;
use std::fs;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{Call, Cycle, system};
use tonghop_model::message::Arg;

pub fn run(engine: Engine, args: &BackupArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let file = [("file", Arg::Text(args.out.display().to_string()))];
    if args.out.exists() && !args.force {
        console::note(&messages.word("cli-exists", &file));
        console::note(&messages.text("cli-backup-force"));
        return Exit::Failed;
    }
    let made = database::with(engine, &args.place, ("tonghop backup", false), |cycle, call| {
        write(cycle, call, &args.out)
    });
    match made {
        Ok(rows) => {
            let [file] = file;
            console::note(&messages.word("cli-backup-done", &[file, ("rows", Arg::Count(rows))]));
            Exit::Done
        }
        Err(error) => {
            failed(&*error, &messages);
            Exit::Failed
        }
    }
}

/// Writes beside the file and renames: a backup that broke off never looks like one.
fn write(cycle: &Cycle, call: &Call<'_>, out: &Path) -> Result<u64, Box<dyn Error>> {
    let mut partial = out.as_os_str().to_owned();
    partial.push(".partial");
    let result = (|| {
        let file = private::file(Path::new(&partial))?;
        let counted = system::backup(cycle, call, BufWriter::new(&file))?;
        file.sync_all()?;
        fs::rename(&partial, out)?;
        Ok(counted.rows)
    })();
    if result.is_err() {
        let _ = fs::remove_file(&partial);
    }
    result
}
