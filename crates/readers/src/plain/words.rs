//! The words of a printed line with their places on the paper.

use super::lines::Line;

/// A word with its first column on the paper and the one past its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub from: usize,
    pub to: usize,
    pub text: String,
}

/// The words of a line from left to right.
pub(super) fn words(line: &Line) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in line.text.chars().enumerate() {
        if c.is_whitespace() {
            open = false;
            continue;
        }
        let place = line.indent + at;
        match out.last_mut() {
            Some(last) if open => {
                last.to = place + 1;
                last.text.push(c);
            }
            _ => out.push(Word {
                from: place,
                to: place + 1,
                text: c.to_string(),
            }),
        }
        open = true;
    }
    out
}

/// Blanks before word `i`; the first word has as many as there are.
pub(super) fn gap(words: &[Word], i: usize) -> usize {
    i.checked_sub(1)
        .map_or(words[i].from, |before| words[i].from - words[before].to)
}

/// The text of some words.
pub(super) fn joined(words: &[Word]) -> String {
    words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Where each heading stands: its words are clusters that stand above each other or one blank apart. A heading that several
/// columns share is none: "Mức độ" over "Đã làm", "Đang làm" and "Chưa làm".
pub(super) fn heading_spans(head: &[Vec<Word>]) -> Vec<(usize, usize)> {
    let lines: Vec<Vec<(usize, usize)>> = head.iter().map(|line| runs(line)).collect();
    // The numbers stand at the left edge: no heading there is shared.
    let left = lines.iter().flatten().map(|run| run.0).min().unwrap_or(0);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut shared: Vec<(usize, usize)> = Vec::new();
    for (k, line) in lines.iter().enumerate() {
        for &run in line {
            if shared.iter().any(|s| run.0 < s.1 && s.0 < run.1) {
                continue;
            }
            let below = columns_below(run, &lines[k + 1..]);
            if let Some(below) = below.filter(|_| run.0 > left) {
                let (first, last) = (below[0].0, below[below.len() - 1].1);
                shared.push((run.0.min(first), run.1.max(last)));
                spans.extend(below);
            } else {
                spans.push(run);
            }
        }
    }
    spans.sort_unstable();
    let mut headings: Vec<(usize, usize)> = Vec::new();
    for (from, to) in spans {
        match headings.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => headings.push((from, to)),
        }
    }
    headings
}

/// Words one blank apart.
fn runs(line: &[Word]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for word in line {
        match runs.last_mut() {
            Some(last) if word.from <= last.1 + 1 => last.1 = word.to,
            _ => runs.push((word.from, word.to)),
        }
    }
    runs
}

/// The headings of the columns that share a heading: several below it on one line, the line with most of them.
fn columns_below(run: (usize, usize), lines: &[Vec<(usize, usize)>]) -> Option<Vec<(usize, usize)>> {
    let below = lines.iter().map(|line| {
        let own = line.iter().filter(|r| r.0 <= run.1 && run.0 <= r.1);
        own.copied().collect::<Vec<_>>()
    });
    // Of equally many the upper ones.
    below.filter(|own| own.len() >= 2).rev().max_by_key(Vec::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(head: &[&str]) -> Vec<(usize, usize)> {
        let word = |(page, text): (usize, &&str)| {
            let body = super::super::lines::split(text, 1000).body;
            let _ = page;
            body.iter().flat_map(words).collect::<Vec<_>>()
        };
        heading_spans(&head.iter().enumerate().map(word).collect::<Vec<_>>())
    }

    #[test]
    fn a_heading_that_columns_share_is_none_of_its_own() {
        let head = [
            "TT   Nhiệm vụ      Mức độ thực hiện     Kết quả",
            "     của xã        Đã     Đang   Chưa   cụ thể",
            "                   làm    làm    làm",
        ];
        assert_eq!(spans(&head), [(0, 2), (5, 13), (19, 21), (26, 30), (33, 37), (40, 47)]);
        let plain = [
            "TT   Nhiệm vụ      Mức độ        Kết quả",
            "                   hoàn thành    cụ thể",
        ];
        assert_eq!(spans(&plain), [(0, 2), (5, 13), (19, 29), (33, 40)]);
    }
}
