//! Signing in through the provider: leaving, coming back, the code that may be owed, the page after signing out.

use super::session;
use crate::app::App;
use crate::context::Ctx;
use crate::cookie::{self, Name};
use crate::external::{External, ExternalFailure};
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::guard;
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use tonghop_app::cycle::people::{self, ExternalSignIn};
use tonghop_app::cycle::{CycleError, CycleResult};
use tonghop_model::message::Message;

/// Seconds for which the browser keeps what ties it to an attempt.
const KEEP: i64 = 600;

#[derive(Template)]
#[template(path = "account/external_code.html")]
struct CodePage {
    page: Page,
    view: FormView,
    name: String,
}

#[derive(Template)]
#[template(path = "account/external_ended.html")]
struct EndedPage {
    page: Page,
    name: String,
    there: Option<String>,
}

fn external(app: &App) -> Result<External, WebError> {
    app.config().external.clone().ok_or_else(WebError::not_found)
}

fn redirect(app: &App) -> String {
    format!("{}/sign-in/external/back", app.config().base_url)
}

/// Sends the browser to the provider.
pub async fn leave(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let external = external(&app)?;
    // Each attempt is kept for a while: nobody may fill the database with them.
    let per_minute = app.config().limits.attempts_per_minute;
    app.attempts()
        .attempt(ctx.address, ctx.now, per_minute)
        .map_err(guard::too_many)?;
    let target = reply::own_place(form.text("next")).to_owned();
    let (redirect, now) = (redirect(&app), ctx.now);
    let left = app
        .run(&ctx, move |cycle, call| {
            let start = people::begin_external(cycle, call, &target)?;
            let place = external.provider.leave(&start, &redirect, now);
            Ok(place.map(|place| (place, start.state)))
        })
        .await?;
    match left {
        Ok((place, state)) => {
            let cookie = cookie::write(Name::External, &state, Some(KEEP), app.config().secure());
            reply::with_cookie(reply::to(&place)?, &cookie)
        }
        Err(failure) => trouble(&app, &failure),
    }
}

/// The browser comes back from the provider.
pub async fn back(State(app): State<App>, ctx: Ctx, headers: HeaderMap, form: Form) -> Reply {
    let external = external(&app)?;
    let state = form.text("state").to_owned();
    let kept = cookie::read(&headers, Name::External, app.config().secure());
    // Another browser's attempt, sent as a link, would sign this one in as somebody else.
    if state.is_empty() || kept.as_deref() != Some(state.as_str()) {
        return refused(&app, "web-flash-external-attempt");
    }
    if !form.text("error").is_empty() || form.text("code").is_empty() {
        let given = form
            .text("error")
            .chars()
            .filter(char::is_ascii_graphic)
            .take(60)
            .collect::<String>();
        tracing::info!(target: "tonghop::external", "the provider sent nobody back: {given}");
        return refused(&app, "web-flash-external-cancelled");
    }
    let (code, agent) = (form.text("code").to_owned(), session::agent(&headers));
    let (redirect, now) = (redirect(&app), ctx.now);
    let arrived = app
        .attempt(&ctx, move |cycle, call| {
            let back = people::external_return(cycle, call, &state)?;
            match external.provider.arrive(&back, &code, &redirect, now) {
                Err(failure) => Ok(Err(failure)),
                Ok(identity) => {
                    let place = (back.target.as_str(), agent.as_str());
                    let signed = people::sign_in_external(cycle, call, &identity, external.policy, place)?;
                    Ok(Ok((signed, back.target)))
                }
            }
        })
        .await?;
    answer(&app, &ctx, arrived)
}

fn answer(app: &App, ctx: &Ctx, arrived: CycleResult<Result<(ExternalSignIn, String), ExternalFailure>>) -> Reply {
    match arrived {
        Ok(Ok((ExternalSignIn::Done(begun), target))) => {
            reply::with_cookie(session::begin(app, ctx, &begun, &target)?, &gone(app))
        }
        Ok(Ok((ExternalSignIn::Code(ticket), _))) => {
            let cookie = cookie::write(Name::External, &ticket, Some(KEEP), app.config().secure());
            reply::with_cookie(reply::to("/sign-in/external/code")?, &cookie)
        }
        Ok(Err(failure)) => trouble(app, &failure),
        Err(CycleError::SignIn("external-attempt")) => refused(app, "web-flash-external-attempt"),
        Err(CycleError::SignIn("external-unknown")) => refused(app, "web-flash-external-unknown"),
        Err(CycleError::SignIn("deactivated")) => refused(app, "web-flash-external-deactivated"),
        Err(error) => Err(error.into()),
    }
}

fn gone(app: &App) -> String {
    cookie::write(Name::External, "", Some(0), app.config().secure())
}

fn trouble(app: &App, failure: &ExternalFailure) -> Reply {
    tracing::warn!(target: "tonghop::external", "{}", failure.detail);
    refused(
        app,
        match failure.unreachable {
            true => "web-flash-external-trouble",
            false => "web-flash-external-untrusted",
        },
    )
}

fn refused(app: &App, key: &'static str) -> Reply {
    let answer = reply::to_with("/sign-in", Tone::Bad, &Message::new(key), app.config().secure())?;
    reply::with_cookie(answer, &gone(app))
}

/// Asks for the code that is owed.
pub async fn code(State(app): State<App>, ctx: Ctx) -> Reply {
    code_page(&app, &ctx, FormView::default())
}

fn code_page(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let name = external(app)?.name;
    let page = Page::new(app, ctx, "web-external-code-title");
    let fine = view.is_fine();
    reply::form_page(fine, &CodePage { page, view, name })
}

/// Takes it.
pub async fn confirm(State(app): State<App>, ctx: Ctx, headers: HeaderMap, form: Form) -> Reply {
    external(&app)?;
    let ticket = cookie::read(&headers, Name::External, app.config().secure()).unwrap_or_default();
    let (typed, agent) = (form.text("code").to_owned(), session::agent(&headers));
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            people::confirm_external(cycle, call, &ticket, (&typed, &agent))
        })
        .await?;
    match outcome {
        Ok((begun, target)) => reply::with_cookie(session::begin(&app, &ctx, &begun, &target)?, &gone(&app)),
        Err(error @ CycleError::SignIn("second-factor" | "locked")) => {
            let mut view = FormView::new(form);
            view.reject("code", &ctx, &error.message());
            code_page(&app, &ctx, view)
        }
        Err(error) => answer(&app, &ctx, Err(error)),
    }
}

/// After signing out here, the way to sign out there.
pub async fn ended(State(app): State<App>, ctx: Ctx) -> Reply {
    let external = external(&app)?;
    let page = Page::new(&app, &ctx, "web-external-ended-title");
    let there = external
        .provider
        .end_session(&format!("{}/sign-in", app.config().base_url));
    reply::page(&EndedPage {
        page,
        name: external.name,
        there,
    })
}
