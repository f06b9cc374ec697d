//! Recommendations with owner and answer.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use std::collections::HashMap;
use tonghop_model::cycle::ids::{RecommendationId, ReportId, RoundId, UnitId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::editions::{self, RecommendationRow};
use tonghop_store::{Db, rounds, units};

/// A request upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// Id.
    pub id: RecommendationId,
    /// Round.
    pub round: RoundId,
    /// Report.
    pub report: ReportId,
    /// Unit that asks.
    pub unit: UnitId,
    /// Name of the unit.
    pub unit_name: String,
    /// The words.
    pub text: String,
    /// Who has to answer.
    pub owner: Option<String>,
    /// The answer, who gave it and when.
    pub answer: Option<(String, String, Moment)>,
    /// Version for optimistic changes.
    pub version: i64,
}

/// Recommendations of the units that the person may see: a commune sees its own with their answers.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn recommendations(cycle: &Cycle, call: &Call<'_>, round: Option<RoundId>) -> CycleResult<Vec<Recommendation>> {
    let reach = call.reach(Action::ViewReport)?;
    cycle.store.read(|db| {
        let mut known = HashMap::new();
        for path in &reach {
            known.extend(units::subtree(db, path, None)?.into_iter().map(|u| (u.id, u)));
        }
        let rows = editions::recommendations(db, round.map(|r| r.0))?;
        let shown = |r: RecommendationRow| {
            let unit = known.get(&r.unit_id)?;
            Some(Recommendation {
                id: RecommendationId(r.id),
                round: RoundId(r.round_id),
                report: ReportId(r.report_id),
                unit: UnitId(unit.id),
                unit_name: unit.name.clone(),
                text: r.text,
                owner: r.owner,
                answer: r
                    .answer
                    .zip(r.answered_by)
                    .zip(r.answered_at)
                    .map(|((a, b), c)| (a, b, Moment::from_unix(c))),
                version: r.version,
            })
        };
        Ok(rows.into_iter().filter_map(shown).collect())
    })
}

/// Gives a recommendation an owner.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn assign_recommendation(
    cycle: &Cycle,
    call: &Call<'_>,
    id: RecommendationId,
    version: i64,
    owner: &str,
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("owner", owner);
    checker.done()?;
    cycle.store.write(|db| {
        let (mut row, unit) = load(db, call, id)?;
        row.version = version;
        row.owner = Some(owner.trim().into());
        editions::update_recommendation(db, &row)?;
        let detail = json!({ "owner": owner.trim() });
        shared::record(
            db,
            call,
            EventKind::RecommendationAssigned,
            ("recommendation", id.0),
            Some(unit),
            detail,
        )
    })
}

/// Answers a recommendation.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn answer_recommendation(
    cycle: &Cycle,
    call: &Call<'_>,
    id: RecommendationId,
    version: i64,
    answer: &str,
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    if answer.trim().is_empty() {
        checker.wrong("answer", Message::new("cycle-answer-blank"));
    }
    checker.length("answer", answer, 20_000);
    checker.done()?;
    cycle.store.write(|db| {
        let (mut row, unit) = load(db, call, id)?;
        row.version = version;
        row.answer = Some(answer.trim().into());
        row.answered_by = Some(call.actor.name.clone());
        row.answered_at = Some(call.now.unix());
        editions::update_recommendation(db, &row)?;
        shared::record(
            db,
            call,
            EventKind::RecommendationAnswered,
            ("recommendation", id.0),
            Some(unit),
            json!({}),
        )
    })
}

fn load(db: &mut Db, call: &Call<'_>, id: RecommendationId) -> CycleResult<(RecommendationRow, i64)> {
    let row = editions::recommendation(db, id.0)?.ok_or(CycleError::NotFound("recommendation"))?;
    let unit = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
    let round = rounds::get(db, row.round_id)?.ok_or(CycleError::NotFound("round"))?;
    call.may_on(Action::AnswerRecommendation, &unit.path, &round.programme)?;
    Ok((row, unit.id))
}
