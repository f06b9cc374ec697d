//! Which class a status cell's words belong to.

use std::collections::HashMap;

use tonghop_model::reading::StatusClass;
use tonghop_model::wording::StatusWording;

use crate::folding::normal;

/// Words of a cell beyond this are not looked at: a status is short.
const MAX_WORDS: usize = 40;

/// Words that turn the meaning of what follows around.
const NEGATIONS: [&str; 4] = ["chua", "khong", "chang", "ngoai"];

/// Wordings by their normal form.
#[derive(Debug)]
pub(crate) struct StatusIndex {
    /// Folded words joined by single spaces → class, and whether only the whole cell counts.
    by_phrase: HashMap<String, (StatusClass, bool)>,
    /// The keys in order, for prefixes.
    sorted: Vec<String>,
    /// Number of words of the longest phrase.
    longest: usize,
}

impl StatusIndex {
    pub fn new(wordings: &[StatusWording]) -> Self {
        let by_phrase: HashMap<_, _> = wordings
            .iter()
            .map(|w| (normal(&w.phrase), (w.class, w.whole)))
            .filter(|(phrase, _)| !phrase.is_empty())
            .collect();
        let mut sorted: Vec<String> = by_phrase.keys().cloned().collect();
        sorted.sort();
        let longest = sorted.iter().map(|p| p.split(' ').count()).max().unwrap_or(0);
        Self {
            by_phrase,
            sorted,
            longest,
        }
    }

    pub fn class(&self, text: &str) -> Option<StatusClass> {
        let text = normal(text);
        if text.is_empty() {
            return Some(StatusClass::NotReported);
        }
        if let Some(&(class, _)) = self.by_phrase.get(&text) {
            return Some(class);
        }
        let bounds = word_bounds(&text);
        if let Some((_, class)) = self.longest_at(&text, &bounds, 0) {
            return Some(class);
        }
        self.longest_inside(&text, &bounds)
    }

    /// The longest phrase of at least two words inside the text that no negation precedes; the first of equals.
    fn longest_inside(&self, text: &str, bounds: &[(usize, usize)]) -> Option<StatusClass> {
        let mut best: Option<(usize, StatusClass)> = None;
        for first in 1..bounds.len() {
            let (before_start, before_end) = bounds[first - 1];
            if NEGATIONS.contains(&&text[before_start..before_end]) {
                continue;
            }
            let Some((count, class)) = self.longest_at(text, bounds, first) else {
                continue;
            };
            if count >= 2 && best.is_none_or(|(most, _)| count > most) {
                best = Some((count, class));
            }
        }
        best.map(|(_, class)| class)
    }

    /// Number of words and class of the longest phrase that starts at word `first`.
    fn longest_at(&self, text: &str, bounds: &[(usize, usize)], first: usize) -> Option<(usize, StatusClass)> {
        let start = bounds.get(first)?.0;
        let most = self.longest.min(bounds.len() - first);
        (1..=most).rev().find_map(|count| {
            let end = bounds[first + count - 1].1;
            match self.by_phrase.get(&text[start..end]) {
                Some(&(class, false)) => Some((count, class)),
                _ => None,
            }
        })
    }

    pub fn is_prefix(&self, folded: &str) -> bool {
        let text = normal(folded);
        let at = self.sorted.partition_point(|p| p.as_str() < text.as_str());
        !text.is_empty() && self.sorted.get(at).is_some_and(|p| p.starts_with(&text))
    }

    pub fn is_whole(&self, text: &str) -> bool {
        self.by_phrase.contains_key(&normal(text))
    }
}

/// Start and end of each word of a normal text.
fn word_bounds(text: &str) -> Vec<(usize, usize)> {
    let mut bounds = Vec::new();
    let mut start = 0;
    for word in text.split(' ').take(MAX_WORDS) {
        bounds.push((start, start + word.len()));
        start += word.len() + 1;
    }
    bounds
}
