//! Sessions: a secret in the browser, its digest in the store.

use crate::cycle::secret::{self, digest};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{AccountId, GrantId, UnitId};
use tonghop_model::cycle::{Actor, EventKind, Grant, Role};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::Db;
use tonghop_store::people::{self, AccountRow, GrantRow, SessionRow};

/// A session ends so many seconds after it began.
const LONGEST: i64 = 12 * 3600;
/// And so many seconds after it was last used.
pub(super) const IDLE: i64 = 3 * 3600;
/// Its last use is noted at most so often, in seconds.
const TOUCH: i64 = 60;
/// Attempts to sign in are kept so many seconds.
const KEEP_ATTEMPTS: i64 = 90 * 86_400;

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// The person with the roles that hold today.
    pub actor: Actor,
    /// Login.
    pub login: String,
    /// `vi`, `en`.
    pub language: String,
    /// Home unit.
    pub unit: Option<UnitId>,
    /// Secret that forms carry.
    pub csrf: String,
    /// Digest that names the session.
    pub digest: String,
}

/// Begins a session; the secret for the cookie.
pub(crate) fn begin(db: &mut Db, call: &Call<'_>, account: i64, agent: &str) -> CycleResult<String> {
    let ((secret, digest), (csrf, _)) = (secret::secret()?, secret::secret()?);
    let now = call.now.unix();
    people::insert_session(
        db,
        &SessionRow {
            digest,
            account_id: account,
            csrf,
            created_at: now,
            seen_at: now,
            expires_at: now + LONGEST,
            address: call.address.into(),
            agent: agent.chars().take(200).collect(),
        },
    )?;
    Ok(secret)
}

/// The session of a cookie; none where it ended.
///
/// # Errors
/// Failures of the database.
pub fn session(cycle: &Cycle, secret: &str, now: Moment) -> CycleResult<Option<Session>> {
    let digest = digest(secret);
    let known = cycle.store.read(|db| {
        let found = people::session_and_account(db, &digest)?;
        let fits = |s: &SessionRow| now.unix() < s.expires_at && now.unix() - s.seen_at < IDLE;
        let Some((row, account)) = found.filter(|(s, _)| fits(s)) else {
            return Ok::<_, CycleError>(None);
        };
        Ok(of_account(db, account, now)?.map(|s| (row, s)))
    })?;
    let Some((row, session)) = known else { return Ok(None) };
    if now.unix() - row.seen_at >= TOUCH {
        cycle
            .store
            .write(|db| Ok::<_, CycleError>(people::touch_session(db, &digest, now.unix())?))?;
    }
    Ok(Some(Session {
        csrf: row.csrf,
        digest,
        ..session
    }))
}

/// The person of an access token; none where it ended or was revoked.
///
/// # Errors
/// Failures of the database.
pub fn session_of_token(cycle: &Cycle, secret: &str, now: Moment) -> CycleResult<Option<Session>> {
    let digest = digest(secret);
    cycle.store.read(|db| {
        let found = people::token_and_account(db, &digest)?;
        let fits = |t: &people::TokenRow| t.kind == "access" && t.revoked_at.is_none() && now.unix() < t.expires_at;
        match found.filter(|(token, _)| fits(token)) {
            Some((_, account)) => of_account(db, account, now),
            None => Ok(None),
        }
    })
}

fn of_account(db: &mut Db, row: AccountRow, now: Moment) -> CycleResult<Option<Session>> {
    if row.state != "active" {
        return Ok(None);
    }
    Ok(Some(Session {
        actor: actor(db, row.id, &row.name, now)?,
        login: row.login,
        language: row.language,
        unit: row.unit_id.map(UnitId),
        csrf: String::new(),
        digest: String::new(),
    }))
}

/// The person with the roles that hold today.
pub(crate) fn actor(db: &mut Db, account: i64, name: &str, now: Moment) -> CycleResult<Actor> {
    let today = now.day_in_vietnam();
    let mut held = Vec::new();
    for grant in grants(db, account, today)? {
        if grant.holds_on(today) && super::acting::stands(db, &grant, today)? {
            held.push(grant);
        }
    }
    Ok(Actor {
        account: Some(AccountId(account)),
        name: name.into(),
        grants: held,
        system: false,
    })
}

/// Roles of an account that were not revoked and hold today or later.
pub(crate) fn grants(db: &mut Db, account: i64, today: Date) -> CycleResult<Vec<Grant>> {
    let mut held = Vec::new();
    for (row, path) in people::grants(db, Some(account))? {
        if super::rights::holds_still(&row, today)? {
            held.extend(of_row(row, path)?);
        }
    }
    Ok(held)
}

/// A stored role; none where this program does not know it.
pub(super) fn of_row(row: GrantRow, path: String) -> CycleResult<Option<Grant>> {
    let Some(role) = Role::from_key(&row.role) else {
        return Ok(None);
    };
    Ok(Some(Grant {
        id: GrantId(row.id),
        role,
        unit: UnitId(row.unit_id),
        path,
        programme: row.programme,
        from: shared::date(&row.valid_from)?,
        to: row.valid_to.as_deref().map(shared::date).transpose()?,
        acting_for: row.acting_for.map(AccountId),
    }))
}

/// Ends the session of a cookie; the issuer of the provider that began it.
///
/// # Errors
/// Failures of the database.
pub fn sign_out(cycle: &Cycle, call: &Call<'_>, secret: &str) -> CycleResult<Option<String>> {
    cycle.store.write(|db| {
        let key = digest(secret);
        let external = people::external_sessions(db, std::slice::from_ref(&key))?;
        people::delete_session(db, &key)?;
        let id = call.actor.account.map_or(0, |a| a.0);
        shared::record(db, call, EventKind::SignedOut, ("account", id), None, json!({}))?;
        Ok(external.into_iter().next().map(|(_, issuer)| issuer))
    })
}

/// Deletes what ended: called by a job once an hour.
///
/// # Errors
/// Failures of the database.
pub fn sweep(cycle: &Cycle, now: Moment) -> CycleResult<()> {
    let (now, before) = (now.unix(), now.unix() - KEEP_ATTEMPTS);
    cycle.store.write(|db| {
        people::sweep_external_attempts(db, now - super::external::ATTEMPT)?;
        Ok(people::sweep(db, now, before)?)
    })
}
