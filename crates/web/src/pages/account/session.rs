//! The cookie of a session: set on signing in, removed on signing out.

use crate::app::App;
use crate::context::Ctx;
use crate::cookie::{self, Name};
use crate::flash::Tone;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use tonghop_app::cycle::people::{self, SignedIn};
use tonghop_model::message::Message;

/// Goes to a page of ours with the cookie of a new session.
pub fn begin(app: &App, signed_in: &SignedIn, place: &str) -> Reply {
    let cookie = cookie::write(Name::Session, &signed_in.secret, None, app.config().secure());
    reply::with_cookie(reply::to(reply::own_place(place))?, &cookie)
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

/// Ends the session.
pub async fn sign_out(State(app): State<App>, ctx: Ctx, headers: HeaderMap) -> Reply {
    let secret = secret(&app, &headers)?;
    app.run(&ctx, move |cycle, call| people::sign_out(cycle, call, &secret))
        .await?;
    let gone = cookie::write(Name::Session, "", Some(0), app.config().secure());
    reply::with_cookie(reply::to("/sign-in")?, &gone)
}

/// Ends all other sessions of the person.
pub async fn sign_out_everywhere(State(app): State<App>, ctx: Ctx, headers: HeaderMap) -> Reply {
    let secret = secret(&app, &headers)?;
    app.run(&ctx, move |cycle, call| {
        people::sign_out_everywhere(cycle, call, &secret)
    })
    .await?;
    reply::to_with(
        "/account",
        Tone::Good,
        &Message::new("web-flash-sessions-ended"),
        app.config().secure(),
    )
}
