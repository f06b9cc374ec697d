//! Access tokens for the API: made, shown once, revoked.

use super::profile;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::State;
use tonghop_app::cycle::people;
use tonghop_model::message::Message;

pub async fn create(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let (label, days) = (form.text("label").to_owned(), form.parsed("days").unwrap_or(90));
    match app
        .attempt(&ctx, move |cycle, call| people::create_token(cycle, call, &label, days))
        .await?
    {
        Ok((_, secret)) => profile::again(&app, &ctx, FormView::default(), Some(secret)).await,
        Err(error) => {
            let mut view = FormView::new(form);
            view.reject_input(&ctx, error)?;
            profile::again(&app, &ctx, view, None).await
        }
    }
}

pub async fn revoke(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let id = form.parsed("token").ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| people::revoke_token(cycle, call, id))
        .await?;
    reply::to_with(
        "/account",
        Tone::Good,
        &Message::new("web-flash-token-revoked"),
        app.config().secure(),
    )
}
