//! How an annex of wrapped columns tells its statuses, as its column headings and the marks below them show it.

use super::super::columns;
use super::line::Line;
use tonghop_catalogue::Catalogue;
use tonghop_model::template::Column;
use tonghop_text::is_tick;

/// Words of a status among the headings.
const STATUS_WORDS_MAX: usize = 6;
/// Statuses that follow each other among the headings where each has a column of ticks.
const TICKS_MIN: usize = 2;
/// Marks alone on their lines that show such columns.
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
    let marks = below.iter().filter(|l| is_tick(l.text)).take(MARKS_MIN).count();
    if marks >= MARKS_MIN && statuses_in_a_row(&words, catalogue) >= TICKS_MIN {
        Told::ByTicks
    } else if columns::names(Column::Result, &text) && !columns::names(Column::Status, &text) {
        Told::Nowhere
    } else {
        Told::InWords
    }
}

/// The most statuses that follow each other without another word between them.
fn statuses_in_a_row(words: &[&str], catalogue: &Catalogue) -> usize {
    let status_at = |at: usize| {
        let most = STATUS_WORDS_MAX.min(words.len() - at);
        (1..=most)
            .rev()
            .find(|n| catalogue.is_status(&words[at..at + n].join(" ")))
    };
    let from = |start: usize| {
        let (mut at, mut count) = (start, 0);
        while let Some(n) = (at < words.len()).then(|| status_at(at)).flatten() {
            at += n;
            count += 1;
        }
        count
    };
    (0..words.len()).map(from).max().unwrap_or(0)
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
    }
}
