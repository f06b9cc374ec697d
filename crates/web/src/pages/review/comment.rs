//! Remarks between the unit and its reviewer, on the report or on one item.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::reply::{self, Reply, own_place};
use axum::extract::{Path, State};
use tonghop_app::cycle::{CycleError, review};
use tonghop_model::cycle::ReportId;
use tonghop_model::message::Message;

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let text = form.raw("text").replace("\r\n", "\n");
    let node = Some(form.text("node").to_owned()).filter(|n| !n.is_empty());
    // The same button twice writes one remark.
    let once = form.once(&format!("{id} {node:?} {text}"));
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            review::comment_once(cycle, call, ReportId(id), (node.as_deref(), &text), &once)
        })
        .await?;
    let (tone, message) = match outcome {
        Ok(_) => (Tone::Good, Message::new("web-flash-review-commented")),
        Err(error @ CycleError::Invalid(_)) => {
            let why = ctx.messages.format(&error.message());
            (
                Tone::Bad,
                Message::new("web-flash-review-not-commented").with("reason", why),
            )
        }
        Err(error) => return Err(error.into()),
    };
    reply::to_with(own_place(form.text("back")), tone, &message, app.config().secure())
}
