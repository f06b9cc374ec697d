//! V207: the narrative contradicts a row of the annex on the same subject.

use crate::facts::{Facts, Text};
use crate::phrases::has_any;
use crate::registry::{CheckInfo, Run, Scope};
use std::cell::LazyCell;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::StatusClass::{self, AwaitingHigherLevel, Met, MostlyMet, NotArising, NotStarted};
use tonghop_model::reading::TaskRow;
use tonghop_model::wording::{CheckWordings, Says};
use tonghop_text::fold;
use tonghop_text::similarity::{containment, syllable_pairs, word_overlap};

pub const INFO: CheckInfo = CheckInfo {
    code: "V207",
    rule: "status_result_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v207-title",
    description: "check-v207-description",
    advice: "check-v207-advice",
    source: "annotations: the narrative reports own work, the row \"Theo tiến độ của tỉnh\"",
    run: Run::Report(run),
};

/// A row, and the pairs of syllables of its group's title and of its own.
type Subject<'r> = (&'r TaskRow, Vec<String>, Vec<String>);

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let Some(wordings) = facts.context.wordings.filter(|_| !facts.reading.tasks.is_empty()) else {
        return;
    };
    // Few narratives say anything of the kind: the words of all rows are only prepared for those.
    let rows: LazyCell<Vec<Subject<'_>>, _> = LazyCell::new(|| {
        let group = |row: &TaskRow| syllable_pairs(row.group_title.as_deref().unwrap_or(""));
        let tasks = facts.reading.tasks.iter();
        tasks.map(|row| (row, group(row), syllable_pairs(&row.title))).collect()
    });
    for text in facts.texts.iter().filter(|t| facts.tells_results(t)) {
        let heading = facts
            .headings(text)
            .first()
            .map(|h| syllable_pairs(h))
            .unwrap_or_default();
        for sentence in text.passage.text.split_inclusive(['.', ';']) {
            let Some(says) = says(wordings, &fold(sentence)) else {
                continue;
            };
            let own = syllable_pairs(sentence);
            let best = rows
                .iter()
                .filter(|(row, _, _)| contradict(says, row.status_class))
                .map(|(row, group, title)| (*row, alike(&heading, group, &own, title)))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((row, score)) = best
                && score >= ALIKE
            {
                out.push(finding(facts, text, sentence.trim(), says, row));
            }
        }
    }
}

/// Least likeness of subjects.
const ALIKE: f64 = 0.5;

/// How surely sentence and row speak of one subject, 0..1: the heading names the row's group, or the sentence uses the
/// words of the task.
fn alike(heading: &[String], group: &[String], sentence: &[String], title: &[String]) -> f64 {
    let by_heading = if heading.is_empty() || group.is_empty() || heading.len() > group.len() + 2 {
        0.0
    } else {
        containment(heading, group) * 0.7
    };
    let by_words = (word_overlap(sentence, title) * 2.0).max(containment(sentence, title) * 0.8);
    if sentence.len() < 4 {
        by_heading
    } else {
        (by_heading + by_words * 0.4).max(by_words)
    }
}

/// What a folded sentence of the narrative says about the work.
fn says(wordings: &CheckWordings, sentence: &str) -> Option<Says> {
    if has_any(sentence, &wordings.not_done) && !has_any(sentence, &wordings.not_done_except) {
        Some(Says::NotDone)
    } else {
        has_any(sentence, &wordings.own_action).then_some(Says::OwnAction)
    }
}

fn contradict(says: Says, class: StatusClass) -> bool {
    match says {
        Says::NotDone => matches!(class, Met | MostlyMet | AwaitingHigherLevel),
        Says::OwnAction => matches!(class, AwaitingHigherLevel | NotStarted | NotArising),
    }
}

fn finding(facts: &Facts, text: &Text, sentence: &str, says: Says, row: &TaskRow) -> Finding {
    let key = if says == Says::NotDone {
        "check-v207-not-done"
    } else {
        "check-v207-own-action"
    };
    let message = Message::new(key)
        .with("status", row.status.clone())
        .with("task", row.title.clone());
    let places = vec![facts.place(text.passage.span, sentence), facts.row_place(row)];
    Finding {
        actual: Some(Phrase::Data(row.status.clone())),
        ..INFO.finding(message, places)
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::{AwaitingHigherLevel, Met};

    fn sample(heading: &str, text: &str) -> Sample {
        Sample::new()
            .section("II", "KẾT QUẢ", 1)
            .section("4", heading, 2)
            .text(text, &[])
            .task(
                "Ưu tiên nguồn lực tài chính cho các nhiệm vụ",
                "Theo tiến độ của tỉnh",
                AwaitingHigherLevel,
                "Theo tỉnh",
            )
            .group("Bảo đảm kinh phí thực hiện")
            .task("Tổ chức đội hỗ trợ ở thôn", "100%", Met, "12 đội")
            .group("Tổ chức, mạng lưới")
    }

    #[test]
    fn fires() {
        let found = sample("Kinh phí", "Xã đã bố trí kinh phí 90 triệu đồng mua máy tính").run("V207");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message.key, "check-v207-own-action");
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("Kinh phí", "Kinh phí do tỉnh cấp trong năm tới").fires("V207"));
        assert!(!sample("Văn hóa, thể thao", "Xã đã bố trí kinh phí 90 triệu đồng cho hội thao").fires("V207"));
        assert!(
            !sample(
                "Khó khăn, hạn chế về kinh phí",
                "Chưa triển khai bố trí kinh phí cho các nhiệm vụ"
            )
            .fires("V207")
        );
    }
}
