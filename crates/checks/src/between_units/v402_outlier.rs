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
    for (code, list) in values.iter().filter(|(_, list)| list.len() >= LEAST_UNITS) {
        let median = median(list.iter().map(|v| v.1).collect());
        let deviation = self::median(list.iter().map(|v| (v.1 - median).abs()).collect()).max(1.0);
        for (report, value, measure) in list
            .iter()
            .filter(|v| (v.1 - median).abs() > (FAR * deviation).max(POINTS))
        {
            let name = context
                .indicator(Some(code))
                .map_or((*code).to_owned(), |i| i.name.clone());
            let message = Message::new("check-v402-message")
                .with("indicator", name)
                .with("value", format!("{} %", amount::plain(*value)))
                .with("median", format!("{} %", amount::plain(median)))
                .count("units", list.len());
            let place = Place {
                report: *report,
                span: Some(measure.span),
                quote: measure.quote.clone(),
            };
            out.push(Finding {
                expected: Some(Phrase::Data(format!("{} %", amount::plain(median)))),
                actual: Some(Phrase::Data(format!("{} %", amount::plain(*value)))),
                ..INFO.finding(message, vec![place])
            });
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
