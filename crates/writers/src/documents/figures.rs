//! Figures of a report inside its own text: each is bound to the measure that was read from it.

use std::collections::BTreeMap;

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::Inline;
use tonghop_model::reading::Measure;

use super::text::value;

/// Longest quotation that is bound as one value, characters.
const LONGEST: usize = 120;

/// The figures of one report.
#[derive(Debug)]
pub struct Figures<'a> {
    /// Measures with their key and source.
    measures: Vec<(&'a str, String, String)>,
}

impl<'a> Figures<'a> {
    /// No figures.
    pub const fn none() -> Self {
        Self { measures: Vec::new() }
    }

    /// The measures of a report, longest quotation first, so that a part never hides the whole; the same words beside each other.
    pub fn new(words: &Messages, file: &str, measures: &'a [Measure]) -> Self {
        let source = |measure: &Measure| {
            let page = measure.span.page.map_or_else(String::new, |p| p.to_string());
            let args = [("file", Arg::Text(file.to_owned())), ("page", Arg::Text(page.clone()))];
            words.word(
                if page.is_empty() {
                    "official-source-file"
                } else {
                    "official-source-page"
                },
                &args,
            )
        };
        let mut list: Vec<_> = measures
            .iter()
            .enumerate()
            .filter(|(_, m)| !m.is_target && !m.quote.is_empty() && m.quote.chars().count() <= LONGEST)
            .map(|(i, m)| (m.quote.as_str(), format!("report:measure:{i}"), source(m)))
            .collect();
        list.sort_by_key(|(quote, ..)| (std::cmp::Reverse(quote.len()), *quote));
        Self { measures: list }
    }

    /// The text with its figures as values.
    pub fn bound(&self, text: &str) -> Vec<Inline> {
        // Where each piece begins: its end and its measure.
        let mut taken: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        // The same words may be read hundreds of times in one cell: each search goes on behind the last one.
        let mut searched = ("", 0);
        for (index, (quote, ..)) in self.measures.iter().enumerate() {
            if searched.0 != *quote {
                searched = (quote, 0);
            }
            let from = searched.1;
            let is_free = |at: usize| {
                let before = taken.range(..at + quote.len()).next_back();
                before.is_none_or(|(_, (end, _))| *end <= at)
            };
            let free = text[from..]
                .match_indices(quote)
                .map(|(at, _)| from + at)
                .find(|at| is_free(*at));
            searched.1 = free.map_or(text.len(), |at| at + quote.len());
            if let Some(at) = free {
                taken.insert(at, (at + quote.len(), index));
            }
        }
        let mut pieces = Vec::with_capacity(taken.len() * 2 + 1);
        let mut done = 0;
        for (from, (to, index)) in taken {
            if done < from {
                pieces.push(Inline::text(&text[done..from]));
            }
            let (_, key, source) = &self.measures[index];
            pieces.push(value(&text[from..to], key, source.as_str()));
            done = to;
        }
        if done < text.len() {
            pieces.push(Inline::text(&text[done..]));
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn every_figure_of_a_text_is_bound_and_nothing_is_lost() {
        let measure = |quote: &str| Measure {
            quote: quote.into(),
            ..Measure::default()
        };
        let measures = ["85%", "khoảng 85% hộ", "16/16 thôn", "85%"].map(measure);
        let words = Messages::new(Lang::Vi);
        let figures = Figures::new(&words, "bao-cao.docx", &measures);
        let text = "Có khoảng 85% hộ; 85% người; 16/16 thôn, 85%.";
        let pieces = figures.bound(text);
        let values: Vec<&str> = pieces
            .iter()
            .filter_map(|p| match p {
                Inline::Value { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(values, ["khoảng 85% hộ", "85%", "16/16 thôn", "85%"]);
        let whole: String = pieces
            .iter()
            .map(|p| match p {
                Inline::Value { text, .. } | Inline::Text(text) => text.as_str(),
                _ => "",
            })
            .collect();
        assert_eq!(whole, text);
    }
}
