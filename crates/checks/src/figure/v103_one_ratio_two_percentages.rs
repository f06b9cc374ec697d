//! V103: one ratio printed with two percentages.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::groups::{groups, number_key};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V103",
    rule: "ratio_mismatch",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v103-title",
    description: "check-v103-description",
    advice: "check-v103-advice",
    source: "domain.md §8: 543/544 printed 99,81% and 99,82%",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let ratios: Vec<(&Figure, f64, [f64; 2])> = facts
        .figures
        .iter()
        .filter(|f| f.is_percent())
        .filter_map(|f| Some((f, f.measure.value?, [f.measure.numerator?, f.measure.denominator?])))
        .collect();
    let key = |ratio: &[f64; 2]| Some((number_key(ratio[0])?, number_key(ratio[1])?));
    for group in groups(ratios.iter().map(|(_, _, ratio)| key(ratio))) {
        let [first, rest @ ..] = group.as_slice() else { continue };
        let (figure, value, ratio) = &ratios[*first];
        if key(ratio).is_none() {
            continue;
        }
        // Different decimals of one value are no contradiction: 99,8 and 99,82.
        let mut others = rest.iter().map(|&other| &ratios[other]);
        let Some((other, second, _)) = others.find(|(_, v, _)| contradicts(*value, *v)) else {
            continue;
        };
        let message = Message::new("check-v103-message")
            .with("part", amount::plain(ratio[0]))
            .with("whole", amount::plain(ratio[1]))
            .with("first", format!("{} %", amount::plain(*value)))
            .with("second", format!("{} %", amount::plain(*second)));
        let exact = if ratio[1] > 0.0 {
            Some(amount::percent(ratio[0] / ratio[1] * 100.0, 2))
        } else {
            None
        };
        out.push(Finding {
            expected: exact.map(Phrase::Data),
            actual: Some(Phrase::Data(format!(
                "{} % / {} %",
                amount::plain(*value),
                amount::plain(*second)
            ))),
            ..INFO.finding(message, vec![facts.figure_place(other), facts.figure_place(figure)])
        });
    }
}

/// True where no rounding makes one value of the other.
fn contradicts(a: f64, b: f64) -> bool {
    (0..4).all(|p| {
        let (x, y) = (amount::round_half_up(a, p), amount::round_half_up(b, p));
        (x - y).abs() > 1e-9 || ((x - a).abs() > 1e-9 && (y - b).abs() > 1e-9)
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn two(second: f64) -> Sample {
        Sample::new()
            .ratio("đúng hạn 47/49, đạt tỷ lệ", 47.0, 49.0, 95.91)
            .ratio("hồ sơ đúng hạn 47/49", 47.0, 49.0, second)
    }

    #[test]
    fn fires() {
        assert_eq!(two(95.92).run("V103").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!two(95.91).fires("V103"));
        assert!(!two(95.9).fires("V103"));
        assert!(
            !Sample::new()
                .ratio("a 1/2", 1.0, 2.0, 50.0)
                .ratio("b 2/4", 2.0, 4.0, 51.0)
                .fires("V103")
        );
    }
}
