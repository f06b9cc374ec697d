//! A person's sessions and accounts at the provider: ended, bound and given up by an administrator.

use super::person::{again, saved};
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::pages::account::session;
use crate::problem::WebError;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::people;
use tonghop_model::cycle::AccountId;

pub async fn end_session(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = AccountId(id);
    let key = form.text("session").to_owned();
    app.run(&ctx, move |cycle, call| people::end_session(cycle, call, id, &key))
        .await?;
    saved(&app, id, "web-flash-session-ended")
}

/// Ends all of them; the present one of who does it stays.
pub async fn end_sessions(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let id = AccountId(id);
    let present = session::digest(&ctx);
    app.run(&ctx, move |cycle, call| people::end_sessions(cycle, call, id, &present))
        .await?;
    saved(&app, id, "web-flash-sessions-ended")
}

pub async fn link(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = AccountId(id);
    let external = app.config().external.clone().ok_or_else(WebError::not_found)?;
    let subject = form.text("subject").to_owned();
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            people::link_external(cycle, call, id, external.provider.issuer(), &subject)
        })
        .await?;
    match outcome {
        Ok(()) => saved(&app, id, "web-flash-external-linked"),
        Err(error) => {
            let mut view = FormView::new(form);
            view.reject_input(&ctx, error)?;
            again(&app, &ctx, id, view).await
        }
    }
}

pub async fn unlink(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = AccountId(id);
    let (issuer, subject) = (form.raw("issuer").to_owned(), form.raw("subject").to_owned());
    app.run(&ctx, move |cycle, call| {
        people::unlink_external(cycle, call, id, &issuer, &subject)
    })
    .await?;
    saved(&app, id, "web-flash-external-unlinked")
}
