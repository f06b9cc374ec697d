//! V104: one count used for two lines of a list that should differ.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::registry::{CheckInfo, Run, Scope};
use std::collections::BTreeSet;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_text::{fold, words};

pub const INFO: CheckInfo = CheckInfo {
    code: "V104",
    rule: "ratio_mismatch",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v104-title",
    description: "check-v104-description",
    advice: "check-v104-advice",
    source: "domain.md §8: 543 shown as \"trước hạn, đúng hạn\" and as \"trước hạn\"",
    run: Run::Report(run),
};

/// Lines of one list stand close together.
const NEAR: usize = 4;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let lines: Vec<(&Figure, f64, BTreeSet<String>)> = facts
        .figures
        .iter()
        .filter(|f| !f.measure.is_target)
        .filter_map(|f| partial_count(f).map(|count| (f, count, line_words(&f.measure.quote))))
        .collect();
    for pair in 0..lines.len() {
        let (first, count, words) = &lines[pair];
        for (second, other, other_words) in lines[pair + 1..].iter().take(NEAR) {
            let nested = words != other_words && (words.is_subset(other_words) || other_words.is_subset(words));
            let close = first.text.zip(second.text).is_some_and(|(a, b)| a.abs_diff(b) <= NEAR);
            if !close || count != other || first.measure.denominator != second.measure.denominator || !nested {
                continue;
            }
            if words.len().min(other_words.len()) < 2 {
                continue;
            }
            let message = Message::new("check-v104-message").with("count", amount::plain(*count));
            out.push(INFO.finding(message, vec![facts.figure_place(second), facts.figure_place(first)]));
        }
    }
}

/// The numerator of a ratio that is not the whole. Full lists (570/570) repeat their count rightly.
fn partial_count(figure: &Figure) -> Option<f64> {
    let (part, whole) = (figure.measure.numerator?, figure.measure.denominator?);
    (part > 0.0 && part != whole).then_some(part)
}

/// The words of a line without its numbers.
fn line_words(quote: &str) -> BTreeSet<String> {
    let folded = fold(quote);
    words(&folded)
        .filter(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn fires() {
        let sample = Sample::new()
            .ratio("Hồ sơ giải quyết trước hạn, đúng hạn: 47/49", 47.0, 49.0, 95.92)
            .ratio("Hồ sơ giải quyết trước hạn: 47/49", 47.0, 49.0, 95.92);
        assert_eq!(sample.run("V104").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let other = Sample::new()
            .ratio("Hồ sơ giải quyết trước hạn, đúng hạn: 47/49", 47.0, 49.0, 95.92)
            .ratio("Hồ sơ giải quyết trước hạn: 40/49", 40.0, 49.0, 81.63);
        assert!(!other.fires("V104"));
        let full = Sample::new()
            .ratio("Hồ sơ số hóa đầu vào 49/49", 49.0, 49.0, 100.0)
            .ratio("Hồ sơ số hóa 49/49", 49.0, 49.0, 100.0);
        assert!(!full.fires("V104"));
    }
}
