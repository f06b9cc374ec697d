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

/// Where each heading stands: its words are clusters that stand above each other or one blank apart.
pub(super) fn heading_spans(head: &[Vec<Word>]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for line in head {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for word in line {
            match runs.last_mut() {
                Some(last) if word.from <= last.1 + 1 => last.1 = word.to,
                _ => runs.push((word.from, word.to)),
            }
        }
        spans.extend(runs);
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
