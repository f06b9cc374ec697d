//! V205: the result only repeats the wording of the task.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::StatusClass::{Met, MostlyMet, Percent};
use tonghop_text::{fold, words};

pub const INFO: CheckInfo = CheckInfo {
    code: "V205",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v205-title",
    description: "check-v205-description",
    advice: "check-v205-advice",
    source: "annotations: a result that copies the task's own words",
    run: Run::Report(run),
};

/// Words of a result that is long enough to judge.
const LEAST: usize = 8;
/// Share of the result's runs of four words that stand in the task as well.
const REPEATED: f64 = 0.6;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for row in facts
        .reading
        .tasks
        .iter()
        .filter(|r| matches!(r.status_class, Met | MostlyMet | Percent))
    {
        let share = repeated(&row.result, &row.title);
        if share >= REPEATED {
            let message = Message::new("check-v205-message").with("status", row.status.clone());
            out.push(INFO.finding(message, vec![facts.result_place(row), facts.row_place(row)]));
        }
    }
}

/// Share of the result that repeats the task; web addresses and a figure of its own do not count as repeated.
fn repeated(result: &str, title: &str) -> f64 {
    // Asked again of what is left below: most results have figures, and are done with here.
    if !result.contains("://") && !result.contains("www.") && result.contains(|c: char| c.is_ascii_digit()) {
        return 0.0;
    }
    let (result, title) = (own_words(result), fold(title));
    let title: Vec<&str> = words(&title).collect();
    let words: Vec<&str> = result.split(' ').collect();
    let runs = words.windows(4).count();
    if words.len() < LEAST || runs == 0 || result.contains(|c: char| c.is_ascii_digit()) {
        return 0.0;
    }
    let known: std::collections::HashSet<&[&str]> = title.windows(4).collect();
    words.windows(4).filter(|run| known.contains(run)).count() as f64 / runs as f64
}

/// The folded words without web addresses.
fn own_words(text: &str) -> String {
    let plain: Vec<&str> = text
        .split_whitespace()
        .filter(|w| !w.contains("://") && !w.starts_with("www."))
        .collect();
    let folded = fold(&plain.join(" "));
    words(&folded).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::Met;

    const TASK: &str = "Tổ chức tuyên truyền rộng khắp về các nền tảng số quốc gia, mở kênh hỏi đáp cho người dân";

    #[test]
    fn fires() {
        let result =
            "Tổ chức tuyên truyền rộng khắp về các nền tảng số quốc gia tại địa chỉ https://xa.example.vn/tin-10";
        assert_eq!(Sample::new().task(TASK, "100%", Met, result).run("V205").len(), 1);
    }

    #[test]
    fn stays_silent() {
        let own = "Đã phát 12 bài trên đài truyền thanh về các nền tảng số quốc gia";
        assert!(!Sample::new().task(TASK, "100%", Met, own).fires("V205"));
        assert!(
            !Sample::new()
                .task(TASK, "100%", Met, "Tuyên truyền rộng khắp")
                .fires("V205")
        );
    }
}
