//! V109: figures that the text itself calls rough. One finding per report.

use crate::facts::Facts;
use crate::phrases::has_any;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_text::fold;

pub const INFO: CheckInfo = CheckInfo {
    code: "V109",
    rule: "estimate",
    severity: Severity::Info,
    scope: Scope::Figure,
    title: "check-v109-title",
    description: "check-v109-description",
    advice: "check-v109-advice",
    source: "domain.md §8: \"khoảng\", \"trên\", \"ước\" are estimates with a method",
    run: Run::Report(run),
};

/// "hơn", "gần", "trên" with a count of people at a meeting is how people write; "khoảng" and "ước" are estimates.
const ESTIMATE: &[&str] = &[
    "khoang",
    "uoc",
    "uoc dat",
    "uoc tinh",
    "xap xi",
    "tam",
    "du kien",
    "hang tram",
    "hang nghin",
    "hang chuc",
];

/// Of a share these are estimates too; "tối thiểu 10%" is a rule and no estimate.
/// "cao hơn 8,4% so với bình quân" compares and is none either.
const ROUGH: &[&str] = &["tren", "hon", "gan", "duoi", "chung", "co"];

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let places: Vec<_> = facts
        .figures
        .iter()
        .filter(|f| !f.measure.is_target && !facts.looks_ahead(f))
        .filter(|f| {
            let qualifier = f.measure.qualifier.as_deref().map(fold).unwrap_or_default();
            has_any(&qualifier, ESTIMATE)
                || (f.is_percent() && ROUGH.contains(&qualifier.as_str()) && f.measure.numerator.is_none())
        })
        .map(|f| facts.figure_place(f))
        .collect();
    if !places.is_empty() {
        out.push(INFO.finding(Message::new("check-v109-message").count("count", places.len()), places));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn with(qualifier: Option<&str>, unit: &str) -> Sample {
        Sample::new()
            .text("khoảng 85 hộ", &[("khoảng 85 hộ", 85.0, unit)])
            .last(|m| m.qualifier = qualifier.map(Into::into))
    }

    #[test]
    fn fires() {
        assert!(with(Some("khoảng"), "hộ").fires("V109"));
        assert!(with(Some("trên"), "%").fires("V109"));
        assert!(!with(Some("cao hơn"), "%").fires("V109"));
    }

    #[test]
    fn stays_silent() {
        assert!(!with(None, "hộ").fires("V109"));
        assert!(!with(Some("gần"), "người").fires("V109"));
        assert!(!with(Some("khoảng"), "hộ").last(|m| m.is_target = true).fires("V109"));
    }
}
