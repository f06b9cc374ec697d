//! Which words at a place of a text name a type of document.

use crate::tokens::Tokens;
use std::collections::HashMap;
use std::sync::Arc;
use tonghop_catalogue::Catalogue;
use tonghop_model::wording::DocumentType;

/// A type of document at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindHit<'k> {
    /// Name in the catalogue: "Kế hoạch".
    pub name: &'k str,
    /// Number of tokens that the words take.
    pub tokens: usize,
    /// True where an abbreviation stands there: "QĐ".
    pub short: bool,
}

/// Names, aliases and abbreviations of document types.
pub(crate) struct Kinds<'k> {
    types: &'k [DocumentType],
    index: Arc<KindIndex>,
}

/// Words of document types, each with the type's place in the catalogue.
struct KindIndex {
    /// First word in lower case → (all words in lower case, type), longest first.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Abbreviation as printed → type.
    short: HashMap<String, usize>,
    /// One bit for each first word's [`trace`]: most words of a text need no look into `names`.
    traces: [u64; 16],
}

/// A number below 1024 that equal words share.
fn trace(word: &str) -> usize {
    let bytes = word.as_bytes();
    let at = |i: usize| usize::from(bytes.get(i).copied().unwrap_or(0));
    (at(0) * 31 + at(1) * 7 + at(bytes.len() / 2) * 3 + at(bytes.len().saturating_sub(1)) + bytes.len() * 131) % 1024
}

impl KindIndex {
    fn new(catalogue: &Catalogue) -> Self {
        let mut index = Self {
            names: HashMap::new(),
            short: HashMap::new(),
            traces: [0; 16],
        };
        let mut types: Vec<_> = catalogue.document_types.iter().enumerate().collect();
        // An abbreviation that two types share belongs to the shorter name: KH is "Kế hoạch".
        types.sort_by_key(|(_, t)| t.name.len());
        for (at, kind) in types {
            index.add_name(&kind.name, at);
            index.add_short(&kind.abbreviation, at);
            for alias in &kind.aliases {
                if alias.contains(char::is_lowercase) {
                    index.add_name(alias, at);
                } else {
                    index.add_short(alias, at);
                }
            }
        }
        for list in index.names.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        index
    }

    fn add_name(&mut self, words: &str, kind: usize) {
        let tokens = Tokens::new(words);
        let words: Vec<String> = (0..tokens.len()).map(|i| tokens.low(i).to_owned()).collect();
        if let Some(first) = words.first() {
            let trace = trace(first);
            self.traces[trace / 64] |= 1 << (trace % 64);
            self.names.entry(first.clone()).or_default().push((words, kind));
        }
    }

    fn add_short(&mut self, short: &str, kind: usize) {
        if !short.is_empty() && short.chars().all(char::is_alphabetic) {
            self.short.entry(short.to_owned()).or_insert(kind);
        }
    }
}

impl<'k> Kinds<'k> {
    /// The types of the catalogue; their words are prepared once per catalogue.
    pub fn new(catalogue: &'k Catalogue) -> Self {
        Self {
            types: &catalogue.document_types,
            index: catalogue.derived(KindIndex::new),
        }
    }

    fn name(&self, kind: usize) -> Option<&'k str> {
        self.types.get(kind).map(|t| t.name.as_str())
    }

    /// The longest type name at the token `i`; an abbreviation only in capital letters.
    pub fn at(&self, tokens: &Tokens<'_>, i: usize) -> Option<KindHit<'k>> {
        let trace = trace(tokens.low(i));
        if self.index.traces[trace / 64] & (1 << (trace % 64)) != 0
            && let Some(list) = self.index.names.get(tokens.low(i))
            && let Some((words, kind)) = list
                .iter()
                .find(|(words, _)| words.iter().enumerate().all(|(n, w)| tokens.low(i + n) == w))
        {
            return Some(KindHit {
                name: self.name(*kind)?,
                tokens: words.len(),
                short: false,
            });
        }
        let word = tokens.word(i);
        if !word.starts_with(char::is_uppercase) || word.len() > 12 {
            return None;
        }
        Some(KindHit {
            name: self.name(*self.index.short.get(word)?)?,
            tokens: 1,
            short: true,
        })
    }

    /// The type that a symbol such as "QĐ-UBND", "NQ/TW" or "UBND-VHXH" stands for.
    ///
    /// A symbol that starts with no type's abbreviation is that of an official letter (công văn bears
    /// no abbreviation, Nghị định 30/2020/NĐ-CP, Annex I).
    pub fn of_symbol(&self, symbol: &str) -> (&'k str, bool) {
        symbol
            .split(|c: char| !c.is_alphabetic())
            .filter(|part| !part.is_empty())
            .take(2)
            .find_map(|part| self.name(*self.index.short.get(part)?))
            .map_or(("Công văn", false), |name| (name, true))
    }
}
