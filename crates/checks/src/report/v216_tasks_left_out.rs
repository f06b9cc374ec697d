//! V216: tasks of the template that the annex leaves out. One finding per report.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::Place;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V216",
    rule: "tasks_left_out",
    severity: Severity::Info,
    scope: Scope::Report,
    title: "check-v216-title",
    description: "check-v216-description",
    advice: "check-v216-advice",
    source: "issue 2: tasks that the report leaves out are listed",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let left_out = &facts.understood.left_out;
    if left_out.is_empty() || facts.reading.tasks.is_empty() {
        return;
    }
    let codes: Vec<&str> = left_out.iter().map(|(code, _)| code.as_str()).collect();
    let message = Message::new("check-v216-message")
        .count("count", left_out.len())
        .with("tasks", codes.join(", "));
    let place = |(code, title): &(String, String)| Place {
        item: Some(code.clone()),
        ..Place::new(facts.report, None, title.clone())
    };
    out.push(Finding {
        expected: Some(
            Message::new("check-v216-expected")
                .with("tasks", codes.join(", "))
                .into(),
        ),
        ..INFO.finding(message, left_out.iter().map(place).collect())
    });
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::Met;

    #[test]
    fn fires() {
        let mut sample = Sample::new().task("Một", "100%", Met, "Xong");
        sample.understood.left_out.push(("A.I.2".into(), "Hai".into()));
        assert_eq!(sample.run("V216").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let mut narrative = Sample::new().text("Báo cáo lời văn", &[]);
        narrative.understood.left_out.push(("A.I.2".into(), "Hai".into()));
        assert!(!narrative.fires("V216"));
        assert!(!Sample::new().task("Một", "100%", Met, "Xong").fires("V216"));
    }
}
