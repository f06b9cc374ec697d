//! V203: the status is a percentage below 100, every percentage of the result is 100.

use crate::amount;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::StatusClass;

pub const INFO: CheckInfo = CheckInfo {
    code: "V203",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v203-title",
    description: "check-v203-description",
    advice: "check-v203-advice",
    source: "annotations: 98% with \"100% phủ sóng 4G\"",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for row in facts
        .reading
        .tasks
        .iter()
        .filter(|r| r.status_class == StatusClass::Percent)
    {
        let Some(percent) = row.percent.filter(|p| *p < 100.0) else {
            continue;
        };
        let told = amount::percentages(&row.result);
        if told.is_empty() || told.iter().any(|(value, _)| *value != 100.0) {
            continue;
        }
        let status = format!("{} %", amount::plain(percent));
        let message = Message::new("check-v203-message").with("status", status.clone());
        out.push(Finding {
            expected: Some(Message::new("check-v203-expected").into()),
            actual: Some(Phrase::Data(status)),
            ..INFO.finding(message, vec![facts.result_place(row), facts.row_place(row)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::Percent;

    #[test]
    fn fires() {
        assert!(
            Sample::new()
                .task("Phủ sóng", "97%", Percent, "100% thôn có sóng")
                .fires("V203")
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .task("Phủ sóng", "97%", Percent, "100% thôn có sóng, 94% hộ có cáp")
                .fires("V203")
        );
        assert!(
            !Sample::new()
                .task("Phủ sóng", "97%", Percent, "còn một thôn chưa có sóng")
                .fires("V203")
        );
    }
}
