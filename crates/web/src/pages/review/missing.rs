//! Units that owe a report and have not sent it, to be reminded.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pager::Turns;
use crate::pages::consolidated::words;
use crate::pages::reports::list::{due, remaining};
use crate::pages::rounds::round::submission_tag;
use crate::problem::WebError;
use crate::reply::{self, Reply, own_place};
use askama::Template;
use axum::extract::State;
use std::collections::HashMap;
use tonghop_app::cycle::mail;
use tonghop_app::cycle::reports::{self, Owed};
use tonghop_model::cycle::{Action, ReportId, SubmissionId};
use tonghop_model::message::Message;

/// Rows of one page.
const ROWS: usize = 300;

struct Row {
    owed: Owed,
    due: String,
    remaining: String,
    timeliness: String,
    timeliness_tag: &'static str,
    submission: String,
    submission_tag: &'static str,
    /// Errors that the unit asks to be waived, in words; empty where there are none.
    asked: String,
}

#[derive(Template)]
#[template(path = "review/missing.html")]
struct MissingPage {
    page: Page,
    view: FormView,
    rows: Vec<Row>,
    found: usize,
    rounds: Vec<(String, String)>,
    reminds: bool,
    back: String,
    turns: Turns,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let page = Page::new(&app, &ctx, "web-review-missing-title")
        .crumb("/", "web-nav-start")
        .crumb("/review", "web-nav-review");
    let mut owed = app.run(&ctx, reports::missing).await?;
    let asked = asked(&app, &ctx).await?;
    let count = |o: &Owed| o.submission.as_ref().and_then(|s| asked.get(&s.id)).copied();
    // Those that cannot go on without a reviewer come first.
    owed.sort_by_key(|o| count(o).is_none());
    let mut rounds: Vec<(String, String)> = owed.iter().map(|o| (o.round.to_string(), o.title.clone())).collect();
    rounds.sort();
    rounds.dedup();
    let wanted: Vec<Owed> = owed.into_iter().filter(|o| wanted(o, &form)).collect();
    let found = wanted.len();
    let number = form.parsed("page").unwrap_or(1usize).clamp(1, 10_000);
    let rows = wanted.into_iter().skip((number - 1) * ROWS).take(ROWS);
    let rows = rows.map(|o| row(&page, count(&o).unwrap_or(0), o)).collect();
    let view = FormView::new(form);
    reply::page(&MissingPage {
        rows,
        found,
        rounds,
        reminds: ctx.may(Action::Remind),
        back: href(&view, number),
        turns: Turns::around(number, ROWS, found, |n| href(&view, n)),
        view,
        page,
    })
}

/// Errors that units ask to be waived, by draft.
pub async fn asked(app: &App, ctx: &Ctx) -> Result<HashMap<SubmissionId, usize>, WebError> {
    match ctx.may(Action::WaiveFinding) {
        true => app.run(ctx, reports::asked_waivers).await,
        false => Ok(HashMap::new()),
    }
}

fn wanted(owed: &Owed, form: &Form) -> bool {
    let state = owed.submission.as_ref().map_or("none", |s| s.state.key());
    let fits = |field: &str, value: &str| form.text(field).is_empty() || form.text(field) == value;
    fits("round", &owed.round.to_string())
        && fits("time", owed.timeliness.key())
        && fits("state", state)
        && form.finds("q", &owed.unit_name)
}

fn row(page: &Page, asked: usize, owed: Owed) -> Row {
    let state = owed.submission.as_ref().map(|s| s.state);
    Row {
        due: due(page, &owed),
        remaining: remaining(page, owed.next_due()),
        timeliness: words::timeliness(page, owed.timeliness),
        timeliness_tag: words::timeliness_tag(owed.timeliness),
        submission: state.map_or_else(
            || page.t("web-completeness-not-begun"),
            |s| page.t(&format!("web-submission-{}", s.key().replace('_', "-"))),
        ),
        submission_tag: state.map_or("", submission_tag),
        asked: match asked {
            0 => String::new(),
            count => page.n("web-review-missing-asked", count),
        },
        owed,
    }
}

fn href(view: &FormView, number: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["q", "round", "time", "state"] {
        let value = view.form.text(name);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    query.append_pair("page", &number.to_string());
    format!("/review/missing?{}", query.finish())
}

/// Units that a message names at most.
const NAMED: usize = 12;

pub async fn remind(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let chosen: Vec<ReportId> = form
        .all("report")
        .filter_map(|r| r.parse().ok().map(ReportId))
        .collect();
    let place = own_place(form.text("back")).to_owned();
    let secure = app.config().secure();
    if chosen.is_empty() {
        return reply::to_with(&place, Tone::Warn, &Message::new("web-flash-review-nobody"), secure);
    }
    let done = app
        .run(&ctx, move |cycle, call| mail::remind(cycle, call, &chosen))
        .await?;
    // All of it in one message: who was reminded, who could not be, and whether anything goes out at all.
    let mut said = vec![
        ctx.messages
            .format(&Message::new("web-review-reminded-units").count("count", done.units)),
    ];
    if done.already > 0 {
        said.push(
            ctx.messages
                .format(&Message::new("web-review-reminded-already").count("count", done.already)),
        );
    }
    if !done.without_address.is_empty() {
        let names = done
            .without_address
            .iter()
            .take(NAMED)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let more = if done.without_address.len() > NAMED {
            ", …"
        } else {
            ""
        };
        let message = Message::new("web-review-reminded-nobody").count("count", done.without_address.len());
        said.push(ctx.messages.format(&message.with("name", format!("{names}{more}"))));
    }
    if app.config().post.is_none() && done.units > 0 {
        said.push(ctx.messages.text("web-review-reminded-waits"));
    }
    let whole = done.without_address.is_empty() && done.units > 0 && app.config().post.is_some();
    let tone = if whole { Tone::Good } else { Tone::Warn };
    let message = Message::new("web-flash-review-reminded").with("reason", said.join(" "));
    reply::to_with(&place, tone, &message, secure)
}
