//! Which indicator a text announces: all phrases of all indicators searched in one pass.
//!
//! Words are compared, punctuation is not: "cán bộ, công chức" and "cán bộ công chức" are one. A phrase
//! may have gaps, written "…": "hồ sơ … tiếp nhận" also announces itself in "hồ sơ thủ tục hành chính
//! do xã tiếp nhận". A gap spans at most [`MAX_GAP`] bytes of one clause.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use tonghop_model::indicator::Indicator;
use tonghop_text::fold;

use crate::status::normal;

/// Bytes that one gap of a phrase may span.
const MAX_GAP: usize = 70;

/// Hits beyond this in one text are not collected: a sentence has a handful.
const MAX_HITS: usize = 4096;

/// A phrase of an indicator found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorHit {
    /// Index in `Catalogue::indicators`.
    pub indicator: usize,
    /// First byte in the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Bytes of the phrase itself, without gaps: how telling the hit is.
    pub weight: usize,
}

/// A phrase as a sequence of pieces with gaps between them.
#[derive(Debug)]
struct Phrase {
    pieces: Vec<usize>,
    /// Indicators that it announces: a count and a share may use the same words.
    indicators: Vec<usize>,
    weight: usize,
}

/// All phrases, ready for searching.
#[derive(Debug)]
pub(crate) struct IndicatorIndex {
    /// `None` where there are no phrases, or where the automaton would be too large.
    pieces: Option<AhoCorasick>,
    /// Phrases by their first piece.
    by_first: Vec<Vec<usize>>,
    phrases: Vec<Phrase>,
    /// Folded units of measure, parallel to the indicators; `%` stays `%`.
    units: Vec<Vec<String>>,
}

/// The pieces of a phrase, folded.
pub(crate) fn pieces(phrase: &str) -> Vec<String> {
    phrase.split('…').map(normal).filter(|p| !p.is_empty()).collect()
}

impl IndicatorIndex {
    pub fn new(indicators: &[Indicator]) -> Self {
        let mut texts: Vec<String> = Vec::new();
        let mut known = HashMap::<String, usize>::new();
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut known_phrases = HashMap::<Vec<usize>, usize>::new();
        for (index, indicator) in indicators.iter().enumerate() {
            for phrase in &indicator.phrases {
                let ids: Vec<usize> = pieces(phrase)
                    .into_iter()
                    .map(|piece| {
                        *known.entry(piece).or_insert_with_key(|piece| {
                            texts.push(piece.clone());
                            texts.len() - 1
                        })
                    })
                    .collect();
                if ids.is_empty() {
                    continue;
                }
                let at = *known_phrases.entry(ids.clone()).or_insert_with(|| {
                    let weight = ids.iter().map(|&i| texts[i].len()).sum();
                    phrases.push(Phrase {
                        pieces: ids,
                        indicators: Vec::new(),
                        weight,
                    });
                    phrases.len() - 1
                });
                if !phrases[at].indicators.contains(&index) {
                    phrases[at].indicators.push(index);
                }
            }
        }
        let mut by_first = vec![Vec::new(); texts.len()];
        for (i, phrase) in phrases.iter().enumerate() {
            by_first[phrase.pieces[0]].push(i);
        }
        let units = indicators
            .iter()
            .map(|i| {
                std::iter::once(&i.unit)
                    .chain(&i.other_units)
                    .map(|u| fold(u))
                    .collect()
            })
            .collect();
        let automaton = if texts.is_empty() {
            None
        } else {
            AhoCorasick::new(&texts).ok()
        };
        Self {
            pieces: automaton,
            by_first,
            phrases,
            units,
        }
    }

    /// Hits in order of place, without those inside a longer one.
    pub fn hits(&self, folded: &str) -> Vec<IndicatorHit> {
        let Some(automaton) = &self.pieces else {
            return Vec::new();
        };
        let text = WordText::new(folded);
        let mut found: Vec<(usize, usize, usize)> = automaton
            .find_overlapping_iter(&text.text)
            .filter(|m| is_word(&text.text, m.start(), m.end()))
            .take(MAX_HITS)
            .map(|m| (m.start(), m.end(), m.pattern().as_usize()))
            .collect();
        found.sort_unstable();
        let mut hits = Vec::new();
        for (at, &(start, end, piece)) in found.iter().enumerate() {
            for &phrase in &self.by_first[piece] {
                let phrase = &self.phrases[phrase];
                let rest = &phrase.pieces[1..];
                let Some(end) = complete(&text.text, &found[at + 1..], end, rest) else {
                    continue;
                };
                let (start, end) = (text.source(start), text.source(end - 1) + 1);
                let hit = |&indicator| IndicatorHit {
                    indicator,
                    start,
                    end,
                    weight: phrase.weight,
                };
                hits.extend(phrase.indicators.iter().map(hit));
            }
        }
        drop_inner(hits)
    }

    /// The indicator of the best hit whose indicator can have the unit.
    pub fn best(&self, folded: &str, hits: &[IndicatorHit], unit: Option<&str>, at: Option<usize>) -> Option<usize> {
        let unit = unit.map(fold);
        hits.iter()
            .filter(|h| unit.as_deref().is_none_or(|u| self.fits(h.indicator, u)))
            .max_by_key(|h| {
                (
                    score(folded, h, at),
                    self.names_unit(h, unit.as_deref()),
                    std::cmp::Reverse(h.start),
                )
            })
            .map(|h| h.indicator)
    }

    /// True where the unit is the indicator's own and not one of the others in which it is stated too.
    fn names_unit(&self, hit: &IndicatorHit, unit: Option<&str>) -> bool {
        let own = self.units.get(hit.indicator).and_then(|u| u.first());
        own.is_some_and(|own| unit.map_or(own != "%", |u| u == own))
    }

    /// True where the indicator is stated in this (folded) unit of measure.
    fn fits(&self, indicator: usize, unit: &str) -> bool {
        let Some(units) = self.units.get(indicator) else {
            return false;
        };
        units
            .iter()
            .any(|known| known == unit || unit != "%" && known != "%" && shares_word(known, unit))
    }
}

/// A text as words joined by single spaces, with `;` where a clause ends, each byte of which knows its source.
struct WordText {
    text: String,
    /// Byte of the text → byte of the source.
    sources: Vec<u32>,
}

impl WordText {
    fn new(source: &str) -> Self {
        let mut out = Self {
            text: String::with_capacity(source.len() + 2),
            sources: Vec::with_capacity(source.len() + 2),
        };
        let mut after_word = false;
        let mut letters = source.char_indices().peekable();
        while let Some((at, c)) = letters.next() {
            if c.is_alphanumeric() {
                if !after_word && !out.text.is_empty() {
                    out.push(' ', at);
                }
                out.push(c, at);
                after_word = true;
                continue;
            }
            after_word = false;
            let ends = c == ';' || c == '.' && letters.peek().is_none_or(|&(_, next)| next.is_whitespace());
            if ends && !out.text.ends_with(';') && !out.text.is_empty() {
                out.push(' ', at);
                out.push(';', at);
            }
        }
        out
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        for i in 0..c.len_utf8() {
            self.sources.push((at + i) as u32);
        }
    }

    fn source(&self, byte: usize) -> usize {
        self.sources.get(byte).map_or(0, |&at| at as usize)
    }
}

/// Weight of a hit less half of its distance from the figure, and less for what stands between them.
fn score(folded: &str, hit: &IndicatorHit, at: Option<usize>) -> i64 {
    let weight = i64::try_from(hit.weight).unwrap_or(i64::MAX / 2);
    let Some(at) = at else { return weight };
    let before = hit.end <= at;
    let between = if before {
        folded.get(hit.end..at)
    } else {
        folded.get(at..hit.start)
    };
    let Some(between) = between else { return weight };
    // The figure itself stands at `at`.
    let own = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '%');
    let between = if before {
        between
    } else {
        between.trim_start_matches(own)
    };
    let mut score = weight - i64::try_from(between.len() / 2).unwrap_or(i64::MAX / 2);
    if breaks_clause(between) {
        score -= 30;
    }
    if between.contains(|c: char| c.is_ascii_digit()) {
        score -= 15;
    }
    score
}

/// True where all words of the shorter unit stand in the longer one: "văn bản" in "kế hoạch, văn bản".
fn shares_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut known = tonghop_text::words(short).peekable();
    known.peek().is_some() && known.all(|w| tonghop_text::words(long).any(|v| v == w))
}

/// True where no letter or digit touches the range from outside.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    outside(text[..start].chars().next_back()) && outside(text[end..].chars().next())
}

/// Where the rest of a phrase ends, with every piece after the one before it within the gap.
fn complete(text: &str, later: &[(usize, usize, usize)], mut end: usize, rest: &[usize]) -> Option<usize> {
    let mut later = later.iter();
    for &piece in rest {
        end = later
            .by_ref()
            .take_while(|m| m.0 <= end + MAX_GAP)
            .find_map(|&(start, stop, found)| {
                (found == piece && start > end && !text[end..start].contains(';')).then_some(stop)
            })?;
    }
    Some(end)
}

/// True where a clause ends inside the text between two pieces.
fn breaks_clause(gap: &str) -> bool {
    gap.contains(';') || gap.contains(". ")
}

/// Leaves out hits that lie inside a hit of greater weight; sorted by place.
fn drop_inner(mut hits: Vec<IndicatorHit>) -> Vec<IndicatorHit> {
    hits.sort_by(|a, b| (a.start, b.end, b.weight).cmp(&(b.start, a.end, a.weight)));
    let mut kept: Vec<IndicatorHit> = Vec::new();
    for hit in hits {
        let inner = kept
            .iter()
            .rev()
            .take(16)
            .any(|k| k.start <= hit.start && hit.end <= k.end && hit.weight < k.weight);
        if !inner {
            kept.push(hit);
        }
    }
    kept
}
