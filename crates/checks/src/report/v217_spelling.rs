//! V217: known slips of spelling and of text recognition. One finding per report.

use crate::excerpt::around;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use std::collections::HashMap;
use std::sync::LazyLock;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_text::words;

pub const INFO: CheckInfo = CheckInfo {
    code: "V217",
    rule: "typo",
    severity: Severity::Info,
    scope: Scope::Report,
    title: "check-v217-title",
    description: "check-v217-description",
    advice: "check-v217-advice",
    source: "domain.md §8: spelling/OCR list",
    run: Run::Report(run),
};

/// Wrong and right, one pair a line, tab between. Compared in lower case with diacritics, at word borders.
const LIST: &str = include_str!("../../data/spelling.tsv");

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mut slips = Vec::new();
    let mut places = Vec::new();
    for text in &facts.texts {
        let lower = text.lower();
        for (at, wrong, right) in found(lower) {
            slips.push(format!("{wrong} → {right}"));
            places.push(facts.place(text.passage.span, around(lower, at..at + wrong.len())));
        }
    }
    if !places.is_empty() {
        slips.dedup();
        out.push(
            INFO.finding(
                Message::new("check-v217-message")
                    .count("count", places.len())
                    .with("slips", slips.join("; ")),
                places,
            ),
        );
    }
}

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
}

/// Place in the list, wrong, right.
type Slip = (usize, &'static str, &'static str);

/// The pairs by the first word of the wrong wording.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<Slip>>> = LazyLock::new(|| {
    let mut by_word: HashMap<_, Vec<_>> = HashMap::new();
    for (number, (wrong, right)) in pairs().enumerate() {
        let first = words(wrong).next().unwrap_or(wrong);
        by_word.entry(first).or_default().push((number, wrong, right));
    }
    by_word
});

/// The first place of every slip in a text in lower case, in the order of the list.
fn found(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    let mut hits: Vec<(usize, usize, &str, &str)> = Vec::new();
    for word in words(text) {
        // Words are slices of the text.
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        for &(number, wrong, right) in BY_FIRST_WORD.get(word).into_iter().flatten() {
            let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            if text[start..].strip_prefix(wrong).is_some_and(ends) && !hits.iter().any(|h| h.0 == number) {
                hits.push((number, start, wrong, right));
            }
        }
    }
    hits.sort_unstable();
    hits.into_iter()
        .map(|(_, at, wrong, right)| (at, wrong, right))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use tonghop_text::fold_char;

    #[test]
    fn the_list_is_sound() {
        for (wrong, right) in pairs() {
            assert_ne!(wrong, right);
            assert_eq!(wrong, wrong.to_lowercase());
            assert!(words(wrong).count() > 0 && wrong.chars().map(fold_char).count() > 1);
        }
        assert!(pairs().count() > 10);
    }

    #[test]
    fn fires() {
        assert_eq!(
            Sample::new()
                .text("Bưu chính, chuyên phát trong 06 thánh", &[])
                .run("V217")[0]
                .places
                .len(),
            2
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .text("Bưu chính, chuyển phát trong 06 tháng", &[])
                .fires("V217")
        );
    }
}
