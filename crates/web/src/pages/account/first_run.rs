//! The first set-up: province, name of the office, first administrator. Opened once, by the link on the terminal.

use super::session;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use tonghop_app::cycle::{Call, Cycle, CycleResult, people, setup};
use tonghop_model::cycle::Actor;
use tonghop_model::message::Message;

/// A province to choose.
struct Province {
    code: String,
    name: String,
}

#[derive(Template)]
#[template(path = "account/first_run.html")]
struct FirstRunPage {
    page: Page,
    view: FormView,
    provinces: Vec<Province>,
}

/// What everybody sees before the set-up: where the link is.
#[derive(Template)]
#[template(path = "account/waiting.html")]
pub struct Waiting {
    page: Page,
}

impl Waiting {
    pub fn new(app: &App, ctx: &Ctx) -> Self {
        Self {
            page: Page::new(app, ctx, "web-first-run-title"),
        }
    }
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    admit(&app, &form).await?;
    let view = FormView::new(form.with("login", "admin"));
    reply::page(&page(&app, &ctx, view))
}

pub async fn submit(State(app): State<App>, ctx: Ctx, headers: HeaderMap, form: Form) -> Reply {
    admit(&app, &form).await?;
    let mut view = FormView::new(form);
    for field in ["province", "name", "login"] {
        view.require(field, &ctx);
    }
    if view.form.raw("password") != view.form.raw("again") {
        view.reject("again", &ctx, &Message::new("web-password-differs"));
    }
    if !view.is_fine() {
        return reply::page_again(&page(&app, &ctx, view));
    }
    let (typed, agent) = (view.form.clone(), session::agent(&headers));
    let outcome = app
        .attempt(&ctx, move |cycle, call| set_up(cycle, call, &typed, &agent))
        .await?;
    match outcome {
        Ok(signed_in) => {
            app.set_first_run(None);
            app.refresh_owner_name().await?;
            session::begin(&app, &ctx, &signed_in, "/")
        }
        Err(error) => {
            view.reject_input(&ctx, error)?;
            reply::page_again(&page(&app, &ctx, view))
        }
    }
}

/// Sets everything up and signs in: the administrator is here.
fn set_up(cycle: &Cycle, call: &Call<'_>, form: &Form, agent: &str) -> CycleResult<people::SignedIn> {
    let input = setup::Bootstrap {
        province: form.text("province").to_owned(),
        login: form.text("login").to_owned(),
        name: form.text("name").to_owned(),
    };
    // Nobody has an account yet; the log names who typed the form.
    let actor = Actor {
        name: form.text("name").to_owned(),
        ..Actor::default()
    };
    let own = Call { actor: &actor, ..*call };
    setup::bootstrap_here(cycle, &own, &input, form.raw("password"), agent)
}

async fn admit(app: &App, form: &Form) -> Result<(), WebError> {
    if !app.waits_for_set_up().await? {
        return Err(WebError::not_found());
    }
    let secret = app.first_run().ok_or_else(WebError::not_found)?;
    if form.text("key") == secret {
        Ok(())
    } else {
        Err(WebError::not_found())
    }
}

fn page(app: &App, ctx: &Ctx, view: FormView) -> FirstRunPage {
    let today = ctx.today().to_string();
    let units = app.cycle().engine.catalogue.units();
    let mut provinces: Vec<Province> = units
        .provinces(&today)
        .map(|u| Province {
            code: u.code.clone(),
            name: u.full_name(),
        })
        .collect();
    provinces.sort_by(|a, b| a.code.cmp(&b.code));
    FirstRunPage {
        page: Page::new(app, ctx, "web-first-run-title"),
        view,
        provinces,
    }
}
