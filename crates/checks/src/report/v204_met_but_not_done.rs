//! V204: the status says done, the result says not done.

use crate::facts::Facts;
use crate::phrases::{has_any, position};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::StatusClass::{Met, MostlyMet, Percent};
use tonghop_model::wording::CheckWordings;
use tonghop_text::fold;

pub const INFO: CheckInfo = CheckInfo {
    code: "V204",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v204-title",
    description: "check-v204-description",
    advice: "check-v204-advice",
    source: "annotations: 100% with \"không có triển khai\"",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let Some(wordings) = facts.context.wordings else { return };
    for row in &facts.reading.tasks {
        let done =
            matches!(row.status_class, Met | MostlyMet) || (row.status_class == Percent && row.percent >= Some(80.0));
        let Some(sentence) = done.then(|| not_done(wordings, &row.result)).flatten() else {
            continue;
        };
        let message = Message::new("check-v204-message").with("status", row.status.clone());
        let mut place = facts.result_place(row);
        place.quote = sentence.to_owned();
        out.push(Finding {
            actual: Some(Phrase::Data(row.status.clone())),
            ..INFO.finding(message, vec![place, facts.row_place(row)])
        });
    }
}

/// The sentence that says "not done" of the work itself.
fn not_done<'r>(wordings: &CheckWordings, result: &'r str) -> Option<&'r str> {
    result
        .split(['.', ';', '\n'])
        .flat_map(|s| s.split(" -"))
        .map(|s| s.trim_matches([' ', '-', '+']))
        .find(|sentence| {
            let folded = fold(sentence);
            wordings.not_done.iter().any(|phrase| {
                position(&folded, phrase).is_some_and(|at| {
                    // Only what is named after the phrase is not done: "… nhằm hỗ trợ hộ chưa thực hiện" is not the work.
                    let before = &folded[..at];
                    !has_any(&folded[at..], &wordings.not_done_except)
                        && before.split(' ').count() <= 8
                        && !has_any(before, &["ho tro", "doi voi", "nhac nho"])
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{InProgress, Met};

    #[test]
    fn fires() {
        let result = "Hệ thống an toàn. Hiện nay xã không có triển khai nền tảng nào";
        let found = Sample::new().task("Việc", "100%", Met, result).run("V204");
        assert_eq!(found[0].places[0].quote, "Hiện nay xã không có triển khai nền tảng nào");
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .task("Việc", "Đang làm", InProgress, "Một số nội dung chưa triển khai")
                .fires("V204")
        );
        assert!(
            !Sample::new()
                .task("Việc", "100%", Met, "Đã nhắc nhở các hộ chưa thực hiện kê khai")
                .fires("V204")
        );
        assert!(
            !Sample::new()
                .task("Việc", "100%", Met, "Đã triển khai đủ 5 thôn")
                .fires("V204")
        );
    }
}
