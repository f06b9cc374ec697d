//! Setting up codes by time on one's phone, replacing them, and giving them up.

use super::profile;
use super::qr::{Qr, qr};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::people::{self, PendingFactor};
use tonghop_app::cycle::{CycleError, CycleResult};
use tonghop_model::message::Message;

/// What one can do: begin, replace, give up. Looking at it changes nothing.
#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct SecondFactorPage {
    page: Page,
    view: FormView,
    /// True where codes are asked for at signing in.
    on: bool,
}

/// The secret that waits for its first code; it is shown to who made it, in the answer to that.
#[derive(Template)]
#[template(path = "account/second_factor_scan.html")]
struct ScanPage {
    page: Page,
    view: FormView,
    qr: Option<Qr>,
    /// The secret in groups of four, to be typed.
    typed: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    choices(&app, &ctx, FormView::default()).await
}

async fn choices(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let id = profile::own(ctx)?;
    let person = app.run(ctx, move |cycle, call| people::person(cycle, call, id)).await?;
    let fine = view.is_fine();
    let page = SecondFactorPage {
        page: Page::new(app, ctx, "web-second-factor-title").crumb("/account", "web-account-title"),
        view,
        on: person.second_factor,
    };
    reply::form_page(fine, &page)
}

fn scan(app: &App, ctx: &Ctx, view: FormView, pending: &PendingFactor) -> Reply {
    let groups = pending.secret.as_bytes().chunks(4);
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    let fine = view.is_fine();
    let page = ScanPage {
        page: Page::new(app, ctx, "web-second-factor-title")
            .crumb("/account", "web-account-title")
            .crumb("/account/second-factor", "web-account-second-factor"),
        view,
        qr: qr(&pending.address),
        typed: groups.join(" "),
    };
    reply::form_page(fine, &page)
}

/// Makes a secret and shows it; the one that counts stays until a code of the new one was shown.
pub async fn begin(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let proof = form.raw("proof").to_owned();
    let made = app
        .attempt(&ctx, move |cycle, call| {
            people::begin_second_factor(cycle, call, &proof)
        })
        .await?;
    match unproved(&ctx, made, "proof")? {
        Ok(pending) => scan(&app, &ctx, FormView::default(), &pending),
        Err(view) => choices(&app, &ctx, view).await,
    }
}

/// Takes a code of the secret that waits; a mistyped one leaves the secret where it is.
pub async fn confirm(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let code = form.text("code").to_owned();
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            people::confirm_second_factor(cycle, call, &code)
        })
        .await?;
    match outcome {
        Ok(()) => {
            let done = Message::new("web-flash-second-factor-on");
            reply::to_with("/account", Tone::Good, &done, app.config().secure())
        }
        Err(CycleError::SignIn(_)) => wrong_code(&app, &ctx).await,
        Err(error) => Err(WebError::from(error)),
    }
}

async fn wrong_code(app: &App, ctx: &Ctx) -> Reply {
    let mut view = FormView::default();
    match app.run(ctx, people::waiting_second_factor).await? {
        Some(pending) => {
            view.reject("code", ctx, &Message::new("web-second-factor-wrong"));
            scan(app, ctx, view, &pending)
        }
        None => {
            view.reject("", ctx, &Message::new("web-second-factor-gone"));
            choices(app, ctx, view).await
        }
    }
}

pub async fn remove(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let proof = form.raw("remove_proof").to_owned();
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            people::give_up_second_factor(cycle, call, &proof)
        })
        .await?;
    match unproved(&ctx, outcome, "remove_proof")? {
        Ok(()) => {
            let done = Message::new("web-flash-second-factor-off");
            reply::to_with("/account", Tone::Warn, &done, app.config().secure())
        }
        Err(view) => choices(&app, &ctx, view).await,
    }
}

/// The form with what was wrong in it, where the proof did not hold or there were too many.
fn unproved<T>(ctx: &Ctx, outcome: CycleResult<T>, field: &str) -> Result<Result<T, FormView>, WebError> {
    let error = match outcome {
        Ok(done) => return Ok(Ok(done)),
        Err(error @ CycleError::SignIn("wrong" | "locked")) => error,
        Err(error) => return Err(error.into()),
    };
    let message = match error {
        CycleError::SignIn("wrong") => Message::new("web-second-factor-proof-wrong"),
        locked => locked.message(),
    };
    let mut view = FormView::default();
    view.reject(field, ctx, &message);
    Ok(Err(view))
}
