//! The same step of review for many submissions.

use super::input::NoQuery;
use super::operation::{Env, In, Json, op};
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::{CycleError, CycleResult, FieldError, review};
use tonghop_model::cycle::{Action, SubmissionId};
use tonghop_model::message::Message;

pub fn routes() -> Vec<Route> {
    vec![
        op(
            Verb::Post,
            "/api/v1/review/start",
            Access::Can(Action::ReviewReport),
            (
                "review",
                "startReviews",
                "Begins the review of many submissions; what cannot be begun is named.",
            ),
            start,
        ),
        op(
            Verb::Post,
            "/api/v1/review/accept",
            Access::Can(Action::AcceptReport),
            (
                "review",
                "acceptClean",
                "Accepts those of many submissions without open errors and warnings; the others are named.",
            ),
            accept,
        ),
    ]
}

/// Submissions, each with the version that was read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Many {
    /// At most 4,000.
    submissions: Vec<Chosen>,
}

/// A submission with the version that was read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Chosen {
    /// Its id.
    id: i64,
    /// The version that was read.
    version: i64,
}

/// How it ended.
#[derive(Debug, Serialize, JsonSchema)]
struct Outcome {
    /// Submissions for which it was done.
    done: usize,
    /// Those that were left as they are.
    left: Vec<Left>,
}

/// A submission that was left as it is.
#[derive(Debug, Serialize, JsonSchema)]
struct Left {
    /// Name of the unit; empty where there is no such submission for this person.
    unit: String,
    /// Why, in the language of the request.
    detail: String,
}

fn chosen(many: &Many) -> CycleResult<Vec<(SubmissionId, i64)>> {
    if many.submissions.len() > review::MOST {
        let message = Message::new("cycle-import-too-many").count("most", review::MOST);
        return Err(CycleError::Invalid(vec![FieldError {
            field: "submissions".into(),
            message,
        }]));
    }
    Ok(many
        .submissions
        .iter()
        .map(|c| (SubmissionId(c.id), c.version))
        .collect())
}

fn outcome(env: &Env<'_>, bulk: review::Bulk) -> Json<Outcome> {
    let left = |l: review::Left| Left {
        unit: l.unit,
        detail: env.ctx.messages.format(&l.why),
    };
    Json(Outcome {
        done: bulk.done,
        left: bulk.left.into_iter().map(left).collect(),
    })
}

fn start(env: &Env<'_>, said: In<NoQuery, Json<Many>>) -> CycleResult<Json<Outcome>> {
    let bulk = review::start_all(env.cycle, env.call, &chosen(&said.body.0)?)?;
    Ok(outcome(env, bulk))
}

fn accept(env: &Env<'_>, said: In<NoQuery, Json<Many>>) -> CycleResult<Json<Outcome>> {
    let bulk = review::accept_clean(env.cycle, env.call, &chosen(&said.body.0)?)?;
    Ok(outcome(env, bulk))
}
