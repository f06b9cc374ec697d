//! Accepting a finding as an exception, with a reason.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::reply::{self, Reply, own_place};
use axum::extract::{Path, State};
use tonghop_app::cycle::{CycleError, review};
use tonghop_model::cycle::FindingId;
use tonghop_model::message::Message;

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let reason = form.text("reason").to_owned();
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            review::waive(cycle, call, FindingId(id), &reason)
        })
        .await?;
    let (tone, message) = match outcome {
        Ok(()) => (Tone::Good, Message::new("web-flash-review-waived")),
        Err(error @ CycleError::Invalid(_)) => {
            let why = ctx.messages.format(&error.message());
            (
                Tone::Bad,
                Message::new("web-flash-review-not-waived").with("reason", why),
            )
        }
        Err(error) => return Err(error.into()),
    };
    reply::to_with(own_place(form.text("back")), tone, &message, app.config().secure())
}
