//! Which indicator a text announces.
//!
//! Phrases are sequences of words. A comma or colon in the text must stand in the phrase too, so that
//! "960 hồ sơ, đang giải quyết 31" does not announce "hồ sơ đang giải quyết"; one that the writer left
//! out does not matter ("cán bộ công chức"). A phrase may have gaps, written "…": "hồ sơ … tiếp nhận"
//! also announces itself in "hồ sơ thủ tục hành chính do xã tiếp nhận". A gap spans at most
//! [`MAX_GAP`] words of one clause. "#" is one number: "tiếp nhận # hồ sơ" announces itself in "tiếp nhận 1.200 hồ sơ".

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use tonghop_model::indicator::Indicator;
use tonghop_text::{fold, words};

use crate::folding::{folded, is_mark, normal};

/// Words that one gap of a phrase may span; a gap may also be empty.
const MAX_GAP: usize = 14;

/// Hits beyond this in one text are not collected: a sentence has a handful.
const MAX_HITS: usize = 4096;

/// The id of "#" in phrases.
const NUMBER: u32 = u32::MAX;

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

/// A word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct PhraseWord {
    id: u32,
    /// True where a comma may stand before it.
    comma: bool,
    /// True where a gap may stand before it.
    gap: bool,
}

/// A phrase and the indicators that it announces: a count and a share may use the same words.
#[derive(Debug)]
struct Phrase {
    words: Vec<PhraseWord>,
    indicators: Vec<usize>,
    weight: usize,
}

/// FNV-1a: every word of every text is looked up, and the words come from the catalogue, so that nobody can choose them.
#[derive(Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// All phrases, ready for searching.
#[derive(Debug, Default)]
pub(crate) struct IndicatorIndex {
    /// Folded word → id.
    ids: HashMap<String, u32, BuildHasherDefault<Fnv>>,
    /// Phrases by the id of their first word.
    by_first: Vec<Vec<u32>>,
    phrases: Vec<Phrase>,
    /// Folded units of measure, parallel to the indicators, the own one first; `%` stays `%`.
    units: Vec<Vec<String>>,
    /// Folded phrases beside which a figure is not of the indicator, parallel to the indicators.
    excluded: Vec<Vec<String>>,
}

/// The pieces of a phrase between its gaps, folded, without punctuation: what makes two phrases one.
pub(crate) fn pieces(phrase: &str) -> Vec<String> {
    phrase.split('…').map(normal).filter(|p| !p.is_empty()).collect()
}

impl IndicatorIndex {
    pub fn new(indicators: &[Indicator]) -> Self {
        let mut index = Self::default();
        let mut known: HashMap<Vec<PhraseWord>, usize> = HashMap::new();
        for (number, indicator) in indicators.iter().enumerate() {
            for phrase in &indicator.phrases {
                let (words, weight) = index.phrase_words(phrase);
                let Some(first) = words.first().map(|w| w.id as usize) else {
                    continue;
                };
                let at = *known.entry(words).or_insert_with_key(|words| {
                    index.by_first[first].push(index.phrases.len() as u32);
                    index.phrases.push(Phrase {
                        words: words.clone(),
                        indicators: Vec::new(),
                        weight,
                    });
                    index.phrases.len() - 1
                });
                if !index.phrases[at].indicators.contains(&number) {
                    index.phrases[at].indicators.push(number);
                }
            }
            index.units.push(
                std::iter::once(&indicator.unit)
                    .chain(&indicator.other_units)
                    .map(|u| fold(u))
                    .collect(),
            );
            index
                .excluded
                .push(indicator.excluded_by.iter().map(|p| fold(p)).collect());
        }
        index
    }

    /// The words of a phrase and the number of their letters.
    fn phrase_words(&mut self, phrase: &str) -> (Vec<PhraseWord>, usize) {
        let folded: String = phrase.chars().map(folded).filter(|&c| !is_mark(c)).collect();
        let mut out = Vec::new();
        let mut weight = 0;
        let mut gap = false;
        for token in tokens(&folded) {
            match token {
                Token::Gap => gap = true,
                Token::Break => {}
                Token::Number => out.push(PhraseWord {
                    id: NUMBER,
                    comma: true,
                    gap: false,
                }),
                Token::Word { start, end, comma } => {
                    let word = &folded[start..end];
                    weight += word.len() + 1;
                    out.push(PhraseWord {
                        id: self.id(word),
                        comma,
                        gap: gap && !out.is_empty(),
                    });
                    gap = false;
                }
            }
        }
        (out, weight)
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.by_first.len() as u32;
        self.ids.insert(word.to_owned(), id);
        self.by_first.push(Vec::new());
        id
    }

    /// Hits in order of place, without those inside a longer one.
    pub fn hits(&self, folded: &str) -> Vec<IndicatorHit> {
        let text = self.text_words(folded);
        let mut hits = Vec::new();
        for (at, word) in text.iter().enumerate() {
            let Some(phrases) = word.id.and_then(|id| self.by_first.get(id as usize)) else {
                continue;
            };
            for phrase in phrases.iter().filter_map(|&i| self.phrases.get(i as usize)) {
                let Some(last) = matched(&text[at..], &phrase.words) else {
                    continue;
                };
                let (start, end) = (word.start, text[at + last].end);
                let hit = |&indicator| IndicatorHit {
                    indicator,
                    start,
                    end,
                    weight: phrase.weight,
                };
                hits.extend(phrase.indicators.iter().map(hit));
            }
            if hits.len() >= MAX_HITS {
                break;
            }
        }
        drop_inner(hits)
    }

    fn text_words(&self, folded: &str) -> Vec<TextWord> {
        let mut out = Vec::new();
        let mut breaks = false;
        for token in tokens(folded) {
            match token {
                Token::Break => breaks = true,
                Token::Gap | Token::Number => {}
                Token::Word { start, end, comma } => {
                    let word = &folded[start..end];
                    let number = word.bytes().all(|b| b.is_ascii_digit());
                    // "1.200" is one number.
                    if let Some(last) = out.last_mut().filter(|last: &&mut TextWord| last.number && number)
                        && word.len() == 3
                        && folded.get(last.end..start) == Some(".")
                    {
                        (last.id, last.end) = (None, end);
                        continue;
                    }
                    out.push(TextWord {
                        id: self.ids.get(word).copied(),
                        start,
                        end,
                        comma,
                        breaks,
                        number,
                    });
                    breaks = false;
                }
            }
        }
        out
    }

    /// The indicator of the best hit whose indicator can have the unit.
    pub fn best(&self, folded: &str, hits: &[IndicatorHit], unit: Option<&str>, at: Option<usize>) -> Option<usize> {
        let unit = unit.map(fold);
        hits.iter()
            .filter(|h| unit.as_deref().is_none_or(|u| self.fits(h.indicator, u)))
            .filter(|h| !self.is_excluded(h.indicator, folded))
            .max_by_key(|h| {
                (
                    score(folded, h, at),
                    self.names_unit(h, unit.as_deref()),
                    std::cmp::Reverse(h.start),
                )
            })
            .map(|h| h.indicator)
    }

    /// True where the text holds a phrase beside which a figure is not of this indicator.
    fn is_excluded(&self, indicator: usize, folded: &str) -> bool {
        let phrases = self.excluded.get(indicator).map_or(&[][..], Vec::as_slice);
        phrases.iter().any(|phrase| {
            folded.match_indices(phrase.as_str()).any(|(at, _)| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !letter(folded[..at].chars().next_back()) && !letter(folded[at + phrase.len()..].chars().next())
            })
        })
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
            .any(|known| known == unit || unit != "%" && known != "%" && shares_words(known, unit))
    }
}

/// A word of the searched text.
#[derive(Debug, Clone, Copy)]
struct TextWord {
    /// `None` where no phrase has the word.
    id: Option<u32>,
    start: usize,
    end: usize,
    /// A comma or colon stands before it.
    comma: bool,
    /// A clause ended before it.
    breaks: bool,
    /// Digits.
    number: bool,
}

/// What a folded text consists of.
enum Token {
    Word {
        start: usize,
        end: usize,
        comma: bool,
    },
    /// The end of a clause.
    Break,
    /// "…"
    Gap,
    /// "#"
    Number,
}

fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut letters = text.char_indices().peekable();
    let mut comma = false;
    std::iter::from_fn(move || {
        while let Some((start, c)) = letters.next() {
            if c.is_alphanumeric() {
                let mut end = start + c.len_utf8();
                while let Some((at, next)) = letters.next_if(|(_, next)| next.is_alphanumeric()) {
                    end = at + next.len_utf8();
                }
                return Some(Token::Word {
                    start,
                    end,
                    comma: std::mem::take(&mut comma),
                });
            }
            match c {
                '…' => return Some(Token::Gap),
                '#' => return Some(Token::Number),
                ',' | ':' => comma = true,
                ';' => return Some(Token::Break),
                '.' if letters.peek().is_none_or(|(_, next)| next.is_whitespace()) => return Some(Token::Break),
                _ => {}
            }
        }
        None
    })
}

/// Index of the word on which a phrase ends that starts at the first word of the text.
///
/// Every place behind a gap is tried, so the work is bounded by the reach to the power of the number of gaps,
/// which the data keep at one or two.
fn matched(text: &[TextWord], phrase: &[PhraseWord]) -> Option<usize> {
    let run = phrase.iter().skip(1).take_while(|w| !w.gap).count();
    for (word, wanted) in (1..=run).map(|i| (text.get(i), &phrase[i])) {
        let word = word?;
        let same = if wanted.id == NUMBER {
            word.number
        } else {
            word.id == Some(wanted.id)
        };
        if !same || word.breaks || word.comma && !wanted.comma {
            return None;
        }
    }
    let Some(rest) = phrase.get(run + 1..).filter(|rest| !rest.is_empty()) else {
        return Some(run);
    };
    let behind = text.get(run + 1..)?;
    let reach = behind.iter().take(MAX_GAP + 1).take_while(|w| !w.breaks).enumerate();
    let mut starts = reach.filter(|(_, w)| w.id == Some(rest[0].id)).map(|(i, _)| i);
    starts.find_map(|i| matched(&behind[i..], rest).map(|end| run + 1 + i + end))
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
    // No text between: the figure stands inside the hit.
    let Some(between) = between else { return weight };
    // The figure itself stands at `at`.
    let own = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '%');
    let between = if before {
        between
    } else {
        between.trim_start_matches(own)
    };
    let mut score = weight - i64::try_from(between.len() / 2).unwrap_or(i64::MAX / 2);
    if between.contains(';') || between.contains(". ") {
        score -= 30;
    }
    if between.contains(|c: char| c.is_ascii_digit()) {
        score -= 15;
    }
    score
}

/// True where all words of the shorter unit stand in the longer one: "văn bản" in "kế hoạch, văn bản".
fn shares_words(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut known = words(short).peekable();
    known.peek().is_some() && known.all(|w| words(long).any(|v| v == w))
}

/// Leaves out hits that lie inside a hit of greater weight; sorted by place.
fn drop_inner(mut hits: Vec<IndicatorHit>) -> Vec<IndicatorHit> {
    hits.sort_by(|a, b| (a.start, b.end, b.weight, a.indicator).cmp(&(b.start, a.end, a.weight, b.indicator)));
    let mut kept: Vec<IndicatorHit> = Vec::new();
    for hit in hits {
        let inside = |k: &IndicatorHit| k.start <= hit.start && hit.end <= k.end && hit.weight < k.weight;
        if !kept.iter().rev().take(16).any(inside) {
            kept.push(hit);
        }
    }
    kept
}
