//! V107: shares that exclude each other do not add up to 100 %.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::figure::totals::exclusive;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V107",
    rule: "sum_mismatch",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v107-title",
    description: "check-v107-description",
    advice: "check-v107-advice",
    source: "domain.md §8: shares of one whole add up to 100 %",
    run: Run::Report(run),
};

/// Texts that one list spreads over.
const NEAR: usize = 2;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let shares: Vec<&Figure> = facts
        .figures
        .iter()
        .filter(|f| f.is_percent() && !f.measure.is_target && !f.is_rough() && f.measure.value.is_some())
        .collect();
    let mut from = 0;
    while from < shares.len() {
        let group = longest_group(&shares[from..]);
        if group > 1 {
            out.extend(check(facts, &shares[from..from + group]));
        }
        from += group.max(1);
    }
}

/// How many shares from the first on exclude each other.
fn longest_group(shares: &[&Figure]) -> usize {
    let near = |f: &Figure| shares[0].text.zip(f.text).is_some_and(|(a, b)| b.abs_diff(a) <= NEAR);
    let limit = shares.iter().take(4).take_while(|f| near(f)).count();
    (2..=limit)
        .rev()
        .find(|&n| exclusive(&shares[..n].iter().map(|f| f.words.as_str()).collect::<Vec<_>>()))
        .unwrap_or(1)
}

fn check(facts: &Facts, group: &[&Figure]) -> Option<Finding> {
    let values: Vec<f64> = group.iter().filter_map(|f| f.measure.value).collect();
    let sum: f64 = values.iter().sum();
    let places = group
        .iter()
        .zip(&values)
        .filter_map(|(f, v)| amount::printed_decimals(&f.measure.quote, *v))
        .min()
        .unwrap_or(2);
    // Every share may be off by half of its last decimal.
    let slack = values.len() as f64 * 0.5 * 10_f64.powi(-(places.min(9) as i32)) + 1e-9;
    let counts: Option<Vec<(f64, f64)>> = group
        .iter()
        .map(|f| f.measure.numerator.zip(f.measure.denominator))
        .collect();
    // Counts that do not make up the whole leave room for a share that is not told.
    let whole = counts.is_none_or(|c| {
        c.iter().all(|(_, d)| *d == c[0].1) && (c.iter().map(|(n, _)| n).sum::<f64>() - c[0].1).abs() < 1e-9
    });
    if (sum - 100.0).abs() <= slack || !whole || sum < 50.0 {
        return None;
    }
    let printed = values
        .iter()
        .map(|v| format!("{} %", amount::plain(*v)))
        .collect::<Vec<_>>()
        .join(" + ");
    let total = format!("{} %", amount::plain(sum));
    let message = Message::new("check-v107-message")
        .with("parts", printed.clone())
        .with("sum", total.clone());
    let places = group.iter().map(|f| facts.figure_place(f)).collect();
    Some(Finding {
        expected: Some(Phrase::Data("100 %".into())),
        actual: Some(Phrase::Data(format!("{printed} = {total}"))),
        ..INFO.finding(message, places)
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn two(online: f64, direct: f64) -> Sample {
        Sample::new().text(
            "tiếp nhận trực tuyến đạt tỷ lệ; tiếp nhận trực tiếp chiếm tỷ lệ.",
            &[
                ("tiếp nhận trực tuyến đạt tỷ lệ", online, "%"),
                ("tiếp nhận trực tiếp chiếm tỷ lệ", direct, "%"),
            ],
        )
    }

    #[test]
    fn fires() {
        assert_eq!(two(75.2, 23.1).run("V107").len(), 1);
        assert!(two(75.0, 35.0).fires("V107"));
    }

    #[test]
    fn stays_silent() {
        assert!(!two(75.26, 24.74).fires("V107"));
        assert!(!two(75.26, 24.75).fires("V107"));
        assert!(!two(12.0, 9.0).fires("V107"));
    }
}
