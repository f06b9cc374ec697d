//! What can go wrong with the database.

/// A program failure of the store, with its cause.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be opened or reached.
    #[error("cannot open the database: {0}")]
    Open(#[from] diesel::ConnectionError),
    /// A statement failed.
    #[error("database: {0}")]
    Query(#[from] diesel::result::Error),
    /// The version that was read is not the present one any more, or the row is gone.
    #[error("changed by someone else in the meantime: {0}")]
    Stale(&'static str),
    /// No connection became free in time.
    #[error("no connection to the database became free in time")]
    Busy,
    /// The commit that would have made this durable failed: nothing of it happened.
    #[error("the database could not keep it: {0}")]
    Commit(String),
    /// The database has a newer layout than this program knows.
    #[error("the database was written by a newer version (migration {0})")]
    Newer(String),
    /// The database has no layout yet, or an older one.
    #[error("the database has to be migrated first")]
    NotMigrated,
    /// A backup does not go into a database in which somebody works.
    #[error("the database is not empty")]
    NotEmpty,
    /// A file cannot be restored from.
    #[error("the backup cannot be restored: {0}")]
    Backup(BackupFault),
    /// Something stored cannot be understood.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// A file of a backup could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// What is wrong with a file that should be a backup.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// Something else.
    #[error("this is no backup of Tổng Hợp")]
    Foreign,
    /// Its end is missing.
    #[error("it is cut off")]
    CutOff,
    /// Something in it cannot be.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

/// Result of the store.
pub type StoreResult<T> = Result<T, StoreError>;

impl StoreError {
    /// True where a unique value is there already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error};
        matches!(
            self,
            Self::Query(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
        )
    }
}

/// One row must have been changed; none means that somebody else was faster.
pub(crate) const fn expect_one(changed: usize, what: &'static str) -> StoreResult<()> {
    match changed {
        1 => Ok(()),
        _ => Err(StoreError::Stale(what)),
    }
}
