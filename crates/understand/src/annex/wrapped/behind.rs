//! Tables whose status stands behind the result.

use super::line::Line;
use tonghop_catalogue::Catalogue;

/// Lines that a status has at most.
const STATUS_LINES_MAX: usize = 6;

/// True where the column headings name the result before the status: "Kết quả đạt được", "Tỷ lệ hoàn thành".
pub(super) fn is_order(heading: &[Line<'_>]) -> bool {
    let words: Vec<&str> = heading.iter().flat_map(|l| &l.folded).map(String::as_str).collect();
    let first = |wanted: &[[&str; 2]]| words.windows(2).position(|pair| wanted.iter().any(|w| pair == w));
    let result = first(&[["ket", "qua"]]);
    let status = first(&[
        ["muc", "do"],
        ["hoan", "thanh"],
        ["tien", "do"],
        ["trang", "thai"],
        ["tinh", "trang"],
    ]);
    matches!((result, status), (Some(result), Some(status)) if result < status)
}

/// The lines that are the status, as the first one and the one behind the last: the last ones that are a whole known
/// status. What stands above is the result; what stands below belongs to a column of remarks.
pub(super) fn status(lines: &[&str], catalogue: &Catalogue) -> Option<(usize, usize)> {
    // A digit alone is the rest of a figure that a narrow column broke: "05/4/203" over "1".
    let share = |text: &str| text.trim().len() > 1 && super::super::status::percentage(text).is_some();
    let known = |text: &str| share(text) || catalogue.is_status(text);
    let ending = |end: usize| {
        let from = end.saturating_sub(STATUS_LINES_MAX);
        (from..end)
            .find(|&start| known(&lines[start..end].join(" ")))
            .map(|start| (start, end))
    };
    let percent = |line: &str| super::super::status::percentage(line).is_some() && line.trim_end().ends_with('%');
    // A remark may be a known wording as well: "0%" beside "Chờ hướng dẫn".
    let sure = lines.iter().rposition(|line| percent(line)).map(|at| (at, at + 1));
    sure.or_else(|| (1..=lines.len()).rev().find_map(ending))
}

/// The characters of a share between two cells of a line: 70% of "triệu 70% Đề nghị tỉnh". What a share counts is written in
/// small letters.
pub(super) fn share_within(line: &str) -> Option<(usize, usize)> {
    let capital = |text: &str| text.trim_start().starts_with(char::is_uppercase);
    let characters = |byte: usize| line[..byte].chars().count();
    line.match_indices(' ').find_map(|(blank, _)| {
        let from = blank + 1;
        let to = from + line[from..].find(' ')?;
        let word = &line[from..to];
        let share = word.ends_with('%') && super::super::status::percentage(word).is_some();
        (share && capital(&line[to..])).then(|| (characters(from), characters(to)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_between_cells_is_found() {
        assert_eq!(share_within("triệu 70% Đề nghị tỉnh"), Some((6, 9)));
        assert_eq!(share_within("đạt 70% kế hoạch năm"), None);
        assert_eq!(share_within("70% Đề nghị"), None);
    }

    #[test]
    fn the_last_known_wording_is_the_status() {
        let catalogue = Catalogue::embedded();
        let lines = [
            "Số hóa 12.870 hồ sơ",
            "lưu trữ.",
            "Đang thực",
            "hiện",
            "Thuê đơn vị",
            "ngoài",
        ];
        assert_eq!(status(&lines, catalogue), Some((2, 4)));
        assert_eq!(status(&["Lập 15 tổ", "100%"], catalogue), Some((1, 2)));
        assert_eq!(status(&["0%", "Chờ hướng dẫn"], catalogue), Some((0, 1)));
        assert_eq!(status(&["Lập 15 tổ", "05/4/203", "1"], catalogue), None);
        assert_eq!(status(&["Thực hiện theo kế", "hoạch của huyện, tỉnh"], catalogue), None);
    }
}
