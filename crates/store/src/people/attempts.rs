//! Attempts to sign in, counted against guessing.

use crate::schema::login_attempt;
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// Records an attempt to sign in.
///
/// # Errors
/// Failures of the database.
pub fn insert_attempt(db: &mut Db, login: &str, address: &str, at: i64, success: bool) -> StoreResult<()> {
    diesel::insert_into(login_attempt::table)
        .values((
            login_attempt::login.eq(login),
            login_attempt::address.eq(address),
            login_attempt::at.eq(at),
            login_attempt::success.eq(success),
        ))
        .execute(db)?;
    Ok(())
}

/// Failed attempts since a moment: for this login from this address (after its last success), for this login from
/// anywhere, and from this address for any login.
///
/// # Errors
/// Failures of the database.
pub fn failures(db: &mut Db, login: &str, address: &str, since: i64) -> StoreResult<(i64, i64, i64)> {
    use login_attempt as a;
    let pair = a::table.filter(a::login.eq(login).and(a::address.eq(address)));
    // By number, not by time: a success and a failure may fall into one second.
    let success: Option<i64> = pair
        .filter(a::success.eq(true))
        .select(diesel::dsl::max(a::id))
        .first(db)?;
    let recent = a::success.eq(false).and(a::at.gt(since));
    Ok((
        pair.filter(recent)
            .filter(a::id.gt(success.unwrap_or(0)))
            .count()
            .get_result(db)?,
        a::table
            .filter(a::login.eq(login))
            .filter(recent)
            .count()
            .get_result(db)?,
        a::table
            .filter(a::address.eq(address))
            .filter(recent)
            .count()
            .get_result(db)?,
    ))
}
