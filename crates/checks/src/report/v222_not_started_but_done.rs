//! V222: the status says not started, the result says done.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::{StatusClass, TaskRow};

pub const INFO: CheckInfo = CheckInfo {
    code: "V222",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v222-title",
    description: "check-v222-description",
    advice: "check-v222-advice",
    source: "the reverse of V204: \"Chưa thực hiện\" with \"14/14 thôn đã thành lập\"",
    run: Run::Report(run),
};

/// What is done once it was done; lower case with diacritics. Not "đăng ký", "đề xuất", "tham mưu", "giao": the work may not have
/// begun after these.
const DONE: &[&str] = &[
    "thành lập",
    "kiện toàn",
    "tổ chức",
    "ký kết",
    "ký",
    "ban hành",
    "triển khai",
    "thực hiện",
    "hoàn thành",
    "xây dựng",
    "lắp đặt",
    "cài đặt",
    "trang bị",
    "tập huấn",
    "tuyên truyền",
    "mở",
    "khảo sát",
    "công bố",
    "kết nối",
    "nâng cấp",
    "cấp",
    "đạt",
];

/// Words that make a sentence no statement of what the unit has done.
const NOT_DONE: &[&str] = &[
    "chưa",
    "không",
    "sẽ",
    "dự kiến",
    "chờ",
    "phối hợp",
    "đề nghị",
    "kế hoạch triển khai",
];

/// Whose work it is, named before what was done: not the unit's own.
const OTHERS: &[&str] = &[
    "tỉnh",
    "sở",
    "bộ",
    "trung ương",
    "chính phủ",
    "cấp trên",
    "huyện",
    "thành phố",
];

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for row in facts.reading.tasks.iter().filter(|r| not_started(r)) {
        let Some(sentence) = done(&row.result) else { continue };
        let message = Message::new("check-v222-message").with("status", row.status.clone());
        let mut place = facts.result_place(row);
        place.quote = sentence.to_owned();
        out.push(Finding {
            actual: Some(Phrase::Data(row.status.clone())),
            ..INFO.finding(message, vec![place, facts.row_place(row)])
        });
    }
}

fn not_started(row: &TaskRow) -> bool {
    row.status_class == StatusClass::NotStarted
        || (row.status_class == StatusClass::Percent && row.percent == Some(0.0))
}

/// The first sentence that tells what the unit has done, in a result that takes nothing of it back.
fn done(result: &str) -> Option<&str> {
    let sentences = || {
        let parts = result.split([';', '\n']).flat_map(|s| s.split(". "));
        parts.map(|s| s.trim_matches([' ', '-', '+', '.']))
    };
    if sentences().any(|s| NOT_DONE.iter().any(|w| has_words(&s.to_lowercase(), w))) {
        return None;
    }
    sentences().find(|sentence| {
        let lower = sentence.to_lowercase();
        lower.match_indices("đã ").any(|(at, _)| {
            let (before, after) = (&lower[..at], &lower[at + "đã ".len()..]);
            let whole = !before.ends_with(char::is_alphanumeric);
            let after = after.strip_prefix("được ").unwrap_or(after);
            whole
                && DONE.iter().any(|verb| begins_with_words(after, verb))
                && !OTHERS.iter().any(|other| has_words(before, other))
        })
    })
}

/// True where the lower-case text holds these words, diacritics and all.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric) && begins_with_words(&text[at..], words))
}

fn begins_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{InProgress, NotStarted, Percent};

    #[test]
    fn fires() {
        for result in [
            "14/14 thôn đã thành lập Tổ công nghệ số cộng đồng",
            "Đã ký kết thỏa thuận với Viettel ngày 20/9/2025",
            "Đã tổ chức 03 hội nghị với 210 người",
            "Cổng thông tin của xã hoạt động. Hệ thống đã được nâng cấp trong tháng 8",
        ] {
            assert_eq!(
                Sample::new()
                    .task("Việc", "Chưa thực hiện", NotStarted, result)
                    .run("V222")
                    .len(),
                1,
                "{result}"
            );
        }
        assert!(Sample::new().task("Việc", "0%", Percent, "Đã mở 02 lớp").fires("V222"));
    }

    #[test]
    fn stays_silent() {
        for result in [
            "",
            "Sẽ tổ chức trong quý I",
            "Dự kiến tổ chức trong tháng 12",
            "Phối hợp với Viettel tuyên truyền",
            "Đang rà soát các thôn",
            "UBND tỉnh đã ban hành kế hoạch",
            "Sở Khoa học và Công nghệ đã triển khai nền tảng",
            "Chưa triển khai do xã đã thực hiện sắp xếp bộ máy",
            "Xã đã đề xuất với cấp trên",
            "Đã thành lập tổ; tuy nhiên chưa hoạt động",
        ] {
            assert!(
                !Sample::new()
                    .task("Việc", "Chưa thực hiện", NotStarted, result)
                    .fires("V222"),
                "{result}"
            );
        }
        assert!(
            !Sample::new()
                .task("Việc", "Đang thực hiện", InProgress, "Đã mở 02 lớp")
                .fires("V222")
        );
    }
}
