//! How an annex of wrapped columns tells its statuses, as its column headings and the marks below them show it.

use super::super::{columns, status_names};
use super::line::Line;
use tonghop_catalogue::Catalogue;
use tonghop_model::template::Column;
use tonghop_text::is_tick;

/// Statuses that follow each other among the headings where each has a column of ticks.
const TICKS_MIN: usize = 2;
/// Marks that show such columns.
const MARKS_MIN: usize = 3;

/// How the statuses are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// In a column of their own.
    InWords,
    /// By marks in one of several columns. Lines do not say in which.
    ByTicks,
    /// In no column.
    Nowhere,
}

/// How the statuses are told below these headings.
pub(super) fn told(heading: &[Line<'_>], below: &[Line<'_>], catalogue: &Catalogue) -> Told {
    let words: Vec<&str> = heading.iter().flat_map(|l| &l.folded).map(String::as_str).collect();
    let text = words.join(" ");
    let marks = below
        .iter()
        .filter(|l| tick_in(l.text).is_some())
        .take(MARKS_MIN)
        .count();
    if marks >= MARKS_MIN && status_names::in_a_row(&words, catalogue).len() >= TICKS_MIN {
        Told::ByTicks
    } else if columns::names(Column::Result, &text) && !columns::names(Column::Status, &text) {
        Told::Nowhere
    } else {
        Told::InWords
    }
}

/// The characters of a tick: a line of its own, or a letter or sign between two cells, but no sign that may head a list.
pub(super) fn tick_in(text: &str) -> Option<(usize, usize)> {
    let of_byte = |byte: usize| text[..byte].chars().count();
    if is_tick(text) {
        return Some((0, text.chars().count()));
    }
    let mut at = 0;
    for word in text.split(' ') {
        if is_tick(word) && !word.contains(['+', '•', '●', '■', '▪']) {
            return Some((of_byte(at), of_byte(at) + word.chars().count()));
        }
        at += word.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Origin;

    fn lines<'a>(texts: &[&'a str]) -> Vec<Line<'a>> {
        let origin = Origin {
            page: None,
            block: 0,
            cell: None,
            offset: 0,
        };
        let line = |text: &&'a str| Line {
            text,
            folded: super::super::line::words(text),
            origin,
        };
        texts.iter().map(line).collect()
    }

    #[test]
    fn headings_and_marks_show_how_statuses_are_told() {
        let told = |heading: &[&str], below: &[&str]| told(&lines(heading), &lines(below), Catalogue::embedded());
        let ticks = [
            "TT",
            "Nhiệm vụ",
            "Đã hoàn",
            "thành",
            "Đang làm",
            "Chưa làm được",
            "Kết quả",
        ];
        let two = ["TT", "Nhiệm vụ", "Mức độ hoàn thành", "Đạt", "Chưa", "đạt", "Kết quả"];
        assert_eq!(told(&two, &["x", "v", "X"]), Told::ByTicks);
        assert_eq!(told(&ticks[..4], &["x", "v", "X"]), Told::InWords);
        assert_eq!(told(&["TT", "Nhiệm vụ", "Kết quả"], &["x", "v", "X"]), Told::Nowhere);
        assert_eq!(
            told(&["TT", "Mức độ", "hoàn thành", "Kết quả"], &["Đạt"]),
            Told::InWords
        );
        assert_eq!(told(&[], &["Đạt"]), Told::InWords);
        let shared = ["Công an xã X Đã lập 12 tổ", "✓ Đã mở 02 lớp", "Trạm Y tế x"];
        assert_eq!(told(&two, &shared), Told::ByTicks);
    }

    #[test]
    fn a_tick_stands_between_cells() {
        assert_eq!(tick_in("Công an xã X Đã lập 12 tổ"), Some((11, 12)));
        assert_eq!(tick_in("+"), Some((0, 1)));
        assert_eq!(tick_in("+ Đã lập 12 tổ"), None);
    }
}
