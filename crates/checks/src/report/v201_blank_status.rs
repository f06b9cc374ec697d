//! V201: the status of a row is blank. One finding per row; a single one where the columns could not be told apart, and
//! where no row has a status.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use crate::whereabouts;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::{StatusClass, TaskRow};

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

/// Below this confidence the cells of a row may be another row's.
const UNSURE: f64 = 0.35;
/// Such rows that stand for the whole annex.
const MANY: usize = 3;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let blank = |r: &&TaskRow| r.status.trim().is_empty() && r.status_class == StatusClass::NotReported;
    let unsure: Vec<&TaskRow> = facts
        .reading
        .tasks
        .iter()
        .filter(blank)
        .filter(|r| r.confidence < UNSURE)
        .collect();
    let torn = unsure.len() >= MANY;
    if let Some(first) = unsure.first().filter(|_| torn) {
        let message = Message::new("check-v201-columns").count("rows", facts.reading.tasks.len());
        out.push(INFO.finding(message, vec![facts.row_place(first)]));
    }
    // A form without such a column, or nobody filled it in: said once.
    let rows = &facts.reading.tasks;
    if let Some(first) = rows
        .first()
        .filter(|_| !torn && rows.len() > MANY && rows.iter().all(|r| blank(&r)))
    {
        let message = Message::new("check-v201-none").count("rows", rows.len());
        let expected: Phrase = Message::new("check-v201-expected").into();
        out.push(Finding {
            expected: Some(expected),
            ..INFO.finding(message, vec![facts.row_place(first)])
        });
        return;
    }
    for row in rows.iter().filter(blank) {
        if torn && row.confidence < UNSURE {
            continue;
        }
        let has_result = !row.result.trim().is_empty();
        let number = whereabouts::number(row);
        let key = match (has_result, &number) {
            (true, Some(_)) => "check-v201-row-with-result",
            (true, None) => "check-v201-with-result",
            (false, Some(_)) => "check-v201-row",
            (false, None) => "check-v201-message",
        };
        let message = match number {
            Some(number) => Message::new(key).with("row", number),
            None => Message::new(key),
        };
        let mut places = vec![facts.row_place(row)];
        if has_result {
            places.push(facts.result_place(row));
        }
        let expected: Phrase = Message::new("check-v201-expected").into();
        out.push(Finding {
            expected: Some(expected),
            ..INFO.finding(message, places)
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
        assert_eq!(found[1].message.key, "check-v201-row-with-result");
    }

    #[test]
    fn columns_that_could_not_be_told_apart_are_said_once() {
        let mut sample = Sample::new();
        for result in ["Lập 14 tổ", "", "Mở 03 lớp", ""] {
            sample = sample.task("Việc", "", NotReported, result);
        }
        for row in &mut sample.understood.reading.tasks {
            row.confidence = 0.3;
        }
        let found = sample.run("V201");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message.key, "check-v201-columns");
    }

    #[test]
    fn a_form_without_statuses_is_named_once() {
        let form = |last: &str, class| {
            let mut sample = Sample::new();
            for result in ["Lập 14 tổ", "", "Mở 03 lớp", ""] {
                sample = sample.task("Việc", "", NotReported, result);
            }
            sample.task("Việc", last, class, "").run("V201")
        };
        let found = form("", NotReported);
        assert_eq!((found.len(), found[0].message.key), (1, "check-v201-none"));
        assert_eq!(form("Đáp ứng", Met).len(), 4);
    }

    #[test]
    fn stays_silent() {
        assert!(!Sample::new().task("Việc một", "Đáp ứng", Met, "").fires("V201"));
    }
}
