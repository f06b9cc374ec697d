//! V112: large numbers with and without a separator of thousands in one report. One finding per report.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V112",
    rule: "typo",
    severity: Severity::Info,
    scope: Scope::Figure,
    title: "check-v112-title",
    description: "check-v112-description",
    advice: "check-v112-advice",
    source: "domain.md §8: decimal comma, thousands dot",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let large = |v: Option<f64>| v.is_some_and(|v| (1000.0..1e12).contains(&v) && v.fract() == 0.0);
    let counts: Vec<_> = facts
        .figures
        .iter()
        .filter(|f| !f.is_percent() && large(f.measure.value))
        .collect();
    let bare: Vec<_> = counts
        .iter()
        .filter(|f| {
            f.measure
                .value
                .is_some_and(|v| holds_digits(&f.measure.quote, &format!("{v:.0}")))
        })
        .map(|f| facts.figure_place(f))
        .collect();
    if !bare.is_empty() && facts.texts.iter().any(|t| has_thousands(&t.folded)) {
        out.push(INFO.finding(Message::new("check-v112-message").count("count", bare.len()), bare));
    }
}

fn holds_digits(quote: &str, digits: &str) -> bool {
    quote.split(|c: char| !c.is_ascii_digit()).any(|run| run == digits)
}

/// True where a number like `1.059` is printed.
fn has_thousands(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.')).any(|run| {
        let mut groups = run.trim_matches('.').split('.');
        let first = groups.next().unwrap_or("");
        let rest: Vec<&str> = groups.collect();
        (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && !rest.is_empty()
            && rest.iter().all(|g| g.len() == 3)
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn sample(text: &str) -> Sample {
        Sample::new()
            .text("Đã gửi 1.204 văn bản", &[])
            .text(text, &[(text, 7215.0, "người")])
    }

    #[test]
    fn fires() {
        assert!(sample("7215 người").fires("V112"));
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("7.215 người").fires("V112"));
        assert!(
            !Sample::new()
                .text("7215 người", &[("7215 người", 7215.0, "người")])
                .fires("V112")
        );
    }
}
