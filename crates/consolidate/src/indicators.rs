//! Indicators over all units: sums of numerators and denominators, never an average of percentages.

mod choice;
mod unit_kind;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use tonghop_model::consolidation::{IndicatorRollUp, IndicatorValue};
use tonghop_model::indicator::Indicator;
use tonghop_model::reading::{Measure, Span, Understood};

use crate::submissions::Submissions;
use choice::Chosen;

/// What is rolled up.
pub struct Set<'a> {
    pub reports: &'a [&'a Understood],
    pub submissions: &'a Submissions,
    /// Whether each report counts for its unit; the figures of the others are listed.
    pub counting: &'a [bool],
    /// Places of each report that an error of the checks speaks of; may be empty.
    pub disputed: &'a [Vec<Span>],
    /// True where every value is wanted with its words; else of each report one value that tells that it states the indicator, and those
    /// that are summed.
    pub every_value: bool,
}

/// A value that is stated, before it is put together: those of all indicators lie in memory at once.
struct Stated<'a> {
    report: usize,
    measure: usize,
    /// The count and the code of the ratio, where a ratio consists of it.
    part: Option<(f64, &'a str)>,
}

/// The indicators that occur in the reports, in the order of the catalogue; codes that the catalogue lacks follow.
pub fn roll_up(set: &Set<'_>, indicators: &[Indicator]) -> Vec<IndicatorRollUp> {
    let mut by_code = stated(set, indicators);
    let mut out: Vec<IndicatorRollUp> = indicators
        .iter()
        .filter_map(|indicator| by_code.remove(indicator.code.as_str()).map(|all| (indicator, all)))
        .map(|(indicator, all)| {
            let head = IndicatorRollUp {
                code: indicator.code.clone(),
                name: indicator.name.clone(),
                unit: indicator.unit.clone(),
                ..IndicatorRollUp::default()
            };
            fill(head, set.values(all), set, indicator.additive)
        })
        .collect();
    let unknown: BTreeMap<&str, Vec<Stated<'_>>> = by_code.into_iter().collect();
    out.extend(unknown.into_iter().map(|(code, all)| {
        let values = set.values(all);
        let head = IndicatorRollUp {
            code: code.to_owned(),
            name: code.to_owned(),
            unit: set.measure(&values[0]).unit.clone().unwrap_or_default(),
            ..IndicatorRollUp::default()
        };
        fill(head, values, set, false)
    }));
    out
}

/// What is stated of every indicator: its values, and the counts that a stated ratio consists of.
fn stated<'a>(set: &Set<'a>, indicators: &'a [Indicator]) -> HashMap<&'a str, Vec<Stated<'a>>> {
    let known: HashMap<&str, &Indicator> = indicators.iter().map(|i| (i.code.as_str(), i)).collect();
    let mut by_code: HashMap<&str, Vec<Stated<'a>>> = HashMap::new();
    for (report, understood) in set.reports.iter().enumerate() {
        for (index, measure) in understood.reading.measures.iter().enumerate() {
            let Some(code) = measure.indicator.as_deref().filter(|_| !measure.is_target) else {
                continue;
            };
            let stated = |part| Stated {
                report,
                measure: index,
                part,
            };
            let indicator = known.get(code).filter(|i| i.is_ratio() && is_percent(measure));
            for (part, value) in indicator.map(|i| parts(i, measure)).into_iter().flatten() {
                if let Some((part, _)) = known.get_key_value(part) {
                    by_code.entry(part).or_default().push(stated(Some((value, code))));
                }
            }
            by_code.entry(code).or_default().push(stated(None));
        }
    }
    by_code
}

/// The indicators that the numerator and the denominator of a ratio are counts of, with those counts.
fn parts<'i>(indicator: &'i Indicator, measure: &Measure) -> impl Iterator<Item = (&'i str, f64)> {
    let count = |code: &'i Option<String>, value: Option<f64>| Some((code.as_deref()?, value?));
    [
        count(&indicator.numerator, measure.numerator),
        count(&indicator.denominator, measure.denominator),
    ]
    .into_iter()
    .flatten()
}

/// The unit of measure that is summed: the indicator's own where a report counts in it, else that of most values.
fn summed_unit(own: &str, values: &[IndicatorValue], set: &Set<'_>) -> Option<String> {
    // Thousands of values count in a handful of units: those are compared, not the values.
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values.iter().filter(|v| !v.other_report) {
        *units.entry(set.unit_of(value)).or_default() += 1;
    }
    if units.keys().any(|unit| unit_kind::alike(own, unit)) {
        return Some(own.to_owned());
    }
    let counted_in = |unit: &str| -> usize {
        let like = units.iter().filter(|(other, _)| unit_kind::alike(unit, other));
        like.map(|(_, count)| count).sum()
    };
    // Among equals the first by name: the order of the reports must not show.
    let best = units
        .keys()
        .copied()
        .max_by_key(|unit| (counted_in(unit), Reverse(*unit)));
    best.map(str::to_owned)
}

fn is_percent(measure: &Measure) -> bool {
    measure.unit.as_deref() == Some("%")
}

impl<'a> Set<'a> {
    fn values(&self, all: Vec<Stated<'_>>) -> Vec<IndicatorValue> {
        all.into_iter().map(|stated| self.value(&stated)).collect()
    }

    /// The value without its words, which only some readers want.
    fn value(&self, stated: &Stated<'_>) -> IndicatorValue {
        let measure = &self.reports[stated.report].reading.measures[stated.measure];
        let of_report = self.disputed.get(stated.report);
        let part = stated.part;
        IndicatorValue {
            report: stated.report,
            measure: stated.measure,
            value: part.map_or(measure.value, |(count, _)| Some(count)),
            numerator: measure.numerator.filter(|_| part.is_none()),
            denominator: measure.denominator.filter(|_| part.is_none()),
            part_of: part.map(|(_, ratio)| ratio.to_owned()),
            other_report: !self.counting[stated.report],
            disputed: of_report.is_some_and(|d| d.contains(&measure.span)),
            ..IndicatorValue::default()
        }
    }

    /// What is kept of the values once they are summed.
    fn kept(&self, mut values: Vec<IndicatorValue>) -> Vec<IndicatorValue> {
        if self.every_value {
            for value in &mut values {
                let measure = self.measure(value);
                (value.qualifier, value.quote) = (measure.qualifier.clone(), measure.quote.clone());
            }
            return values;
        }
        let mut told = HashSet::new();
        values.retain(|v| v.used || told.insert(v.report));
        values.shrink_to_fit();
        values
    }

    /// The unit that a value counts in; empty for what a percentage or another indicator tells of it: that is the indicator's own.
    fn unit_of(&self, value: &IndicatorValue) -> &str {
        let measure = self.measure(value);
        let own = value.part_of.is_some() || is_percent(measure);
        measure.unit.as_deref().filter(|_| !own).unwrap_or_default()
    }

    fn measure(&self, value: &IndicatorValue) -> &'a Measure {
        &self.reports[value.report].reading.measures[value.measure]
    }
}

/// Chooses what each unit states and sums it.
fn fill(mut head: IndicatorRollUp, mut values: Vec<IndicatorValue>, set: &Set<'_>, additive: bool) -> IndicatorRollUp {
    let ratio = head.unit == "%";
    let mut of_unit: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, value) in values.iter().enumerate() {
        let unit = set.submissions.unit(value.report);
        of_unit.entry(unit).or_default().push(index);
    }
    let summed = if ratio {
        None
    } else {
        summed_unit(&head.unit, &values, set)
    };
    let (mut numerators, mut denominators, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for all in of_unit.values() {
        let fits = |i: &usize| {
            let unit = set.unit_of(&values[*i]);
            summed.as_ref().is_none_or(|summed| unit_kind::alike(summed, unit))
        };
        let counting: Vec<usize> = all.iter().copied().filter(|i| !values[*i].other_report).collect();
        if counting.is_empty() {
            head.other_report.extend(all.iter().map(|i| values[*i].report).max());
            continue;
        }
        let stated: Vec<usize> = counting.iter().copied().filter(fits).collect();
        if stated.is_empty() {
            head.other_unit.extend(counting.iter().map(|i| values[*i].report).max());
            continue;
        }
        match choice::choose(set, &values, &stated, ratio, additive) {
            Chosen::Values(chosen) => {
                for index in chosen {
                    if ratio {
                        let (part, whole) = choice::counts_of(&values[index]).unzip();
                        numerators.extend(part);
                        denominators.extend(whole);
                    } else {
                        counts.extend(choice::count_of(set, &values[index]));
                    }
                    values[index].used = true;
                }
            }
            Chosen::PercentOnly(report) => head.without_counts.push(report),
            Chosen::Disputed(report) => head.disputed.push(report),
            Chosen::Several(report) => head.several.push(report),
        }
    }
    let told: BTreeSet<usize> = of_unit.keys().copied().collect();
    head.missing = (0..set.reports.len())
        .filter(|&r| !told.contains(&set.submissions.unit(r)))
        .collect();
    for list in [
        &mut head.without_counts,
        &mut head.disputed,
        &mut head.several,
        &mut head.other_unit,
        &mut head.other_report,
    ] {
        list.sort_unstable();
    }
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
    head.values = set.kept(values);
    head
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
