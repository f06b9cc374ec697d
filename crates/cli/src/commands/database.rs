//! Opening the database of an installation for a command on the machine.

use super::failure::NoDatabase;
use crate::args::DatabaseArgs;
use crate::{clock, private};
use std::error::Error;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{Call, Cycle};
use tonghop_model::cycle::Actor;
use tonghop_model::moment::Moment;
use tonghop_store::Store;

/// Name of the database within the folder.
pub const FILE: &str = "tonghop.db";

/// Runs `work` on the database. Who can run commands here holds the file anyway: everything is allowed, and recorded.
///
/// # Errors
/// What `work` returns; a missing file, unless `create`.
pub fn with<T>(
    engine: Engine,
    args: &DatabaseArgs,
    (name, create): (&str, bool),
    work: impl FnOnce(&Cycle, &Call<'_>) -> Result<T, Box<dyn Error>>,
) -> Result<T, Box<dyn Error>> {
    let file = args.data.join(FILE);
    if args.database.is_none() {
        if create {
            private::folder(&args.data)?;
            private::database(&file)?;
        } else {
            // SQLite would make an empty file where the name is mistyped.
            std::fs::metadata(&file).map_err(|_| NoDatabase(args.data.display().to_string()))?;
        }
    }
    let url = args
        .database
        .clone()
        .unwrap_or_else(|| file.to_string_lossy().into_owned());
    let cycle = Cycle::new(Store::open(&url)?, Arc::new(engine));
    let actor = Actor::system(name);
    let call = Call {
        actor: &actor,
        now: Moment::from_unix(clock::now()),
        address: "",
    };
    work(&cycle, &call)
}
