//! Which text every figure stands in.

use crate::facts::{Figure, Text};
use std::collections::{HashMap, HashSet};
use tonghop_model::reading::{Measure, Span};
use tonghop_text::fold;

/// Bytes of text that are searched for the figures of one report that are not where they should be. Reports of a
/// hundred pages need a tenth of it; beyond it such figures belong to no text.
const SEARCHED: usize = 1 << 30;

/// Finds the text of every figure: the one in the same block and cell, else any that holds the quote.
pub(crate) fn figures<'a>(measures: &'a [Measure], texts: &[Text<'_>]) -> Vec<Figure<'a>> {
    let mut search = Search::new(texts, SEARCHED);
    let mut out = Vec::with_capacity(measures.len());
    let last_block = texts.iter().map(|t| t.passage.span.block).max();
    for measure in measures {
        let quote = fold(&measure.quote);
        // The numbers of a form stand behind all texts, in none of them.
        let in_text = Some(measure.span.block) <= last_block;
        let found = in_text.then(|| search.locate(measure, &quote)).flatten();
        let (at, end) = found.map_or((0, 0), |(_, at)| (at, at + quote.len()));
        let words = format!("{quote} {}", fold(&measure.subject));
        out.push(Figure {
            measure,
            words,
            quote: quote.len(),
            text: found.map(|(text, _)| text),
            at,
            end,
        });
    }
    out
}

/// A block and a cell of it.
type Home = (usize, Option<(u32, u32)>);

const fn home(span: Span) -> Home {
    (span.block, span.cell)
}

/// The texts by where they stand, and what was found in them last.
struct Search<'t, 'a> {
    texts: &'t [Text<'a>],
    at_home: HashMap<Home, Vec<usize>>,
    at_place: HashMap<&'t str, Vec<usize>>,
    /// Text and byte of the last quote.
    last: Option<(usize, usize)>,
    /// Quotes that no text holds.
    absent: HashSet<String>,
    /// Bytes that may still be searched.
    left: usize,
}

impl<'t, 'a> Search<'t, 'a> {
    fn new(texts: &'t [Text<'a>], left: usize) -> Self {
        let mut at_home: HashMap<Home, Vec<usize>> = HashMap::new();
        let mut at_place: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, text) in texts.iter().enumerate() {
            at_home.entry(home(text.passage.span)).or_default().push(index);
            at_place.entry(&text.passage.place).or_default().push(index);
        }
        Self {
            texts,
            at_home,
            at_place,
            last: None,
            absent: HashSet::new(),
            left,
        }
    }

    /// The text and the byte of its folded form at which the quote of this figure stands.
    fn locate(&mut self, measure: &Measure, quote: &str) -> Option<(usize, usize)> {
        if quote.is_empty() || self.absent.contains(quote) {
            return None;
        }
        let (texts, span) = (self.texts, measure.span);
        let inside = |i: usize| {
            let own = texts[i].passage.span;
            own.start <= span.start && span.start <= own.end
        };
        let near = self.at_home.get(&home(span)).cloned().unwrap_or_default();
        let found = self
            .first(near.iter().copied().filter(|&i| inside(i)), quote)
            .or_else(|| self.first(near.iter().copied(), quote))
            .or_else(|| {
                let same = self.at_place.get(measure.place.as_str()).cloned().unwrap_or_default();
                self.first(same.into_iter(), quote)
            })
            .or_else(|| self.first(0..texts.len(), quote));
        if found.is_none() && self.left > 0 {
            self.absent.insert(quote.to_owned());
        }
        self.last = found.or(self.last);
        found
    }

    fn first(&mut self, mut among: impl Iterator<Item = usize>, quote: &str) -> Option<(usize, usize)> {
        among.find_map(|index| self.find(index, quote))
    }

    fn find(&mut self, index: usize, quote: &str) -> Option<(usize, usize)> {
        let folded = self.texts[index].folded.as_str();
        if self.left == 0 || folded.len() < quote.len() {
            return None;
        }
        // Equal quotes of one text are told apart by their order.
        let from = self.last.filter(|(text, _)| *text == index).map_or(0, |(_, at)| at + 1);
        let rest = (folded.is_char_boundary(from))
            .then(|| folded[from..].find(quote).map(|at| from + at))
            .flatten();
        let at = rest.or_else(|| folded.find(quote));
        // What was gone through: from the last quote to this one, or all of it.
        let gone = rest.map_or(folded.len(), |at| at - from + quote.len());
        self.left = self.left.saturating_sub(gone);
        at.map(|at| (index, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Context, Facts};
    use crate::sample::Sample;
    use proptest::prelude::*;
    use tonghop_model::reading::{Passage, PassageKind, Understood};

    /// What is meant, without any index: every text is gone through for every figure.
    fn plainly(measures: &[Measure], texts: &[Text<'_>]) -> Vec<Option<(usize, usize)>> {
        let mut last: Option<(usize, usize)> = None;
        let end = texts.iter().map(|t| t.passage.span.block).max();
        let mut out = Vec::new();
        for measure in measures {
            let quote = fold(&measure.quote);
            let span = measure.span;
            let find = |index: usize| {
                let from = last.filter(|(text, _)| *text == index).map_or(0, |(_, at)| at + 1);
                let folded = &texts[index].folded;
                let rest = folded.get(from..).and_then(|r| r.find(&quote).map(|at| from + at));
                rest.or_else(|| folded.find(&quote)).map(|at| (index, at))
            };
            let near = |i: &usize| home(texts[*i].passage.span) == home(span);
            let inside = |i: &usize| {
                let own = texts[*i].passage.span;
                own.start <= span.start && span.start <= own.end
            };
            let all = || 0..texts.len();
            let found = (!quote.is_empty() && Some(span.block) <= end)
                .then(|| {
                    all()
                        .filter(|i| near(i) && inside(i))
                        .find_map(find)
                        .or_else(|| all().filter(near).find_map(find))
                        .or_else(|| {
                            all()
                                .filter(|&i| texts[i].passage.place == measure.place)
                                .find_map(find)
                        })
                        .or_else(|| all().find_map(find))
                })
                .flatten();
            last = found.or(last);
            out.push(found);
        }
        out
    }

    fn span() -> impl Strategy<Value = Span> {
        (0usize..4, prop::option::of((0u32..2, 0u32..2)), 0usize..20, 0usize..20).prop_map(
            |(block, cell, start, more)| Span {
                page: None,
                block,
                cell,
                start,
                end: start + more,
            },
        )
    }

    fn passage() -> impl Strategy<Value = Passage> {
        (span(), "[ab ]{0,12}", "[xy]").prop_map(|(span, text, place)| Passage {
            place,
            kind: PassageKind::Narrative,
            text,
            span,
        })
    }

    fn measure() -> impl Strategy<Value = Measure> {
        (span(), "[ab ]{0,3}", "[xyz]").prop_map(|(span, quote, place)| Measure {
            quote,
            place,
            span,
            ..Measure::default()
        })
    }

    fn understood() -> impl Strategy<Value = Understood> {
        (
            prop::collection::vec(passage(), 0..8),
            prop::collection::vec(measure(), 0..8),
        )
            .prop_map(|(passages, measures)| {
                let mut understood = Sample::new().understood;
                understood.passages = passages;
                understood.reading.measures = measures;
                understood
            })
    }

    proptest! {
        #[test]
        fn the_index_finds_what_going_through_everything_finds(report in understood()) {
            let context = Context::default();
            let facts = Facts::new(0, &report, &context);
            let found: Vec<_> = facts.figures.iter().map(|f| f.text.map(|t| (t, f.at))).collect();
            prop_assert_eq!(found, plainly(&report.reading.measures, &facts.texts));
        }
    }

    #[test]
    fn what_is_searched_is_bounded() {
        let mut report = Sample::new().understood;
        report.passages = vec![Passage {
            place: String::new(),
            kind: PassageKind::Narrative,
            text: "a".repeat(100),
            span: Span::default(),
        }];
        let context = Context::default();
        let facts = Facts::new(0, &report, &context);
        let mut search = Search::new(&facts.texts, 150);
        let measure = Measure::default();
        assert_eq!(search.locate(&measure, "b"), None);
        assert_eq!(search.locate(&measure, "c"), None);
        assert_eq!(search.locate(&measure, "a"), None, "nothing is left to search");
    }
}
