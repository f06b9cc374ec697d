//! A connection to either database.

use crate::StoreResult;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use std::thread;
use std::time::Duration;

#[diesel::declare_sql_function]
extern "SQL" {
    /// SQLite: the id that this connection gave out last.
    fn last_insert_rowid() -> BigInt;
    /// PostgreSQL: the number that this connection took last from any sequence.
    fn lastval() -> BigInt;
}

/// A connection; the statements are the same for both databases.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// SQLite, one file.
    Sqlite(SqliteConnection),
    /// PostgreSQL.
    Postgres(PgConnection),
}

/// Which database a store uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// SQLite, one file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// WAL: readers and the writer do not wait for each other. FULL: what was acknowledged survives a power cut.
/// Mapped: pages of the file are read without a copy.
const SQLITE: &str = "PRAGMA busy_timeout = 10000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA cache_size = -16000;
PRAGMA mmap_size = 268435456;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864;";

/// How often a connection is set up anew, and after which time, while another program gives the file its journal.
const SETTING_UP: usize = 200;
const PAUSE: Duration = Duration::from_millis(25);

impl Backend {
    /// PostgreSQL for `postgres://…` and `postgresql://…`, otherwise SQLite with the text as path.
    #[must_use]
    pub fn of(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::Postgres
        } else {
            Self::Sqlite
        }
    }
}

/// Sets a connection up. Two programs that begin on a new file at once: one of them gives the file its journal, for which the
/// other one is refused instead of being let wait.
fn set_up(connection: &mut SqliteConnection) -> StoreResult<()> {
    for _ in 0..SETTING_UP {
        match connection.batch_execute(SQLITE) {
            Err(Error::DatabaseError(DatabaseErrorKind::Unknown, why)) if why.message().contains("locked") => {
                thread::sleep(PAUSE);
            }
            other => return Ok(other?),
        }
    }
    Ok(connection.batch_execute(SQLITE)?)
}

impl Db {
    pub(crate) fn open(url: &str) -> StoreResult<Self> {
        match Backend::of(url) {
            Backend::Sqlite => {
                let mut connection = SqliteConnection::establish(url)?;
                set_up(&mut connection)?;
                Ok(Self::Sqlite(connection))
            }
            Backend::Postgres => {
                let mut connection = PgConnection::establish(url)?;
                connection.batch_execute("SET client_min_messages = warning; SET lock_timeout = '10s';")?;
                Ok(Self::Postgres(connection))
            }
        }
    }

    /// Runs statements without parameters or results.
    pub(crate) fn run(&mut self, sql: &str) -> StoreResult<()> {
        match self {
            Self::Sqlite(connection) => connection.batch_execute(sql)?,
            Self::Postgres(connection) => connection.batch_execute(sql)?,
        }
        Ok(())
    }

    /// Id of the row that this connection inserted last.
    pub(crate) fn last_id(&mut self) -> StoreResult<i64> {
        Ok(match self {
            Self::Sqlite(connection) => diesel::select(last_insert_rowid()).get_result(connection)?,
            Self::Postgres(connection) => diesel::select(lastval()).get_result(connection)?,
        })
    }
}

/// The same work for either database, with the connection's own type: a statement for both at once is looked through more often
/// than one for the database that it runs on.
macro_rules! on {
    ($db:expr, $connection:ident => $work:expr) => {
        match $db {
            $crate::Db::Sqlite($connection) => $work,
            $crate::Db::Postgres($connection) => $work,
        }
    };
}
pub(crate) use on;

/// Rows from which on PostgreSQL's COPY takes less time than a statement for each of them.
pub(crate) const MANY: usize = 4;

/// Inserts a slice of rows. SQLite runs one prepared statement again and again: a statement over many rows would have to
/// be understood anew each time, which takes longer than inserting them. PostgreSQL takes them as one stream.
macro_rules! insert_many {
    ($db:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        match $db {
            $crate::Db::Postgres(c) if rows.len() >= $crate::connection::MANY => {
                diesel::copy_from($table).from_insertable(rows).execute(c)?;
            }
            $crate::Db::Postgres(c) => {
                for row in rows {
                    diesel::insert_into($table).values(row).execute(c)?;
                }
            }
            $crate::Db::Sqlite(c) => {
                for row in rows {
                    diesel::insert_into($table).values(row).execute(c)?;
                }
            }
        }
    }};
}
pub(crate) use insert_many;

/// Inserts a slice of rows, of which there are often hundreds: as [`insert_many`] does, on SQLite in batches.
macro_rules! insert_batches {
    ($db:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        if let $crate::Db::Sqlite(c) = $db {
            $crate::batch::insert(c, rows)?;
        } else {
            $crate::connection::insert_many!($db, $table, rows);
        }
    }};
}
pub(crate) use insert_batches;

impl Db {
    /// True where a transaction could not be ended: the connection must not be used again.
    pub(crate) fn is_broken(&mut self) -> bool {
        use diesel::connection::{AnsiTransactionManager as Manager, TransactionManager as _};
        match self {
            Self::Sqlite(connection) => Manager::is_broken_transaction_manager(connection),
            Self::Postgres(connection) => Manager::is_broken_transaction_manager(connection),
        }
    }
}
