//! Which of the values that one unit states of an indicator enters the sum.

use super::{Set, is_percent};
use std::collections::HashSet;
use tonghop_model::consolidation::IndicatorValue;
use tonghop_model::reading::AsOf;
use tonghop_text::fold;

/// Values of one unit that are compared: bounds the work.
const MOST: usize = 64;

/// What a unit gives to the sum.
pub enum Chosen {
    /// Indices of the values that are summed: one, or the parts of one paragraph.
    Values(Vec<usize>),
    /// Only a percentage without its counts.
    PercentOnly(usize),
    /// Every value has an open error.
    Disputed(usize),
    /// Several counts that may be parts, repetitions or parts of each other.
    Several(usize),
}

/// Chooses among the values `stated` by one unit; there is at least one.
pub fn choose(set: &Set<'_>, values: &[IndicatorValue], stated: &[usize], ratio: bool, additive: bool) -> Chosen {
    let usable = |i: &usize| is_usable(set, &values[*i], ratio);
    let Some(best) = stated
        .iter()
        .copied()
        .filter(usable)
        .max_by(|&a, &b| rank(set, &values[a]).cmp(&rank(set, &values[b])))
    else {
        let doubted = stated.iter().find(|i| {
            let settled = IndicatorValue {
                disputed: false,
                ..values[**i].clone()
            };
            values[**i].disputed && is_usable(set, &settled, ratio)
        });
        let report = |i: &usize| values[*i].report;
        return match doubted {
            Some(doubted) => Chosen::Disputed(report(doubted)),
            None => Chosen::PercentOnly(stated.iter().map(report).min().unwrap_or_default()),
        };
    };
    if ratio || !additive {
        return Chosen::Values(vec![best]);
    }
    let report = values[best].report;
    let own: Vec<usize> = stated
        .iter()
        .copied()
        .filter(|i| values[*i].report == report && usable(i) && values[*i].part_of.is_none())
        .take(MOST)
        .collect();
    parts_of_one_sum(set, values, own).unwrap_or(Chosen::Several(report))
}

/// The values that add up to what the report tells; none where that is not certain.
fn parts_of_one_sum(set: &Set<'_>, values: &[IndicatorValue], own: Vec<usize>) -> Option<Chosen> {
    let mut told = HashSet::new();
    let distinct: Vec<usize> = own
        .into_iter()
        .filter(|&i| told.insert((count_of(set, &values[i]).map(f64::to_bits), fold(&values[i].quote))))
        .collect();
    let count = |i: usize| count_of(set, &values[i]).unwrap_or_default();
    if let [only] = distinct[..] {
        return Some(Chosen::Values(vec![only]));
    }
    let sum: f64 = distinct.iter().map(|i| count(*i)).sum();
    let total = distinct.iter().copied().find(|&i| {
        let called = fold(&values[i].quote).split(' ').any(|w| w == "tong");
        called || (distinct.len() > 2 && (count(i) * 2.0 - sum).abs() < 1e-6 * sum.max(1.0))
    });
    if let Some(total) = total {
        return Some(Chosen::Values(vec![total]));
    }
    let paragraph = |i: usize| {
        let span = set.measure(&values[i]).span;
        (span.block, span.cell)
    };
    let together = distinct.windows(2).all(|w| paragraph(w[0]) == paragraph(w[1]));
    // "tổ chức 02 lớp cho …, 01 hội nghị về …": parts of one paragraph that differ in what they count.
    together.then_some(Chosen::Values(distinct))
}

fn is_usable(set: &Set<'_>, value: &IndicatorValue, ratio: bool) -> bool {
    !value.disputed
        && if ratio {
            counts_of(value).is_some()
        } else {
            count_of(set, value).is_some()
        }
}

/// The better value of one unit: of the later report, then stated for itself, exact, of the later day, of the greater whole. The
/// words decide at last, so that the choice does not depend on the order of the reports.
fn rank<'a>(set: &Set<'a>, value: &'a IndicatorValue) -> (usize, bool, bool, &'a str, u64, &'a str) {
    let reading = &set.reports[value.report].reading;
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
    (
        set.submissions.rank(value.report),
        value.part_of.is_none(),
        value.qualifier.is_none(),
        day,
        size as u64,
        &value.quote,
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
