//! V218: a word or a pair of words printed twice in a row. One finding per report.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V218",
    rule: "typo",
    severity: Severity::Info,
    scope: Scope::Report,
    title: "check-v218-title",
    description: "check-v218-description",
    advice: "check-v218-advice",
    source: "domain.md §8: \"số số\"; annotations: \"và và\", \"triển khai Triển khai\"",
    run: Run::Report(run),
};

/// Words that are doubled on purpose.
const DOUBLED: &[&str] = &[
    "dần",
    "luôn",
    "mãi",
    "rất",
    "đều",
    "ngày",
    "người",
    "nhà",
    "từng",
    "xa",
    "thường",
    "nơi",
    "chốn",
    "đời",
    "song",
    "hàng",
];

/// Words that are no part of compounds: where one of these stands twice, one is too many. Other words may end one
/// compound and begin the next: "trường hợp hợp đồng", "hành chính công công khai".
const ALONE: &[&str] = &[
    "và", "số", "của", "các", "những", "về", "cho", "được", "tại", "theo", "là", "có", "đã", "với", "trong", "trên",
    "để", "khi", "đến", "bằng", "do", "bị", "sẽ", "không", "này", "cũng", "như", "vào", "nhằm", "thì", "mà", "còn",
];

/// Pairs that are noun and verb at once: "cơ quan, tổ chức tổ chức hội nghị".
const NOUN_AND_VERB: &[&str] = &["tổ chức", "đăng ký"];

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mut places = Vec::new();
    for text in &facts.texts {
        let words: Vec<&str> = text.lower().split(' ').collect();
        let one = (1..words.len())
            .find(|&i| {
                repeated(&words[i - 1..i], &words[i..=i]) && ALONE.contains(&words[i - 1]) && !before_number(&words, i)
            })
            .map(|i| (i - 1, 2));
        let two = || {
            (3..words.len())
                .find(|&i| repeated(&words[i - 3..i - 1], &words[i - 1..=i]) && !noun_and_verb(&words[i - 3..i - 1]))
                .map(|i| (i - 3, 4))
        };
        if let Some((at, length)) = one.or_else(two) {
            let printed: Vec<&str> = text.passage.text.split(' ').collect();
            let from = at.saturating_sub(3);
            let to = (at + length + 3).min(printed.len());
            places.push(facts.place(text.passage.span, &printed.get(from..to).unwrap_or(&[]).join(" ")));
        }
    }
    if !places.is_empty() {
        out.push(INFO.finding(Message::new("check-v218-message").count("count", places.len()), places));
    }
}

/// "Luật Chuyển đổi số số 148/2025/QH15": a title that ends with the word before the number's own.
fn before_number(words: &[&str], at: usize) -> bool {
    let next = words.get(at + 1).and_then(|w| w.chars().next());
    words[at] == "số" && next.is_some_and(|c| c.is_ascii_digit())
}

/// True for a pair of [`NOUN_AND_VERB`].
fn noun_and_verb(pair: &[&str]) -> bool {
    NOUN_AND_VERB
        .iter()
        .any(|known| known.split(' ').eq(pair.iter().copied()))
}

/// True where the words are the same letters, without marks between them.
fn repeated(first: &[&str], second: &[&str]) -> bool {
    let letters = |w: &str| w.chars().all(char::is_alphabetic) && !w.is_empty();
    // The cheap comparison first: nearly all words differ.
    second
        .iter()
        .zip(first)
        .all(|(a, b)| a.trim_end_matches([',', '.', ';', ':']) == *b)
        && first.iter().all(|w| letters(w))
        && !DOUBLED.contains(&first[0])
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn fires() {
        assert!(Sample::new().text("đổi mới và và nâng cao", &[]).fires("V218"));
        assert!(
            Sample::new()
                .text("về việc triển khai Triển khai phong trào", &[])
                .fires("V218")
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .text("số lượng ngày ngày tăng, từng bước; bước đầu tốt", &[])
                .fires("V218")
        );
        assert!(!Sample::new().text("15 15 trạm", &[]).fires("V218"));
        for text in [
            "trong trường hợp hợp đồng hết hạn",
            "Trung tâm Phục vụ hành chính công công khai thủ tục",
            "phân khu Khu công nghiệp; Đại hội Hội Nông dân",
            "cơ quan, tổ chức tổ chức hội nghị",
        ] {
            assert!(!Sample::new().text(text, &[]).fires("V218"), "{text}");
        }
        assert!(!Sample::new().text("Luật Làng số số 12/2031/QH20", &[]).fires("V218"));
        assert!(Sample::new().text("tổng số số hồ sơ", &[]).fires("V218"));
    }
}
