//! V225: several statuses are ticked for one task.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use crate::whereabouts;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::{StatusClass, TaskRow};

pub const INFO: CheckInfo = CheckInfo {
    code: "V225",
    rule: "several_statuses",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v225-title",
    description: "check-v225-description",
    advice: "check-v225-advice",
    source: "Issue 2: nothing is invented; which of several ticks holds is for the unit to say",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    // Statuses that are ticked together stand beside each other and have no class.
    let several = |row: &&TaskRow| row.status_class == StatusClass::NotReported && row.status.contains("; ");
    for row in facts.reading.tasks.iter().filter(several) {
        let message = match whereabouts::number(row) {
            Some(number) => Message::new("check-v225-row").with("row", number),
            None => Message::new("check-v225-message"),
        };
        let expected: Phrase = Message::new("check-v225-expected").into();
        out.push(Finding {
            expected: Some(expected),
            actual: Some(Phrase::Data(row.status.clone())),
            ..INFO.finding(message, vec![facts.row_place(row)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{Met, NotReported};

    #[test]
    fn fires() {
        let sample = Sample::new().task(
            "Việc một",
            "Đã hoàn thành; Đang triển khai",
            NotReported,
            "Đã lập 12 tổ",
        );
        assert_eq!(sample.run("V225").len(), 1);
        assert!(!sample.fires("V201"));
    }

    #[test]
    fn stays_silent() {
        let sample = Sample::new()
            .task("Việc một", "Đã hoàn thành; đúng hạn", Met, "Đã lập 12 tổ")
            .task("Việc hai", "Chưa có số liệu", NotReported, "")
            .task("Việc ba", "", NotReported, "");
        assert!(!sample.fires("V225"));
    }
}
