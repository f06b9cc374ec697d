//! Column headings and their repetitions on later pages.

use super::super::aligned::is_label;
use super::super::lines::Line;
use super::super::words::{Word, heading_spans, words};
use super::edges::Columns;
use std::collections::HashMap;

/// Lines of column headings above and below the one that heads the numbers.
pub(super) const HEAD_LINES: usize = 6;

/// The headings of a table.
#[derive(Debug)]
pub(super) struct Headings {
    /// First line.
    pub start: usize,
    /// The line with "TT".
    pub mark: usize,
    /// One past the last line.
    pub end: usize,
    /// The first lines of the repetitions.
    repeated: Vec<usize>,
}

/// The first headings whose first column is one of numbers.
pub(super) fn find(body: &[Line]) -> Option<Headings> {
    let mark = (0..body.len()).find(|&i| heads_numbers(body, i))?;
    let own = squashed(&body[mark]);
    let alike: Vec<usize> = (mark + 1..body.len())
        .filter(|&i| body[i].page != body[mark].page && squashed(&body[i]) == own)
        .collect();
    let (above, below) = match alike.first() {
        Some(&second) => common(body, mark, second),
        None => (alone_above(body, mark), alone_below(body, mark)),
    };
    let start = mark - above;
    let repeated = alike.iter().filter(|&&m| m >= above).map(|m| m - above).collect();
    Some(Headings {
        start,
        mark,
        end: mark + below + 1,
        repeated,
    })
}

/// True for a line that begins with "TT", "STT", or with the first letters of it where a narrow column breaks the word.
fn heads_numbers(body: &[Line], i: usize) -> bool {
    let first = |i: usize| {
        let line = body.get(i)?;
        let (word, rest) = line.text.split_once(' ').unwrap_or((&line.text, ""));
        Some((word.to_uppercase(), !rest.trim().is_empty()))
    };
    let Some((word, others)) = first(i) else { return false };
    let below = |n: usize| first(i + n).is_some_and(|(w, _)| w == "T");
    let own = match word.as_str() {
        "TT" | "STT" => true,
        "SỐ" => body[i].text.to_uppercase().starts_with("SỐ TT") || first(i + 1).is_some_and(|(w, _)| w == "TT"),
        "ST" => below(1),
        "S" => below(1) && below(2),
        _ => false,
    };
    own && others
}

fn squashed(line: &Line) -> String {
    tonghop_text::squash_space(&line.text)
}

/// Lines above and below the two marks that are the same.
fn common(body: &[Line], first: usize, second: usize) -> (usize, usize) {
    let same = |a: Option<usize>, b: Option<usize>| {
        let lines = a.and_then(|a| body.get(a)).zip(b.and_then(|b| body.get(b)));
        lines.is_some_and(|(a, b)| squashed(a) == squashed(b))
    };
    let above = (1..=HEAD_LINES).take_while(|n| same(first.checked_sub(*n), second.checked_sub(*n)));
    let below = (1..=HEAD_LINES).take_while(|n| same(Some(first + n), Some(second + n)));
    (above.count(), below.count())
}

/// Lines above headings that stand only once: they are set in from the numbers and short or apart.
fn alone_above(body: &[Line], mark: usize) -> usize {
    let left = body[mark].indent;
    let cell = |i: usize| {
        body.get(i)
            .is_some_and(|l| l.indent > left + 2 && l.page == body[mark].page && l.text.contains("   "))
    };
    (1..=HEAD_LINES)
        .take_while(|n| mark.checked_sub(*n).is_some_and(cell))
        .count()
}

/// Lines below them up to the first label.
fn alone_below(body: &[Line], mark: usize) -> usize {
    let row = |i: usize| {
        body.get(i).is_none_or(|l| {
            let label = l.text.split(' ').next().unwrap_or_default();
            is_label(label) && l.indent <= body[mark].indent + super::LABEL_REACH
        })
    };
    let lines = (1..=HEAD_LINES).take_while(|n| !row(mark + n)).count();
    if lines == HEAD_LINES { 0 } else { lines }
}

impl Headings {
    /// One past the repetition that starts at line `at`.
    pub(super) fn repeated_at(&self, at: usize) -> Option<usize> {
        let starts = self.repeated.binary_search(&at).is_ok();
        starts.then_some(at + self.end - self.start)
    }

    /// The words of the headings on each page that has them.
    pub(super) fn of_pages(&self, body: &[Line]) -> HashMap<u32, Vec<Vec<Word>>> {
        let starts = std::iter::once(self.start).chain(self.repeated.iter().copied());
        let lines = |start: usize| {
            let end = (start + self.end - self.start).min(body.len());
            body[start..end].iter().map(words).collect()
        };
        starts.map(|start| (body[start].page, lines(start))).collect()
    }

    /// The texts of the headings: each word stands in the column whose heading it meets, or where one blank joins two of
    /// them, in the one in which its middle stands.
    pub(super) fn cells(&self, body: &[Line], columns: &Columns) -> Vec<String> {
        let (page, head) = self.clearest(body, columns.count);
        let spans = heading_spans(&head);
        let edges = columns.of_page(page);
        let headed = spans.len() == columns.count;
        let starts: Vec<usize> = if headed {
            spans.iter().map(|s| s.0).collect()
        } else {
            edges.iter().map(|e| e.from).collect()
        };
        let below = |word: &Word| {
            spans
                .iter()
                .position(|s| word.from < s.1 && s.0 < word.to)
                .filter(|_| headed)
        };
        let mut out = vec![String::new(); columns.count];
        for line in &head {
            let mut column_before = None;
            for word in line {
                let middle = usize::midpoint(word.from, word.to - 1);
                let by_middle = || starts.partition_point(|e| *e <= middle).saturating_sub(1);
                let at = below(word).unwrap_or_else(by_middle);
                if !out[at].is_empty() {
                    out[at].push(if column_before == Some(at) { ' ' } else { '\n' });
                }
                out[at].push_str(&word.text);
                column_before = Some(at);
            }
        }
        out
    }

    /// The headings on the first page on which fewest of them are one blank apart.
    fn clearest(&self, body: &[Line], count: usize) -> (u32, Vec<Vec<Word>>) {
        let mut pages: Vec<_> = self.of_pages(body).into_iter().collect();
        pages.sort_unstable_by_key(|(page, _)| *page);
        let apart = |head: &[Vec<Word>]| Some(heading_spans(head).len()).filter(|n| *n <= count);
        let best = pages.iter().map(|(_, head)| apart(head)).max().flatten();
        let clear = pages.iter().position(|(_, head)| apart(head) == best);
        pages.swap_remove(clear.unwrap_or(0))
    }
}
