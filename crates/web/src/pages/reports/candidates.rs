//! What was read from the unit's document: each value beside its sentence, to accept, correct or leave out.

use super::form_view::{said, short};
use super::numbers;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::files::{self, About, Candidate, Foreign, Identity, Learnt};
use tonghop_app::cycle::reports::{self, ReadingState};
use tonghop_app::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::{Action, AttachmentId, CandidateId, ReportId, RoundState, SubmissionState};
use tonghop_model::date::Date;

/// From here on the reader is sure enough for "accept all certain ones".
pub const CERTAIN: f64 = 0.9;

/// A value with its words.
struct Row {
    candidate: Candidate,
    name: String,
    /// Cut to what tells it from others.
    short_name: String,
    /// What would be saved: status or value, and the text.
    says: String,
    text: String,
    edit: Edit,
    certain: bool,
    percent: String,
    /// The answer that stands there already.
    present: String,
    item_version: i64,
    /// True where the item has an answer; one that was cleared has a version and none.
    answered: bool,
    page: String,
    state: String,
    state_tag: &'static str,
    /// The file that it was read from.
    file: Option<(AttachmentId, String)>,
    is_foreign: bool,
    /// What was read for the columns that the template adds: heading and value.
    own: Vec<(String, String)>,
    /// What earlier corrections of the unit changed, worded.
    learnt: Vec<String>,
}

/// The fields of a correction.
struct Edit {
    node: String,
    status: String,
    result: String,
    value: String,
    numerator: String,
    denominator: String,
    /// What is wrong with what was typed; empty where nothing was.
    wrong: String,
}

impl Edit {
    /// As it was read.
    fn of(candidate: &Candidate) -> Self {
        let input = &candidate.input;
        Self {
            node: candidate.node.clone().unwrap_or_default(),
            status: input.status.clone(),
            result: input.result.clone(),
            value: numbers::shown(input.value),
            numerator: numbers::shown(input.numerator),
            denominator: numbers::shown(input.denominator),
            wrong: String::new(),
        }
    }

    /// As it was typed and could not be saved.
    fn typed(wrong: &Wrong) -> Self {
        let text = |field: &str| wrong.typed.raw(field).to_owned();
        Self {
            node: text("node"),
            status: text("status"),
            result: text("result"),
            value: text("value"),
            numerator: text("numerator"),
            denominator: text("denominator"),
            wrong: wrong.text.clone(),
        }
    }
}

/// A correction that could not be saved.
pub struct Wrong {
    pub id: CandidateId,
    pub typed: Form,
    /// Why, in words.
    pub text: String,
}

/// What the person decided last, to be taken back.
struct Last {
    /// Each with its version: "12.3 13.3".
    candidates: String,
    /// What was decided, worded.
    said: String,
}

/// A file with how its reading stands.
struct Read {
    id: AttachmentId,
    name: String,
    state: String,
    failure: String,
    removed: bool,
    /// True where the file may be signed: what a unit accepts from an altered file it would answer for.
    is_pdf: bool,
    /// True where it can be read again.
    is_over: bool,
    /// What the document says of itself, in one line.
    identity: String,
    /// In what it differs from the report: what, what the document says, what the report is.
    differs: Vec<(String, String, String)>,
    /// True where it is most likely not meant for this report.
    is_foreign: bool,
    /// Values that were there already.
    repeated: usize,
    /// True where the text was recognised from pictures of pages.
    recognised: bool,
    /// What the reader could not do or had to guess.
    remarks: Vec<String>,
    /// Answers that were taken from it, each candidate with its version: "12.3 13.3".
    taken: String,
    taken_count: usize,
}

#[derive(Template)]
#[template(path = "reports/candidates.html")]
struct CandidatesPage {
    page: Page,
    id: i64,
    rows: Vec<Row>,
    done: usize,
    open: usize,
    certain: usize,
    /// Certain values of documents that say they are of another unit or period.
    foreign: usize,
    reads: Vec<Read>,
    /// True while a file waits to be read.
    waits: bool,
    nodes: Vec<(String, String)>,
    last: Option<Last>,
    /// True where decisions may be made and taken back now.
    may_decide: bool,
}

fn load(cycle: &Cycle, call: &Call<'_>, id: ReportId) -> CycleResult<(reports::Page, Vec<Candidate>)> {
    let data = reports::page(cycle, call, id, None)?;
    let found = match &data.submission {
        Some(submission) => files::candidates(cycle, call, submission.id)?,
        None => Vec::new(),
    };
    Ok((data, found))
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    page(&app, &ctx, id, None).await
}

/// The page, with a correction that could not be saved.
pub async fn page(app: &App, ctx: &Ctx, id: i64, wrong: Option<Wrong>) -> Reply {
    let (data, found) = app.run(ctx, move |cycle, call| load(cycle, call, ReportId(id))).await?;
    let page = super::way(Page::new(app, ctx, "web-candidates-title"))
        .crumb_named(&format!("/reports/{id}"), data.title.clone());
    let newest = newest(&data.readings);
    let reads = newest.iter().map(|r| read(&page, &data, r, &found)).collect();
    let mut rows: Vec<Row> = found.into_iter().map(|c| row(&page, app.cycle(), &data, c)).collect();
    if let Some(wrong) = &wrong
        && let Some(row) = rows.iter_mut().find(|r| r.candidate.id == wrong.id)
    {
        row.edit = Edit::typed(wrong);
    }
    // What is decided goes below; the order within stays that of the paper.
    rows.sort_by_key(|r| r.candidate.state != "open");
    let open = rows.iter().filter(|r| r.candidate.state == "open").count();
    let free = |r: &&Row| r.candidate.state == "open" && r.certain && !r.answered;
    let foreign = rows.iter().filter(free).filter(|r| r.is_foreign).count();
    let content = &data.template.content;
    let tasks = content
        .tasks
        .iter()
        .map(|t| (t.node.clone(), format!("{} {}", t.place(), t.title)));
    let draft = data
        .submission
        .as_ref()
        .is_some_and(|s| s.state == SubmissionState::Draft);
    let may_decide = draft
        && data.round_state == RoundState::Open
        && ctx.may_on(Action::EditReport, &data.unit.path, &data.programme);
    let shown = CandidatesPage {
        id,
        last: last(&page, ctx, &rows).filter(|_| may_decide),
        may_decide,
        done: rows.len() - open,
        open,
        certain: rows.iter().filter(free).count() - foreign,
        foreign,
        reads,
        waits: data
            .readings
            .iter()
            .any(|r| r.state == "queued" || r.state == "running"),
        nodes: tasks.collect(),
        rows,
        page,
    };
    reply::form_page(wrong.is_none(), &shown)
}

/// Of each file the reading that was asked for last: one that was sent or read twice is told once.
fn newest(readings: &[ReadingState]) -> Vec<&ReadingState> {
    let last = |r: &&ReadingState| !readings.iter().any(|other| other.file == r.file && other.id > r.id);
    readings.iter().filter(last).collect()
}

fn row(page: &Page, cycle: &Cycle, data: &reports::Page, candidate: Candidate) -> Row {
    let reading = data.readings.iter().find(|r| r.id == candidate.reading);
    let node = candidate.node.as_deref();
    let present = node.and_then(|n| data.items.iter().find(|i| i.node == n));
    let input = &candidate.input;
    let mut says = vec![input.status.clone(), numbers::shown(input.value)];
    says.push(candidate.unit_of_measure.clone().unwrap_or_default());
    says.retain(|s| !s.is_empty());
    let place = candidate.span.as_ref().and_then(|s| s.page);
    let (key, state_tag) = match candidate.state.as_str() {
        "accepted" => ("web-candidates-accepted", "tag-good"),
        "corrected" => ("web-candidates-corrected", "tag-good"),
        "rejected" => ("web-candidates-rejected", ""),
        _ => ("web-candidates-open", "tag-info"),
    };
    let name = node.map_or_else(
        || page.t("web-candidates-no-item"),
        |n| reports::item_name(cycle, data, n),
    );
    Row {
        short_name: short(name.clone()),
        name,
        says: says.join(" "),
        text: input.result.clone(),
        own: input
            .own
            .as_ref()
            .map_or_else(Vec::new, |own| data.template.content.own_values(own)),
        edit: Edit::of(&candidate),
        certain: candidate.confidence >= CERTAIN && node.is_some(),
        percent: format!("{:.0}", candidate.confidence * 100.0),
        present: present.map_or_else(String::new, |i| said(page, i)),
        item_version: present.map_or(0, |i| i.version),
        answered: present.is_some_and(|i| !i.is_blank()),
        page: place.map_or_else(String::new, |p| page.with("web-candidates-page", "name", p)),
        state: page.t(key),
        state_tag,
        file: reading.map(|r| (r.file, r.name.clone())),
        is_foreign: reading.is_some_and(is_foreign),
        learnt: candidate.learnt.iter().map(|l| learnt(page, l)).collect(),
        candidate,
    }
}

fn learnt(page: &Page, learnt: &Learnt) -> String {
    match learnt.about {
        About::Item => page.t("web-candidates-remembered"),
        About::Status => page.with("web-candidates-learnt-status", "name", &learnt.read),
        About::Numbers if learnt.read.is_empty() => page.t("web-candidates-learnt-number"),
        About::Numbers => page.with("web-candidates-learnt-numbers", "name", &learnt.read),
        About::Same if learnt.read.is_empty() => page.t("web-candidates-learnt-same"),
        About::Same => page.with("web-candidates-learnt-same-as", "name", &learnt.read),
        About::LeftOut => page.t("web-candidates-learnt-left-out"),
    }
}

/// What this person decided last: one value, or all that were taken at once.
fn last(page: &Page, ctx: &Ctx, rows: &[Row]) -> Option<Last> {
    let own = ctx.actor().name.as_str();
    let mine = |r: &&Row| r.candidate.decided.as_ref().is_some_and(|(by, _)| by == own);
    let at = |r: &Row| r.candidate.decided.as_ref().map(|(_, at)| *at);
    let newest = rows.iter().filter(mine).filter_map(at).max()?;
    let those: Vec<&Row> = rows.iter().filter(mine).filter(|r| at(r) == Some(newest)).collect();
    let said = match those.as_slice() {
        [one] => format!("{} – {}", one.state, one.short_name),
        many => page.n("web-candidates-last-many", many.len()),
    };
    let named = those
        .iter()
        .map(|r| format!("{}.{}", r.candidate.id, r.candidate.version));
    Some(Last {
        candidates: named.collect::<Vec<_>>().join(" "),
        said,
    })
}

/// True where the document is most likely not meant for this report.
fn is_foreign(reading: &ReadingState) -> bool {
    reading.foreign.iter().any(|f| f.is_grave())
}

fn read(page: &Page, data: &reports::Page, reading: &ReadingState, found: &[Candidate]) -> Read {
    let of_file = |c: &Candidate| {
        let mut own = data.readings.iter().filter(|r| r.file == reading.file);
        own.any(|r| r.id == c.reading)
    };
    let taken = |c: &&Candidate| of_file(c) && matches!(c.state.as_str(), "accepted" | "corrected");
    let taken: Vec<String> = found
        .iter()
        .filter(taken)
        .filter(|c| {
            data.items
                .iter()
                .any(|i| i.candidate == Some(c.id) && i.source == "candidate")
        })
        .map(|c| format!("{}.{}", c.id, c.version))
        .collect();
    let identity = reading.identity.as_ref();
    let said = identity.map(|i| said_of_itself(page, i)).unwrap_or_default();
    Read {
        id: reading.file,
        name: reading.name.clone(),
        state: page.t(match reading.state.as_str() {
            "queued" => "web-candidates-queued",
            "running" => "web-candidates-running",
            "failed" => "web-candidates-failed",
            _ => "web-candidates-read",
        }),
        failure: reading.failure.clone().unwrap_or_default(),
        removed: reading.removed,
        is_pdf: data
            .files
            .iter()
            .any(|f| f.id == reading.file && f.media_type == "application/pdf"),
        is_over: !reading.removed && matches!(reading.state.as_str(), "done" | "failed"),
        identity: said,
        differs: identity
            .map(|i| differs(page, data, i, &reading.foreign))
            .unwrap_or_default(),
        is_foreign: is_foreign(reading),
        repeated: identity.map_or(0, |i| i.repeated),
        recognised: identity.is_some_and(|i| i.recognised),
        remarks: identity.map_or_else(Vec::new, |i| {
            i.remarks.iter().map(|both| page.said(both).to_owned()).collect()
        }),
        taken_count: taken.len(),
        taken: taken.join(" "),
    }
}

fn day(page: &Page, text: &str) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), |day| page.day(day))
}

/// Issuer, number, day and period, in one line.
fn said_of_itself(page: &Page, identity: &Identity) -> String {
    let date = identity.date.as_deref().map(|d| day(page, d));
    let parts = [&identity.issuer, &identity.number, &date, &identity.period];
    parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn differs(
    page: &Page,
    data: &reports::Page,
    identity: &Identity,
    foreign: &[Foreign],
) -> Vec<(String, String, String)> {
    let row = |f: &Foreign| {
        let (key, theirs, ours) = match f {
            Foreign::Unit => (
                "web-candidates-differs-unit",
                identity.issuer.clone(),
                data.unit.name.clone(),
            ),
            Foreign::Date => (
                "web-candidates-differs-date",
                identity.date.as_deref().map(|d| day(page, d)),
                period_label(page, &data.period),
            ),
            Foreign::Period => (
                "web-candidates-differs-period",
                identity.period.clone(),
                period_label(page, &data.period),
            ),
            Foreign::Request => (
                "web-candidates-differs-request",
                identity.request.clone(),
                data.request.clone().unwrap_or_default(),
            ),
        };
        (page.t(key), theirs.unwrap_or_default(), ours)
    };
    foreign.iter().map(row).collect()
}
