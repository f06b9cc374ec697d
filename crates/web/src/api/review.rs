//! Review: queue, decisions on items, returning, accepting, differences, waivers.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use super::reports::{Change, Owed, Report, Submission};
use super::types::{Count, Limit, List, MadeId, Part, Skip, Version, all};
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::Deserialize;
use tonghop_app::cycle::{CycleError, CycleResult, FieldError, reports, review};
use tonghop_model::cycle::{Action, FindingId, ReportId, ReviewDecision, RoundId, SubmissionId, UnitId};
use tonghop_model::date::Date;
use tonghop_model::message::Message;

pub fn routes() -> Vec<Route> {
    let see = Access::On(Action::ViewReport, Target::Submission);
    let decide_on = Access::On(Action::ReviewReport, Target::Submission);
    let accepting = Access::On(Action::AcceptReport, Target::Submission);
    let waiving = Access::On(Action::WaiveFinding, Target::Finding);
    let group = "review";
    vec![
        op(
            Verb::Get,
            "/api/v1/review",
            Access::Can(Action::ViewReview),
            (
                group,
                "listQueue",
                "What waits for review: earliest deadline first, then more errors.",
            ),
            queue,
        ),
        op(
            Verb::Get,
            "/api/v1/review/missing",
            Access::Can(Action::ViewReview),
            (
                "review",
                "listMissing",
                "Reports of open rounds that were not sent, those of the nearest deadline first.",
            ),
            missing,
        ),
        op(
            Verb::Get,
            "/api/v1/submissions/{id}",
            see,
            (group, "getSubmission", "An attempt with its report."),
            show,
        ),
        op(
            Verb::Get,
            "/api/v1/submissions/{id}/changes",
            see,
            (group, "listChanges", "What differs from the attempt that it answers."),
            changes,
        ),
        op(
            Verb::Post,
            "/api/v1/submissions/{id}/review",
            decide_on,
            (
                group,
                "startReview",
                "Begins the review; the unit cannot take the report back any more.",
            ),
            start,
        ),
        op(
            Verb::Put,
            "/api/v1/submissions/{id}/decisions/{node}",
            decide_on,
            (group, "decideItem", "Decides on an item."),
            decide,
        ),
        op(
            Verb::Delete,
            "/api/v1/submissions/{id}/decisions/{node}",
            decide_on,
            (group, "reopenItem", "Takes a decision back."),
            reopen,
        ),
        op(
            Verb::Post,
            "/api/v1/submissions/{id}/return",
            decide_on,
            (group, "returnItems", "Sends the returned items back to the unit."),
            give_back,
        ),
        op(
            Verb::Post,
            "/api/v1/submissions/{id}/accept",
            accepting,
            (group, "acceptSubmission", "Accepts: a numbered edition is frozen."),
            accept,
        ),
        op(
            Verb::Post,
            "/api/v1/submissions/{id}/reopen",
            accepting,
            (
                group,
                "reopenReview",
                "Opens the review of an accepted report again; its edition stays in force until another is accepted.",
            ),
            reopen_review,
        ),
        op(
            Verb::Post,
            "/api/v1/findings/{id}/waive",
            waiving,
            (group, "waiveFinding", "Accepts a finding as an exception."),
            waive,
        ),
    ]
}

view! {
    /// A submission that waits.
    Queued of review::Queued, x {
        /// Submission.
        submission: Submission = x.submission.into(),
        /// Report.
        report: ReportId,
        /// Round.
        round: RoundId,
        /// Title of the round.
        title: String,
        /// Unit.
        unit: UnitId,
        /// Name of the unit.
        unit_name: String,
        /// The day that held for the unit.
        due: Date,
        /// True where it came after that day.
        late: bool,
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Of {
    /// Only of this round.
    round: Option<i64>,
    /// How many entries at most.
    limit: Limit,
    /// How many entries are left out.
    skip: Skip,
}

fn queue(env: &Env<'_>, said: In<Of, ()>) -> CycleResult<Json<List<Queued>>> {
    let Of { round, limit, skip } = said.query;
    let found = review::queue(env.cycle, env.call, round.map(RoundId))?;
    Ok(Json(List::cut(found, Part { limit, skip })))
}

fn missing(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Owed>>> {
    Ok(Json(List::cut(reports::missing(env.cycle, env.call)?, said.query)))
}

fn show(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Report>> {
    Ok(Json(
        review::page(env.cycle, env.call, SubmissionId(said.id))?.data.into(),
    ))
}

fn changes(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Vec<Change>>> {
    Ok(Json(all(review::diff(
        env.cycle,
        env.call,
        SubmissionId(said.id),
        None,
    )?)))
}

fn start(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Done> {
    review::start(env.cycle, env.call, SubmissionId(said.id), said.body.0.version)?;
    Ok(Done)
}

/// A decision on an item.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewDecision {
    /// Which.
    decision: Verdict,
    /// Why it is returned.
    reason: Option<String>,
    /// By when it has to be done again.
    due: Option<Date>,
    /// Version of the decision that was seen, of `reviews`; 0 where there was none.
    #[serde(default)]
    version: i64,
}

/// What was decided.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    /// Fine as it stands.
    Accepted,
    /// To be done again.
    Returned,
}

fn decide(env: &Env<'_>, said: In<NoQuery, Json<NewDecision>>) -> CycleResult<Done> {
    let NewDecision {
        decision,
        reason,
        due,
        version,
    } = said.body.0;
    let decision = match (decision, due) {
        (Verdict::Accepted, _) => ReviewDecision::Accepted,
        (Verdict::Returned, None) => return Err(missing_due(reason.as_deref())),
        (Verdict::Returned, Some(due)) => ReviewDecision::Returned {
            reason: reason.unwrap_or_default(),
            due,
        },
    };
    let item = (said.second.as_str(), version);
    review::decide_item(env.cycle, env.call, SubmissionId(said.id), item, &decision)?;
    Ok(Done)
}

/// What is missing of a return without a day: all of it at once.
fn missing_due(reason: Option<&str>) -> CycleError {
    let blank = reason.is_none_or(|r| r.trim().is_empty());
    let fields = [(blank, "reason"), (true, "due")]
        .into_iter()
        .filter(|(wrong, _)| *wrong);
    let error = |(_, field): (bool, &str)| FieldError {
        field: field.into(),
        message: Message::new("web-form-required"),
    };
    CycleError::Invalid(fields.map(error).collect())
}

fn reopen(env: &Env<'_>, said: In<Version, ()>) -> CycleResult<Done> {
    let item = (said.second.as_str(), said.query.version);
    review::reopen_item(env.cycle, env.call, SubmissionId(said.id), item)?;
    Ok(Done)
}

/// Sending back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Return {
    /// Version of the submission as it was seen.
    version: i64,
    /// A word to the unit.
    note: Option<String>,
}

fn give_back(env: &Env<'_>, said: In<NoQuery, Json<Return>>) -> CycleResult<Json<Count>> {
    let Return { version, note } = said.body.0;
    let count = review::return_items(env.cycle, env.call, SubmissionId(said.id), version, note.as_deref())?;
    Ok(Json(Count { count }))
}

fn accept(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Json<MadeId>> {
    let edition = review::accept(env.cycle, env.call, SubmissionId(said.id), said.body.0.version)?;
    Ok(Json(MadeId { id: edition.0 }))
}

/// Why a report is looked at again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReopenReview {
    /// Version of the submission as it was seen.
    version: i64,
    /// Why.
    reason: String,
}

fn reopen_review(env: &Env<'_>, said: In<NoQuery, Json<ReopenReview>>) -> CycleResult<Done> {
    let ReopenReview { version, reason } = said.body.0;
    review::reopen(env.cycle, env.call, SubmissionId(said.id), version, &reason)?;
    Ok(Done)
}

/// Why an exception is made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reason {
    /// Why.
    reason: String,
}

fn waive(env: &Env<'_>, said: In<NoQuery, Json<Reason>>) -> CycleResult<Done> {
    review::waive(env.cycle, env.call, FindingId(said.id), &said.body.0.reason)?;
    Ok(Done)
}
