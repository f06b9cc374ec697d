//! The same step for the submissions that are ticked in the queue.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::reply::{self, Reply, own_place};
use axum::extract::State;
use tonghop_app::cycle::review::{self, Bulk};
use tonghop_model::cycle::SubmissionId;
use tonghop_model::message::Message;

/// Units that a message names.
const NAMED: usize = 5;

/// "submission.version" of each ticked box.
fn chosen(form: &Form) -> Vec<(SubmissionId, i64)> {
    let pair = |text: &str| {
        let (id, version) = text.split_once('.')?;
        Some((SubmissionId(id.parse().ok()?), version.parse().ok()?))
    };
    form.all("submission").filter_map(pair).collect()
}

pub async fn start(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let chosen = chosen(&form);
    if chosen.is_empty() {
        return nobody(&app, &form);
    }
    let bulk = app
        .run(&ctx, move |cycle, call| review::start_all(cycle, call, &chosen))
        .await?;
    told(&app, &ctx, &form, "web-flash-review-started", &bulk)
}

pub async fn accept(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let chosen = chosen(&form);
    if chosen.is_empty() {
        return nobody(&app, &form);
    }
    let bulk = app
        .run(&ctx, move |cycle, call| review::accept_clean(cycle, call, &chosen))
        .await?;
    told(&app, &ctx, &form, "web-flash-review-accepted-many", &bulk)
}

fn nobody(app: &App, form: &Form) -> Reply {
    let message = Message::new("web-flash-review-nobody");
    reply::to_with(
        own_place(form.text("back")),
        Tone::Warn,
        &message,
        app.config().secure(),
    )
}

fn told(app: &App, ctx: &Ctx, form: &Form, done: &'static str, bulk: &Bulk) -> Reply {
    let place = own_place(form.text("back"));
    let secure = app.config().secure();
    if bulk.left.is_empty() {
        return reply::to_with(place, Tone::Good, &Message::new(done).count("count", bulk.done), secure);
    }
    let mut why: Vec<String> = bulk
        .left
        .iter()
        .take(NAMED)
        .map(|l| format!("{}: {}", l.unit, ctx.messages.format(&l.why)))
        .collect();
    if bulk.left.len() > NAMED {
        why.push("…".into());
    }
    let message = Message::new("web-flash-review-some-left")
        .count("count", bulk.done)
        .with("name", ctx.messages.number(bulk.left.len()))
        .with("reason", why.join(" "));
    reply::to_with(place, Tone::Warn, &message, secure)
}
