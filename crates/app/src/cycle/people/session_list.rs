//! Where an account is signed in, and ending that.

use super::sessions::IDLE;
use super::{may_see, own_or_manage};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::AccountId;
use tonghop_model::moment::Moment;
use tonghop_store::people::{self, SessionRow};

/// So many characters of the digest name a session; the secret itself cannot be found from it.
const KEY: usize = 16;

/// A session that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Names it among those of the account.
    pub key: String,
    /// When it began.
    pub since: Moment,
    /// When it was last used, within a minute.
    pub seen: Moment,
    /// When it ends at the latest.
    pub until: Moment,
    /// Network address that began it.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Issuer of the provider that began it; none for name and password.
    pub issuer: Option<String>,
}

fn key(digest: &str) -> String {
    digest.chars().take(KEY).collect()
}

/// The sessions of an account, newest first: of one's own, or as administrator of any.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn open_sessions(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<Vec<OpenSession>> {
    let now = call.now.unix();
    cycle.store.read(|db| {
        may_see(db, call, id)?;
        let mut rows = people::sessions_of(db, id.0)?;
        rows.retain(|s| now < s.expires_at && now - s.seen_at < IDLE);
        let digests: Vec<String> = rows.iter().map(|s| s.digest.clone()).collect();
        let external = people::external_sessions(db, &digests)?;
        let shown = |row: SessionRow| OpenSession {
            key: key(&row.digest),
            since: Moment::from_unix(row.created_at),
            seen: Moment::from_unix(row.seen_at),
            until: Moment::from_unix(row.expires_at.min(row.seen_at + IDLE)),
            issuer: external.iter().find(|(d, _)| *d == row.digest).map(|(_, i)| i.clone()),
            address: row.address,
            agent: row.agent,
        };
        Ok(rows.into_iter().map(shown).collect())
    })
}

/// Ends one session.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`] where it ended already.
pub fn end_session(cycle: &Cycle, call: &Call<'_>, id: AccountId, wanted: &str) -> CycleResult<()> {
    cycle.store.write(|db| {
        own_or_manage(db, call, id)?;
        let rows = people::sessions_of(db, id.0)?;
        let row = rows.iter().find(|s| key(&s.digest) == wanted);
        let row = row.ok_or(CycleError::NotFound("session"))?;
        people::delete_session(db, &row.digest)?;
        let detail = json!({ "count": 1, "address": row.address });
        shared::record(db, call, EventKind::SessionsEnded, ("account", id.0), None, detail)
    })
}

/// Ends all sessions of an account but the one with this digest; how many.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn end_sessions(cycle: &Cycle, call: &Call<'_>, id: AccountId, except: &str) -> CycleResult<usize> {
    cycle.store.write(|db| {
        own_or_manage(db, call, id)?;
        let rows = people::sessions_of(db, id.0)?;
        let count = rows.iter().filter(|s| s.digest != except).count();
        if count == 0 {
            return Ok(0);
        }
        people::delete_sessions_of(db, id.0, except)?;
        let detail = json!({ "count": count });
        shared::record(db, call, EventKind::SessionsEnded, ("account", id.0), None, detail)?;
        Ok(count)
    })
}
