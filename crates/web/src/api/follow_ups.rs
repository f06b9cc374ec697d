//! Recommendations and promises: lists, answers, outcomes.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use super::types::{At, List, Part};
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::{CycleResult, views};
use tonghop_model::cycle::{Action, CommitmentId, RecommendationId, ReportId, RoundId, UnitId};

pub fn routes() -> Vec<Route> {
    let see = Access::Can(Action::ViewReport);
    let answering = Access::On(Action::AnswerRecommendation, Target::Recommendation);
    let settling = Access::On(Action::ReviewReport, Target::Commitment);
    let group = "follow-ups";
    vec![
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/recommendations",
            see,
            (
                group,
                "listRecommendations",
                "What units asked for, with owner and answer.",
            ),
            recommendations,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/commitments",
            see,
            (group, "listCommitments", "What units promised, by due date."),
            commitments,
        ),
        op(
            Verb::Post,
            "/api/v1/recommendations/{id}/owner",
            answering,
            (group, "assignRecommendation", "Says who has to answer."),
            assign,
        ),
        op(
            Verb::Post,
            "/api/v1/recommendations/{id}/answer",
            answering,
            (group, "answerRecommendation", "Answers."),
            answer,
        ),
        op(
            Verb::Post,
            "/api/v1/commitments/{id}/settle",
            settling,
            (group, "settleCommitment", "Says what became of a promise."),
            settle,
        ),
    ]
}

/// An answer to a recommendation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Given {
    /// The words.
    text: String,
    /// Who gave it.
    by: String,
    /// When.
    at: At,
}

view! {
    /// A request upwards.
    Recommendation of views::Recommendation, x {
        /// Id.
        id: RecommendationId,
        /// Round.
        round: RoundId,
        /// Report.
        report: ReportId,
        /// Unit that asks.
        unit: UnitId,
        /// Name of the unit.
        unit_name: String,
        /// The words.
        text: String,
        /// Who has to answer.
        owner: Option<String>,
        /// The answer.
        answer: Option<Given> = x.answer.map(|(text, by, at)| Given { text, by, at: at.into() }),
        /// Version; the next change has to name it.
        version: i64,
    }
}

view! {
    /// A promise.
    Commitment of views::Commitment, x {
        /// Id.
        id: CommitmentId,
        /// Round.
        round: RoundId,
        /// Report.
        report: ReportId,
        /// Unit that promised.
        unit: UnitId,
        /// Name of the unit.
        unit_name: String,
        /// What is promised.
        what: String,
        /// Verbatim.
        quote: String,
        /// ISO date, possibly partial ("2025-10").
        due: Option<String>,
        /// True where it is open and its time has passed.
        overdue: bool,
        /// `kept`, `broken`, `dropped`; null while open.
        outcome: Option<String>,
        /// Who settled it.
        settled_by: Option<String>,
        /// Version; the next change has to name it.
        version: i64,
    }
}

fn recommendations(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Recommendation>>> {
    let found = views::recommendations(env.cycle, env.call, Some(RoundId(said.id)))?;
    Ok(Json(List::cut(found, said.query)))
}

fn commitments(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Commitment>>> {
    let found = views::commitments(env.cycle, env.call, Some(RoundId(said.id)))?;
    Ok(Json(List::cut(found, said.query)))
}

/// Who has to answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Assign {
    /// The version that was read.
    version: i64,
    /// Who.
    owner: String,
}

fn assign(env: &Env<'_>, said: In<NoQuery, Json<Assign>>) -> CycleResult<Done> {
    let Assign { version, owner } = said.body.0;
    views::assign_recommendation(env.cycle, env.call, RecommendationId(said.id), version, &owner)?;
    Ok(Done)
}

/// An answer to give.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reply {
    /// The version that was read.
    version: i64,
    /// The words.
    answer: String,
}

fn answer(env: &Env<'_>, said: In<NoQuery, Json<Reply>>) -> CycleResult<Done> {
    let Reply { version, answer } = said.body.0;
    views::answer_recommendation(env.cycle, env.call, RecommendationId(said.id), version, &answer)?;
    Ok(Done)
}

/// What became of a promise.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Settle {
    /// The version that was read.
    version: i64,
    /// `kept`, `broken`, `dropped`; `open` takes that back.
    outcome: String,
}

fn settle(env: &Env<'_>, said: In<NoQuery, Json<Settle>>) -> CycleResult<Done> {
    let Settle { version, outcome } = said.body.0;
    views::settle_commitment(env.cycle, env.call, CommitmentId(said.id), version, &outcome)?;
    Ok(Done)
}
