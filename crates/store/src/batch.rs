//! Many rows for SQLite in statements that it understands once.
//!
//! A statement for each row costs more than the row: the query is looked through twice for every column before the
//! database sees it. A statement over any number of rows would be understood anew each time. So rows go in by
//! statements over a fixed number of rows, which stay prepared.

use crate::StoreResult;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;
use diesel::sqlite::Sqlite;
use std::marker::PhantomData;

/// A row that is inserted in batches.
pub(crate) trait BatchRow {
    /// Names the statement: the type of the row without what it borrows.
    type Id: 'static;
    /// The statement up to its values: "INSERT INTO … (…) VALUES ".
    const INTO: &'static str;

    /// Binds the values, in the order of the columns in [`Self::INTO`].
    fn bind<'b>(&'b self, values: &mut Values<'_, '_, 'b>) -> QueryResult<()>;
}

/// The values of a row on their way into a statement.
pub(crate) struct Values<'p, 'a, 'b> {
    out: &'p mut AstPass<'a, 'b, Sqlite>,
    begun: bool,
}

impl<'b> Values<'_, '_, 'b> {
    /// The next value.
    pub(crate) fn add<T, U>(&mut self, value: &'b U) -> QueryResult<&mut Self>
    where
        Sqlite: HasSqlType<T>,
        U: ToSql<T, Sqlite>,
    {
        if self.begun {
            self.out.push_sql(", ");
        }
        self.begun = true;
        self.out.push_bind_param::<T, U>(value)?;
        Ok(self)
    }
}

/// A fixed number of rows.
struct Batch<'r, R, const N: usize>(&'r [R; N]);

impl<R: BatchRow, const N: usize> QueryFragment<Sqlite> for Batch<'_, R, N> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql(R::INTO);
        for (number, row) in self.0.iter().enumerate() {
            out.push_sql(if number == 0 { "(" } else { ", (" });
            let mut values = Values {
                out: &mut out,
                begun: false,
            };
            row.bind(&mut values)?;
            out.push_sql(")");
        }
        Ok(())
    }
}

/// Names the statement for so many rows of a type.
struct Named<I, const N: usize>(PhantomData<I>);

impl<R: BatchRow, const N: usize> QueryId for Batch<'_, R, N> {
    type QueryId = Named<R::Id, N>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<R, Conn, const N: usize> RunQueryDsl<Conn> for Batch<'_, R, N> {}

/// Inserts rows, a statement for each.
///
/// For very many rows between others that stood there before: a statement over several rows keeps what it needs to undo
/// itself alone, and beside a long list of what the transaction needs to be undone each such note takes long to be dropped.
///
/// # Errors
/// A duplicate where one of them is there already.
pub(crate) fn insert_singly<R: BatchRow>(db: &mut SqliteConnection, rows: &[R]) -> StoreResult<()> {
    for row in rows {
        Batch(std::array::from_ref(row)).execute(db)?;
    }
    Ok(())
}

/// Inserts rows, a statement for several of them.
///
/// # Errors
/// A duplicate where one of them is there already.
pub(crate) fn insert<R: BatchRow>(db: &mut SqliteConnection, rows: &[R]) -> StoreResult<()> {
    let (many, rest) = rows.as_chunks::<16>();
    for batch in many {
        Batch(batch).execute(db)?;
    }
    let (some, rest) = rest.as_chunks::<4>();
    for batch in some {
        Batch(batch).execute(db)?;
    }
    insert_singly(db, rest)
}
