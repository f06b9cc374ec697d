//! Where a title begins.

use super::super::super::super::labels::{self, Label};
use super::super::fit::{Token, fit, tokens};
use super::super::headings::is_upper;
use super::{DUE, Walker};

/// Words that a title's first lines share with its wording: fewer for the task that is due.
const OPENING_DUE: usize = 4;

const OPENING_ELSEWHERE: usize = 8;

/// Words of an opening that are looked at, and the lines they may stand on.
const OPENING_WORDS: usize = 16;

const OPENING_LINES: usize = 6;

impl Walker<'_, '_, '_, '_> {
    /// The first line of the first title behind which others follow in order.
    pub(super) fn first_title(&self) -> usize {
        const FOLLOWING: usize = 2;
        const NEAR: usize = 250;
        let starts: Vec<(usize, usize)> = (0..self.lines.len())
            .filter_map(|i| self.opening(i, 0).map(|(task, _)| (i, task)))
            .collect();
        let followed = |(at, &(line, task)): (usize, &(usize, usize))| {
            let mut last = task;
            let mut count = 0;
            for &(other, next) in starts[at + 1..].iter().take_while(|(other, _)| *other < line + NEAR) {
                if next > last && other > line {
                    last = next;
                    count += 1;
                }
            }
            count >= FOLLOWING
        };
        let found = starts.iter().enumerate().find(|&pair| followed(pair));
        found.map_or(self.lines.len(), |(_, &(line, _))| line)
    }

    /// The task whose title begins on line `i`, and how many words of a label stand before it.
    pub(super) fn opening(&self, i: usize, due: usize) -> Option<(usize, usize)> {
        let text = self.lines[i].text.trim();
        let (label, rest) = match labels::split(text) {
            Some((Label::Row, label, rest)) if !rest.is_empty() => (Some(label), rest),
            _ => (None, text),
        };
        if !rest.starts_with(char::is_uppercase) || is_upper(rest) {
            return None;
        }
        let skipped = label.map_or(0, |label| tokens(label).len());
        let line = self.tokens[i].get(skipped..)?;
        let mut words: Vec<Token> = line.iter().filter(|t| !t.year).cloned().collect();
        let own = words.len();
        let below = self.tokens[i + 1..]
            .iter()
            .take(OPENING_LINES - 1)
            .flatten()
            .filter(|t| !t.year);
        words.extend(below.cloned());
        words.truncate(OPENING_WORDS.max(own));
        let agreement = |t: usize| {
            let wording = &self.prepared.tasks[t].words;
            let least = own.min(OPENING_DUE).min(wording.len());
            let alike = (0..least).filter(|&k| wording[k] == words[k].word).count();
            if own < 2 || alike + 1 < least || wording.first() != words.first().map(|t| &t.word) {
                return 0;
            }
            // What stands below may be another cell: the title's own line counts as well.
            let found = |line: &[Token]| fit(wording, 0, line).map_or(0, |fit| fit.found);
            found(&words[..own]).max(found(&words))
        };
        let free = |t: &usize| self.titles.iter().all(|title| title.task != *t);
        let best = (0..self.prepared.tasks.len())
            .filter(free)
            .map(|t| (agreement(t), t))
            .filter(|&(words, t)| {
                let near = t >= due && t < due + DUE;
                let least = if near { OPENING_DUE } else { OPENING_ELSEWHERE };
                words >= least.min(self.prepared.tasks[t].words.len())
            })
            .max_by_key(|&(words, t)| (words, usize::MAX - t))?;
        Some((best.1, skipped))
    }

    /// True where line `i` is rather the rest of the title above: its words are just what that one still lacks.
    pub(super) fn goes_on_better(&self, i: usize) -> bool {
        let words = self.tokens[i].iter().filter(|t| !t.year).count();
        self.titles.last().is_some_and(|title| {
            let wording = &self.prepared.tasks[title.task].words;
            fit(wording, title.passed, &self.tokens[i])
                .is_some_and(|f| f.found == words && f.end == title.passed + words)
        })
    }
}
