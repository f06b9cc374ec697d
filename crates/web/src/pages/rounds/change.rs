//! Changing a round: title and dates; closing, opening again, publishing.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::{CycleError, rounds, units};
use tonghop_model::cycle::{Action, Denied, RoundId, RoundState};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "rounds/change.html")]
struct ChangePage {
    page: Page,
    view: FormView,
    id: RoundId,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let (round, top) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let top = units::find(cycle, round.unit)?.map_or_else(String::new, |u| u.path);
            Ok((round, top))
        })
        .await?;
    // A head of a part sees the round of the whole, and changes nothing of it.
    if !ctx.may_on(Action::ManageRound, &top, &round.programme) {
        return Err(CycleError::from(Denied(Action::ManageRound)).into());
    }
    let form = Form::default()
        .with("title", round.title)
        .with("cut_off", round.cut_off.to_string())
        .with("deadline", round.deadline.to_string())
        .with("version", round.version.to_string());
    page(&app, &ctx, id, FormView::new(form))
}

fn page(app: &App, ctx: &Ctx, id: i64, view: FormView) -> Reply {
    let page = Page::new(app, ctx, "web-round-change-title");
    let fine = view.is_fine();
    let shown = ChangePage {
        page: page.crumb("/", "web-nav-start").crumb("/rounds", "web-nav-rounds"),
        view,
        id: RoundId(id),
    };
    reply::form_page(fine, &shown)
}

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let mut view = FormView::new(form);
    view.require("title", &ctx);
    for field in ["cut_off", "deadline"] {
        if view.form.date(field).is_none() {
            view.reject(field, &ctx, &Message::new("web-form-not-a-date"));
        }
    }
    let dates = view.form.date("cut_off").zip(view.form.date("deadline"));
    let Some((cut_off, deadline)) = dates.filter(|_| view.is_fine()) else {
        return page(&app, &ctx, id, view);
    };
    let version = view.form.parsed("version").ok_or_else(WebError::bad_request)?;
    let title = view.form.text("title").to_owned();
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            rounds::change_dates(cycle, call, RoundId(id), version, (&title, cut_off, deadline))
        })
        .await?;
    match outcome {
        Ok(()) => saved(&app, id),
        Err(error) => {
            view.reject_input(&ctx, error)?;
            page(&app, &ctx, id, view)
        }
    }
}

pub async fn state(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let to = RoundState::from_key(form.text("to")).ok_or_else(WebError::bad_request)?;
    let round = RoundId(id);
    let reason = form.text("reason").to_owned();
    app.run(&ctx, move |cycle, call| match to {
        RoundState::Closed => rounds::close(cycle, call, round, version),
        RoundState::Open => rounds::reopen(cycle, call, round, version, &reason),
        RoundState::Published => rounds::publish(cycle, call, round, version).map(drop),
    })
    .await?;
    saved(&app, id)
}

fn saved(app: &App, id: i64) -> Reply {
    let done = Message::new("web-flash-saved");
    reply::to_with(&format!("/rounds/{id}"), Tone::Good, &done, app.config().secure())
}
