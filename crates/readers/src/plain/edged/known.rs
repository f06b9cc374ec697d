//! Short lines of cells that a column has more than once: "2022 -", "Đang thực", "Sở Khoa học và".

use super::Entry;
use super::edges::{Columns, Edge};
use crate::plain::words::{Word, gap, joined};
use std::collections::{HashMap, HashSet};

/// Characters of such a line at most.
const SHORT: usize = 18;
/// Characters that a line may stand beside its column's edge.
const BESIDE: usize = 3;
/// The same behind a full cell.
const PUSHED: usize = 10;
/// Words at the end of a cell that are looked at.
const LAST_WORDS: usize = 3;

/// What the columns have more than once.
#[derive(Debug, Default)]
pub(super) struct Known(HashSet<(usize, String)>);

impl Known {
    /// Collects what stands alone between gaps in the rows with cells.
    pub(super) fn of(lines: &[Entry], columns: &Columns) -> Self {
        let mut times: HashMap<(usize, String), usize> = HashMap::new();
        for line in lines.iter().filter(|l| l.counted) {
            let edges = columns.of_page(line.page);
            let words = &line.words[usize::from(line.begins)..];
            let mut from = 0;
            while from < words.len() {
                let to = (from + 1..words.len())
                    .find(|&i| gap(words, i) >= 2)
                    .unwrap_or(words.len());
                let place = words[from].from;
                let column = (2..edges.len()).find(|&c| edges[c].off(place) <= BESIDE);
                if let Some(column) = column.filter(|_| is_short(words, from, to)) {
                    *times.entry((column, joined(&words[from..to]))).or_default() += 1;
                }
                from = to;
            }
        }
        Self(
            times
                .into_iter()
                .filter(|(_, n)| *n > 1)
                .map(|(cell, _)| cell)
                .collect(),
        )
    }

    /// True where the column has these words elsewhere.
    pub(super) fn has(&self, column: usize, words: &[Word], from: usize, to: usize) -> bool {
        is_short(words, from, to) && self.0.contains(&(column, joined(&words[from..to])))
    }

    /// True where the words `from..to`, taken for one cell of a column, end with what a column further right has elsewhere
    /// and stand near its edge.
    pub(super) fn ends(&self, column: usize, words: &[Word], (from, to): (usize, usize), edges: &[Edge]) -> bool {
        (from + 1..to).rev().take(LAST_WORDS).any(|last| {
            let near = |c: &usize| edges[*c].off(words[last].from) <= PUSHED;
            let telling = to - last > 1 || words[last].text.contains(|c: char| c.is_ascii_digit());
            telling
                && (column + 1..edges.len())
                    .filter(near)
                    .any(|c| self.has(c, words, last, to))
        })
    }
}

fn is_short(words: &[Word], from: usize, to: usize) -> bool {
    words[to - 1].to - words[from].from <= SHORT
}
