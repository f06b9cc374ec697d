//! Values that were read from a unit's document: to accept, correct or leave out.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use super::reports::{Answer, AnswerInput};
use super::types::{Count, Version, all};
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::Deserialize;
use tonghop_app::cycle::{CycleResult, files, reports};
use tonghop_model::cycle::{Action, CandidateId, ReadingId, ReportId};
use tonghop_model::date::Date;
use tonghop_model::reading::{Span, StatusClass};

pub fn routes() -> Vec<Route> {
    let see = Access::On(Action::ViewReport, Target::Report);
    let edit = Access::On(Action::EditReport, Target::Report);
    let one = Access::On(Action::EditReport, Target::Candidate);
    let group = "candidates";
    vec![
        op(
            Verb::Get,
            "/api/v1/reports/{id}/candidates",
            see,
            (group, "listCandidates", "What was read from the unit's documents."),
            list,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/candidates/accept",
            edit,
            (
                group,
                "acceptCandidates",
                "Accepts what is certain enough where there is no answer yet.",
            ),
            accept_all,
        ),
        op(
            Verb::Post,
            "/api/v1/candidates/{id}/accept",
            one,
            (group, "acceptCandidate", "Takes a value that was read."),
            accept,
        ),
        op(
            Verb::Post,
            "/api/v1/candidates/{id}/correct",
            one,
            (group, "correctCandidate", "Takes a value with corrections."),
            correct,
        ),
        op(
            Verb::Post,
            "/api/v1/candidates/{id}/reject",
            one,
            (group, "rejectCandidate", "Leaves a value out."),
            reject,
        ),
        op(
            Verb::Post,
            "/api/v1/candidates/{id}/reopen",
            one,
            (
                group,
                "reopenCandidate",
                "Takes a decision back: the value is open again, the answer before it comes back.",
            ),
            reopen,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/candidates/reopen",
            edit,
            (
                group,
                "reopenCandidates",
                "Takes several decisions back at once: all of them or none.",
            ),
            reopen_all,
        ),
    ]
}

view! {
    /// A value that was read and nobody confirmed yet, or that was decided on.
    Candidate of files::Candidate, x {
        /// Id.
        id: CandidateId,
        /// The reading it comes from.
        reading: ReadingId,
        /// Item it belongs to; null where no task explains the row.
        node: Option<String>,
        /// `task`, `indicator`, `section`.
        kind: String,
        /// Title or subject as read.
        label: String,
        /// Status as read.
        status: String = x.input.status,
        /// Class of the status.
        class: StatusClass,
        /// Result or text as read.
        result: String = x.input.result,
        /// Value.
        value: Option<f64> = x.input.value,
        /// Numerator.
        numerator: Option<f64> = x.input.numerator,
        /// Denominator.
        denominator: Option<f64> = x.input.denominator,
        /// "khoảng", "trên", …
        qualifier: Option<String> = x.input.qualifier,
        /// First day of the data.
        as_of_from: Option<Date> = x.input.as_of_from,
        /// Last day of the data.
        as_of_to: Option<Date> = x.input.as_of_to,
        /// Unit of measure.
        unit_of_measure: Option<String>,
        /// The sentence.
        sentence: String,
        /// Place in the source.
        span: Option<Span>,
        /// 0 to 1.
        confidence: f64,
        /// True where an earlier correction of the unit was applied.
        remembered: bool,
        /// What earlier corrections changed.
        learnt: Vec<Learnt> = all(x.learnt),
        /// `open`, `accepted`, `corrected`, `rejected`.
        state: String,
        /// Version; a decision has to name it.
        version: i64,
    }
}

view! {
    /// What an earlier correction of the unit changed.
    Learnt of files::Learnt, x {
        /// `item`, `status`, `numbers`, `same`, `left_out`.
        about: &'static str = x.about.key(),
        /// What the document says; empty where nothing of it was changed.
        read: String,
    }
}

fn list(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Vec<Candidate>>> {
    let page = reports::page(env.cycle, env.call, ReportId(said.id), None)?;
    let found = match page.submission {
        Some(attempt) => files::candidates(env.cycle, env.call, attempt.id)?,
        None => Vec::new(),
    };
    Ok(Json(all(found)))
}

/// How certain a value has to be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Certain {
    /// 0 to 1.
    confidence: f64,
    /// True where somebody looked at documents that say they are of another unit or period: their values are taken too.
    #[serde(default)]
    foreign: bool,
}

fn accept_all(env: &Env<'_>, said: In<NoQuery, Json<Certain>>) -> CycleResult<Json<Count>> {
    let draft = reports::start(env.cycle, env.call, ReportId(said.id))?;
    let Certain { confidence, foreign } = said.body.0;
    let count = files::accept_all(env.cycle, env.call, draft, confidence, foreign)?;
    Ok(Json(Count { count }))
}

/// The versions that were read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Accept {
    /// Version of the candidate.
    version: i64,
    /// Version of the answer that stands there; 0 where there is none.
    #[serde(default)]
    item_version: i64,
}

fn accept(env: &Env<'_>, said: In<NoQuery, Json<Accept>>) -> CycleResult<Json<Answer>> {
    let Accept { version, item_version } = said.body.0;
    let item = files::accept(env.cycle, env.call, CandidateId(said.id), version, item_version)?;
    Ok(Json(item.into()))
}

/// What to save instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Correct {
    /// Version of the candidate.
    version: i64,
    /// Item it belongs to.
    node: String,
    /// The answer, with the version of the answer that stands there.
    answer: AnswerInput,
}

fn correct(env: &Env<'_>, said: In<NoQuery, Json<Correct>>) -> CycleResult<Json<Answer>> {
    let Correct { version, node, answer } = said.body.0;
    let item = files::correct(env.cycle, env.call, CandidateId(said.id), version, &answer.of(node))?;
    Ok(Json(item.into()))
}

fn reject(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Done> {
    files::reject(env.cycle, env.call, CandidateId(said.id), said.body.0.version)?;
    Ok(Done)
}

view! {
    /// What came of taking decisions back.
    Reopened of files::Reopened, x {
        /// Values that are open again.
        count: usize,
        /// Of these, values whose answer somebody changed since: that answer stays.
        kept: usize,
    }
}

fn reopen(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Json<Reopened>> {
    let done = files::reopen(env.cycle, env.call, CandidateId(said.id), said.body.0.version)?;
    Ok(Json(done.into()))
}

/// Decisions to take back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Decisions {
    /// The values, each with its version.
    candidates: Vec<Decided>,
}

/// A decision as it was read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Decided {
    /// The candidate.
    id: CandidateId,
    /// Its version.
    version: i64,
}

fn reopen_all(env: &Env<'_>, said: In<NoQuery, Json<Decisions>>) -> CycleResult<Json<Reopened>> {
    let draft = reports::start(env.cycle, env.call, ReportId(said.id))?;
    let wanted = said.body.0.candidates;
    let wanted: Vec<_> = wanted.iter().map(|d| (d.id, d.version)).collect();
    Ok(Json(files::reopen_all(env.cycle, env.call, draft, &wanted)?.into()))
}
