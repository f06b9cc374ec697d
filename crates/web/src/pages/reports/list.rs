//! What the person's units owe: deadline, days left, state, the next step.

use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::pages::rounds::round::submission_tag;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::reports::{self, Owed};
use tonghop_model::cycle::{RoundState, SubmissionState, Timeliness};

/// A report that a unit owes, with its words.
pub struct Row {
    pub owed: Owed,
    pub period: String,
    /// The day until which the unit has time, in words.
    pub due: String,
    pub remaining: String,
    pub timeliness: String,
    pub timeliness_tag: &'static str,
    pub submission: String,
    pub submission_tag: &'static str,
    pub next: String,
    /// The page of the next step.
    pub href: String,
    /// True where the unit has something to do.
    pub waits: bool,
    /// True where it would, but the round receives nothing more.
    pub closed: bool,
}

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let page = Page::new(&app, &ctx, "web-nav-reports").crumb("/", "web-nav-start");
    let rows = owed(&app, &ctx, &page).await?;
    reply::page(&ListPage { page, rows })
}

/// What the person's units owe: what waits for the unit first, and there what is due first.
pub async fn owed(app: &App, ctx: &Ctx, page: &Page) -> Result<Vec<Row>, WebError> {
    let owed = app.run(ctx, |cycle, call| reports::mine(cycle, call, None)).await?;
    let mut rows: Vec<Row> = owed.into_iter().map(|o| row(page, o)).collect();
    let first = |r: &Row| r.waits && r.owed.waits_to_be_sent();
    rows.sort_by(|a, b| {
        let waits = b.waits.cmp(&a.waits).then(first(b).cmp(&first(a)));
        waits.then(if a.waits {
            a.owed.next_due().cmp(&b.owed.next_due())
        } else {
            b.owed.due.cmp(&a.owed.due)
        })
    });
    rows.truncate(100);
    Ok(rows)
}

fn row(page: &Page, owed: Owed) -> Row {
    let state = owed.submission.as_ref().map(|s| s.state);
    let open = owed.round_state == RoundState::Open;
    let waits = open && owed.waits_for_unit();
    Row {
        period: period_label(page, &owed.period),
        due: due(page, &owed),
        remaining: if waits {
            remaining(page, owed.next_due())
        } else {
            String::new()
        },
        timeliness: page.t(&format!("web-timeliness-{}", owed.timeliness.key().replace('_', "-"))),
        timeliness_tag: match owed.timeliness {
            Timeliness::OnTime => "tag-good",
            Timeliness::SentLate => "tag-warn",
            Timeliness::Overdue => "tag-bad",
            Timeliness::Pending | Timeliness::NotAsked => "",
        },
        submission: match state {
            Some(SubmissionState::Draft) if owed.handed.is_some() => page.t("web-reports-handed"),
            Some(state) => page.t(&format!("web-submission-{}", state.key().replace('_', "-"))),
            None => page.t("web-completeness-not-begun"),
        },
        submission_tag: match state {
            Some(SubmissionState::Draft) if owed.handed.is_some() => "tag-warn",
            _ => state.map_or("", submission_tag),
        },
        href: match waits && owed.waits_to_be_sent() {
            true => format!("/reports/{}/submit", owed.report),
            false => format!("/reports/{}", owed.report),
        },
        next: page.t(match state {
            Some(SubmissionState::Draft) if waits && owed.waits_to_be_sent() => "web-reports-approve",
            None if waits => "web-reports-begin",
            Some(SubmissionState::Returned) if waits => "web-reports-mend",
            _ if waits => "web-reports-go-on",
            _ => "web-reports-look",
        }),
        closed: !open && owed.waits_for_unit(),
        waits,
        owed,
    }
}

/// The day until which the unit has time: the deadline, or that of what was returned.
pub fn due(page: &Page, owed: &Owed) -> String {
    let key = match owed.mend_by {
        Some(_) => "web-reports-mend-by",
        None => "web-round-deadline-on",
    };
    page.with(key, "date", page.day(owed.next_due()))
}

/// Days until a day or since it.
pub fn remaining(page: &Page, due: tonghop_model::date::Date) -> String {
    let days = page.ctx.today().days_until(due);
    match u64::try_from(days) {
        Ok(0) => page.t("web-round-due-today"),
        Ok(left) => page.n("web-round-days-left", left),
        Err(_) => page.n("web-round-days-over", days.unsigned_abs()),
    }
}
