//! Indicators over all units: sums of numerators and denominators, never an average of percentages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use tonghop_model::consolidation::{IndicatorRollUp, IndicatorValue};
use tonghop_model::indicator::Indicator;
use tonghop_model::reading::{AsOf, Measure, Understood};

use crate::unit_key;

/// The indicators that occur in the reports, in the order of the catalogue; codes that the catalogue lacks follow.
pub fn roll_up(reports: &[&Understood], indicators: &[Indicator]) -> Vec<IndicatorRollUp> {
    let mut by_code: HashMap<&str, Vec<IndicatorValue>> = HashMap::new();
    for (report, understood) in reports.iter().enumerate() {
        for (index, measure) in understood
            .reading
            .measures
            .iter()
            .enumerate()
            .filter(|(_, m)| !m.is_target)
        {
            if let Some(code) = measure.indicator.as_deref() {
                by_code.entry(code).or_default().push(value(report, index, measure));
            }
        }
    }
    let units: Vec<String> = reports.iter().enumerate().map(|(i, r)| unit_key(i, r)).collect();
    let mut out: Vec<IndicatorRollUp> = indicators
        .iter()
        .filter_map(|indicator| {
            by_code
                .remove(indicator.code.as_str())
                .map(|values| (indicator, values))
        })
        .map(|(indicator, values)| {
            let head = IndicatorRollUp {
                code: indicator.code.clone(),
                name: indicator.name.clone(),
                unit: indicator.unit.clone(),
                ..IndicatorRollUp::default()
            };
            fill(head, values, reports, &units)
        })
        .collect();
    let unknown: BTreeMap<&str, Vec<IndicatorValue>> = by_code.into_iter().collect();
    out.extend(unknown.into_iter().map(|(code, values)| {
        let unit = reports[values[0].report].reading.measures[values[0].measure]
            .unit
            .clone()
            .unwrap_or_default();
        let head = IndicatorRollUp {
            code: code.to_owned(),
            name: code.to_owned(),
            unit,
            ..IndicatorRollUp::default()
        };
        fill(head, values, reports, &units)
    }));
    out
}

fn value(report: usize, index: usize, measure: &Measure) -> IndicatorValue {
    IndicatorValue {
        report,
        measure: index,
        value: measure.value,
        numerator: measure.numerator,
        denominator: measure.denominator,
        qualifier: measure.qualifier.clone(),
        quote: measure.quote.clone(),
        used: false,
    }
}

/// Chooses one value per unit and sums the chosen ones.
fn fill(
    mut head: IndicatorRollUp,
    mut values: Vec<IndicatorValue>,
    reports: &[&Understood],
    units: &[String],
) -> IndicatorRollUp {
    let ratio = head.unit == "%";
    let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
    for index in 0..values.len() {
        let unit = units[values[index].report].as_str();
        let better = |known: usize| rank(&values[index], reports, ratio) > rank(&values[known], reports, ratio);
        match chosen.get(unit) {
            Some(&known) if !better(known) => {}
            _ => {
                chosen.insert(unit, index);
            }
        }
    }
    let (mut numerators, mut denominators, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let mut without = BTreeSet::new();
    for &index in chosen.values() {
        let value = &mut values[index];
        if ratio {
            if let Some((part, whole)) = counts_of(value) {
                numerators.push(part);
                denominators.push(whole);
                value.used = true;
            } else {
                without.insert(value.report);
            }
        } else if let Some(count) = count_of(value, reports) {
            counts.push(count);
            value.used = true;
        } else {
            without.insert(value.report);
        }
    }
    let told: BTreeSet<&str> = values.iter().map(|v| units[v.report].as_str()).collect();
    head.missing = (0..reports.len())
        .filter(|&r| !told.contains(units[r].as_str()))
        .collect();
    head.without_counts = without.into_iter().collect();
    head.numerator = sum(numerators);
    head.denominator = sum(denominators);
    head.value = if ratio {
        head.numerator
            .zip(head.denominator)
            .filter(|(_, whole)| *whole > 0.0)
            .map(|(part, whole)| part / whole * 100.0)
    } else {
        sum(counts)
    };
    head.values = values;
    head
}

/// The better value of one unit: with counts, then exact, then of the later day, then of the greater whole. The words
/// decide at last, so that the choice does not depend on the order of the reports.
fn rank<'a>(value: &'a IndicatorValue, reports: &[&'a Understood], ratio: bool) -> (bool, bool, &'a str, u64, &'a str) {
    let reading = &reports[value.report].reading;
    let usable = if ratio {
        counts_of(value).is_some()
    } else {
        count_of(value, reports).is_some()
    };
    let day = match &reading.measures[value.measure].as_of {
        Some(AsOf::Date(day)) => day,
        Some(AsOf::Window { to, .. }) => to,
        None => reading.header.date.as_deref().unwrap_or(""),
    };
    let size = value
        .denominator
        .or(value.value)
        .filter(|v| v.is_finite() && *v >= 0.0)
        .unwrap_or(0.0);
    (usable, value.qualifier.is_none(), day, size as u64, &value.quote)
}

fn counts_of(value: &IndicatorValue) -> Option<(f64, f64)> {
    value
        .numerator
        .zip(value.denominator)
        .filter(|(part, whole)| part.is_finite() && whole.is_finite() && *whole > 0.0)
}

/// The count of a counting indicator; a percentage under its code is none.
fn count_of(value: &IndicatorValue, reports: &[&Understood]) -> Option<f64> {
    let percent = reports[value.report].reading.measures[value.measure].unit.as_deref() == Some("%");
    if percent { value.numerator } else { value.value }.filter(|v| v.is_finite())
}

/// Sum of the values, smallest first: the order of the reports must not show in the last digit.
fn sum(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    if values.is_empty() {
        None
    } else {
        Some(values.into_iter().sum())
    }
}
