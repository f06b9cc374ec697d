//! What waits for the reviewer: by deadline and severity, with filters and steps for many units.

use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pager::Turns;
use crate::pages::rounds::round::submission_tag;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::review::{self, Queued};
use tonghop_model::cycle::{Action, SubmissionState};

/// Rows of one page.
const ROWS: usize = 200;

struct Row {
    queued: Queued,
    /// Sent in time or late, in words.
    timeliness: String,
    sent: String,
    state: String,
    tag: &'static str,
    is_new: bool,
    is_mine: bool,
}

#[derive(Template)]
#[template(path = "review/queue.html")]
struct QueuePage {
    page: Page,
    view: FormView,
    rows: Vec<Row>,
    /// Everything that waits, before the filter.
    total: usize,
    /// What the filter leaves, before paging.
    found: usize,
    begun: usize,
    late: usize,
    with_errors: usize,
    rounds: Vec<(String, String)>,
    accepts: bool,
    back: String,
    turns: Turns,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let page = Page::new(&app, &ctx, "web-nav-review").crumb("/", "web-nav-start");
    let queued = app.run(&ctx, |cycle, call| review::queue(cycle, call, None)).await?;
    let mut rounds: Vec<(String, String)> = queued.iter().map(|q| (q.round.to_string(), q.title.clone())).collect();
    rounds.sort();
    rounds.dedup();
    let own = ctx.actor().account;
    let (total, begun) = (queued.len(), queued.iter().filter(|q| is_begun(q)).count());
    let (late, with_errors) = (
        queued.iter().filter(|q| q.late).count(),
        queued.iter().filter(|q| q.submission.errors > 0).count(),
    );
    let wanted: Vec<Queued> = queued
        .into_iter()
        .filter(|q| wanted(q, &form) && of_reviewer(q, form.text("who"), own.map(|a| a.0)))
        .collect();
    let found = wanted.len();
    let number = form.parsed("page").unwrap_or(1usize).clamp(1, 10_000);
    let rows = wanted.into_iter().skip((number - 1) * ROWS).take(ROWS);
    let rows: Vec<Row> = rows.map(|q| row(&page, q, own.map(|a| a.0))).collect();
    let view = FormView::new(form);
    reply::page(&QueuePage {
        turns: Turns::around(number, ROWS, found, |n| href(&view, n)),
        accepts: ctx.may(Action::AcceptReport),
        back: href(&view, number),
        rows,
        total,
        found,
        begun,
        late,
        with_errors,
        rounds,
        view,
        page,
    })
}

fn is_begun(queued: &Queued) -> bool {
    queued.submission.state == SubmissionState::InReview
}

fn wanted(queued: &Queued, form: &Form) -> bool {
    let (errors, warnings) = (queued.submission.errors, queued.submission.warnings);
    let severe = match form.text("severity") {
        "error" => errors > 0,
        "warning" => warnings > 0,
        "clean" => errors + warnings == 0,
        "late" => queued.late,
        _ => true,
    };
    let fits = |field: &str, value: &str| form.text(field).is_empty() || form.text(field) == value;
    severe
        && fits("round", &queued.round.to_string())
        && fits("state", queued.submission.state.key())
        && form.finds("q", &queued.unit_name)
}

fn of_reviewer(queued: &Queued, who: &str, own: Option<i64>) -> bool {
    let reviewer = queued.submission.reviewer_id.map(|a| a.0);
    match who {
        "mine" => reviewer.is_some() && reviewer == own,
        "nobody" => reviewer.is_none(),
        _ => true,
    }
}

fn row(page: &Page, queued: Queued, own: Option<i64>) -> Row {
    let state = queued.submission.state;
    Row {
        timeliness: page.t(if queued.late {
            "web-timeliness-sent-late"
        } else {
            "web-timeliness-on-time"
        }),
        sent: queued.submission.sent_at.map_or_else(String::new, |at| page.moment(at)),
        state: page.t(&format!("web-submission-{}", state.key().replace('_', "-"))),
        tag: submission_tag(state),
        is_new: state == SubmissionState::Submitted,
        is_mine: own.is_some() && queued.submission.reviewer_id.map(|a| a.0) == own,
        queued,
    }
}

/// The list with its filter, on a page.
fn href(view: &FormView, number: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["q", "round", "state", "severity", "who"] {
        let value = view.form.text(name);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if number > 1 {
        query.append_pair("page", &number.to_string());
    }
    let query = query.finish();
    if query.is_empty() {
        "/review".into()
    } else {
        format!("/review?{query}")
    }
}
