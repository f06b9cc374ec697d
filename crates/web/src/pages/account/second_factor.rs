//! Setting up codes by time on one's phone, and giving them up.

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
use tonghop_app::cycle::{CycleError, people};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct SecondFactorPage {
    page: Page,
    view: FormView,
    qr: Option<Qr>,
    /// The secret in groups of four, to be typed.
    typed: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    again(&app, &ctx, FormView::default()).await
}

/// A new secret each time: one that was on the screen and not confirmed is worth nothing.
async fn again(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let (secret, address) = app.run(ctx, people::set_up_second_factor).await?;
    let groups: Vec<String> = secret
        .as_bytes()
        .chunks(4)
        .map(|g| String::from_utf8_lossy(g).into_owned())
        .collect();
    let fine = view.is_fine();
    let page = SecondFactorPage {
        page: Page::new(app, ctx, "web-second-factor-title").crumb("/account", "web-account-title"),
        view,
        qr: qr(&address),
        typed: groups.join(" "),
    };
    reply::form_page(fine, &page)
}

pub async fn confirm(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let code = form.text("code").to_owned();
    match app
        .attempt(&ctx, move |cycle, call| {
            people::confirm_second_factor(cycle, call, &code)
        })
        .await?
    {
        Ok(()) => {
            let done = Message::new("web-flash-second-factor-on");
            reply::to_with("/account", Tone::Good, &done, app.config().secure())
        }
        Err(CycleError::SignIn(_)) => {
            let mut view = FormView::default();
            view.reject("code", &ctx, &Message::new("web-second-factor-wrong"));
            again(&app, &ctx, view).await
        }
        Err(error) => Err(WebError::from(error)),
    }
}

pub async fn remove(State(app): State<App>, ctx: Ctx) -> Reply {
    let id = profile::own(&ctx)?;
    app.run(&ctx, move |cycle, call| people::remove_second_factor(cycle, call, id))
        .await?;
    let done = Message::new("web-flash-second-factor-off");
    reply::to_with("/account", Tone::Warn, &done, app.config().secure())
}
