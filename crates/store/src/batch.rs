//! Many rows for SQLite in statements that it understands once.
//!
//! A statement for each row costs more than the row: the query is looked through twice for every column before the
//! database sees it. A statement over any number of rows would be understood anew each time. So rows go in by
//! statements over a fixed number of rows, which stay prepared; and what all rows say alike is bound once for all of them.

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
    /// How many of the first columns mostly say the same in all rows; at most as many as there are [`MARKS`].
    const COMMON: usize;

    /// True where those columns say the same in the other row.
    fn is_like(&self, other: &Self) -> bool;

    /// Binds the values, in the order of the columns in [`Self::INTO`].
    fn bind<'b>(&'b self, values: &mut Values<'_, '_, 'b>) -> QueryResult<()>;
}

/// Names of the first values of a statement.
const MARKS: [&str; 12] = [
    "?1", "?2", "?3", "?4", "?5", "?6", "?7", "?8", "?9", "?10", "?11", "?12",
];

/// The values of a row on their way into a statement.
pub(crate) struct Values<'p, 'a, 'b> {
    out: &'p mut AstPass<'a, 'b, Sqlite>,
    /// Values so far.
    count: usize,
    /// The first values of the statement that the row has in common with its first row.
    common: usize,
}

impl<'b> Values<'_, '_, 'b> {
    /// The next value.
    pub(crate) fn add<T, U>(&mut self, value: &'b U) -> QueryResult<&mut Self>
    where
        Sqlite: HasSqlType<T>,
        U: ToSql<T, Sqlite>,
    {
        if self.count > 0 {
            self.out.push_sql(", ");
        }
        match MARKS.get(self.count).filter(|_| self.count < self.common) {
            Some(mark) => self.out.push_sql(mark),
            None => self.out.push_bind_param::<T, U>(value)?,
        }
        self.count += 1;
        Ok(self)
    }
}

/// A fixed number of rows; with ALIKE, all have the common values of the first one.
struct Batch<'r, R, const N: usize, const ALIKE: bool>(&'r [R; N]);

impl<R: BatchRow, const N: usize, const ALIKE: bool> QueryFragment<Sqlite> for Batch<'_, R, N, ALIKE> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        const { assert!(R::COMMON <= MARKS.len()) }
        out.push_sql(R::INTO);
        for (number, row) in self.0.iter().enumerate() {
            out.push_sql(if number == 0 { "(" } else { ", (" });
            let mut values = Values {
                out: &mut out,
                count: 0,
                common: if ALIKE && number > 0 { R::COMMON } else { 0 },
            };
            row.bind(&mut values)?;
            out.push_sql(")");
        }
        Ok(())
    }
}

/// Names the statement for so many rows of a type.
struct Named<I, const N: usize, const ALIKE: bool>(PhantomData<I>);

impl<R: BatchRow, const N: usize, const ALIKE: bool> QueryId for Batch<'_, R, N, ALIKE> {
    type QueryId = Named<R::Id, N, ALIKE>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<R, Conn, const N: usize, const ALIKE: bool> RunQueryDsl<Conn> for Batch<'_, R, N, ALIKE> {}

/// Inserts rows, a statement for several of them.
///
/// # Errors
/// A duplicate where one of them is there already.
pub(crate) fn insert<R: BatchRow>(db: &mut SqliteConnection, rows: &[R]) -> StoreResult<()> {
    let rest = insert_batches::<R, 64>(db, rows)?;
    let rest = insert_batches::<R, 16>(db, rest)?;
    let rest = insert_batches::<R, 4>(db, rest)?;
    insert_batches::<R, 1>(db, rest)?;
    Ok(())
}

/// Inserts as many rows as fill statements over N of them; the other rows.
fn insert_batches<'r, R: BatchRow, const N: usize>(db: &mut SqliteConnection, rows: &'r [R]) -> StoreResult<&'r [R]> {
    let (batches, rest) = rows.as_chunks::<N>();
    for batch in batches {
        match batch.windows(2).all(|pair| pair[0].is_like(&pair[1])) {
            true => Batch::<R, N, true>(batch).execute(db)?,
            false => Batch::<R, N, false>(batch).execute(db)?,
        };
    }
    Ok(rest)
}
