//! Recommendations with owner and answer.

use super::follow_ups::Visible;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, mail, shared};
use serde_json::json;
use std::collections::BTreeMap;
use tonghop_model::consolidation::Addressee;
use tonghop_model::cycle::ids::{RecommendationId, ReportId, RoundId, UnitId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::editions::{self, RecommendationRow};
use tonghop_store::units::UnitRow;
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
        let seen = |r: RecommendationRow| {
            let unit = visible.unit(r.unit_id, r.round_id)?;
            Some(shown(r, unit))
        };
        Ok(rows.into_iter().filter_map(seen).collect())
    })
}

fn shown(row: RecommendationRow, unit: &UnitRow) -> Recommendation {
    let answer = row.answer.zip(row.answered_by).zip(row.answered_at);
    Recommendation {
        id: RecommendationId(row.id),
        round: RoundId(row.round_id),
        report: ReportId(row.report_id),
        unit: UnitId(unit.id),
        unit_name: unit.name.clone(),
        text: row.text,
        owner: row.owner,
        answer: answer.map(|((answer, by), at)| (answer, by, Moment::from_unix(at))),
        version: row.version,
    }
}

/// What the units for which the person writes asked for and was answered in the last thirty days, the newest first; at most five.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn answered_lately(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Recommendation>> {
    let since = call.now.unix() - 30 * 86_400;
    cycle.store.read(|db| {
        let mut found = Vec::new();
        for path in call.reach(Action::EditReport)? {
            for row in editions::answered_since(db, &path, since, LATELY)? {
                let unit = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
                found.push(shown(row, &unit));
            }
        }
        found.sort_by_key(|r| std::cmp::Reverse(r.answer.as_ref().map(|a| a.2)));
        found.dedup_by_key(|r| r.id);
        found.truncate(usize::try_from(LATELY).unwrap_or_default());
        Ok(found)
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

/// Answers that are shown as the latest ones.
const LATELY: i64 = 5;
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
    cycle.store.write(|db| {
        let kind = (EventKind::RecommendationAssigned, &detail);
        change(db, call, items, kind, |row| {
            row.owner = Some(owner.trim().into());
        })
        .map(drop)
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
    cycle.store.write(|db| {
        let kind = (EventKind::RecommendationAnswered, &json!({}));
        let answered = change(db, call, items, kind, |row| {
            row.answer = Some(answer.trim().into());
            row.answered_by = Some(call.actor.name.clone());
            row.answered_at = Some(call.now.unix());
        })?;
        let mut by_report: BTreeMap<i64, Vec<RecommendationRow>> = BTreeMap::new();
        for row in answered {
            by_report.entry(row.report_id).or_default().push(row);
        }
        for (report, rows) in by_report {
            let found = rounds::report_in_place(db, report)?.ok_or(CycleError::NotFound("report"))?;
            let (report, round, unit) = found;
            let place = shared::Place { round, report, unit };
            mail::tell_answered(db, cycle, call, &place, &rows)?;
        }
        Ok(())
    })
}

fn few(checker: &mut shared::Checker, items: &[(RecommendationId, i64)]) {
    if items.len() > MOST {
        checker.wrong("item", Message::new("cycle-import-too-many").count("most", MOST));
    }
}

/// Changes each within a transaction; what they are now.
fn change(
    db: &mut Db,
    call: &Call<'_>,
    items: &[(RecommendationId, i64)],
    (kind, detail): (EventKind, &serde_json::Value),
    set: impl Fn(&mut RecommendationRow),
) -> CycleResult<Vec<RecommendationRow>> {
    let mut changed = Vec::with_capacity(items.len());
    for (id, version) in items {
        let (mut row, unit) = load(db, call, *id)?;
        row.version = *version;
        set(&mut row);
        editions::update_recommendation(db, &row)?;
        let subject = ("recommendation", id.0);
        shared::record(db, call, kind, subject, Some(unit), detail.clone())?;
        changed.push(row);
    }
    Ok(changed)
}

fn load(db: &mut Db, call: &Call<'_>, id: RecommendationId) -> CycleResult<(RecommendationRow, i64)> {
    let row = editions::recommendation(db, id.0)?.ok_or(CycleError::NotFound("recommendation"))?;
    let unit = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
    let round = rounds::get(db, row.round_id)?.ok_or(CycleError::NotFound("round"))?;
    call.may_on(Action::AnswerRecommendation, &unit.path, &round.programme)?;
    // What was taken back, or is not asked any more, has no answer to wait for.
    if !editions::is_asked(db, id.0)? {
        return Err(CycleError::NotFound("recommendation"));
    }
    Ok((row, unit.id))
}
