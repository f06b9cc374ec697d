//! Recommendations with owner and answer.

use super::follow_ups::Visible;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::consolidation::Addressee;
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
    cycle.store.read(|db| {
        let visible = Visible::load(db, call)?;
        let rows = editions::recommendations(db, round.map(|r| r.0))?;
        let shown = |r: RecommendationRow| {
            let unit = visible.unit(r.unit_id, r.round_id)?;
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

/// Recommendations that ask for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationGroup {
    /// The most typical wording.
    pub text: String,
    /// Words that hold the group together.
    pub keywords: Vec<String>,
    /// Whom all of them name, sorted; empty where they name nobody.
    pub addressees: Vec<Addressee>,
    /// Who asks.
    pub members: Vec<Recommendation>,
}

impl RecommendationGroup {
    /// True where a recommendation has the words of the group, but for the number that it has in its own report.
    #[must_use]
    pub fn says(&self, asked: &Recommendation) -> bool {
        tonghop_consolidate::unnumbered(&asked.text) == self.text
    }
}

/// Groups recommendations by meaning and by whom they are made to; groups of most members first.
#[must_use]
pub fn group_recommendations(found: &[Recommendation]) -> Vec<RecommendationGroup> {
    let texts: Vec<&str> = found.iter().map(|r| r.text.as_str()).collect();
    let groups = tonghop_consolidate::group_texts(&texts);
    let group = |group: tonghop_consolidate::TextGroup| RecommendationGroup {
        text: group.text,
        keywords: group.keywords,
        addressees: group.addressees,
        members: group.members.iter().filter_map(|m| found.get(*m).cloned()).collect(),
    };
    groups.into_iter().map(group).collect()
}

/// Most recommendations that are answered at once.
const MOST: usize = 5_000;

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
    assign_recommendations(cycle, call, &[(id, version)], owner)
}

/// Gives recommendations, each with the version that was read, one owner: all of them or none.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn assign_recommendations(
    cycle: &Cycle,
    call: &Call<'_>,
    items: &[(RecommendationId, i64)],
    owner: &str,
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("owner", owner);
    few(&mut checker, items);
    checker.done()?;
    let detail = json!({ "owner": owner.trim() });
    change(
        cycle,
        call,
        items,
        (EventKind::RecommendationAssigned, &detail),
        |row| {
            row.owner = Some(owner.trim().into());
        },
    )
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
    answer_recommendations(cycle, call, &[(id, version)], answer)
}

/// Answers recommendations, each with the version that was read, in the same words: all of them or none.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`], [`CycleError::Conflict`].
pub fn answer_recommendations(
    cycle: &Cycle,
    call: &Call<'_>,
    items: &[(RecommendationId, i64)],
    answer: &str,
) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    if answer.trim().is_empty() {
        checker.wrong("answer", Message::new("cycle-answer-blank"));
    }
    checker.length("answer", answer, 20_000);
    few(&mut checker, items);
    checker.done()?;
    change(
        cycle,
        call,
        items,
        (EventKind::RecommendationAnswered, &json!({})),
        |row| {
            row.answer = Some(answer.trim().into());
            row.answered_by = Some(call.actor.name.clone());
            row.answered_at = Some(call.now.unix());
        },
    )
}

fn few(checker: &mut shared::Checker, items: &[(RecommendationId, i64)]) {
    if items.len() > MOST {
        checker.wrong("item", Message::new("cycle-import-too-many").count("most", MOST));
    }
}

fn change(
    cycle: &Cycle,
    call: &Call<'_>,
    items: &[(RecommendationId, i64)],
    (kind, detail): (EventKind, &serde_json::Value),
    set: impl Fn(&mut RecommendationRow),
) -> CycleResult<()> {
    cycle.store.write(|db| {
        for (id, version) in items {
            let (mut row, unit) = load(db, call, *id)?;
            row.version = *version;
            set(&mut row);
            editions::update_recommendation(db, &row)?;
            let subject = ("recommendation", id.0);
            shared::record(db, call, kind, subject, Some(unit), detail.clone())?;
        }
        Ok(())
    })
}

fn load(db: &mut Db, call: &Call<'_>, id: RecommendationId) -> CycleResult<(RecommendationRow, i64)> {
    let row = editions::recommendation(db, id.0)?.ok_or(CycleError::NotFound("recommendation"))?;
    let unit = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
    let round = rounds::get(db, row.round_id)?.ok_or(CycleError::NotFound("round"))?;
    call.may_on(Action::AnswerRecommendation, &unit.path, &round.programme)?;
    Ok((row, unit.id))
}
