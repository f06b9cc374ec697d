//! V201: the status of a row is blank. One finding per row.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::StatusClass;

pub const INFO: CheckInfo = CheckInfo {
    code: "V201",
    rule: "blank_status",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v201-title",
    description: "check-v201-description",
    advice: "check-v201-advice",
    source: "domain.md §8: blank ≠ 0 ≠ \"không phát sinh\" ≠ \"chờ tỉnh\"",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for row in facts
        .reading
        .tasks
        .iter()
        .filter(|r| r.status.trim().is_empty() && r.status_class == StatusClass::NotReported)
    {
        let has_result = !row.result.trim().is_empty();
        let key = if has_result {
            "check-v201-with-result"
        } else {
            "check-v201-message"
        };
        let mut places = vec![facts.row_place(row)];
        if has_result {
            places.push(facts.result_place(row));
        }
        let expected: Phrase = Message::new("check-v201-expected").into();
        out.push(Finding {
            expected: Some(expected),
            ..INFO.finding(Message::new(key), places)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{Met, NotReported};

    #[test]
    fn fires() {
        let sample = Sample::new()
            .task("Việc một", "", NotReported, "")
            .task("Việc hai", "", NotReported, "Đã làm");
        let found = sample.run("V201");
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].message.key, "check-v201-with-result");
    }

    #[test]
    fn stays_silent() {
        assert!(!Sample::new().task("Việc một", "Đáp ứng", Met, "").fires("V201"));
    }
}
