//! One submission under review: every item beside its source, findings, differences, the decision on the whole.

use super::row::{self, Found, Row};
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::consolidated::words;
use crate::pages::reports::list::remaining;
use crate::pages::rounds::card::period_label;
use crate::pages::rounds::round::submission_tag;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::reports::{self, Submission};
use tonghop_app::cycle::review::{self, ReviewPage};
use tonghop_model::cycle::{Action, RoundState, SubmissionId, SubmissionState};
use tonghop_model::finding::Severity;

/// Working days that a unit is proposed to have for what is returned.
const DAYS: u16 = 3;

/// A choice of which items are shown.
pub struct Tab {
    pub key: &'static str,
    pub label: String,
    pub count: usize,
}

/// How the review stands, for the bar that stays in sight.
pub struct Bar {
    pub id: i64,
    pub version: i64,
    pub accepted: usize,
    pub returned: usize,
    pub total: usize,
    /// How many items were decided on, in words.
    pub decided: String,
    /// Errors that nobody waived.
    pub blocking: usize,
    pub reviews: bool,
    pub accepts: bool,
    /// True where the round receives nothing more: what is returned cannot come back.
    pub closed: bool,
    /// True where only a part of the page is sent.
    pub swap: bool,
}

/// A sent attempt with its words.
pub struct Attempt {
    pub submission: Submission,
    pub state: String,
    pub tag: &'static str,
    pub sent: String,
}

#[derive(Template)]
#[template(path = "review/submission.html")]
struct ReviewTemplate {
    page: Page,
    id: i64,
    data: reports::Page,
    submission: Submission,
    period: String,
    remaining: String,
    state: String,
    state_tag: &'static str,
    sent: String,
    /// Findings that name no item.
    general: Vec<Found>,
    tabs: Vec<Tab>,
    show: String,
    rows: Vec<Row>,
    bar: Bar,
    attempts: Vec<Attempt>,
    answered: usize,
    changed: usize,
    errors: usize,
    warnings: usize,
    /// True where a review can be begun.
    starts: bool,
    /// True where the review of what was accepted can be opened again, and where only the round stands against it.
    reopens: bool,
    reopens_closed: bool,
    /// True where items can be decided on now.
    decides: bool,
    waives: bool,
    comments: bool,
    unit_link: bool,
}

#[derive(Template)]
#[template(path = "review/item_part.html")]
struct ItemPart {
    page: Page,
    id: i64,
    report: i64,
    row: Row,
    bar: Bar,
    decides: bool,
    waives: bool,
    comments: bool,
}

/// What was typed for an item and is wrong.
pub struct Typed {
    pub reason: String,
    pub due: String,
    pub wrong: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    page(&app, &ctx, id, &form, None).await
}

async fn load(app: &App, ctx: &Ctx, id: i64) -> Result<(Page, ReviewPage, Submission, Vec<Row>), WebError> {
    let found = app
        .run(ctx, move |cycle, call| review::page(cycle, call, SubmissionId(id)))
        .await?;
    let submission = found.data.submission.clone().ok_or_else(WebError::not_found)?;
    let page = Page::titled(app, &ctx.0, found.data.unit.name.clone())
        .crumb("/", "web-nav-start")
        .crumb("/review", "web-nav-review");
    let calendar = app.cycle().engine.catalogue.work_calendar();
    let due = calendar.plus_working_days(ctx.today(), DAYS).max(found.data.due);
    let rows = row::rows(&page, app.cycle(), &found, &due.to_string());
    Ok((page, found, submission, rows))
}

fn bar(ctx: &Ctx, page: &Page, found: &ReviewPage, submission: &Submission, rows: &[Row], swap: bool) -> Bar {
    let may = |action| ctx.may_on(action, &found.data.unit.path, &found.data.programme);
    let of = |decision: &str| rows.iter().filter(|r| r.decision == decision).count();
    let blocks = |f: &&reports::Finding| f.severity == Severity::Error && f.waived.is_none();
    Bar {
        id: submission.id.0,
        version: submission.version,
        accepted: of("accepted"),
        returned: of("returned"),
        total: rows.len(),
        decided: page.words(
            "web-review-decided",
            &[
                ("count", page.number(of("accepted") + of("returned"))),
                ("all", page.number(rows.len())),
            ],
        ),
        blocking: found.data.findings.iter().filter(blocks).count(),
        reviews: submission.state == SubmissionState::InReview && may(Action::ReviewReport),
        accepts: submission.state == SubmissionState::InReview && may(Action::AcceptReport),
        closed: found.data.round_state != RoundState::Open,
        swap,
    }
}

/// The page; a part of it where a script asks for one item.
pub async fn page(app: &App, ctx: &Ctx, id: i64, form: &Form, typed: Option<(&str, Typed)>) -> Reply {
    let (page, found, submission, mut rows) = load(app, ctx, id).await?;
    let fine = typed.is_none();
    let bar = bar(ctx, &page, &found, &submission, &rows, ctx.htmx);
    if let Some((node, typed)) = typed
        && let Some(row) = rows.iter_mut().find(|r| r.base.node == node)
    {
        row.wrong = typed.wrong;
        // A decision without words leaves what stands there.
        row.reason = Some(typed.reason)
            .filter(|r| !r.is_empty())
            .unwrap_or_else(|| std::mem::take(&mut row.reason));
        row.due = Some(typed.due)
            .filter(|d| !d.is_empty())
            .unwrap_or_else(|| std::mem::take(&mut row.due));
    }
    let (path, programme) = (found.data.unit.path.clone(), found.data.programme.clone());
    let may = |action| ctx.may_on(action, &path, &programme);
    let decides = bar.reviews;
    let waives = submission.state != SubmissionState::Superseded && may(Action::WaiveFinding);
    let comments = may(Action::Comment);
    if ctx.htmx {
        let node = form.text("node");
        let row = rows.into_iter().find(|r| r.base.node == node);
        return reply::page(&ItemPart {
            id,
            report: found.data.report.0,
            row: row.ok_or_else(WebError::not_found)?,
            bar,
            decides,
            waives,
            comments,
            page,
        });
    }
    let data = found.data;
    let state = submission.state;
    let general = data
        .findings
        .iter()
        .filter(|f| f.node.is_none())
        .map(|f| row::found(&page, f));
    let general: Vec<Found> = general.collect();
    let open = |severity: Severity| {
        let own = data
            .findings
            .iter()
            .filter(|f| f.severity == severity && f.waived.is_none());
        own.count()
    };
    let newest = data.attempts.first().is_some_and(|a| a.id == submission.id);
    let accepted = matches!(state, SubmissionState::Accepted | SubmissionState::Published);
    let again = newest && accepted && may(Action::AcceptReport);
    let is_open = data.round_state == RoundState::Open;
    let (errors, warnings) = (open(Severity::Error), open(Severity::Warning));
    let tabs = tabs(&page, &rows);
    let show = form.text("show").to_owned();
    let (answered, changed) = (
        rows.iter().filter(|r| r.base.answered).count(),
        rows.iter().filter(|r| r.difference.is_some()).count(),
    );
    rows = shown(rows, &show);
    let shown = ReviewTemplate {
        id,
        period: period_label(&page, &data.period),
        remaining: match state {
            SubmissionState::Draft | SubmissionState::Withdrawn => remaining(&page, data.due),
            _ => words::timeliness(&page, data.timeliness),
        },
        state: page.t(&format!("web-submission-{}", state.key().replace('_', "-"))),
        state_tag: submission_tag(state),
        sent: sent(&page, &submission),
        general,
        tabs,
        show,
        rows,
        bar,
        attempts: data
            .attempts
            .iter()
            .filter(|s| s.sent_at.is_some() || s.id == submission.id)
            .map(|s| attempt(&page, s))
            .collect(),
        answered,
        changed,
        errors,
        warnings,
        starts: state == SubmissionState::Submitted && may(Action::ReviewReport),
        reopens: again && is_open,
        reopens_closed: again && !is_open,
        decides,
        waives,
        comments,
        unit_link: ctx.may_on_unit(Action::ViewUnit, &path),
        submission,
        page,
        data,
    };
    reply::form_page(fine, &shown)
}

fn sent(page: &Page, submission: &Submission) -> String {
    match (submission.sent_at, &submission.sent_by) {
        (Some(at), Some(by)) => page.words("web-review-sent", &[("name", by.clone()), ("date", page.moment(at))]),
        _ => page.t("web-review-not-sent"),
    }
}

fn attempt(page: &Page, submission: &Submission) -> Attempt {
    Attempt {
        state: page.t(&format!("web-submission-{}", submission.state.key().replace('_', "-"))),
        tag: submission_tag(submission.state),
        sent: sent(page, submission),
        submission: submission.clone(),
    }
}

/// Which items a choice shows.
fn belongs(row: &Row, show: &str) -> bool {
    match show {
        "open" => row.decision.is_empty(),
        "findings" => row.open_findings() > 0,
        "changed" => row.difference.is_some() || !row.returned_before.is_empty(),
        "returned" => row.decision == "returned",
        "blank" => !row.base.answered,
        _ => true,
    }
}

fn tabs(page: &Page, rows: &[Row]) -> Vec<Tab> {
    let keys = [
        ("", "web-review-show-all"),
        ("findings", "web-review-show-findings"),
        ("changed", "web-review-show-changed"),
        ("open", "web-review-show-open"),
        ("returned", "web-review-show-returned"),
        ("blank", "web-review-show-blank"),
    ];
    let tab = |(key, label): (&'static str, &str)| Tab {
        key,
        label: page.t(label),
        count: rows.iter().filter(|r| belongs(r, key)).count(),
    };
    keys.into_iter()
        .map(tab)
        .filter(|t| t.key.is_empty() || t.count > 0)
        .collect()
}

fn shown(rows: Vec<Row>, show: &str) -> Vec<Row> {
    let mut shown = Vec::new();
    let mut part = String::new();
    for mut row in rows {
        if !row.part.is_empty() {
            part = std::mem::take(&mut row.part);
        }
        if belongs(&row, show) {
            // The heading of a part stands before the first of its items that is shown.
            row.part = std::mem::take(&mut part);
            shown.push(row);
        }
    }
    shown
}
