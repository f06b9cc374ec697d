//! Which column of a table holds what, by its headings or, where there are none, by its content.

use tonghop_model::template::Column;
use tonghop_text::fold;

/// Words in folded headings, most telling first: a heading is the first kind whose word it contains.
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Status,
        &[
            "muc do hoan thanh",
            "muc do",
            "trang thai",
            "tinh trang",
            "tien do hoan thanh",
            "tien do",
            "ty le hoan thanh",
            "ti le hoan thanh",
            "tu danh gia",
            "ket qua danh gia",
        ],
    ),
    (
        Column::Result,
        &[
            "ket qua",
            "noi dung da",
            "tinh hinh thuc hien",
            "dien giai",
            "thuyet minh",
        ],
    ),
    (
        Column::Lead,
        &[
            "chu tri",
            "don vi thuc hien",
            "co quan thuc hien",
            "don vi chu tri",
            "don vi phu trach",
        ],
    ),
    (Column::Timeframe, &["thoi gian", "thoi han", "thoi diem"]),
    (
        Column::Task,
        &["nhiem vu", "giai phap", "noi dung", "cong viec", "dau viec"],
    ),
];

/// The column that a heading announces.
pub(super) fn of_heading(heading: &str) -> Option<Column> {
    let folded = fold(heading);
    if matches!(folded.as_str(), "tt" | "stt" | "so tt" | "so thu tu" | "ma so") {
        return Some(Column::Number);
    }
    HEADINGS
        .iter()
        .find(|(_, words)| words.iter().any(|w| folded.contains(w)))
        .map(|(column, _)| *column)
}

/// True where a folded text of headings names this column.
pub(super) fn names(column: Column, folded: &str) -> bool {
    let words = HEADINGS.iter().find(|(kind, _)| *kind == column);
    words.is_some_and(|(_, words)| words.iter().any(|w| folded.contains(w)))
}

/// True where the whole text is a time frame: "2022 - 2025", "Năm 2025", "Hằng năm", "Quý IV/2025".
pub(super) fn is_timeframe(text: &str) -> bool {
    timeframe_length(text).is_some_and(|n| n == text.trim().chars().count())
}

/// Number of characters of the time frame at the start of a text.
pub(super) fn timeframe_length(text: &str) -> Option<usize> {
    let text = text.trim();
    let folded: String = text.chars().map(tonghop_text::fold_char).collect();
    for word in ["hang nam", "thuong xuyen", "hang quy", "hang thang", "giai doan 20"] {
        if folded.starts_with(word) {
            let years = folded
                .strip_prefix("giai doan ")
                .map_or(0, |rest| 10 + years_length(rest));
            let length = word.len().max(years);
            // "Hàng năm thực hiện khảo sát …" is the wording of a task.
            let goes_on = text
                .chars()
                .skip(length)
                .find(|c| !c.is_whitespace())
                .is_some_and(char::is_lowercase);
            return (ends_word(&folded, length) && !goes_on).then_some(length);
        }
    }
    let mut start = 0;
    for prefix in [
        "tu nam ",
        "tu ",
        "den nam ",
        "den het nam ",
        "den ",
        "nam hoc ",
        "nam ",
        "truoc ",
    ] {
        if folded.starts_with(prefix) {
            start = prefix.len();
            break;
        }
    }
    if start == 0 && folded.starts_with("quy ") {
        start = folded
            .find('/')
            .or_else(|| folded.find("nam ").map(|i| i + 3))
            .filter(|&i| i <= 12)?
            + 1;
    }
    let years = years_length(folded.get(start..)?);
    (years > 0 && ends_word(&folded, start + years)).then_some(start + years)
}

/// True where a narrow column broke a time frame in two: "Hàng" and "năm", "Thường" and "xuyên", "Năm" and "2025".
pub(super) fn is_broken_timeframe(first: &str, second: &str) -> bool {
    let (first, second) = (first.trim(), second.trim());
    !first.is_empty()
        && !second.is_empty()
        && first.chars().count() + second.chars().count() <= 14
        && !is_timeframe(first)
        && !first.ends_with(['-', '–', '—'])
        && is_timeframe(&format!("{first} {second}"))
}

/// The first character of a year that stands as a word of its own in a line: "đặc khu 2025 quyền".
pub(super) fn inner_year(text: &str) -> Option<usize> {
    let folded: String = text.chars().map(tonghop_text::fold_char).collect();
    folded.match_indices("20").find_map(|(b, _)| {
        let starts = !folded[..b].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | ','));
        let whole = years_length(&folded[b..]) == 4 && ends_word(&folded, b + 4);
        (starts && whole).then(|| folded[..b].chars().count())
    })
}

/// Characters of "- 2025" at the start of a line: the second half of a span of years.
pub(super) fn second_year_length(text: &str) -> Option<usize> {
    let folded: String = text.trim().chars().map(tonghop_text::fold_char).collect();
    let year = folded.trim_start_matches(['-', ' ']);
    let gap = folded.len() - year.len();
    (years_length(year) == 4 && ends_word(year, 4)).then_some(gap + 4)
}

/// Characters of a percentage at the start of a line that goes on with the next column: "98% - 100% phủ sóng",
/// "100% Triển khai …". What a percentage counts is written in small letters: "100% cán bộ".
pub(super) fn shared_percent_length(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once('%')?;
    let digits = number.trim_start();
    let is_number = !digits.is_empty()
        && digits.len() <= 6
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    let goes_on = rest.starts_with(char::is_whitespace)
        && rest
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '+' | '•'));
    (is_number && goes_on).then(|| number.chars().count() + 1)
}

/// A span of years inside a line, behind other words: its first character and its length.
pub(super) fn inner_timeframe(text: &str) -> Option<(usize, usize)> {
    let folded: String = text.chars().map(tonghop_text::fold_char).collect();
    folded.match_indices(" 20").find_map(|(b, _)| {
        let length = years_length(&folded[b + 1..]);
        (length > 4 && ends_word(&folded, b + 1 + length)).then(|| (folded[..=b].chars().count(), length))
    })
}

/// A time frame behind other words, that begins with a capital: "Các thôn Năm 2025 Đã hoàn thành"; its first character
/// and its length. `next` is the line below, in which a broken one goes on: "Trạm Y tế Năm" over "2025".
pub(super) fn timeframe_behind(text: &str, next: &str) -> Option<(usize, usize)> {
    let starts = text.match_indices(' ').map(|(b, _)| b + 1);
    let (at, length) = starts
        .filter(|&b| text[b..].starts_with(char::is_uppercase))
        .find_map(|b| {
            let rest = text[b..].trim_end();
            let broken = || (!rest.contains(' ') && is_broken_timeframe(rest, next)).then(|| rest.chars().count());
            timeframe_length(rest).or_else(broken).map(|n| (b, n))
        })?;
    Some((text[..at].chars().count(), length))
}

/// Characters of "2025", "2022 - 2025", "2022 –" at the start of a folded text.
fn years_length(folded: &str) -> usize {
    let is_year = |s: &str| s.len() >= 4 && s.starts_with("20") && s.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    if !is_year(folded) {
        return 0;
    }
    let rest = &folded[4..];
    let gap = rest.len() - rest.trim_start_matches([' ', '-']).len();
    if !rest[..gap].contains('-') {
        return 4;
    }
    if is_year(&rest[gap..]) {
        4 + gap + 4
    } else {
        4 + rest[..gap].trim_end().len()
    }
}

fn ends_word(folded: &str, at: usize) -> bool {
    folded
        .get(at..)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_columns() {
        assert_eq!(of_heading("Mức độ\nhoàn thành"), Some(Column::Status));
        assert_eq!(of_heading("Kết quả chi tiết"), Some(Column::Result));
        assert_eq!(of_heading("Nhiệm vụ, giải pháp"), Some(Column::Task));
        assert_eq!(of_heading("STT"), Some(Column::Number));
        assert_eq!(of_heading("Nội dung đã triển khai"), Some(Column::Result));
        assert_eq!(of_heading("Nội dung công việc"), Some(Column::Task));
        assert_eq!(of_heading("Phụ lục kèm theo"), None);
    }

    #[test]
    fn a_percentage_and_a_result_may_share_a_line() {
        for (text, length) in [
            ("98% - 100% phủ sóng", Some(3)),
            ("100% Triển khai", Some(4)),
            ("100% 100% trường học", Some(4)),
            ("100% cán bộ", None),
            ("100%", None),
            ("đạt 98% Xã", None),
        ] {
            assert_eq!(shared_percent_length(text), length, "{text}");
        }
    }

    #[test]
    fn timeframes_are_recognised_at_the_start_of_a_line() {
        for (text, length) in [
            ("2022 - 2025", Some(11)),
            ("2022 – 2025 Đáp ứng", Some(11)),
            ("2022 -", Some(6)),
            ("2025", Some(4)),
            ("Năm 2025", Some(8)),
            ("Quý IV/2025", Some(11)),
            ("Hằng năm", Some(8)),
            ("60% tổng số", None),
            ("2025/QH15", None),
            ("tuyên truyền", None),
            ("Hàng năm thực hiện khảo sát", None),
            ("Hằng năm Đang triển khai", Some(8)),
        ] {
            assert_eq!(timeframe_length(text), length, "{text}");
        }
        assert!(is_broken_timeframe("Hàng", "năm"));
        assert!(is_broken_timeframe("Năm", "2025"));
        assert!(!is_broken_timeframe("2022 -", "2025"));
        assert!(!is_broken_timeframe("Đạt", "2025"));
        assert_eq!(inner_year("đặc khu 2025 quyền"), Some(8));
        assert_eq!(inner_year("đến ngày 10/10/2025"), None);
        assert_eq!(timeframe_behind("Các thôn Năm 2025 Đã hoàn thành", ""), Some((9, 8)));
        assert_eq!(timeframe_behind("Trạm Y tế Năm", "2025"), Some((10, 3)));
        assert_eq!(timeframe_behind("Các Sở Khoa học", "2025"), None);
        assert!(is_timeframe("2022 – 2025"));
        assert!(!is_timeframe("2022 - 2025 100%"));
    }
}
