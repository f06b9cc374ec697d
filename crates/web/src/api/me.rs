//! Oneself: who one is here, one's tokens.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use super::people::Role;
use super::types::{At, all, at};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::Serialize;
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
    /// Home unit.
    unit: Option<UnitId>,
    /// Roles that hold today.
    roles: Vec<Role>,
}

fn show(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Me>> {
    let session = env.ctx.session.as_ref().ok_or(CycleError::SignIn("session"))?;
    Ok(Json(Me {
        account: session.actor.account,
        login: session.login.clone(),
        name: session.actor.name.clone(),
        unit: session.unit,
        roles: all(session.actor.grants.clone()),
    }))
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
