//! Before sending: every check has run; what blocks is named with its place, what needs a word has a field for it.

use super::form_view::{Remark, remark, short};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use std::collections::HashSet;
use tonghop_app::cycle::reports::{self, Finding, Seen, TodoItem};
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::{Action, FindingId, ReportId, SubmissionId, SubmissionState};
use tonghop_model::finding::Severity;
use tonghop_model::message::Message;

/// A finding with its words.
struct Row {
    finding: Finding,
    remark: Remark,
    name: String,
    waived: String,
    /// What to do; said once where several findings stand in a row of which the same is to be done.
    advice: String,
}

#[derive(Template)]
#[template(path = "reports/submit.html")]
struct SubmitPage {
    page: Page,
    data: reports::Page,
    blocking: Vec<Row>,
    asking: Vec<Row>,
    noted: Vec<Row>,
    /// What was returned and stands as it was sent before: the item and its name.
    unmended: Vec<(TodoItem, String)>,
    answered: usize,
    asked: usize,
    note: String,
    wrong: String,
    /// The answers that the page shows, in JSON: what is sent has to be these.
    seen: String,
    /// Items that were changed since the page was opened from which it should have been sent.
    changed: Vec<(String, String)>,
    draft: bool,
    /// Answers that were saved since it was laid before who sends it.
    changed_since: usize,
    sends: bool,
    explains: bool,
    /// Where the device keeps what was typed.
    store: String,
}

type Loaded = (reports::Page, Vec<Finding>, Vec<TodoItem>);

fn load(cycle: &Cycle, call: &Call<'_>, id: ReportId) -> CycleResult<Loaded> {
    let data = reports::page(cycle, call, id, None)?;
    let mut findings = match &data.submission {
        Some(submission) => reports::check(cycle, call, submission.id)?,
        None => Vec::new(),
    };
    let content = &data.template.content;
    findings.sort_by_key(|f| f.node.as_deref().map(|n| content.position(n)));
    for finding in &mut findings {
        // A quote that is only the wording of the row tells nothing more than its name.
        let title = finding.node.as_deref().map(|n| reports::item_name(cycle, &data, n));
        finding
            .quotes
            .retain(|q| !title.as_deref().is_some_and(|t| t.ends_with(q.trim())));
    }
    let mut unmended = Vec::new();
    if !data.returned.is_empty() {
        let before = data.submission.as_ref().and_then(|s| s.based_on);
        unmended = reports::todo(&data, &reports::page(cycle, call, id, before)?.items);
        unmended.retain(|t| !t.changed);
    }
    Ok((data, findings, unmended))
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    page(&app, &ctx, id, Refused::default()).await
}

/// Why it was not done, and what was typed.
#[derive(Default)]
struct Refused {
    wrong: String,
    note: String,
    /// The answers that were looked at, where others stand there now.
    seen: Option<Seen>,
}

async fn page(app: &App, ctx: &Ctx, id: i64, Refused { wrong, note, seen }: Refused) -> Reply {
    let (data, findings, unmended) = app.run(ctx, move |cycle, call| load(cycle, call, ReportId(id))).await?;
    let page =
        super::way(Page::new(app, ctx, "web-submit-title")).crumb_named(&format!("/reports/{id}"), data.title.clone());
    let mut advised = HashSet::new();
    let rows = findings.into_iter().map(|finding| Row {
        remark: remark(&page, &finding),
        advice: match advised.insert((finding.check.clone(), finding.severity)) {
            true => page.advice_to_unit(&finding.check),
            false => String::new(),
        },
        name: finding
            .node
            .as_deref()
            .map_or_else(String::new, |n| short(reports::item_name(app.cycle(), &data, n))),
        waived: finding.waived.as_ref().map_or_else(String::new, |(reason, by, _)| {
            page.words("web-submit-waived", &[("reason", reason.clone()), ("name", by.clone())])
        }),
        finding,
    });
    let (mut blocking, mut asking, mut noted) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match row.finding.severity {
            _ if row.finding.waived.is_some() => noted.push(row),
            Severity::Error => blocking.push(row),
            Severity::Warning => asking.push(row),
            Severity::Info => noted.push(row),
        }
    }
    let content = &data.template.content;
    let fine = wrong.is_empty();
    let named = |t: TodoItem| {
        let name = short(reports::item_name(app.cycle(), &data, &t.node));
        (t, name)
    };
    let shown = SubmitPage {
        unmended: unmended.into_iter().map(named).collect(),
        blocking,
        asking,
        noted,
        answered: data.answered(),
        asked: content.tasks.len() + content.sections.len() + content.indicators.len(),
        note,
        wrong,
        changed: seen.map_or_else(Vec::new, |seen| {
            let name = |node: String| (short(reports::item_name(app.cycle(), &data, &node)), node);
            differing(&seen, &data.seen()).into_iter().map(name).collect()
        }),
        seen: serde_json::to_string(&data.seen()).map_err(|e| CycleError::Internal(e.to_string()))?,
        changed_since: data.handed.as_ref().map_or(0, |handed| {
            data.items.iter().filter(|i| i.updated_at > handed.at).count()
        }),
        draft: data
            .submission
            .as_ref()
            .is_some_and(|s| s.state == SubmissionState::Draft),
        sends: ctx.may_on(Action::SubmitReport, &data.unit.path, &data.programme),
        explains: ctx.may_on(Action::EditReport, &data.unit.path, &data.programme),
        store: super::on_device(ctx, id),
        page,
        data,
    };
    reply::form_page(fine, &shown)
}

/// Items whose answers are not the same in both.
fn differing(seen: &Seen, present: &Seen) -> Vec<String> {
    let gone = seen.keys().filter(|node| !present.contains_key(*node));
    let changed = present
        .iter()
        .filter(|(node, version)| seen.get(*node) != Some(version));
    changed.map(|(node, _)| node).chain(gone).cloned().collect()
}

/// Keeps the words of explanation that were typed.
fn keep(cycle: &Cycle, call: &Call<'_>, form: &Form) -> CycleResult<usize> {
    let mut count = 0;
    for (id, text) in form.starting("explain.") {
        let Ok(id) = id.parse() else { continue };
        if text.trim().is_empty() {
            continue;
        }
        reports::explain_finding(cycle, call, FindingId(id), text)?;
        count += 1;
    }
    Ok(count)
}

pub async fn explain(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let count = app.run(&ctx, move |cycle, call| keep(cycle, call, &form)).await?;
    let done = Message::new("web-flash-explained").count("count", count);
    reply::to_with(
        &format!("/reports/{id}/submit"),
        Tone::Good,
        &done,
        app.config().secure(),
    )
}

pub async fn send(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let submission: SubmissionId = form.parsed("submission").ok_or_else(WebError::bad_request)?;
    let note = form.raw("note").replace("\r\n", "\n");
    let typed = note.clone();
    let seen: Seen = serde_json::from_str(form.raw("seen")).unwrap_or_default();
    let looked_at = seen.clone();
    let sent = app
        .attempt(&ctx, move |cycle, call| {
            of_report(cycle, call, ReportId(id), submission)?;
            keep(cycle, call, &form)?;
            // A second click sends the same attempt with the same key and changes nothing.
            let key = format!("page-{submission}");
            reports::submit_as_seen(cycle, call, submission, Some(&looked_at), (&key, Some(&note)))
        })
        .await?;
    match sent {
        Ok(_) => reply::to_with(
            &format!("/reports/{id}/receipt"),
            Tone::Good,
            &Message::new("web-flash-sent"),
            app.config().secure(),
        ),
        Err(error @ (CycleError::Refused(_) | CycleError::Stopped { .. } | CycleError::Invalid(_))) => {
            refused(&app, &ctx, id, &error, (typed, None)).await
        }
        Err(error @ CycleError::Conflict(_)) => refused(&app, &ctx, id, &error, (typed, Some(seen))).await,
        Err(error) => Err(error.into()),
    }
}

/// The page once more, with what was typed and why it was not done.
async fn refused(app: &App, ctx: &Ctx, id: i64, error: &CycleError, (note, seen): (String, Option<Seen>)) -> Reply {
    let wrong = match error {
        CycleError::Conflict(_) => ctx.messages.format(&Message::new("web-submit-changed")),
        other => ctx.messages.format(&other.message()),
    };
    page(app, ctx, id, Refused { wrong, note, seen }).await
}

/// Lays the draft before those of the unit who may send it.
pub async fn hand_over(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let submission: SubmissionId = form.parsed("submission").ok_or_else(WebError::bad_request)?;
    let note = form.raw("note").replace("\r\n", "\n");
    let typed = note.clone();
    let handed = app
        .attempt(&ctx, move |cycle, call| {
            of_report(cycle, call, ReportId(id), submission)?;
            keep(cycle, call, &form)?;
            reports::hand_over(cycle, call, submission, Some(&note))
        })
        .await?;
    match handed {
        Ok(told) => {
            // Without a mail server nobody is reached by mail.
            let told = if app.config().post.is_some() { told } else { 0 };
            let done = Message::new("web-flash-handed-over").count("count", told);
            reply::to_with(&format!("/reports/{id}"), Tone::Good, &done, app.config().secure())
        }
        Err(error @ (CycleError::Refused(_) | CycleError::Stopped { .. } | CycleError::Invalid(_))) => {
            refused(&app, &ctx, id, &error, (typed, None)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Hands the draft back to who wrote it, or takes it back to go on writing.
pub async fn hand_back(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let submission: SubmissionId = form.parsed("submission").ok_or_else(WebError::bad_request)?;
    let reason = form.raw("reason").replace("\r\n", "\n");
    app.run(&ctx, move |cycle, call| {
        of_report(cycle, call, ReportId(id), submission)?;
        reports::hand_back(cycle, call, submission, &reason)
    })
    .await?;
    let done = Message::new("web-flash-handed-back");
    reply::to_with(&format!("/reports/{id}"), Tone::Good, &done, app.config().secure())
}

/// The submission has to be one of the report that the address names.
fn of_report(cycle: &Cycle, call: &Call<'_>, report: ReportId, submission: SubmissionId) -> CycleResult<()> {
    let data = reports::page(cycle, call, report, None)?;
    match data.attempts.iter().any(|s| s.id == submission) {
        true => Ok(()),
        false => Err(CycleError::NotFound("submission")),
    }
}
