//! Statements that stay prepared. Diesel has an `UPDATE` understood anew each time it runs, since what it sets may differ
//! from one time to the next; those that run with every report are written out here and are understood once for each
//! connection, on both databases.

use crate::connection::on;
use crate::{Db, StoreError, StoreResult};
use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Binary, HasSqlType, Nullable, Text};

/// A value of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Number(Option<i64>),
    Text(Option<&'a str>),
    Bytes(&'a [u8]),
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

/// Rows for a statement of PostgreSQL that takes them apart again: however many they are, its text is the same.
pub(crate) fn in_json(rows: &impl serde::Serialize) -> StoreResult<String> {
    serde_json::to_string(rows).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// A statement whose text never changes, with "?" for each of its values.
struct Statement<'a> {
    sql: &'static str,
    values: &'a [Value<'a>],
}

/// Runs a statement that both databases understand, with "?" for each of its values; how many rows it changed.
///
/// # Errors
/// Failures of the database.
pub(crate) fn run(db: &mut Db, sql: &'static str, values: &[Value<'_>]) -> StoreResult<usize> {
    debug_assert_eq!(sql.matches('?').count(), values.len(), "{sql}");
    Ok(on!(db, c => Statement { sql, values }.execute(c))?)
}

impl<DB> QueryFragment<DB> for Statement<'_>
where
    DB: Backend + HasSqlType<BigInt> + HasSqlType<Text> + HasSqlType<Binary>,
    i64: ToSql<BigInt, DB>,
    for<'t> &'t str: ToSql<Text, DB>,
    [u8]: ToSql<Binary, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut values = self.values.iter();
        for (number, piece) in self.sql.split('?').enumerate() {
            if number > 0 {
                match values.next() {
                    Some(Value::Number(number)) => out.push_bind_param::<Nullable<BigInt>, _>(number)?,
                    Some(Value::Text(text)) => out.push_bind_param::<Nullable<Text>, _>(text)?,
                    Some(Value::Bytes(bytes)) => out.push_bind_param::<Binary, [u8]>(bytes)?,
                    None => out.push_sql("NULL"),
                }
            }
            out.push_sql(piece);
        }
        Ok(())
    }
}

/// Known by its text.
impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Conn> RunQueryDsl<Conn> for Statement<'_> {}
