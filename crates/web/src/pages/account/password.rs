//! Changing one's own password.

use super::{profile, session};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::reply::{self, Reply};
use axum::extract::State;
use axum::http::HeaderMap;
use tonghop_app::cycle::{CycleError, people};
use tonghop_model::message::Message;

pub async fn submit(State(app): State<App>, ctx: Ctx, headers: HeaderMap, form: Form) -> Reply {
    let secret = session::secret(&app, &headers)?;
    let mut view = FormView::new(form);
    if view.form.raw("password") != view.form.raw("again") {
        view.reject("again", &ctx, &Message::new("web-password-differs"));
        return profile::again(&app, &ctx, view, None).await;
    }
    let (old, new) = (view.form.raw("old").to_owned(), view.form.raw("password").to_owned());
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            people::change_password(cycle, call, &old, &new, &secret)
        })
        .await?;
    match outcome {
        Ok(()) => {
            let done = Message::new("web-flash-password-changed");
            return reply::to_with("/account", Tone::Good, &done, app.config().secure());
        }
        Err(CycleError::SignIn("wrong")) => view.reject("old", &ctx, &Message::new("web-password-wrong")),
        Err(error) => view.reject_input(&ctx, error)?,
    }
    profile::again(&app, &ctx, view, None).await
}
