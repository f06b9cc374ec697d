//! Roll-up of indicators: numerators and denominators are summed, percentages are never averaged.

use super::scope::Scope;
use crate::cycle::templates::Content;
use crate::cycle::{Call, Cycle, CycleResult, templates};
use std::collections::{BTreeMap, HashMap, HashSet};
use tonghop_model::cycle::ids::{RoundId, UnitId};
use tonghop_model::programme::Target;
use tonghop_store::Db;
use tonghop_store::editions::{self, ValueRow};
use tonghop_store::units::UnitRow;

/// An indicator over all units.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub unit_of_measure: String,
    /// Sum of the numerators of the units that have both.
    pub numerator: Option<f64>,
    /// Sum of their denominators.
    pub denominator: Option<f64>,
    /// Ratio of the sums in percent, or sum of the counts.
    pub value: Option<f64>,
    /// Targets of the programme for it.
    pub targets: Vec<Target>,
    /// Values of the units.
    pub units: Vec<IndicatorUnit>,
    /// Units whose percentage has no numerator and denominator: listed, never averaged.
    pub without_counts: usize,
    /// Units of the round without a value.
    pub missing: usize,
}

/// The value of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorUnit {
    /// Unit.
    pub unit: UnitId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Qualifier.
    pub qualifier: Option<String>,
    /// `declared`, `computed`, `register`.
    pub basis: String,
    /// The sentence in the source.
    pub sentence: Option<String>,
    /// True where it entered the sums.
    pub used: bool,
}

/// Roll-up of the accepted values of a round, by indicator.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn indicators(cycle: &Cycle, call: &Call<'_>, round: RoundId) -> CycleResult<Vec<IndicatorRow>> {
    cycle.store.snapshot(|db| {
        let scope = Scope::new(db, call, round)?;
        let known = scope.units(db)?;
        let template = templates::known(cycle, db, scope.round.template_id)?;
        let values = values_by_indicator(&template.template.content, values_of(db, round, &known)?);
        Ok(roll_ups(cycle, &scope.round.programme, values, &known))
    })
}

/// Present values of a round by indicator: of known units, by their codes.
pub(super) fn values_of(
    db: &mut Db,
    round: RoundId,
    known: &HashMap<i64, UnitRow>,
) -> CycleResult<BTreeMap<String, Vec<ValueRow>>> {
    let code = |row: &ValueRow| known.get(&row.unit_id).map(|u| u.code.as_str());
    let mut values = BTreeMap::new();
    for element in editions::elements(db, round.0)? {
        let mut rows = editions::values_of(db, round.0, &element)?;
        rows.retain(|r| known.contains_key(&r.unit_id));
        rows.sort_by(|a, b| code(a).cmp(&code(b)));
        values.insert(element, rows);
    }
    Ok(values)
}

/// The same with the indicators that the template asks for and nobody has a value of.
pub(super) fn values_by_indicator(
    content: &Content,
    mut values: BTreeMap<String, Vec<ValueRow>>,
) -> BTreeMap<String, Vec<ValueRow>> {
    values.retain(|_, rows| !rows.is_empty());
    for code in &content.indicators {
        values.entry(code.clone()).or_default();
    }
    values
}

/// The roll-up of each indicator with its targets.
pub(super) fn roll_ups(
    cycle: &Cycle,
    programme: &str,
    values: BTreeMap<String, Vec<ValueRow>>,
    known: &HashMap<i64, UnitRow>,
) -> Vec<IndicatorRow> {
    let programme = cycle.engine.catalogue.programme(programme);
    let targets = |code: &str| {
        let all = programme.map(|p| p.targets.as_slice()).unwrap_or_default();
        let own = all.iter().filter(|t| t.indicator.as_deref() == Some(code));
        own.cloned().collect()
    };
    let rows = values.into_iter().filter_map(|(code, rows)| {
        let indicator = cycle.engine.catalogue.indicator(&code)?;
        Some(IndicatorRow {
            targets: targets(&code),
            ..roll_up(indicator, &rows, known)
        })
    });
    rows.collect()
}

fn roll_up(
    indicator: &tonghop_model::indicator::Indicator,
    rows: &[ValueRow],
    known: &HashMap<i64, UnitRow>,
) -> IndicatorRow {
    let ratio = indicator.is_ratio();
    let used = |r: &ValueRow| {
        if ratio {
            r.numerator.is_some() && r.denominator.is_some()
        } else {
            r.value.is_some()
        }
    };
    let counted: Vec<&ValueRow> = rows.iter().filter(|r| used(r)).collect();
    let sum = |of: fn(&ValueRow) -> Option<f64>| {
        (!counted.is_empty()).then(|| counted.iter().filter_map(|r| of(r)).sum::<f64>())
    };
    let (numerator, denominator) = if ratio {
        (sum(|r| r.numerator), sum(|r| r.denominator))
    } else {
        (None, None)
    };
    let value = match (numerator, denominator) {
        (Some(part), Some(whole)) if whole > 0.0 => Some((part / whole * 10_000.0).round() / 100.0),
        _ if ratio => None,
        _ => sum(|r| r.value),
    };
    let with: HashSet<i64> = rows.iter().map(|r| r.unit_id).collect();
    let unit = |r: &ValueRow| {
        let unit = known.get(&r.unit_id)?;
        Some(IndicatorUnit {
            unit: UnitId(unit.id),
            code: unit.code.clone(),
            name: unit.name.clone(),
            value: r.value,
            numerator: r.numerator,
            denominator: r.denominator,
            qualifier: r.qualifier.clone(),
            basis: r.basis.clone(),
            sentence: r.sentence.clone(),
            used: used(r),
        })
    };
    IndicatorRow {
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        unit_of_measure: indicator.unit.clone(),
        numerator,
        denominator,
        value,
        targets: Vec::new(),
        units: rows.iter().filter_map(unit).collect(),
        without_counts: rows.len() - counted.len(),
        missing: known.len().saturating_sub(with.len()),
    }
}
