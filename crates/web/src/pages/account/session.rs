//! The cookie of a session: set on signing in, removed on signing out.

use crate::app::App;
use crate::context::Ctx;
use crate::cookie::{self, Name};
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use tonghop_app::cycle::people::{self, SignedIn};
use tonghop_messages::Lang;

/// Goes to a page of ours with the cookie of a new session. What led to it was no guess and does not count as one.
pub fn begin(app: &App, ctx: &Ctx, signed_in: &SignedIn, place: &str) -> Reply {
    app.attempts().was_right(ctx.address);
    let cookie = cookie::write(Name::Session, &signed_in.secret, None, app.config().secure());
    let answer = reply::with_cookie(reply::to(reply::own_place(place))?, &cookie)?;
    // Who asks for English gets it; a browser that was told a language keeps it otherwise.
    if ctx.chose_language && signed_in.language == Lang::Vi.tag() {
        return Ok(answer);
    }
    reply::with_cookie(answer, &cookie::language(&signed_in.language, app.config().secure()))
}

/// What the browser calls itself.
pub fn agent(headers: &HeaderMap) -> String {
    headers
        .get(USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("")
        .to_owned()
}

/// The secret of the present session.
pub fn secret(app: &App, headers: &HeaderMap) -> Result<String, WebError> {
    cookie::read(headers, Name::Session, app.config().secure()).ok_or(WebError::SignIn)
}

/// The digest that names the present session; empty for who shows a token.
pub fn digest(ctx: &Ctx) -> String {
    ctx.session.as_ref().map(|s| s.digest.clone()).unwrap_or_default()
}

/// Ends the session. Where a provider began it, the next page says how to sign out there as well.
pub async fn sign_out(State(app): State<App>, ctx: Ctx, headers: HeaderMap) -> Reply {
    let secret = secret(&app, &headers)?;
    let external = app
        .run(&ctx, move |cycle, call| people::sign_out(cycle, call, &secret))
        .await?;
    let place = match external.is_some() && app.config().external.is_some() {
        true => "/sign-in/external/ended",
        false => "/sign-in",
    };
    let gone = cookie::write(Name::Session, "", Some(0), app.config().secure());
    // The next person at this browser has a language of their own.
    let language = cookie::write(Name::Language, "", Some(0), app.config().secure());
    reply::with_cookie(reply::with_cookie(reply::to(place)?, &gone)?, &language)
}
