//! A column of remarks behind the results: "Ghi chú", "Minh chứng". Its lines follow those of the result.

use super::line::Line;
use std::collections::HashSet;
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

/// How remarks are told from results.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Characters that a line of a result has at most.
    width: usize,
    /// First lines of remarks that are sure, folded.
    known: HashSet<String>,
}

impl Remarks {
    /// Learns from the lines of results with the remarks behind them, row by row.
    pub fn learn(rows: &[Vec<&str>]) -> Self {
        let widest = rows.iter().filter_map(|lines| lines.iter().map(|l| length(l)).max());
        let mut widths: Vec<usize> = widest.collect();
        widths.sort_unstable_by(|a, b| b.cmp(a));
        // Where columns ran together a single row has wider lines.
        let supported = widths
            .windows(2)
            .find(|pair| pair[0] <= pair[1] + SLACK)
            .map(|pair| pair[0]);
        let mut remarks = Self {
            width: supported.or(widths.first().copied()).unwrap_or(0),
            known: HashSet::new(),
        };
        let sure = rows.iter().filter_map(|lines| lines.get(remarks.first(lines)));
        remarks.known = sure.map(|line| fold(line)).collect();
        remarks
    }

    /// The first of the lines that belongs to the remarks; their number where none does.
    pub fn first(&self, lines: &[&str]) -> usize {
        let narrow = |line: &&str| length(line) * NARROW.1 <= self.width * NARROW.0;
        let from = lines.len() - lines.iter().rev().take_while(|line| narrow(line)).count();
        (from..lines.len())
            .find(|&at| self.begins(lines, at))
            .unwrap_or(lines.len())
    }

    /// True where a cell of remarks begins on line `at`.
    fn begins(&self, lines: &[&str], at: usize) -> bool {
        let line = lines[at].trim_start();
        if !line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return false;
        }
        // Lines of a result are broken where it is full, those of remarks earlier.
        let early = |at: usize| {
            lines
                .get(at + 1)
                .is_some_and(|next| ends_early(lines[at], next, self.width))
        };
        let goes_on = |next: &&str| {
            !next
                .trim_start()
                .starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '+' | '•'))
        };
        let broken = early(at) && lines.get(at + 1).is_some_and(goes_on);
        // A figure, or what ends a sentence, is the last line of the result.
        let apart = line.starts_with(char::is_uppercase) && !lines.last().is_some_and(|last| is_closed(last));
        match at.checked_sub(1) {
            None => broken,
            Some(above) => {
                let told = broken || apart && is_whole(lines[above]) || self.known.contains(&fold(line));
                early(above) && told
            }
        }
    }
}

/// True where the first word of the next line would still have fitted on this one.
fn ends_early(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, length);
    length(line.trim()) + 1 + word + SLACK <= width
}

/// Words behind which a phrase goes on: "theo hướng dẫn của" over "Sở Tài chính".
const CONNECTING: [&str; 12] = [
    "của", "và", "các", "với", "cho", "tại", "theo", "trên", "từ", "ở", "số", "là",
];

/// True where a cell may end that closes no sentence.
fn is_whole(line: &str) -> bool {
    let last = line.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    !is_closed(line) && !line.trim_end().ends_with([',', '-', '–']) && !CONNECTING.contains(&last.as_str())
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

    const RESULT: [&str; 2] = ["Thực hiện theo hướng dẫn của", "Sở Tài chính"];

    fn first(lines: &[&str]) -> usize {
        let rows = [RESULT.to_vec(), RESULT.to_vec(), lines.to_vec()];
        Remarks::learn(&rows).first(lines)
    }

    #[test]
    fn narrow_lines_behind_a_result_are_remarks() {
        let lines = |tail: &[&'static str]| [&RESULT[..], tail].concat();
        assert_eq!(first(&lines(&["Có danh", "sách kèm", "theo"])), 2);
        assert_eq!(first(&lines(&["Kèm ảnh"])), 2);
        assert_eq!(first(&RESULT), 2);
        assert_eq!(first(&["Quyết định", "số 112"]), 0);
        assert_eq!(first(&["Chưa thực hiện", "Có danh", "sách kèm"]), 1);
    }

    #[test]
    fn a_remark_of_other_rows_is_known_where_a_page_cuts_it() {
        let cut = ["Đã lập 12 tổ.", "Quyết định"];
        let rows = [
            RESULT.to_vec(),
            RESULT.to_vec(),
            ["Quyết định", "số 112"].to_vec(),
            cut.to_vec(),
        ];
        assert_eq!(Remarks::learn(&rows).first(&cut), 1);
        assert_eq!(first(&cut), 2);
    }

    #[test]
    fn short_paragraphs_of_a_result_are_none() {
        assert_eq!(first(&["Mở 02 lớp.", "Lập 12 tổ."]), 2);
        assert_eq!(first(&["- Mở 02 lớp", "- Lập 12 tổ"]), 2);
        assert_eq!(first(&["Đã thu được của các hộ dân", "240 triệu đồng."]), 2);
        assert_eq!(first(&["Chờ hướng dẫn của", "Sở Tài chính"]), 2);
    }
}
