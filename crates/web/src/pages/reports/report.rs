//! The page of a report: the form, what was returned on top, last period's answer and findings beside each row.

use super::form_view::{self, Builder, Part};
use super::list::remaining;
use super::save::{Kept, own_field};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::pages::rounds::round::submission_tag;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::reports::{self, TodoItem, todo};
use tonghop_app::cycle::rounds::{self, Adjustment};
use tonghop_app::cycle::templates;
use tonghop_app::cycle::views::{self, Recommendation};
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::{Action, Obligation, ReportId, ReviewDecision, RoundState, SubmissionState, Timeliness};
use tonghop_model::message::Message;

/// A thing to be done again, with its name.
struct Todo {
    node: String,
    name: String,
    reason: String,
    due: String,
    changed: bool,
}

/// A recommendation with its answer worded; empty where nobody answered.
struct Asked {
    text: String,
    owner: String,
    answer: String,
    answered: String,
}

#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    page: Page,
    data: reports::Page,
    period: String,
    /// The day until which the unit has time, in words: the deadline, or that of what was returned.
    due: String,
    remaining: String,
    state: String,
    state_tag: &'static str,
    parts: Vec<Part>,
    todo: Vec<Todo>,
    statuses: Vec<String>,
    /// Names of the fields of columns that the template adds, for the script.
    own: String,
    absences: Vec<(&'static str, String)>,
    /// True where the person may send it.
    sends: bool,
    /// True where the person may declare that there is nothing to report.
    may_declare: bool,
    /// True where fields can be typed in.
    editable: bool,
    /// True where a draft can be begun.
    begins: bool,
    uploads: bool,
    sent: bool,
    /// What the unit asked for in this report, with the answers.
    asked: Vec<Asked>,
    comments: bool,
    /// True where an edition was frozen.
    editions: bool,
    /// The page of the reviewer for this attempt; empty for others.
    review: String,
    /// Where the device keeps what was typed.
    store: String,
    /// The person's name, as answers are signed with it.
    me: String,
    kept: usize,
    /// Answers that were copied from the last period and stand as they were copied.
    copied: usize,
    wrong: String,
    /// Findings that concern no single row.
    general: Vec<String>,
    /// Why the unit cannot go on though something is left to do, and what to do; empty where it can.
    closed: String,
}

/// A report with its list of things to do.
pub struct Loaded {
    pub data: reports::Page,
    pub todo: Vec<TodoItem>,
    pub asked: Vec<Recommendation>,
}

/// Loads the newest attempt of a report.
pub fn load(cycle: &Cycle, call: &Call<'_>, id: ReportId) -> CycleResult<Loaded> {
    let mut data = reports::page(cycle, call, id, None)?;
    let returned = data
        .submission
        .as_ref()
        .is_some_and(|s| s.state == SubmissionState::Returned);
    let list = if returned {
        // Nothing was begun since: the reasons stand on the attempt itself.
        let item = |r: &reports::Review| match &r.decision {
            ReviewDecision::Returned { reason, due } => Some(TodoItem {
                node: r.node.clone(),
                reason: reason.clone(),
                due: *due,
                changed: false,
            }),
            ReviewDecision::Accepted => None,
        };
        data.reviews.iter().filter_map(item).collect()
    } else if data.returned.is_empty() {
        Vec::new()
    } else {
        let before = data.submission.as_ref().and_then(|s| s.based_on);
        todo(&data, &reports::page(cycle, call, id, before)?.items)
    };
    let draft = data.submission.as_ref().filter(|s| s.state == SubmissionState::Draft);
    if let Some(draft) = draft {
        // What was found before the last answers were saved would mislead.
        data.findings = reports::check(cycle, call, draft.id)?;
    }
    let mut asked = views::recommendations(cycle, call, Some(data.round))?;
    asked.retain(|r| r.report == id);
    Ok(Loaded {
        data,
        todo: list,
        asked,
    })
}

/// Names of the fields of columns that the template adds, before the code of the item.
fn own_fields(content: &templates::Content) -> String {
    let names: Vec<String> = content.own_columns().map(|(_, own)| own_field(&own.code)).collect();
    names.join(" ")
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    page(&app, &ctx, id, Vec::new(), None).await
}

/// The page, with what could not be saved.
pub async fn page(app: &App, ctx: &Ctx, id: i64, kept: Vec<Kept>, wrong: Option<String>) -> Reply {
    let Loaded { data, todo, asked } = app.run(ctx, move |cycle, call| load(cycle, call, ReportId(id))).await?;
    let page = super::way(Page::titled(app, &ctx.0, data.title.clone()));
    let state = data.submission.as_ref().map(|s| s.state);
    let (path, programme) = (data.unit.path.clone(), data.programme.clone());
    let may = |action| ctx.may_on(action, &path, &programme);
    let open = data.round_state == RoundState::Open && may(Action::EditReport);
    let with_reviewer = matches!(state, Some(SubmissionState::Submitted | SubmissionState::InReview));
    let parts = Builder {
        page: &page,
        cycle: app.cycle(),
        data: &data,
        todo: &todo,
        kept: &kept,
    }
    .parts();
    let named = |t: TodoItem| Todo {
        name: form_view::short(reports::item_name(app.cycle(), &data, &t.node)),
        due: page.day(t.due),
        node: t.node,
        reason: t.reason,
        changed: t.changed,
    };
    let (mend_by, returned) = (todo.iter().map(|t| t.due).min(), todo.len());
    let todo = todo.into_iter().map(named).collect();
    let fine = kept.is_empty() && wrong.is_none();
    let shown = ReportPage {
        period: period_label(&page, &data.period),
        due: match mend_by {
            Some(day) => page.with("web-reports-mend-by", "date", page.day(day)),
            None => page.with("web-round-deadline-on", "date", page.day(data.due)),
        },
        remaining: if open && !with_reviewer {
            remaining(&page, mend_by.unwrap_or(data.due))
        } else {
            String::new()
        },
        state: state.map_or_else(
            || page.t("web-completeness-not-begun"),
            |s| page.t(&format!("web-submission-{}", s.key().replace('_', "-"))),
        ),
        state_tag: state.map_or("", submission_tag),
        parts,
        todo,
        statuses: form_view::statuses(app.cycle()),
        own: own_fields(&data.template.content),
        absences: form_view::absences(&page),
        sends: may(Action::SubmitReport),
        may_declare: open
            && may(Action::SubmitReport)
            && data.nothing.is_none()
            && data.timeliness != Timeliness::NotAsked
            && matches!(state, None | Some(SubmissionState::Draft | SubmissionState::Withdrawn))
            && data.answered() == 0
            && data.attempts.iter().all(|s| !s.state.counts()),
        editable: open && state == Some(SubmissionState::Draft),
        begins: open && !with_reviewer && state != Some(SubmissionState::Draft),
        uploads: open && !with_reviewer && may(Action::UploadFile),
        sent: data.submission.as_ref().is_some_and(|s| s.sent_at.is_some()),
        asked: asked.into_iter().map(|r| shown(&page, r)).collect(),
        comments: may(Action::Comment),
        editions: data
            .attempts
            .iter()
            .any(|s| matches!(s.state, SubmissionState::Accepted | SubmissionState::Published)),
        review: match &data.submission {
            Some(submission) if may(Action::ReviewReport) => {
                format!("/review/{}", submission.id)
            }
            _ => String::new(),
        },
        store: super::on_device(ctx, id),
        me: ctx.actor().name.clone(),
        kept: kept.len(),
        copied: match &data.submission {
            Some(draft) if draft.state == SubmissionState::Draft => reports::copied(draft, &data.items),
            _ => 0,
        },
        general: data
            .findings
            .iter()
            .filter(|f| f.node.is_none())
            .map(|f| page.said(&f.message).to_owned())
            .collect(),
        wrong: wrong.unwrap_or_default(),
        closed: if may(Action::EditReport) {
            closed(&page, &data, returned)
        } else {
            String::new()
        },
        page,
        data,
    };
    reply::form_page(fine, &shown)
}

/// What to do where the round receives nothing more and the unit has something left: `returned` items, a draft, a whole
/// report.
fn closed(page: &Page, data: &reports::Page, returned: usize) -> String {
    let asked = data.timeliness != Timeliness::NotAsked && data.obligation != Obligation::NothingToReport;
    let left = match data.submission.as_ref().map(|s| s.state) {
        Some(SubmissionState::Returned | SubmissionState::Draft) if returned > 0 => {
            page.n("web-reports-closed-returned", returned)
        }
        Some(SubmissionState::Draft) => page.t("web-reports-closed-draft"),
        None | Some(SubmissionState::Withdrawn) if asked => page.t("web-reports-closed-missing"),
        _ => return String::new(),
    };
    let way = match data.round_state {
        RoundState::Open => return String::new(),
        RoundState::Closed => "web-reports-closed-way",
        RoundState::Published => "web-reports-closed-published",
    };
    format!("{left} {}", page.t(way))
}

fn shown(page: &Page, asked: Recommendation) -> Asked {
    let (answer, answered) = match asked.answer {
        Some((answer, by, at)) => (answer, format!("{by}, {}", page.moment(at))),
        None => Default::default(),
    };
    Asked {
        text: asked.text,
        owner: asked.owner.unwrap_or_default(),
        answer,
        answered,
    }
}

pub async fn start(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    app.run(&ctx, move |cycle, call| reports::start(cycle, call, ReportId(id)))
        .await?;
    reply::to(&format!("/reports/{id}"))
}

pub async fn copy(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let only = Some(form.text("node").to_owned()).filter(|n| !n.is_empty());
    let count = app
        .run(&ctx, move |cycle, call| {
            let draft = reports::start(cycle, call, ReportId(id))?;
            reports::copy_forward(cycle, call, draft, only.as_deref())
        })
        .await?;
    let done = Message::new("web-flash-items-copied").count("count", count);
    reply::to_with(&format!("/reports/{id}"), Tone::Good, &done, app.config().secure())
}

pub async fn undo_copy(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let count = app
        .run(&ctx, move |cycle, call| {
            let draft = reports::start(cycle, call, ReportId(id))?;
            reports::undo_copy(cycle, call, draft)
        })
        .await?;
    let done = Message::new("web-flash-copy-undone").count("count", count);
    reply::to_with(&format!("/reports/{id}"), Tone::Good, &done, app.config().secure())
}

/// Declares that there is nothing to report, or takes that back.
pub async fn nothing(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let input = Adjustment {
        reports: vec![(ReportId(id), version)],
        reason: form.text("reason").to_owned(),
    };
    let takes_back = form.text("what") == "back";
    let outcome = app
        .attempt(&ctx, move |cycle, call| match takes_back {
            true => rounds::withdraw_nothing(cycle, call, &input),
            false => rounds::declare_nothing(cycle, call, &input),
        })
        .await?;
    match outcome {
        Ok(()) => reply::to(&format!("/reports/{id}")),
        Err(error @ (CycleError::Refused(_) | CycleError::Invalid(_))) => {
            let wrong = ctx.messages.format(&error.message());
            page(&app, &ctx, id, Vec::new(), Some(wrong)).await
        }
        Err(error) => Err(error.into()),
    }
}
