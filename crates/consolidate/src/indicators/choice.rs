//! Which of the values that one unit states of an indicator enters the sum.

use super::{Set, is_percent};
use std::collections::{BTreeMap, HashSet};
use tonghop_model::consolidation::IndicatorValue;
use tonghop_model::reading::AsOf;
use tonghop_text::fold;

/// Values of one unit that are compared: bounds the work.
const MOST: usize = 64;

/// What a unit gives to the sum.
pub enum Chosen {
    /// Indices of the values that are summed: one, or parts that are no repetitions of each other.
    Values(Vec<usize>),
    /// Only a percentage without its counts.
    PercentOnly(usize),
    /// Every value has an open error.
    Disputed(usize),
    /// Several counts that may be parts, repetitions or parts of each other.
    Several(usize),
}

/// Chooses among the values `stated` by one unit; there is at least one. The latest report that states the indicator decides: an
/// earlier one does not stand in for a figure that is disputed there.
pub fn choose(set: &Set<'_>, values: &[IndicatorValue], stated: &[usize], ratio: bool, additive: bool) -> Chosen {
    let report = |i: &usize| values[*i].report;
    let counted = stated.iter().filter(|i| has_counts(set, &values[**i], ratio));
    let Some(latest) = counted.map(report).max_by_key(|r| set.submissions.rank(*r)) else {
        return Chosen::PercentOnly(stated.iter().map(report).min().unwrap_or_default());
    };
    let usable: Vec<usize> = stated
        .iter()
        .copied()
        .filter(|i| report(i) == latest && has_counts(set, &values[*i], ratio) && !values[*i].disputed)
        .collect();
    let best = usable
        .iter()
        .copied()
        .max_by(|&a, &b| rank(set, &values[a]).cmp(&rank(set, &values[b])));
    let Some(best) = best else {
        return Chosen::Disputed(latest);
    };
    if ratio || !additive {
        let rivals = rivals(set, values, &usable, best, ratio);
        return if rivals {
            Chosen::Several(latest)
        } else {
            Chosen::Values(vec![best])
        };
    }
    let stated_itself = |i: &usize| values[*i].part_of.is_none();
    let own: Vec<usize> = usable.into_iter().filter(stated_itself).take(MOST).collect();
    // Classes and conferences are different things: what has another unit of measure repeats nothing.
    let mut by_unit: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in own {
        let unit = set.measure(&values[index]).unit.as_deref().unwrap_or_default();
        by_unit.entry(fold(unit)).or_default().push(index);
    }
    let parts: Option<Vec<Vec<usize>>> = by_unit
        .into_values()
        .map(|own| parts_of_one_sum(set, values, own))
        .collect();
    parts.map_or(Chosen::Several(latest), |parts| Chosen::Values(parts.concat()))
}

/// Share by which parts may differ from their whole.
const ROUNDING: f64 = 0.01;

/// True where the report states other values as good as the best one and nothing tells which counts: they are no repetitions of it, and
/// no parts that it is the whole of.
fn rivals(set: &Set<'_>, values: &[IndicatorValue], usable: &[usize], best: usize, ratio: bool) -> bool {
    // All of them have counts.
    let size = |i: usize| -> (f64, f64) {
        if ratio {
            counts_of(&values[i]).unwrap_or_default()
        } else {
            (count_of(set, &values[i]).unwrap_or_default(), 0.0)
        }
    };
    let standing = |i: usize| {
        let (own, exact, day, ..) = rank(set, &values[i]);
        (own, exact, day)
    };
    let (whole, as_good) = (size(best), standing(best));
    let mut told = HashSet::from([(whole.0.to_bits(), whole.1.to_bits())]);
    let others: Vec<(f64, f64)> = usable
        .iter()
        .take(MOST)
        .filter(|&&i| standing(i) == as_good)
        .map(|&i| size(i))
        .filter(|(a, b)| told.insert((a.to_bits(), b.to_bits())))
        .collect();
    if others.is_empty() || is_called_total(set, &values[best]) {
        return false;
    }
    let parts = others.iter().fold((0.0, 0.0), |sum, o| (sum.0 + o.0, sum.1 + o.1));
    let holds = |whole: f64, parts: f64| parts <= whole * (1.0 + ROUNDING);
    !holds(whole.0, parts.0) || !holds(whole.1, parts.1)
}

/// True where the report calls the value a total: "tổng số 45 lớp".
fn is_called_total(set: &Set<'_>, value: &IndicatorValue) -> bool {
    fold(&set.measure(value).quote).split(' ').any(|w| w == "tong")
}

/// The values that add up to what the report tells in one unit of measure; none where that is not certain.
fn parts_of_one_sum(set: &Set<'_>, values: &[IndicatorValue], own: Vec<usize>) -> Option<Vec<usize>> {
    let mut told = HashSet::new();
    let distinct: Vec<usize> = own
        .into_iter()
        .filter(|&i| {
            told.insert((
                count_of(set, &values[i]).map(f64::to_bits),
                fold(&set.measure(&values[i]).quote),
            ))
        })
        .collect();
    let count = |i: usize| count_of(set, &values[i]).unwrap_or_default();
    if let [only] = distinct[..] {
        return Some(vec![only]);
    }
    let sum: f64 = distinct.iter().map(|i| count(*i)).sum();
    let total = distinct.iter().copied().find(|&i| {
        is_called_total(set, &values[i]) || (distinct.len() > 2 && (count(i) * 2.0 - sum).abs() < 1e-6 * sum.max(1.0))
    });
    if let Some(total) = total {
        return Some(vec![total]);
    }
    let paragraph = |i: usize| {
        let span = set.measure(&values[i]).span;
        (span.block, span.cell)
    };
    let together = distinct.windows(2).all(|w| paragraph(w[0]) == paragraph(w[1]));
    // "tổ chức 02 lớp cho …, 01 lớp về …": parts of one paragraph that differ in what they count.
    together.then_some(distinct)
}

/// True for a value that can be summed.
fn has_counts(set: &Set<'_>, value: &IndicatorValue, ratio: bool) -> bool {
    if ratio {
        counts_of(value).is_some()
    } else {
        count_of(set, value).is_some()
    }
}

/// The better value of one report: stated for itself, then exact, of the later day, of the greater whole. The words decide at
/// last, so that the choice does not depend on the order of the figures.
fn rank<'a>(set: &Set<'a>, value: &IndicatorValue) -> (bool, bool, &'a str, u64, &'a str) {
    let reading = &set.reports[value.report].reading;
    let measure = set.measure(value);
    let day = match &measure.as_of {
        Some(AsOf::Date(day)) => day,
        Some(AsOf::Window { to, .. }) => to,
        None => reading.header.date.as_deref().unwrap_or(""),
    };
    let size = value
        .denominator
        .or(value.value)
        .filter(|v| v.is_finite() && *v >= 0.0)
        .unwrap_or(0.0);
    (
        value.part_of.is_none(),
        measure.qualifier.is_none(),
        day,
        size as u64,
        &measure.quote,
    )
}

/// Numerator and denominator of a ratio.
pub fn counts_of(value: &IndicatorValue) -> Option<(f64, f64)> {
    value
        .numerator
        .zip(value.denominator)
        .filter(|(part, whole)| part.is_finite() && whole.is_finite() && *whole > 0.0)
}

/// The count of a counting indicator; a percentage under its code is none, but the count that it is of.
pub fn count_of(set: &Set<'_>, value: &IndicatorValue) -> Option<f64> {
    let percent = value.part_of.is_none() && is_percent(set.measure(value));
    if percent { value.numerator } else { value.value }.filter(|v| v.is_finite())
}
