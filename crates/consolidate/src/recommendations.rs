//! Recommendations grouped by meaning and by whom they are made to.

use crate::addressee::addressees;
use crate::asked::{Word, asked, words_of};
use crate::keywords::keywords;
use crate::themes::{Theme, names_in, theme};
use std::collections::BTreeMap;
use tonghop_model::consolidation::{Addressee, RecommendationGroup};
use tonghop_model::reading::{Statement, Understood};
use tonghop_text::similarity::{GroupOptions, group_by_meaning};

/// Every recommendation of every report is in exactly one group; groups of most members first.
#[must_use]
pub fn group(reports: &[&Understood]) -> Vec<RecommendationGroup> {
    let asked = |s: &Statement| addressees(unnumbered(&s.text), s.addressee.as_deref());
    grouped(reports, |r| r.reading.assessment.recommendations.iter(), asked)
}

/// Difficulties (limitations and causes) grouped by meaning, as recommendations are: what a consolidated report tells. They ask
/// nobody for anything.
#[must_use]
pub fn difficulties(reports: &[&Understood]) -> Vec<RecommendationGroup> {
    grouped(reports, lacks, |_| Vec::new())
}

/// Limitations, and causes that are not told with one of them already: "…; nguyên nhân do …" is both.
fn lacks(report: &Understood) -> impl Iterator<Item = &Statement> {
    let assessment = &report.reading.assessment;
    let limitations = &assessment.limitations;
    let is_told = move |cause: &&Statement| {
        limitations
            .iter()
            .any(|l| l.text.contains(cause.text.trim_end_matches('.')))
    };
    limitations
        .iter()
        .chain(assessment.causes.iter().filter(move |cause| !is_told(cause)))
}

fn grouped<'r, S>(
    reports: &[&'r Understood],
    pick: impl Fn(&'r Understood) -> S,
    asked: impl Fn(&Statement) -> Vec<Addressee>,
) -> Vec<RecommendationGroup>
where
    S: Iterator<Item = &'r Statement>,
{
    let statements: Vec<(usize, &Statement)> = reports
        .iter()
        .enumerate()
        .flat_map(|(report, r)| pick(r).map(move |s| (report, s)))
        .collect();
    let texts: Vec<&str> = statements.iter().map(|(_, s)| s.text.as_str()).collect();
    // Where only the heading says whom it is made to, it is told with the words.
    let told = |at: usize| statements[at].1.addressed().into_owned();
    let group = |group: TextGroup| RecommendationGroup {
        text: unnumbered(&told(group.typical)).to_owned(),
        keywords: group.keywords,
        addressees: group.addressees,
        members: group
            .members
            .iter()
            .map(|&m| (statements[m].0, told(m), statements[m].1.span))
            .collect(),
    };
    let groups = group_asked(&texts, |at| asked(statements[at].1));
    groups.into_iter().map(group).collect()
}

/// Texts that mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextGroup {
    /// The most typical text, without the number that it had in its own list.
    pub text: String,
    /// Phrases that at least half of its members have, as the typical text prints them, lower case; of a theme that is told in
    /// many ways, the commonest words for it.
    pub keywords: Vec<String>,
    /// Whom all of them name, sorted; empty where they name nobody.
    pub addressees: Vec<Addressee>,
    /// Place of the most typical text in the list that was given, from 0.
    pub typical: usize,
    /// Places of its members in that list.
    pub members: Vec<usize>,
}

/// Groups requests by meaning and by whom they are made to: each is in exactly one group; groups of most members first. For whom
/// something is asked does not count.
#[must_use]
pub fn group_texts(texts: &[&str]) -> Vec<TextGroup> {
    group_asked(texts, |at| addressees(unnumbered(texts[at]), None))
}

fn group_asked(texts: &[&str], asked: impl Fn(usize) -> Vec<Addressee>) -> Vec<TextGroup> {
    // Texts that differ only in what does not count tie: their own order, not that of the reports, decides.
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|&at| unnumbered(texts[at]));
    let mut lots: BTreeMap<(Vec<Addressee>, Option<Theme>), Vec<usize>> = BTreeMap::new();
    for at in order {
        lots.entry((asked(at), theme(unnumbered(texts[at]))))
            .or_default()
            .push(at);
    }
    let mut groups: Vec<TextGroup> = Vec::new();
    for ((addressees, theme), members) in lots {
        let alike = alike(texts, &members, &addressees);
        match theme {
            Some(theme) => groups.extend(one_group(texts, theme, members, &alike)),
            None => groups.extend(alike),
        }
    }
    let size = |group: &TextGroup| std::cmp::Reverse(group.members.len());
    groups.sort_by(|a, b| size(a).cmp(&size(b)).then_with(|| a.text.cmp(&b.text)));
    groups
}

/// Those of the texts at `order`, all made to these addressees, that say the same in like words.
fn alike(texts: &[&str], order: &[usize], addressees: &[Addressee]) -> Vec<TextGroup> {
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
                typical: order[group.typical],
                keywords: keywords(&asked[group.typical], &words),
                addressees: addressees.to_vec(),
                members,
            }
        })
        .collect()
}

/// All texts of one theme, told in the words of the wording that most of them have. A theme that a single wording has keeps its
/// key phrases.
fn one_group(texts: &[&str], theme: Theme, mut members: Vec<usize>, alike: &[TextGroup]) -> Option<TextGroup> {
    let mut group = alike.first()?.clone();
    if alike.len() > 1 {
        let words: Vec<Vec<Word>> = members.iter().map(|&at| words_of(unnumbered(texts[at]))).collect();
        let words: Vec<&[Word]> = words.iter().map(Vec::as_slice).collect();
        group.keywords = names_in(theme, &words);
    }
    members.sort_unstable();
    group.members = members;
    Some(group)
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
    use super::*;

    fn groups(texts: &[&str]) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = group_texts(texts).into_iter().map(|g| g.members).collect();
        found.sort();
        found
    }

    #[test]
    fn a_body_in_common_is_no_request_in_common() {
        let apart = [
            "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn cho Tổ công nghệ số cộng đồng.",
            "Đề nghị tỉnh sớm hướng dẫn phương pháp tính các chỉ tiêu kinh tế số cấp xã.",
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
    fn money_for_the_teams_is_one_request_in_whatever_words() {
        let texts = [
            "Kính đề nghị các cơ quan có thẩm quyền nghiên cứu, có cơ chế, chính sách hỗ trợ cho thành viên Tổ Công nghệ số cộng đồng xã, thôn, làng.",
            "Đề nghị cấp có thẩm quyền sớm ban hành cơ chế hỗ trợ kinh phí hoạt động cho thành viên tổ công nghệ số cộng đồng.",
            "Sớm quy định định mức hỗ trợ Tổ công nghệ số cộng đồng.",
            "Ban hành chính sách hỗ trợ hằng tháng cho thành viên Tổ công nghệ số cộng đồng.",
            "Đề nghị tỉnh sớm hướng dẫn mức chi cho thành viên Tổ công nghệ số cộng đồng.",
            // For the commune itself, not for the teams.
            "Ủy ban nhân dân tỉnh quan tâm bố trí nguồn kinh phí cho Ủy ban nhân dân xã được nâng cấp, mua sắm máy tính mới.",
            "Quan tâm bố trí kinh phí hằng năm cho cấp xã thực hiện chuyển đổi số, tối thiểu 300 triệu đồng/xã/năm.",
            // Lines and stations.
            "Đề nghị UBND tỉnh chỉ đạo các doanh nghiệp viễn thông đầu tư thêm trạm BTS tại 02 thôn vùng lõm sóng.",
            "Chỉ đạo các doanh nghiệp viễn thông nâng chất lượng đường truyền tại các ấp vùng sâu.",
        ];
        // What names the province stands apart from what names nobody.
        assert_eq!(
            groups(&texts),
            [vec![0, 1, 2, 3], vec![4], vec![5], vec![6], vec![7], vec![8]]
        );
        let found = group_texts(&texts);
        assert_eq!(found[0].keywords, ["chính sách", "tổ công nghệ số cộng đồng"]);
        let money = found.iter().find(|g| g.members == [5]);
        assert_eq!(
            money.and_then(|g| g.keywords.first()).map(String::as_str),
            Some("nguồn kinh phí")
        );
    }

    #[test]
    fn requests_to_different_bodies_are_never_one_group() {
        let texts = [
            "Đề nghị Bộ Khoa học và Công nghệ ban hành định mức kinh phí cho Tổ công nghệ số cộng đồng.",
            "Đề nghị UBND tỉnh ban hành định mức kinh phí cho Tổ công nghệ số cộng đồng.",
            "Kiến nghị Chính phủ ban hành định mức kinh phí cho Tổ công nghệ số cộng đồng.",
            "Đề nghị Sở Khoa học và Công nghệ phủ sóng 4G tại thôn lõm sóng.",
            "Đề nghị các doanh nghiệp viễn thông phủ sóng 4G tại thôn lõm sóng.",
        ];
        assert_eq!(groups(&texts), [vec![0, 2], vec![1], vec![3], vec![4]]);
        let centre = group_texts(&texts).into_iter().find(|g| g.members == [0, 2]);
        assert_eq!(centre.map(|g| g.addressees), Some(vec![Addressee::Centre]));
    }

    #[test]
    fn what_only_the_heading_addresses_is_told_with_it() {
        let mut report = Understood::default();
        for (whom, text) in [
            (Some("Đối với Bộ Tài chính"), "Bố trí kinh phí mua máy tính."),
            (Some("Đối với UBND tỉnh"), "Bố trí kinh phí mua máy tính."),
            (None, "Bố trí kinh phí mua máy tính."),
        ] {
            report.reading.assessment.recommendations.push(Statement {
                text: text.into(),
                addressee: whom.map(str::to_owned),
                ..Statement::default()
            });
        }
        let found = group(&[&report]);
        let told: Vec<_> = found
            .iter()
            .map(|g| (g.text.as_str(), g.addressees.as_slice()))
            .collect();
        assert_eq!(
            told,
            [
                ("Bố trí kinh phí mua máy tính.", &[][..]),
                (
                    "Đối với Bộ Tài chính: Bố trí kinh phí mua máy tính.",
                    &[Addressee::Centre]
                ),
                (
                    "Đối với UBND tỉnh: Bố trí kinh phí mua máy tính.",
                    &[Addressee::Province]
                ),
            ]
        );
    }

    #[test]
    fn difficulties_ask_nobody() {
        let mut report = Understood::default();
        for text in ["Tỉnh chưa có kinh phí.", "Bộ Tài chính chưa có kinh phí."] {
            report.reading.assessment.limitations.push(Statement {
                text: text.into(),
                ..Statement::default()
            });
        }
        assert_eq!(difficulties(&[&report]).len(), 1);
    }

    #[test]
    fn a_cause_that_ends_a_limitation_is_told_once() {
        let mut report = Understood::default();
        let said = |text: &str| Statement {
            text: text.into(),
            ..Statement::default()
        };
        let cause = "Nguyên nhân do nguồn ngân sách xã còn khó khăn";
        report.reading.assessment.limitations = vec![said(&format!("Máy tính cũ, cấu hình thấp. {cause}."))];
        report.reading.assessment.causes = vec![said(&format!("{cause}.")), said("Địa bàn rộng, đi lại khó khăn.")];
        let told: Vec<String> = difficulties(&[&report]).into_iter().map(|g| g.text).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().all(|t| !t.starts_with(cause)), "{told:?}");
    }

    #[test]
    fn keywords_are_whole_words() {
        for (text, expected) in [
            (
                "Hỗ trợ bổ sung 01 bộ thiết bị thu nhận căn cước lưu động cho xã.",
                ["bổ sung 01 bộ thiết bị thu nhận", "căn cước lưu động"].as_slice(),
            ),
            (
                "Đề nghị đồng bộ trạng thái hồ sơ giữa hệ thống thông tin giải quyết TTHC và Cổng dịch vụ công.",
                &[
                    "đồng bộ trạng thái hồ sơ",
                    "hệ thống thông tin giải quyết TTHC",
                    "cổng dịch vụ công",
                ],
            ),
            (
                "Kinh phí nâng cấp hệ thống họp trực tuyến cấp xã",
                &["kinh phí nâng cấp hệ thống họp", "trực tuyến cấp xã"],
            ),
        ] {
            assert_eq!(group_texts(&[text])[0].keywords, expected, "{text}");
        }
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
