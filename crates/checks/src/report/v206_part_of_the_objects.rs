//! V206: the task names several groups, the status says done, the result speaks of some of them.

use crate::facts::Facts;
use crate::phrases::{has, position};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::StatusClass;
use tonghop_model::wording::ObjectGroup;
use tonghop_text::fold;

pub const INFO: CheckInfo = CheckInfo {
    code: "V206",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v206-title",
    description: "check-v206-description",
    advice: "check-v206-advice",
    source: "annotations: \"bệnh viện, trường học\" done with schools only",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let Some(wordings) = facts.context.wordings else { return };
    let all = &wordings.objects;
    for row in facts
        .reading
        .tasks
        .iter()
        .filter(|r| r.status_class == StatusClass::Met)
    {
        let task = named(all, asked(&row.title));
        if task.is_empty() {
            continue;
        }
        let result = named(all, &row.result);
        let reached: Vec<usize> = task.iter().copied().filter(|g| result.contains(g)).collect();
        let missing: Vec<&str> = task
            .iter()
            .filter(|g| !result.contains(g))
            .map(|g| all[*g].name.as_str())
            .collect();
        // A result that names no group, or leaves out a small part of them, says nothing against the status.
        if reached.is_empty() || missing.is_empty() || missing.len() < reached.len() {
            continue;
        }
        let missing = missing.join("; ");
        let message = Message::new("check-v206-message")
            .with("status", row.status.clone())
            .with("missing", missing.clone());
        out.push(Finding {
            expected: Some(Message::new("check-v206-expected").with("missing", missing).into()),
            ..INFO.finding(message, vec![facts.result_place(row), facts.row_place(row)])
        });
    }
}

/// The wording of a task without what it is for: "… để người dân tham gia" asks nothing of the people.
fn asked(title: &str) -> &str {
    const PURPOSES: [&str; 9] = [
        " nhằm ",
        " để ",
        " phục vụ ",
        " giúp ",
        " góp phần ",
        " đáp ứng ",
        " tạo thuận lợi ",
        " tạo điều kiện ",
        " bảo đảm cho ",
    ];
    let end = PURPOSES.iter().filter_map(|p| title.find(p)).min();
    end.map_or(title, |end| &title[..end])
}

/// Indices of the groups that a text names.
fn named(groups: &[ObjectGroup], text: &str) -> Vec<usize> {
    let (folded, lower) = (fold(text), text.to_lowercase());
    (0..groups.len())
        .filter(|&g| groups[g].phrases.iter().any(|phrase| names(&folded, &lower, phrase)))
        .collect()
}

/// True where the text, folded and in lower case, holds the phrase; one that begins with `# ` only where a number stands
/// before it and no word behind it makes another one of it: "12/12 trường", not "12 trường hợp".
fn names(folded: &str, lower: &str, phrase: &str) -> bool {
    let Some(noun) = phrase.strip_prefix("# ") else {
        return has(folded, phrase);
    };
    let counted = |before: &str| before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%');
    let compound = |after: &str| {
        ["hợp", "thông tin", "dữ liệu"]
            .iter()
            .any(|w| after.trim_start().starts_with(w))
    };
    let mut from = 0;
    while let Some(at) = position(&lower[from..], noun).map(|i| from + i) {
        let end = at + noun.len();
        if counted(&lower[..at]) && !compound(&lower[end..]) {
            return true;
        }
        from = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{InProgress, Met};
    use tonghop_text::fold;

    const TASK: &str = "Hỗ trợ trạm y tế, trường học thu không dùng tiền mặt";

    #[test]
    fn a_counted_noun_names_its_group() {
        let named = |text: &str, phrase| names(&fold(text), &text.to_lowercase(), phrase);
        assert!(named("Có 12/12 trường trong thị trường này", "# trường"));
        assert!(named("Có 12/12 trường trong thị trường này", "thi truong"));
        for other in [
            "Thị trường lao động",
            "Tập huấn cho 12 trưởng thôn",
            "Hướng dẫn 15 trường hợp",
        ] {
            assert!(!named(other, "# trường"), "{other}");
        }
    }

    #[test]
    fn fires() {
        assert!(
            Sample::new()
                .task(TASK, "100%", Met, "Các trường học đã thu qua tài khoản")
                .fires("V206")
        );
    }

    #[test]
    fn whom_a_task_is_for_need_not_be_named() {
        let task = "Xây dựng điểm hỗ trợ tại trường học, trạm y tế để người dân, doanh nghiệp tham gia";
        let done = "Các trường học, trạm y tế đã có điểm hỗ trợ";
        assert!(!Sample::new().task(task, "100%", Met, done).fires("V206"));
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .task(TASK, "100%", Met, "Trạm y tế và các trường học đã thu qua tài khoản")
                .fires("V206")
        );
        assert!(
            !Sample::new()
                .task(TASK, "Đang làm", InProgress, "Các trường học đã thu qua tài khoản")
                .fires("V206")
        );
        assert!(
            !Sample::new()
                .task(TASK, "100%", Met, "Đã triển khai toàn xã")
                .fires("V206")
        );
    }
}
