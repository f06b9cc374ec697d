//! One report prepared for checking: folded texts, figures tied to the text they stand in.

use crate::phrases;
use std::cell::OnceCell;
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
    quote: usize,
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
        let figures = tie_figures(&reading.measures, &texts);
        Self {
            report,
            understood,
            reading,
            texts,
            figures,
            context,
        }
    }

    /// A place in this report.
    pub fn place(&self, span: Span, quote: &str) -> Place {
        Place {
            report: self.report,
            span: Some(span),
            quote: tonghop_text::squash_space(quote),
        }
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
        let span = self
            .texts
            .iter()
            .find(|t| t.passage.kind == PassageKind::Result && t.passage.text == row.result);
        self.place(span.map_or(row.span, |t| t.passage.span), &row.result)
    }

    /// The headings above a text, nearest first, folded.
    pub fn headings(&self, text: &Text) -> Vec<String> {
        let mut out = Vec::new();
        let mut level = u8::MAX;
        let sections = &self.reading.sections;
        for section in text
            .section
            .map_or(&sections[..0], |at| &sections[..=at.min(sections.len() - 1)])
            .iter()
            .rev()
        {
            if section.level < level {
                level = section.level;
                out.push(fold(&section.title));
            }
        }
        out
    }

    /// True where the figure stands under aims, plans or requests.
    pub fn looks_ahead(&self, figure: &Figure) -> bool {
        let text = figure.text.and_then(|t| self.texts.get(t));
        text.is_some_and(|t| self.headings(t).iter().any(|h| phrases::looks_ahead(h)))
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

/// Finds the text of every figure: the one in the same block and cell, else any that holds the quote.
fn tie_figures<'a>(measures: &'a [Measure], texts: &[Text]) -> Vec<Figure<'a>> {
    let mut last: Option<(usize, usize)> = None;
    let mut out = Vec::with_capacity(measures.len());
    let end = texts.iter().map(|t| t.passage.span.block).max();
    for measure in measures {
        let quote = fold(&measure.quote);
        // The numbers of a form stand behind all texts, in none of them.
        let in_text = Some(measure.span.block) <= end;
        let found = in_text.then(|| locate(measure, &quote, texts, last)).flatten();
        let (at, end) = found.map_or((0, 0), |(_, at)| (at, at + quote.len()));
        last = found.or(last);
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

fn locate(measure: &Measure, quote: &str, texts: &[Text], last: Option<(usize, usize)>) -> Option<(usize, usize)> {
    if quote.is_empty() {
        return None;
    }
    let span = measure.span;
    let near = |t: &Text| t.passage.span.block == span.block && t.passage.span.cell == span.cell;
    let find = |index: usize| {
        // Equal quotes of one text are told apart by their order.
        let from = last.filter(|(text, _)| *text == index).map_or(0, |(_, at)| at + 1);
        let folded = &texts[index].folded;
        let rest = (folded.is_char_boundary(from))
            .then(|| folded[from..].find(quote).map(|at| from + at))
            .flatten();
        rest.or_else(|| folded.find(quote)).map(|at| (index, at))
    };
    let inside = |t: &Text| t.passage.span.start <= span.start && span.start <= t.passage.span.end;
    (0..texts.len())
        .filter(|&i| near(&texts[i]) && inside(&texts[i]))
        .find_map(find)
        .or_else(|| (0..texts.len()).filter(|&i| near(&texts[i])).find_map(find))
        .or_else(|| {
            (0..texts.len())
                .filter(|&i| texts[i].passage.place == measure.place)
                .find_map(find)
        })
        .or_else(|| (0..texts.len()).find_map(find))
}
