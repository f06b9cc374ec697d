//! Ways into an account: its sessions, its accounts at the provider of single sign-on, for administrators.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use super::types::{At, Count, all};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::Deserialize;
use tonghop_app::cycle::{CycleResult, people};
use tonghop_model::cycle::{AccountId, Action};

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewPeople);
    let manage = Access::Can(Action::ManagePeople);
    let group = "people";
    vec![
        op(
            Verb::Get,
            "/api/v1/people/{id}/sessions",
            view,
            (group, "listSessions", "Where an account is signed in, newest first."),
            sessions,
        ),
        op(
            Verb::Delete,
            "/api/v1/people/{id}/sessions",
            manage,
            (
                group,
                "endSessions",
                "Ends all sessions of an account but the one that asks.",
            ),
            end_all,
        ),
        op(
            Verb::Delete,
            "/api/v1/people/{id}/sessions/{session}",
            manage,
            (group, "endSession", "Ends a session."),
            end,
        ),
        op(
            Verb::Delete,
            "/api/v1/people/{id}/second-factor",
            manage,
            (
                group,
                "removeSecondFactor",
                "Removes the second factor of somebody who lost it.",
            ),
            remove_second_factor,
        ),
        op(
            Verb::Get,
            "/api/v1/people/{id}/external-logins",
            view,
            (
                group,
                "listExternalLogins",
                "Accounts at the provider of single sign-on that are bound to an account.",
            ),
            external,
        ),
        op(
            Verb::Post,
            "/api/v1/people/{id}/external-logins",
            manage,
            (group, "linkExternalLogin", "Binds an account at the provider."),
            link,
        ),
        op(
            Verb::Delete,
            "/api/v1/people/{id}/external-logins",
            manage,
            (
                group,
                "unlinkExternalLogin",
                "Gives the binding up; sessions of the account end.",
            ),
            unlink,
        ),
    ]
}

view! {
    /// A session that goes on.
    Session of people::OpenSession, x {
        /// Names it among those of the account.
        key: String,
        /// When it began.
        since: At = x.since.into(),
        /// When it was last used, within a minute.
        seen: At = x.seen.into(),
        /// When it ends at the latest.
        until: At = x.until.into(),
        /// Network address that began it.
        address: String,
        /// What the browser calls itself.
        agent: String,
        /// Issuer of the provider that began it; null for name and password.
        issuer: Option<String>,
    }
}

view! {
    /// An account at the provider of single sign-on.
    ExternalLogin of people::ExternalLogin, x {
        /// Issuer.
        issuer: String,
        /// Subject.
        subject: String,
        /// Login or mail there when it was bound.
        shown: String,
        /// Who bound it.
        by: String,
        /// When.
        at: At = x.at.into(),
    }
}

/// A person at a provider.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Bound {
    /// Issuer, as it stands in its tokens.
    issuer: String,
    /// Subject.
    subject: String,
}

fn sessions(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Vec<Session>>> {
    Ok(Json(all(people::open_sessions(
        env.cycle,
        env.call,
        AccountId(said.id),
    )?)))
}

/// Names the session that asks.
pub fn present<'a>(env: &'a Env<'_>) -> &'a str {
    env.ctx.session.as_ref().map_or("", |s| s.digest.as_str())
}

fn end_all(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Count>> {
    let count = people::end_sessions(env.cycle, env.call, AccountId(said.id), present(env))?;
    Ok(Json(Count { count }))
}

fn end(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    people::end_session(env.cycle, env.call, AccountId(said.id), &said.second)?;
    Ok(Done)
}

fn remove_second_factor(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Done> {
    people::remove_second_factor(env.cycle, env.call, AccountId(said.id))?;
    Ok(Done)
}

fn external(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Vec<ExternalLogin>>> {
    Ok(Json(all(people::external_logins(
        env.cycle,
        env.call,
        AccountId(said.id),
    )?)))
}

fn link(env: &Env<'_>, said: In<NoQuery, Json<Bound>>) -> CycleResult<Done> {
    let Bound { issuer, subject } = said.body.0;
    people::link_external(env.cycle, env.call, AccountId(said.id), &issuer, &subject)?;
    Ok(Done)
}

fn unlink(env: &Env<'_>, said: In<Bound, ()>) -> CycleResult<Done> {
    let Bound { issuer, subject } = said.query;
    people::unlink_external(env.cycle, env.call, AccountId(said.id), &issuer, &subject)?;
    Ok(Done)
}
