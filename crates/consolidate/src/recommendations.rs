//! Recommendations grouped by meaning.

use tonghop_model::consolidation::RecommendationGroup;
use tonghop_model::reading::{Statement, Understood};
use tonghop_text::similarity::{GroupOptions, group_by_meaning};
use tonghop_text::{fold, words};

/// Every recommendation of every report is in exactly one group; groups of most members first.
#[must_use]
pub fn group(reports: &[&Understood]) -> Vec<RecommendationGroup> {
    grouped(reports, |r| r.reading.assessment.recommendations.iter())
}

/// Difficulties (limitations and causes) grouped by meaning, as recommendations are: what a consolidated report tells.
#[must_use]
pub fn difficulties(reports: &[&Understood]) -> Vec<RecommendationGroup> {
    grouped(reports, |r| {
        let assessment = &r.reading.assessment;
        assessment.limitations.iter().chain(&assessment.causes)
    })
}

fn grouped<'r, S>(reports: &[&'r Understood], pick: impl Fn(&'r Understood) -> S) -> Vec<RecommendationGroup>
where
    S: Iterator<Item = &'r Statement>,
{
    let statements: Vec<(usize, &Statement)> = reports
        .iter()
        .enumerate()
        .flat_map(|(report, r)| pick(r).map(move |s| (report, s)))
        .collect();
    let texts: Vec<&str> = statements.iter().map(|(_, s)| s.text.as_str()).collect();
    group_texts(&texts)
        .into_iter()
        .map(|group| RecommendationGroup {
            text: group.text,
            keywords: group.keywords,
            members: group
                .members
                .iter()
                .map(|&m| (statements[m].0, statements[m].1.text.clone(), statements[m].1.span))
                .collect(),
        })
        .collect()
}

/// Texts that mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextGroup {
    /// The most typical text, without the number that it had in its own list.
    pub text: String,
    /// Words that hold the group together, as the typical text prints them.
    pub keywords: Vec<String>,
    /// Places of its members in the list that was given, from 0.
    pub members: Vec<usize>,
}

/// Groups texts by meaning: each is in exactly one group; groups of most members first.
#[must_use]
pub fn group_texts(texts: &[&str]) -> Vec<TextGroup> {
    group_by_meaning(texts, GroupOptions::default())
        .into_iter()
        .map(|group| TextGroup {
            text: unnumbered(texts[group.typical]).to_owned(),
            keywords: group.terms.iter().map(|t| printed(texts[group.typical], t)).collect(),
            members: group.members,
        })
        .collect()
}

/// The sentence without the number or dash that it had in the list of its own report ("1. Đề nghị …").
#[must_use]
pub fn unnumbered(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.len() - rest.len();
    let marked = match number {
        0 => text.strip_prefix(['-', '–', '+', '•']),
        // "1.236 hộ …" begins with a figure, "2025) …" would be a year.
        1 | 2 => rest.strip_prefix(['.', ')']),
        _ => None,
    };
    match marked {
        Some(rest) if rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() => rest.trim_start(),
        _ => text,
    }
}

/// A folded pair of syllables as the text prints it; folded where it does not occur there.
fn printed(text: &str, pair: &str) -> String {
    let all: Vec<&str> = words(text).collect();
    all.windows(2)
        .find(|w| format!("{} {}", fold(w[0]), fold(w[1])) == pair)
        .map_or_else(|| pair.to_owned(), |w| w.join(" ").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::unnumbered;

    #[test]
    fn the_number_in_the_list_of_one_report_is_not_told_of_a_group() {
        assert_eq!(unnumbered("1. Đề nghị tỉnh hỗ trợ"), "Đề nghị tỉnh hỗ trợ");
        assert_eq!(unnumbered("12) Đề nghị"), "Đề nghị");
        assert_eq!(unnumbered("- Đề nghị"), "Đề nghị");
        for whole in [
            "1.236 hộ chưa có mạng",
            "05 thôn lõm sóng",
            "2026. Năm",
            "1. ",
            "",
            "-5 độ",
        ] {
            assert_eq!(unnumbered(whole), whole.trim_start());
        }
    }
}
