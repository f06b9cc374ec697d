//! Signing in with name, password and, where it is set up, a code.

use super::session;
use crate::app::App;
use crate::config::SampleLogIns;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use tonghop_app::cycle::{CycleError, people};

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    page: Page,
    view: FormView,
    /// Name and password were right; now the code is asked for.
    code: bool,
    /// What people call the provider of single sign-on, and the address that leads there.
    external: Option<(String, String)>,
    /// The people of a demo.
    samples: Option<SampleLogIns>,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    if app.waits_for_set_up().await? {
        return reply::page(&super::first_run::Waiting::new(&app, &ctx));
    }
    if ctx.session.is_some() {
        return reply::to(reply::own_place(form.text("next")));
    }
    reply::page(&SignInPage {
        page: Page::new(&app, &ctx, "web-sign-in-title"),
        external: external(&app, form.text("next")),
        view: FormView::new(form),
        code: false,
        samples: app.config().samples.clone(),
    })
}

/// The way to the provider, which comes back to the page that was asked for.
fn external(app: &App, next: &str) -> Option<(String, String)> {
    let external = app.config().external.as_ref()?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("next", reply::own_place(next));
    Some((external.name.clone(), format!("/sign-in/external?{}", query.finish())))
}

pub async fn submit(State(app): State<App>, ctx: Ctx, headers: HeaderMap, form: Form) -> Reply {
    let (typed, agent) = (form.clone(), session::agent(&headers));
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            let code = typed.text("code");
            let input = people::SignIn {
                login: typed.text("login"),
                password: typed.raw("password"),
                code: (!code.is_empty()).then_some(code),
                agent: &agent,
            };
            people::sign_in(cycle, call, &input)
        })
        .await?;
    match outcome {
        Ok(signed_in) => session::begin(&app, &ctx, &signed_in, form.text("next")),
        Err(error) => again(&app, &ctx, form, error),
    }
}

fn again(app: &App, ctx: &Ctx, form: Form, error: CycleError) -> Reply {
    let CycleError::SignIn(why) = error else {
        return Err(WebError::from(error));
    };
    let code = why == "second-factor";
    let first = code && form.text("code").is_empty();
    let external = external(app, form.text("next"));
    let mut view = FormView::new(form);
    // The first time, the code is simply the next step.
    if !first {
        view.reject("", ctx, &error.message());
    }
    reply::page_again(&SignInPage {
        page: Page::new(app, ctx, "web-sign-in-title"),
        view,
        code,
        external,
        samples: app.config().samples.clone(),
    })
}
