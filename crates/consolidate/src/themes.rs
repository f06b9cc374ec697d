//! What units ask for most, whatever the words: the same request is made as "cơ chế, chính sách hỗ trợ", "phụ cấp" and "định mức",
//! and no word of one stands in the other.

use crate::asked::{Word, starts, without_addressee, words_of};

/// One thing that is asked for, or that is lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Theme {
    /// Money, an allowance or rules for it, for the community digital teams.
    TeamSupport,
    /// Money for the unit itself.
    Money,
    /// Mobile coverage, stations, cable, lines.
    Coverage,
}

/// Names of the teams, lower case; longer ones first.
const TEAM: &[&[&str]] = &[
    &["tổ", "công", "nghệ", "số", "cộng", "đồng"],
    &["tổ", "công", "nghệ", "số"],
    &["tổ", "cnscđ"],
    &["tổ", "cnsccđ"],
    &["tổ", "cns"],
];

/// What money for people is called.
const SUPPORT: &[&[&str]] = &[
    &["kinh", "phí"],
    &["chính", "sách"],
    &["cơ", "chế"],
    &["phụ", "cấp"],
    &["trợ", "cấp"],
    &["định", "mức"],
    &["mức", "chi"],
    &["mức", "hỗ", "trợ"],
    &["thù", "lao"],
    &["chế", "độ"],
    &["ngân", "sách"],
];

const MONEY: &[&[&str]] = &[
    &["kinh", "phí"],
    &["ngân", "sách"],
    &["nguồn", "vốn"],
    // People are "nhân lực", "nguồn nhân lực".
    &["nguồn", "lực"],
];

const COVERAGE: &[&[&str]] = &[
    &["lõm", "sóng"],
    &["vùng", "lõm"],
    &["phủ", "sóng"],
    &["sóng", "di", "động"],
    &["sóng", "điện", "thoại"],
    &["trạm", "bts"],
    &["trạm", "phát", "sóng"],
    &["trạm", "thu", "phát"],
    &["đường", "truyền"],
    &["cáp", "quang"],
    &["hạ", "tầng", "viễn", "thông"],
    &["hạ", "tầng", "mạng"],
];

/// Other things that are asked for: where one of them comes first, money and lines are only what it takes.
const OTHER: &[&[&str]] = &[
    &["tập", "huấn"],
    &["bồi", "dưỡng"],
    &["đào", "tạo"],
    &["lớp"],
    &["thiết", "bị"],
    &["máy", "tính"],
    &["máy", "vi", "tính"],
    &["máy", "quét"],
    &["phần", "mềm"],
    &["biên", "chế"],
    &["nhân", "lực"],
    &["công", "chức"],
    &["cán", "bộ"],
    &["tuyển", "dụng"],
    &["biệt", "phái"],
    &["kết", "nối"],
    &["liên", "thông"],
    &["chia", "sẻ"],
    &["đồng", "bộ"],
    &["hướng", "dẫn"],
];

const TRAINING: &[&[&str]] = &[&["tập", "huấn"], &["bồi", "dưỡng"], &["đào", "tạo"], &["lớp"]];

/// Words between the money and the team at most: "hỗ trợ hằng tháng cho các thành viên của".
const NEAR: usize = 14;

impl Theme {
    /// The names of what it is about: for each, the wordings that stand for it.
    fn names(self) -> &'static [&'static [&'static [&'static str]]] {
        match self {
            Self::TeamSupport => &[SUPPORT, TEAM],
            Self::Money => &[MONEY],
            Self::Coverage => &[COVERAGE],
        }
    }
}

/// The theme of a statement; none where it asks for something else, or for several things of which another comes first.
pub(crate) fn theme(text: &str) -> Option<Theme> {
    let sentences = sentences(text);
    if sentences.iter().any(|s| supports_team(s)) {
        return Some(Theme::TeamSupport);
    }
    let words = without_addressee(sentences.first()?);
    let first = |wordings: &[&[&str]]| place(words, wordings).unwrap_or(usize::MAX);
    let (money, coverage, other) = (first(MONEY), first(COVERAGE), first(OTHER));
    if money < coverage.min(other) {
        Some(Theme::Money)
    } else if coverage < other {
        Some(Theme::Coverage)
    } else {
        None
    }
}

/// For each name of the theme the wording that most of the members have; the earlier one of the list among equals.
pub(crate) fn names_in(theme: Theme, members: &[&[Word]]) -> Vec<String> {
    let most = |wordings: &&[&[&str]]| {
        let mut best: Option<(usize, &[&str])> = None;
        for wording in *wordings {
            let count = members.iter().filter(|m| place(m, &[wording]).is_some()).count();
            if count > best.map_or(0, |b| b.0) {
                best = Some((count, wording));
            }
        }
        best.map(|(_, wording)| wording.join(" "))
    };
    theme.names().iter().filter_map(most).collect()
}

/// Sentences as words. One that points back ("các nội dung này cần …") belongs to the one before.
fn sentences(text: &str) -> Vec<Vec<Word>> {
    let mut found: Vec<Vec<Word>> = Vec::new();
    let mut from = 0;
    let ends = text
        .match_indices(['.', ';'])
        .map(|(at, _)| at + 1)
        .filter(|&end| text[end..].starts_with(char::is_whitespace));
    for end in ends.chain([text.len()]).collect::<Vec<_>>() {
        let words = words_of(&text[from..end]);
        from = end;
        let points_back = words.iter().take(4).any(|w| w.lower == "này");
        match found.last_mut() {
            Some(before) if points_back => before.extend(words),
            _ if words.is_empty() => {}
            _ => found.push(words),
        }
    }
    found
}

/// True where money and the team stand near each other. A training for the team is no money, whatever else is asked for behind it.
fn supports_team(words: &[Word]) -> bool {
    let teams = places(words, TEAM);
    let trained = place(words, TRAINING).unwrap_or(usize::MAX);
    let near = |money: usize, team: usize| {
        if money < team {
            team - money <= NEAR && !(money..team).contains(&trained)
        } else {
            money - team <= 2 * NEAR && trained > team
        }
    };
    places(words, SUPPORT)
        .into_iter()
        .any(|money| teams.iter().any(|&team| near(money, team)))
}

/// Where the first of the wordings stands.
fn place(words: &[Word], wordings: &[&[&str]]) -> Option<usize> {
    (0..words.len()).find(|&at| wordings.iter().any(|w| starts(&words[at..], w)))
}

/// Where the wordings stand.
fn places(words: &[Word], wordings: &[&[&str]]) -> Vec<usize> {
    (0..words.len())
        .filter(|&at| wordings.iter().any(|w| starts(&words[at..], w)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thing_that_is_asked_for_decides() {
        for (text, expected) in [
            (
                "Đề nghị Sở ban hành định mức hỗ trợ Tổ công nghệ số cộng đồng.",
                Some(Theme::TeamSupport),
            ),
            (
                "Phụ cấp hằng tháng cho thành viên Tổ công nghệ số",
                Some(Theme::TeamSupport),
            ),
            (
                "Liên quan Tổ công nghệ số cộng đồng và phong trào học vụ số. Các nội dung này cần có nguồn kinh phí hoạt động.",
                Some(Theme::TeamSupport),
            ),
            (
                "Thu hút nhân lực số; ban hành chính sách hỗ trợ hoạt động cho Tổ Công nghệ số cộng đồng",
                Some(Theme::TeamSupport),
            ),
            (
                "Mở lớp tập huấn cho Tổ công nghệ số cộng đồng và bố trí kinh phí nâng cấp máy tính",
                None,
            ),
            (
                "Đề nghị tỉnh bố trí kinh phí mua máy tính. Mở lớp tập huấn cho Tổ công nghệ số cộng đồng.",
                Some(Theme::Money),
            ),
            (
                "Nguồn lực dành cho chuyển đổi số chưa được giao đầu năm.",
                Some(Theme::Money),
            ),
            ("Nguồn nhân lực chuyển đổi số còn thiếu.", None),
            ("Cán bộ phụ trách chuyển đổi số chưa được đào tạo.", None),
            ("Đề nghị tỉnh mở lớp tập huấn bằng kinh phí của tỉnh", None),
            ("Hỗ trợ kinh phí kéo cáp quang đến thôn xa", Some(Theme::Money)),
            (
                "Chỉ đạo nhà mạng xóa vùng lõm sóng bằng kinh phí của doanh nghiệp",
                Some(Theme::Coverage),
            ),
            ("Đề nghị trang bị máy quét cho bộ phận một cửa", None),
            ("Đề nghị các doanh nghiệp viễn thông phối hợp chặt chẽ với xã", None),
            ("", None),
        ] {
            assert_eq!(theme(text), expected, "{text}");
        }
    }
}
