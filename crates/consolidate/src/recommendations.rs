//! Recommendations grouped by meaning.

use crate::asked::{Word, asked};
use crate::keywords::keywords;
use tonghop_model::consolidation::RecommendationGroup;
use tonghop_model::reading::{Statement, Understood};
use tonghop_text::similarity::{GroupOptions, group_by_meaning};

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
    /// Phrases that at least half of its members have, as the typical text prints them, lower case.
    pub keywords: Vec<String>,
    /// Places of its members in the list that was given, from 0.
    pub members: Vec<usize>,
}

/// Groups texts by meaning: each is in exactly one group; groups of most members first. Who is asked and for whom does not count.
#[must_use]
pub fn group_texts(texts: &[&str]) -> Vec<TextGroup> {
    // Texts that differ only in what does not count tie: their own order, not that of the reports, decides.
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|&at| unnumbered(texts[at]));
    let asked: Vec<Vec<Word>> = order.iter().map(|&at| asked(unnumbered(texts[at]))).collect();
    let essence: Vec<String> = asked.iter().map(|words| joined(words)).collect();
    let essence: Vec<&str> = essence.iter().map(String::as_str).collect();
    group_by_meaning(&essence, GroupOptions::default())
        .into_iter()
        .map(|group| {
            let words: Vec<&[Word]> = group.members.iter().map(|&m| asked[m].as_slice()).collect();
            let mut members: Vec<usize> = group.members.iter().map(|&m| order[m]).collect();
            members.sort_unstable();
            TextGroup {
                text: unnumbered(texts[order[group.typical]]).to_owned(),
                keywords: keywords(&asked[group.typical], &words),
                members,
            }
        })
        .collect()
}

fn joined(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|w| w.lower.as_str()).collect();
    words.join(" ")
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

#[cfg(test)]
mod tests {
    use super::{group_texts, unnumbered};

    fn groups(texts: &[&str]) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = group_texts(texts).into_iter().map(|g| g.members).collect();
        found.sort();
        found
    }

    #[test]
    fn a_body_in_common_is_no_request_in_common() {
        let apart = [
            "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn cho Tổ công nghệ số cộng đồng.",
            "Đề nghị tỉnh sớm hướng dẫn mức chi cho thành viên Tổ công nghệ số cộng đồng.",
            "Đề nghị Sở Khoa học và Công nghệ cử cán bộ hỗ trợ kỹ thuật phần mềm một cửa.",
            "Đề nghị doanh nghiệp viễn thông sớm phủ sóng 4G tại các thôn còn lõm sóng.",
            "Đề nghị tỉnh hỗ trợ kinh phí nâng cấp hạ tầng viễn thông cho các thôn chưa có cáp quang.",
            "Đề nghị UBND tỉnh xem xét bố trí kinh phí hoạt động cho Tổ công nghệ số cộng đồng.",
        ];
        assert_eq!(groups(&apart), [[0], [1], [2], [3], [4], [5]]);
        // Nor is the field in which it is asked.
        let field = [
            "Đề nghị Sở Khoa học và Công nghệ cử công chức về giúp xã trong lĩnh vực khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số.",
            "Nhân lực số cần có chính sách thu hút người giỏi lĩnh vực phát triển khoa học công nghệ, đổi mới sáng tạo và chuyển đổi số.",
        ];
        assert_eq!(groups(&field), [[0], [1]]);
    }

    #[test]
    fn paraphrases_are_one_request() {
        let same = [
            "1. Kính đề nghị Sở Khoa học và Công nghệ tổ chức các lớp tập huấn kỹ năng số cho thành viên Tổ công nghệ số cộng đồng.",
            "- Ủy ban nhân dân xã đề nghị Ủy ban nhân dân tỉnh quan tâm, mở lớp tập huấn về kỹ năng số cho cán bộ, công chức.",
            "Đề nghị UBND tỉnh xem xét bố trí kinh phí hoạt động cho Tổ công nghệ số cộng đồng.",
            "2. Đề nghị tỉnh có cơ chế hỗ trợ kinh phí cho hoạt động của Tổ công nghệ số cộng đồng tại các tổ dân phố.",
            "Đề nghị doanh nghiệp viễn thông sớm phủ sóng 4G tại các thôn còn lõm sóng.",
            "Kiến nghị các nhà mạng đầu tư trạm để phủ sóng di động ở thôn lõm sóng.",
        ];
        assert_eq!(groups(&same), [[0, 1], [2, 3], [4, 5]]);
        // However many say it in the same words.
        let mut many = vec![
            "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn cho Tổ công nghệ số cộng đồng.";
            15
        ];
        many.push("Đề nghị Sở Khoa học và Công nghệ mở thêm lớp tập huấn kỹ năng số cho cán bộ, công chức cấp xã.");
        many.extend(["Đề nghị tỉnh sớm hướng dẫn mức chi cho thành viên Tổ công nghệ số cộng đồng."; 14]);
        many.push("Đề nghị doanh nghiệp viễn thông sớm phủ sóng 4G tại các thôn còn lõm sóng.");
        let found: Vec<usize> = group_texts(&many).iter().map(|g| g.members.len()).collect();
        assert_eq!(found, [16, 14, 1]);
    }

    #[test]
    fn keywords_name_what_is_asked_for() {
        let texts = [
            "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn kỹ năng số cho Tổ công nghệ số cộng đồng.",
            "Kính đề nghị Sở Khoa học và Công nghệ mở các lớp tập huấn kỹ năng số.",
        ];
        let found = group_texts(&texts);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].keywords, ["lớp tập huấn kỹ năng số"]);
    }

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
