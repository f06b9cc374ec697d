//! The store: connections, transactions, the layout.

use crate::pool::Pool;
use crate::writer::Writer;
use crate::{Backend, Db, StoreError, StoreResult, migrate};
use diesel::Connection;

/// Connections that are open at most at once for those who read.
const CONNECTIONS: usize = 16;

/// Those who write to PostgreSQL at once, from one server. More of them wait for each other in the database, where who holds what
/// the others want may be the one that has no processor; here they wait in the order in which they came.
const WRITERS: usize = 6;

/// An open database.
pub struct Store {
    backend: Backend,
    pool: Pool,
    /// Those who write to a SQLite file.
    writer: Writer,
    /// Connections of those who write to PostgreSQL.
    writers: Pool,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not the address: it may hold a password.
        f.debug_struct("Store")
            .field("backend", &self.backend)
            .finish_non_exhaustive()
    }
}

/// Lets an error of the use case pass through a transaction.
enum Failed<E> {
    Own(E),
    Database(diesel::result::Error),
}

impl<E> From<diesel::result::Error> for Failed<E> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

impl Store {
    /// Opens `postgres://…` or, for any other text, the SQLite file of that path, which is created where it is missing.
    ///
    /// # Errors
    /// [`StoreError::Open`] where the database cannot be reached.
    pub fn open(url: &str) -> StoreResult<Self> {
        let store = Self {
            backend: Backend::of(url),
            pool: Pool::new(url, CONNECTIONS),
            writer: Writer::default(),
            writers: Pool::new(url, WRITERS),
        };
        drop(store.pool.take()?);
        Ok(store)
    }

    /// Which database it is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// Path of the SQLite file, or address of the database (may hold a password: not for people).
    #[must_use]
    pub fn url(&self) -> &str {
        self.pool.url()
    }

    /// Brings the layout up to date; the names of the migrations that were applied.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where the database belongs to a newer program.
    pub fn migrate(&self, now: i64) -> StoreResult<Vec<&'static str>> {
        self.write(|db| migrate::apply(db, self.backend, now))
    }

    /// True where some migration was applied; changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where the database belongs to a newer program.
    pub fn is_laid_out(&self) -> StoreResult<bool> {
        self.read(|db| {
            if !migrate::has_layout(db)? {
                return Ok(false);
            }
            let there = migrate::applied(db)?;
            migrate::check(&there)?;
            Ok(!there.is_empty())
        })
    }

    /// Names of the migrations that are missing.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where the database belongs to a newer program.
    pub fn pending(&self) -> StoreResult<Vec<&'static str>> {
        self.read(|db| {
            let there = migrate::applied(db)?;
            migrate::check(&there)?;
            let missing = crate::MIGRATIONS.iter().filter(|m| !there.iter().any(|t| t == m.name));
            Ok(missing.map(|m| m.name).collect())
        })
    }

    /// Reads without a transaction of its own.
    ///
    /// # Errors
    /// What `work` returns, and failures of the connection.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut lease = self.pool.take()?;
        work(&mut lease)
    }

    /// Reads several things as they stood at one moment.
    ///
    /// # Errors
    /// What `work` returns, and failures of the connection.
    pub fn snapshot<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut lease = self.pool.take()?;
        Self::transaction(&mut lease, |db| {
            if self.backend == Backend::Postgres {
                db.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
            }
            work(db)
        })
    }

    /// Runs `work` in one transaction: all of it happens or nothing. On SQLite those who wait for each other share the
    /// commit: each returns once it is durable.
    ///
    /// # Errors
    /// What `work` returns, and failures of the connection.
    pub fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        match self.backend {
            Backend::Sqlite => self.writer.write(self.pool.url(), work),
            Backend::Postgres => Self::transaction(&mut *self.writers.take()?, work),
        }
    }

    fn transaction<T, E: From<StoreError>>(db: &mut Db, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        match db.transaction(|db| work(db).map_err(Failed::Own)) {
            Ok(value) => Ok(value),
            Err(Failed::Own(error)) => Err(error),
            Err(Failed::Database(error)) => Err(StoreError::from(error).into()),
        }
    }
}

/// Creates an empty database on a PostgreSQL server; `url` names any database of that server. The new address.
///
/// # Errors
/// [`StoreError::Corrupt`] for a name that is not made of lower-case letters, digits and "_"; failures of the server.
pub fn create_database(url: &str, name: &str) -> StoreResult<String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(StoreError::Corrupt(format!("{name:?} is no name of a database")));
    }
    Db::open(url)?.run(&format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))?;
    let (address, options) = url.split_once('?').map_or((url, None), |(a, o)| (a, Some(o)));
    let server = address.rsplit_once('/').map_or(address, |(s, _)| s);
    Ok(match options {
        Some(options) => format!("{server}/{name}?{options}"),
        None => format!("{server}/{name}"),
    })
}
