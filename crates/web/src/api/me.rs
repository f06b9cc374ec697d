//! Oneself: who one is here, one's tokens.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use super::people::Role;
use super::types::{At, Count, all, at};
use super::view::view;
use super::ways_in::{Session, present};
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::{CycleError, CycleResult, people};
use tonghop_model::cycle::{AccountId, TokenId, UnitId};

pub fn routes() -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        op(
            Verb::Get,
            "/api/v1/me",
            own,
            ("me", "getMe", "Who is signed in, with the roles that hold."),
            show,
        ),
        op(
            Verb::Put,
            "/api/v1/me",
            own,
            (
                "me",
                "changeMe",
                "Changes one's name and language. The mail address is changed on the page: links to sign in go there.",
            ),
            change,
        ),
        op(
            Verb::Get,
            "/api/v1/me/sessions",
            own,
            ("me", "listMySessions", "Where one is signed in, newest first."),
            sessions,
        ),
        op(
            Verb::Delete,
            "/api/v1/me/sessions",
            own,
            (
                "me",
                "endMySessions",
                "Ends all of one's sessions but the one that asks.",
            ),
            end_all,
        ),
        op(
            Verb::Delete,
            "/api/v1/me/sessions/{session}",
            own,
            ("me", "endMySession", "Ends one of one's sessions."),
            end,
        ),
        op(
            Verb::Get,
            "/api/v1/me/tokens",
            own,
            (
                "me",
                "listTokens",
                "One's access tokens, without their secrets. They are made on the page of one's account.",
            ),
            tokens,
        ),
        op(
            Verb::Delete,
            "/api/v1/me/tokens/{token}",
            own,
            ("me", "revokeToken", "Revokes an access token."),
            revoke,
        ),
    ]
}

/// Who is signed in.
#[derive(Debug, Serialize, JsonSchema)]
struct Me {
    /// Account.
    account: Option<AccountId>,
    /// Name to sign in with.
    login: String,
    /// Name of the person.
    name: String,
    /// Mail address.
    email: Option<String>,
    /// `vi`, `en`.
    language: String,
    /// Home unit.
    unit: Option<UnitId>,
    /// Version; the next change has to name it.
    version: i64,
    /// Roles that hold today.
    roles: Vec<Role>,
}

fn show(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Me>> {
    me(env)
}

fn me(env: &Env<'_>) -> CycleResult<Json<Me>> {
    let session = env.ctx.session.as_ref().ok_or(CycleError::SignIn("session"))?;
    let person = people::person(env.cycle, env.call, own(env)?)?;
    Ok(Json(Me {
        account: session.actor.account,
        login: session.login.clone(),
        // Not the session's: that is from before a change that this answers.
        name: person.name,
        email: person.email,
        language: person.language,
        version: person.version,
        unit: session.unit,
        roles: all(session.actor.grants.clone()),
    }))
}

/// The account of who asks.
fn own(env: &Env<'_>) -> CycleResult<AccountId> {
    env.call.actor.account.ok_or(CycleError::SignIn("session"))
}

/// What one changes of oneself.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MyProfile {
    /// The version that was read.
    version: i64,
    /// Name of the person.
    name: String,
    /// `vi`, `en`.
    language: String,
}

fn change(env: &Env<'_>, said: In<NoQuery, Json<MyProfile>>) -> CycleResult<Json<Me>> {
    let new = said.body.0;
    let id = own(env)?;
    let present = people::person(env.cycle, env.call, id)?;
    let profile = (new.name.as_str(), present.email.as_deref(), new.language.as_str());
    people::change_profile(env.cycle, env.call, id, new.version, profile)?;
    me(env)
}

fn sessions(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Vec<Session>>> {
    Ok(Json(all(people::open_sessions(env.cycle, env.call, own(env)?)?)))
}

fn end_all(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Count>> {
    let count = people::end_sessions(env.cycle, env.call, own(env)?, present(env))?;
    Ok(Json(Count { count }))
}

fn end(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    people::end_session(env.cycle, env.call, own(env)?, &said.second)?;
    Ok(Done)
}

view! {
    /// An access token.
    Token of people::AccessToken, x {
        /// Its id.
        id: TokenId,
        /// What it is for.
        label: String,
        /// When it was made.
        created_at: At = x.created_at.into(),
        /// When it ends.
        expires_at: At = x.expires_at.into(),
        /// When it was revoked.
        revoked_at: Option<At> = at(x.revoked_at),
    }
}

fn tokens(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Vec<Token>>> {
    Ok(Json(all(people::list_tokens(env.cycle, env.call)?)))
}

fn revoke(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    people::revoke_token(env.cycle, env.call, TokenId(said.id))?;
    Ok(Done)
}
