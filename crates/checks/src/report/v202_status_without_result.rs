//! V202: a status is given, the result is blank.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::StatusClass::{AwaitingHigherLevel, NotArising, NotCompetent, NotReported, NotStarted};

pub const INFO: CheckInfo = CheckInfo {
    code: "V202",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v202-title",
    description: "check-v202-description",
    advice: "check-v202-advice",
    source: "annotations: \"Đang triển khai\" with a blank result",
    run: Run::Report(run),
};

/// Below this confidence the cells of a row may be another row's.
const UNSURE: f64 = 0.35;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    // A report whose template has no column of results leaves all of them blank.
    if facts.reading.tasks.iter().all(|r| r.result.trim().is_empty()) {
        return;
    }
    for row in &facts.reading.tasks {
        let explains_itself = matches!(
            row.status_class,
            NotStarted | AwaitingHigherLevel | NotArising | NotCompetent | NotReported
        );
        // "0%" says the same as "not started".
        let explains_itself = explains_itself || row.percent == Some(0.0);
        // Where the columns could not be told apart, the result stands somewhere else in the text.
        if row.confidence < UNSURE {
            continue;
        }
        if explains_itself || row.status.trim().is_empty() || !row.result.trim().is_empty() {
            continue;
        }
        let message = Message::new("check-v202-message").with("status", row.status.clone());
        out.push(Finding {
            expected: Some(Message::new("check-v202-expected").into()),
            actual: Some(Phrase::Data(row.status.clone())),
            ..INFO.finding(message, vec![facts.row_place(row)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{InProgress, Met, NotStarted, Percent};

    #[test]
    fn fires() {
        let sample = Sample::new()
            .task("Việc", "Đang triển khai", InProgress, "")
            .task("Hai", "100%", Met, "Đã xong");
        assert_eq!(sample.run("V202").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let sample = Sample::new()
            .task("Việc", "Chưa thực hiện", NotStarted, "")
            .task("Ba", "0%", Percent, "")
            .task("Hai", "100%", Met, "Đã xong");
        assert!(!sample.fires("V202"));
        let no_column = Sample::new()
            .task("Việc", "Đang triển khai", InProgress, "")
            .task("Hai", "100%", Met, "");
        assert!(!no_column.fires("V202"));
    }
}
