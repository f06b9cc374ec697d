//! What of a published round anybody may see: classes and numbers of the accepted editions, with codes. No answers in words,
//! no sentences, no findings, no names of people.

use super::indicators::{roll_ups, values_by_indicator, values_of};
use super::matrix::{cell_of, count_classes};
use super::{Cell, IndicatorRow};
use crate::cycle::templates::{self, ContentTask};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, reports, shared};
use std::collections::{BTreeMap, HashMap};
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::editions::{PublishedRow, ValueRow};
use tonghop_store::rounds::{self, RoundRow};
use tonghop_store::units::{self, UnitRow};
use tonghop_store::{Db, editions, matrix, submissions};

/// A published round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedRound {
    /// Id.
    pub id: RoundId,
    /// Title.
    pub title: String,
    /// Code of the period.
    pub period: String,
    /// Code of the programme.
    pub programme: String,
    /// Name of the unit whose subtree reported.
    pub unit: String,
    /// Last day of the data.
    pub cut_off: Date,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// Units that were asked.
    pub asked: usize,
    /// Those of them whose results are published, or that declared to have nothing to report.
    pub answered: usize,
}

impl PublishedRound {
    /// True where units that were asked are missing.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        self.answered < self.asked
    }
}

/// A unit whose report was published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedUnit {
    /// Code.
    pub code: String,
    /// ISO date since which the unit with this code exists.
    pub valid_from: String,
    /// Name.
    pub name: String,
    /// Number of the edition that the values come from.
    pub edition: i64,
    /// Parallel to [`Published::tasks`].
    pub cells: Vec<Cell>,
}

/// Everything that was published of a round.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The round.
    pub round: PublishedRound,
    /// Code and number of the template's version.
    pub template: (String, i64),
    /// Tasks of the template.
    pub tasks: Vec<ContentTask>,
    /// Units, by code.
    pub units: Vec<PublishedUnit>,
    /// Per task the number of units of each class, in the order of `StatusClass::ALL`.
    pub distribution: Vec<[usize; 9]>,
    /// Roll-up of the indicators, without sentences.
    pub indicators: Vec<IndicatorRow>,
}

/// Published rounds, newest first; one that was opened again to be corrected too.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn published_rounds(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<PublishedRound>> {
    call.may(Action::ViewPublished, &Resource::anywhere())?;
    cycle.store.read(|db| {
        let mut found = Vec::new();
        for row in rounds::all(db)? {
            if row.published_at.is_some() {
                found.push(head(db, row)?);
            }
        }
        Ok(found)
    })
}

/// What was published of a round.
///
/// # Errors
/// [`CycleError::Denied`]; [`CycleError::NotFound`] also for a round that is not published.
pub fn published(cycle: &Cycle, call: &Call<'_>, id: RoundId) -> CycleResult<Published> {
    call.may(Action::ViewPublished, &Resource::anywhere())?;
    cycle.store.snapshot(|db| {
        let row = rounds::get(db, id.0)?.filter(|r| r.published_at.is_some());
        let row = row.ok_or(CycleError::NotFound("round"))?;
        let template = templates::load(db, row.template_id)?;
        let opened = editions::published(db, id.0)?;
        let tasks = template.content.tasks.clone();
        let mut rows: HashMap<i64, Vec<u8>> = matrix::of_round(db, id.0, "/")?
            .into_iter()
            .map(|row| (row.submission_id, row.cells))
            .collect();
        let mut units = Vec::new();
        let mut shown: HashMap<i64, UnitRow> = HashMap::new();
        for (_, unit) in rounds::reports(db, Some(id.0), "/")? {
            let Some(edition) = opened.get(&unit.id) else { continue };
            let cells = match rows.remove(&edition.submission_id) {
                Some(cells) => cells,
                // The matrix shows what was sent since.
                None => reports::packed_cells(&template.content, &submissions::items(db, edition.submission_id)?),
            };
            units.push(PublishedUnit {
                code: unit.code.clone(),
                valid_from: unit.valid_from.clone(),
                name: unit.name.clone(),
                edition: edition.number,
                cells: reports::cells(&cells).map(cell_of).take(tasks.len()).collect(),
            });
            shown.insert(unit.id, unit);
        }
        units.sort_by(|a, b| a.code.cmp(&b.code));
        let distribution = count_classes(tasks.len(), units.iter().map(|u| u.cells.as_slice()));
        let values = published_values(db, id, &shown, &opened)?;
        let values = values_by_indicator(&template.content, values);
        let mut indicators = roll_ups(cycle, &row.programme, values, &shown);
        for unit in indicators.iter_mut().flat_map(|i| &mut i.units) {
            unit.sentence = None;
        }
        Ok(Published {
            template: (template.code, template.number),
            tasks,
            units,
            distribution,
            indicators,
            round: head(db, row)?,
        })
    })
}

fn head(db: &mut Db, row: RoundRow) -> CycleResult<PublishedRound> {
    let opened = editions::published(db, row.id)?;
    let (mut asked, mut answered) = (0, 0);
    for (report, unit) in rounds::reports(db, Some(row.id), "/")? {
        let is_open = opened.contains_key(&unit.id);
        let owes = report.exempt_reason.is_none() && report.merged_into.is_none();
        asked += usize::from(owes || is_open);
        answered += usize::from(is_open || (owes && report.nothing_reason.is_some()));
    }
    Ok(PublishedRound {
        asked,
        answered,
        id: RoundId(row.id),
        unit: units::get(db, row.unit_id)?.map(|u| u.name).unwrap_or_default(),
        cut_off: shared::date(&row.cut_off)?,
        title: row.title,
        period: row.period,
        programme: row.programme,
        published_at: row.published_at.map(Moment::from_unix),
    })
}

/// The values of the published editions, by element: the present ones, and those that a later edition took the place of.
fn published_values(
    db: &mut Db,
    id: RoundId,
    shown: &HashMap<i64, UnitRow>,
    opened: &HashMap<i64, PublishedRow>,
) -> CycleResult<BTreeMap<String, Vec<ValueRow>>> {
    let mut values = values_of(db, id, shown)?;
    for rows in values.values_mut() {
        rows.retain(|v| v.edition_id.is_some() && v.edition_id == opened.get(&v.unit_id).map(|o| o.id));
    }
    let newest: HashMap<i64, Option<i64>> = rounds::reports(db, Some(id.0), "/")?
        .into_iter()
        .map(|(report, unit)| (unit.id, report.edition_id))
        .collect();
    let older: Vec<(i64, i64)> = opened
        .iter()
        .filter(|(unit, edition)| newest.get(unit).is_none_or(|n| *n != Some(edition.id)))
        .map(|(unit, edition)| (*unit, edition.id))
        .collect();
    for (element, value) in editions::values_of_editions(db, id.0, &older)? {
        values.entry(element).or_default().push(value);
    }
    let code = |row: &ValueRow| shown.get(&row.unit_id).map(|u| u.code.as_str());
    for rows in values.values_mut() {
        rows.sort_by(|a, b| code(a).cmp(&code(b)));
    }
    Ok(values)
}
