//! V402: a share of one unit lies far from that of all others.

use crate::amount;
use crate::facts::Context;
use crate::registry::{CheckInfo, Run, Scope};
use crate::reports_by_unit;
use std::collections::BTreeMap;
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::{Measure, Understood};

pub const INFO: CheckInfo = CheckInfo {
    code: "V402",
    rule: "outlier",
    severity: Severity::Info,
    scope: Scope::BetweenUnits,
    title: "check-v402-title",
    description: "check-v402-description",
    advice: "check-v402-advice",
    source: "product.md, capability 3: outliers",
    run: Run::Set(run),
};

/// Units that must state the indicator before one can be far from the others.
const LEAST_UNITS: usize = 12;
/// Distance from the median in median deviations.
const FAR: f64 = 6.0;
/// Least distance in percentage points.
const POINTS: f64 = 15.0;

fn run(reports: &[&Understood], context: &Context, out: &mut Vec<Finding>) {
    let mut values: BTreeMap<&str, Vec<(usize, f64, &Measure)>> = BTreeMap::new();
    for &report in reports_by_unit(reports).values().filter_map(|members| members.last()) {
        // One value per unit: of its last report, the first one told.
        for measure in &reports[report].reading.measures {
            let (Some(code), Some(value)) = (measure.indicator.as_deref(), measure.value) else {
                continue;
            };
            let share = measure.unit.as_deref() == Some("%") && !measure.is_target && value.is_finite();
            let list = values.entry(code).or_default();
            if share && list.last().is_none_or(|last| last.0 != report) {
                list.push((report, value, measure));
            }
        }
    }
    for (code, list) in &values {
        let Some(spread) = Spread::of(&list.iter().map(|v| v.1).collect::<Vec<_>>()) else {
            continue;
        };
        let name = || {
            context
                .indicator(Some(code))
                .map_or((*code).to_owned(), |i| i.name.clone())
        };
        for (report, value, measure) in list.iter().filter(|v| spread.is_far(v.1)) {
            let place = Place::new(*report, Some(measure.span), measure.quote.clone());
            out.push(spread.finding(name(), *value, place));
        }
    }
}

/// How the shares of all units lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    median: f64,
    /// Median distance from the median, at least 1.
    deviation: f64,
    units: usize,
}

impl Spread {
    /// Of one share (percent) for each unit; nothing where too few units state it.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let units = values.len();
        if units < LEAST_UNITS {
            return None;
        }
        let middle = median(values.to_vec());
        let distances = values.iter().map(|v| (v - middle).abs()).collect();
        Some(Self {
            median: middle,
            deviation: median(distances).max(1.0),
            units,
        })
    }

    /// True where a share (percent) lies far from those of the others.
    #[must_use]
    pub fn is_far(&self, value: f64) -> bool {
        (value - self.median).abs() > (FAR * self.deviation).max(POINTS)
    }

    /// What is told of such a share of the indicator with this name.
    #[must_use]
    pub fn finding(&self, indicator: String, value: f64, place: Place) -> Finding {
        let [value, median] = [value, self.median].map(|v| format!("{} %", amount::plain(v)));
        let message = Message::new("check-v402-message")
            .with("indicator", indicator)
            .with("value", value.clone())
            .with("median", median.clone())
            .count("units", self.units);
        Finding {
            expected: Some(Phrase::Data(median)),
            actual: Some(Phrase::Data(value)),
            ..INFO.finding(message, vec![place])
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.is_empty() {
        0.0
    } else if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    fn set(odd: f64, units: usize) -> Vec<Sample> {
        let value = |i: usize| if i == 0 { odd } else { 80.0 + (i % 5) as f64 };
        (0..units)
            .map(|i| {
                Sample::new()
                    .unit(&format!("{i:05}"), "xã")
                    .text("a", &[("hộ có cáp quang", value(i), "%")])
                    .last(|m| m.indicator = Some("H06".into()))
            })
            .collect()
    }

    #[test]
    fn fires() {
        assert_eq!(run_set(&set(9.0, 15), "V402").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(run_set(&set(78.0, 15), "V402").is_empty());
        assert!(run_set(&set(9.0, 5), "V402").is_empty());
    }
}
