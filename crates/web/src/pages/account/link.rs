//! A one-time link: to accept an invitation or to set a new password.

use super::session;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::{Problem, WebError};
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::people::{self, LinkOwner};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "account/link.html")]
struct LinkPage {
    page: Page,
    view: FormView,
    owner: LinkOwner,
    secret: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(secret): Path<String>) -> Reply {
    let owner = owner(&app, &ctx, &secret).await?;
    reply::page(&page(&app, &ctx, FormView::default(), owner, secret))
}

pub async fn submit(
    State(app): State<App>,
    ctx: Ctx,
    Path(secret): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Reply {
    let owner = owner(&app, &ctx, &secret).await?;
    let mut view = FormView::new(form);
    if view.form.raw("password") != view.form.raw("again") {
        view.reject("again", &ctx, &Message::new("web-password-differs"));
        return reply::page_again(&page(&app, &ctx, view, owner, secret));
    }
    let (password, agent, used) = (
        view.form.raw("password").to_owned(),
        session::agent(&headers),
        secret.clone(),
    );
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            people::use_link(cycle, call, &used, &password, &agent)
        })
        .await?;
    match outcome {
        Ok(signed_in) => session::begin(&app, &ctx, &signed_in, "/"),
        Err(CycleError::SignIn(_)) => Err(gone()),
        Err(error) => {
            view.reject_input(&ctx, error)?;
            reply::page_again(&page(&app, &ctx, view, owner, secret))
        }
    }
}

async fn owner(app: &App, ctx: &Ctx, secret: &str) -> Result<LinkOwner, WebError> {
    let secret = secret.to_owned();
    match app
        .attempt(ctx, move |cycle, call| people::link_owner(cycle, call, &secret))
        .await?
    {
        Err(CycleError::SignIn(_)) => Err(gone()),
        other => Ok(other?),
    }
}

/// Used, too old, replaced by a newer one, or never made: the same answer.
fn gone() -> WebError {
    Problem::new(StatusCode::NOT_FOUND, "link").into()
}

fn page(app: &App, ctx: &Ctx, view: FormView, owner: LinkOwner, secret: String) -> LinkPage {
    LinkPage {
        page: Page::new(
            app,
            ctx,
            if owner.active {
                "web-link-renew"
            } else {
                "web-link-title"
            },
        ),
        view,
        owner,
        secret,
    }
}
