//! V110: one thing with two values in one report.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_text::words;

pub const INFO: CheckInfo = CheckInfo {
    code: "V110",
    rule: "figure_conflict",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v110-title",
    description: "check-v110-description",
    source: "product.md, capability 3: repeated figures",
    run: Run::Report(run),
};

/// A subject must say enough to name one thing.
const LEAST_WORDS: usize = 5;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let named: Vec<(&Figure, &str)> = facts
        .figures
        .iter()
        .filter(|f| !f.measure.is_target && !f.is_rough() && f.measure.value.is_some())
        .map(|f| (f, f.subject()))
        .filter(|(_, subject)| words(subject).count() >= LEAST_WORDS)
        .collect();
    for (index, (figure, subject)) in named.iter().enumerate() {
        let same = |(other, name): &&(&Figure, &str)| {
            name == subject
                && other.counted_unit() == figure.counted_unit()
                && other.is_percent() == figure.is_percent()
                && other.measure.as_of == figure.measure.as_of
        };
        if named[..index].iter().any(|earlier| same(&earlier)) {
            continue;
        }
        let Some((other, _)) = named[index + 1..]
            .iter()
            .filter(same)
            .find(|(o, _)| o.measure.value != figure.measure.value)
        else {
            continue;
        };
        // Two lines that print their own counts are two things with one name.
        if figure.measure.denominator.is_some() && other.measure.denominator != figure.measure.denominator {
            continue;
        }
        let value = |f: &Figure| f.measure.value.map(amount::plain).unwrap_or_default();
        let message = Message::new("check-v110-message")
            .with("subject", figure.measure.subject.clone())
            .with("first", value(figure))
            .with("second", value(other));
        out.push(Finding {
            actual: Some(Phrase::Data(format!("{} / {}", value(figure), value(other)))),
            ..INFO.finding(message, vec![facts.figure_place(figure), facts.figure_place(other)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn two(second: f64, unit: &str) -> Sample {
        Sample::new()
            .text("a", &[("thành viên tổ công nghệ số cộng đồng", 60.0, "người")])
            .text("b", &[("thành viên tổ công nghệ số cộng đồng", second, unit)])
    }

    #[test]
    fn fires() {
        assert_eq!(two(64.0, "người").run("V110").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!two(60.0, "người").fires("V110"));
        assert!(!two(64.0, "tổ").fires("V110"));
        assert!(
            !Sample::new()
                .text("a", &[("hồ sơ", 4.0, "hồ sơ")])
                .text("b", &[("hồ sơ", 5.0, "hồ sơ")])
                .fires("V110")
        );
    }
}
