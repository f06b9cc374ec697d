//! One report prepared for checking: folded texts, figures tied to the text they stand in.

use crate::phrases;
use crate::tie;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use tonghop_model::finding::Place;
use tonghop_model::indicator::Indicator;
use tonghop_model::reading::{Measure, Passage, PassageKind, Reading, Section, Span, TaskRow, Understood};
use tonghop_model::wording::CheckWordings;
use tonghop_text::fold;

/// What checks know besides the reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The catalogue's indicators; may be empty.
    pub indicators: &'a [Indicator],
    /// What the checks of the annex look for in a report's words; without it V204, V206 and V207 stay silent.
    pub wordings: Option<&'a CheckWordings>,
}

impl Context<'_> {
    /// The indicator with this code.
    pub(crate) fn indicator(&self, code: Option<&str>) -> Option<&Indicator> {
        let code = code?;
        self.indicators.iter().find(|i| i.code == code)
    }
}

/// One report.
pub(crate) struct Facts<'a> {
    /// Index in the set that is checked together.
    pub report: usize,
    pub understood: &'a Understood,
    pub reading: &'a Reading,
    /// Parallel to the passages.
    pub texts: Vec<Text<'a>>,
    /// Parallel to the measures.
    pub figures: Vec<Figure<'a>>,
    /// Indices of the figures of each text, in order.
    by_text: Vec<Vec<usize>>,
    /// The heading above each heading.
    parents: Vec<Option<usize>>,
    /// The first text of each result.
    results: OnceCell<HashMap<&'a str, usize>>,
    pub context: &'a Context<'a>,
}

/// A passage.
pub(crate) struct Text<'a> {
    pub passage: &'a Passage,
    pub folded: String,
    lower: OnceCell<String>,
    /// Index of the heading it stands under.
    pub section: Option<usize>,
}

impl Text<'_> {
    /// The text in lower case, with its diacritics.
    pub fn lower(&self) -> &str {
        self.lower.get_or_init(|| self.passage.text.to_lowercase())
    }
}

/// A figure.
pub(crate) struct Figure<'a> {
    pub measure: &'a Measure,
    /// Folded quote and subject.
    pub words: String,
    /// Bytes of the quote in the words.
    pub(crate) quote: usize,
    /// Index of the text it stands in.
    pub text: Option<usize>,
    /// Byte range of the quote in the text's folded form.
    pub at: usize,
    pub end: usize,
}

impl<'a> Facts<'a> {
    pub fn new(report: usize, understood: &'a Understood, context: &'a Context<'a>) -> Self {
        let reading = &understood.reading;
        let mut section = None;
        let texts: Vec<Text> = understood
            .passages
            .iter()
            .map(|passage| {
                section = section_before(&reading.sections, passage.span).or(section);
                Text {
                    passage,
                    folded: fold(&passage.text),
                    lower: OnceCell::new(),
                    section,
                }
            })
            .collect();
        let figures = tie::figures(&reading.measures, &texts);
        let mut by_text = vec![Vec::new(); texts.len()];
        for (index, figure) in figures.iter().enumerate() {
            if let Some(text) = figure.text {
                by_text[text].push(index);
            }
        }
        Self {
            report,
            understood,
            reading,
            texts,
            figures,
            by_text,
            parents: parents(&reading.sections),
            results: OnceCell::new(),
            context,
        }
    }

    /// The figures of these texts, in the order of the report.
    pub fn figures_in(&self, texts: RangeInclusive<usize>) -> impl DoubleEndedIterator<Item = &Figure<'a>> {
        let mut found = self.by_text.get(texts).unwrap_or_default().concat();
        found.sort_unstable();
        found.into_iter().map(|index| &self.figures[index])
    }

    /// The other figures in the row of a table that a figure stands in; none where it stands in no table.
    pub fn beside(&self, figure: &Figure) -> impl Iterator<Item = &Figure<'a>> {
        /// Columns to both sides that are looked at.
        const REACH: usize = 16;
        let own = figure.measure.span;
        let at = self.figures.partition_point(|f| f.measure.span.begin() < own.begin());
        let near = at.saturating_sub(REACH)..self.figures.len().min(at + REACH);
        let row = own.cell.map(|(row, _)| row);
        self.figures[near].iter().filter(move |f| {
            let span = f.measure.span;
            row.is_some() && span.block == own.block && span.cell.map(|c| c.0) == row && span.cell != own.cell
        })
    }

    /// A place in this report.
    pub fn place(&self, span: Span, quote: &str) -> Place {
        Place::new(self.report, Some(span), tonghop_text::squash_space(quote))
    }

    /// The place of a figure.
    pub fn figure_place(&self, figure: &Figure) -> Place {
        self.place(figure.measure.span, &figure.measure.quote)
    }

    /// The place of a row, shown by the task's wording.
    pub fn row_place(&self, row: &TaskRow) -> Place {
        self.place(row.span, &row.title)
    }

    /// The place of a row's result.
    pub fn result_place(&self, row: &TaskRow) -> Place {
        let results = self.results.get_or_init(|| {
            let mut first = HashMap::new();
            for (index, passage) in self.understood.passages.iter().enumerate() {
                if passage.kind == PassageKind::Result {
                    first.entry(passage.text.as_str()).or_insert(index);
                }
            }
            first
        });
        let text = results.get(row.result.as_str()).map(|&index| &self.texts[index]);
        self.place(text.map_or(row.span, |t| t.passage.span), &row.result)
    }

    /// The headings above a text, nearest first, folded.
    pub fn headings(&self, text: &Text) -> Vec<String> {
        let mut at = text.section.filter(|&at| at < self.parents.len());
        let mut out = Vec::new();
        while let Some(section) = at {
            out.push(fold(&self.reading.sections[section].title));
            at = self.parents[section];
        }
        out
    }

    /// True where two figures stand under headings of one kind, which tell the same of different things: "Vụ xuân" and
    /// "Vụ hè thu", "Quý I" and "Quý II".
    pub fn are_twins(&self, figure: &Figure, other: &Figure) -> bool {
        /// First words of headings that sort by subject, not by time, place or rank.
        const SUBJECTS: [&str; 12] = [
            "cong", "ket", "tinh", "phat", "ve", "viec", "thuc", "danh", "nhiem", "xay", "to", "mot",
        ];
        let section = |f: &Figure| f.text.and_then(|t| self.texts[t].section);
        let (Some(a), Some(b)) = (section(figure), section(other)) else {
            return false;
        };
        let title = |at: usize| fold(&self.reading.sections[at].title);
        let (first, second) = (title(a), title(b));
        let kind = |title: &str| tonghop_text::words(title).next().map(str::to_owned);
        let siblings = a != b && self.parents.get(a) == self.parents.get(b);
        siblings
            && first != second
            && kind(&first).is_some_and(|k| kind(&second).as_ref() == Some(&k) && !SUBJECTS.contains(&k.as_str()))
    }

    /// True where the figure stands under aims, plans or requests.
    pub fn looks_ahead(&self, figure: &Figure) -> bool {
        let text = figure.text.and_then(|t| self.texts.get(t));
        // An annex behind the last heading ("Kiến nghị") is no part of it.
        let told = |t: &&Text| t.passage.kind != PassageKind::Result;
        text.filter(told)
            .is_some_and(|t| self.headings(t).iter().any(|h| phrases::looks_ahead(h)))
    }

    /// True where the text states results: not under limits, causes, requests or plans.
    pub fn tells_results(&self, text: &Text) -> bool {
        text.passage.kind == PassageKind::Narrative
            && !self
                .headings(text)
                .iter()
                .any(|h| phrases::has_any(h, phrases::NO_RESULT_HEADINGS))
    }
}

impl Figure<'_> {
    /// The folded quote.
    pub fn quote(&self) -> &str {
        &self.words[..self.quote]
    }

    /// The folded subject.
    pub fn subject(&self) -> &str {
        &self.words[self.quote + 1..]
    }

    /// What is counted: the number itself, or the numerator of a percentage.
    pub fn count(&self) -> Option<f64> {
        if self.is_percent() {
            self.measure.numerator
        } else {
            self.measure.value.or(self.measure.numerator)
        }
    }

    /// True where the value is a percentage.
    pub fn is_percent(&self) -> bool {
        self.measure.unit.as_deref().is_some_and(|u| u.trim() == "%")
    }

    /// Folded unit of what is counted; empty where none is printed.
    pub fn counted_unit(&self) -> String {
        if self.is_percent() {
            String::new()
        } else {
            fold(self.measure.unit.as_deref().unwrap_or(""))
        }
    }

    /// True where the text itself calls the figure rough.
    pub fn is_rough(&self) -> bool {
        self.measure.qualifier.is_some()
    }
}

/// The last heading at or before a place.
fn section_before(sections: &[Section], span: Span) -> Option<usize> {
    sections
        .partition_point(|s| s.span.begin() <= span.begin())
        .checked_sub(1)
}

/// The nearest heading of a higher level before each heading.
fn parents(sections: &[Section]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut out = Vec::with_capacity(sections.len());
    for (index, section) in sections.iter().enumerate() {
        while open.last().is_some_and(|&last| sections[last].level >= section.level) {
            open.pop();
        }
        out.push(open.last().copied());
        open.push(index);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// As they were found by going back over all headings.
        #[test]
        fn headings_above_rise_level_by_level(levels in prop::collection::vec(0u8..5, 0..30)) {
            let sections: Vec<Section> = levels.iter().map(|&level| Section { level, ..Section::default() }).collect();
            let parents = parents(&sections);
            for at in 0..sections.len() {
                let mut expected = Vec::new();
                let mut level = u8::MAX;
                for index in (0..=at).rev() {
                    if sections[index].level < level {
                        level = sections[index].level;
                        expected.push(index);
                    }
                }
                let found: Vec<usize> = std::iter::successors(Some(at), |&i| parents[i]).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
