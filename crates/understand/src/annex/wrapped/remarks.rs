//! A column of remarks behind the results: "Ghi chú", "Minh chứng". Its lines follow those of the result.

use super::line::Line;
use tonghop_text::fold;

/// Headings of such columns.
const HEADINGS: [&str; 5] = [
    "ghi chu",
    "minh chung",
    "kiem chung",
    "van ban, tai lieu",
    "tai lieu kem theo",
];
/// Share of the width of the results that a column of remarks has at most: three fifths.
const NARROW: (usize, usize) = (3, 5);
/// Characters by which a line may be shorter than its column is wide although the next word did not fit: letters differ.
const SLACK: usize = 3;

/// True where the last of the column headings is one of remarks.
pub(super) fn are_named(heading: &[Line<'_>]) -> bool {
    let words: Vec<&str> = heading.iter().flat_map(|l| &l.folded).map(String::as_str).collect();
    let text = words.join(" ");
    let remarks = HEADINGS.iter().filter_map(|h| text.rfind(h)).max();
    remarks.is_some_and(|at| text.rfind("ket qua").is_none_or(|result| result < at))
}

/// The first of the lines that belongs to the remarks; their number where none does. `width` is how many characters the
/// longest line of a result has.
pub(super) fn first(lines: &[&str], width: usize) -> usize {
    let narrow = |line: &&str| length(line) * NARROW.1 <= width * NARROW.0;
    let from = lines.len() - lines.iter().rev().take_while(|line| narrow(line)).count();
    (from..lines.len())
        .find(|&at| begins(lines, at, width))
        .unwrap_or(lines.len())
}

/// True where a cell of remarks begins on line `at`.
fn begins(lines: &[&str], at: usize, width: usize) -> bool {
    let opens = |line: &str| line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !opens(lines[at].trim_start()) {
        return false;
    }
    // Lines of a result are broken where it is full, those of remarks earlier.
    let early = |at: usize| ends_early(lines[at], lines[at + 1], width);
    let within = (at..lines.len() - 1).any(|k| early(k) && !opens(lines[k + 1].trim_start()));
    match at.checked_sub(1) {
        None => within,
        Some(above) => early(above) && (within || !is_closed(lines[above])),
    }
}

/// True where the first word of the next line would still have fitted on this one.
fn ends_early(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, length);
    length(line.trim()) + 1 + word + SLACK <= width
}

/// True where a sentence ends, behind which another paragraph of the result may begin.
fn is_closed(line: &str) -> bool {
    fold(line.trim_end()).ends_with(['.', ';', ':'])
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_lines_behind_a_result_are_remarks() {
        let result = ["Thực hiện theo hướng dẫn của", "Sở Tài chính"];
        let lines = |tail: &[&'static str]| [&result[..], tail].concat();
        assert_eq!(first(&lines(&["Có danh", "sách kèm", "theo"]), 29), 2);
        assert_eq!(first(&lines(&["Kèm ảnh"]), 29), 2);
        assert_eq!(first(&result, 29), 2);
        assert_eq!(first(&["Quyết định", "số 112"], 29), 0);
    }

    #[test]
    fn short_paragraphs_of_a_result_are_none() {
        assert_eq!(first(&["Mở 02 lớp.", "Lập 12 tổ."], 29), 2);
        assert_eq!(first(&["- Mở 02 lớp", "- Lập 12 tổ"], 29), 2);
    }
}
