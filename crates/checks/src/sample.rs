//! Builds small readings for the tests of the checks. Units and figures are invented.

use crate::{Context, check_report, check_set};
use tonghop_catalogue::Catalogue;
use tonghop_model::finding::Finding;
use tonghop_model::reading::*;

pub struct Sample {
    pub understood: Understood,
    block: usize,
}

impl Sample {
    pub fn new() -> Self {
        let reading = Reading {
            format: FORMAT.into(),
            source: Source::default(),
            header: Header::default(),
            unit: None,
            sections: Vec::new(),
            tasks: Vec::new(),
            measures: Vec::new(),
            citations: Vec::new(),
            assessment: Assessment::default(),
            commitments: Vec::new(),
            findings: Vec::new(),
        };
        let understood = Understood {
            reading,
            passages: Vec::new(),
            ..Understood::default()
        };
        Self { understood, block: 0 }
    }

    pub fn header(mut self, header: Header) -> Self {
        self.understood.reading.header = header;
        self
    }

    pub fn unit(mut self, code: &str, name: &str) -> Self {
        let valid_from = "2025-07-01".to_owned();
        self.understood.reading.unit = Some(UnitMatch {
            code: code.into(),
            valid_from,
            name: name.into(),
            confidence: 1.0,
        });
        self
    }

    pub fn date(mut self, date: &str) -> Self {
        self.understood.reading.header.date = Some(date.into());
        self
    }

    fn span(&mut self, text: &str) -> Span {
        self.block += 1;
        Span {
            block: self.block,
            end: text.chars().count(),
            ..Span::default()
        }
    }

    pub fn section(mut self, number: &str, title: &str, level: u8) -> Self {
        let span = self.span(title);
        self.understood.reading.sections.push(Section {
            number: number.into(),
            title: title.into(),
            level,
            span,
        });
        self
    }

    /// Narrative text with figures: quote, value, unit.
    pub fn text(mut self, text: &str, figures: &[(&str, f64, &str)]) -> Self {
        let span = self.span(text);
        self.understood.passages.push(Passage {
            place: "narrative".into(),
            kind: PassageKind::Narrative,
            text: text.into(),
            span,
        });
        for (quote, value, unit) in figures {
            self.understood.reading.measures.push(Measure {
                quote: (*quote).into(),
                subject: (*quote).into(),
                value: Some(*value),
                unit: Some((*unit).into()),
                place: "narrative".into(),
                span,
                ..Measure::default()
            });
        }
        self
    }

    /// A table: headings of the columns of figures; number, label and figures of each row. Headings with % are of percentages.
    pub fn table(mut self, headings: &[&str], rows: &[(&str, &str, &[f64])]) -> Self {
        let span = self.span("");
        for (row, (number, label, values)) in rows.iter().enumerate() {
            let cell = |column: u32| Span {
                cell: Some((row as u32 + 1, column)),
                ..span
            };
            for (column, text) in [number, label].into_iter().enumerate() {
                self.understood.passages.push(Passage {
                    place: "narrative".into(),
                    kind: PassageKind::Narrative,
                    text: (*text).into(),
                    span: cell(column as u32),
                });
            }
            for (column, (heading, value)) in headings.iter().zip(*values).enumerate() {
                let percent = heading.contains('%');
                self.understood.reading.measures.push(Measure {
                    quote: format!("{value}{}", if percent { "%" } else { "" }),
                    subject: format!("{label} – {heading}"),
                    value: Some(*value),
                    unit: percent.then(|| "%".into()),
                    span: cell(column as u32 + 2),
                    ..Measure::default()
                });
            }
        }
        self
    }

    /// Changes the last figure.
    pub fn last(mut self, change: impl FnOnce(&mut Measure)) -> Self {
        change(self.understood.reading.measures.last_mut().expect("a figure"));
        self
    }

    /// Text with one ratio.
    pub fn ratio(self, text: &str, part: f64, whole: f64, percent: f64) -> Self {
        self.text(text, &[(text, percent, "%")]).last(|m| {
            m.numerator = Some(part);
            m.denominator = Some(whole);
        })
    }

    pub fn footnote(mut self, label: &str, text: &str) -> Self {
        let span = self.span(text);
        self.understood.footnote_labels.push((label.into(), span));
        let passage = Passage {
            place: "narrative".into(),
            kind: PassageKind::Footnote,
            text: text.into(),
            span,
        };
        self.understood.passages.push(passage);
        self
    }

    pub fn task(mut self, title: &str, status: &str, class: StatusClass, result: &str) -> Self {
        let span = self.span(title);
        let no = (self.understood.reading.tasks.len() + 1).to_string();
        let passage = Passage {
            place: format!("A.I.{no}"),
            kind: PassageKind::Result,
            text: result.into(),
            span,
        };
        self.understood.passages.push(passage);
        self.understood.reading.tasks.push(TaskRow {
            part: Some("A".into()),
            group: Some("I".into()),
            no: Some(no),
            title: title.into(),
            status: status.into(),
            status_class: class,
            percent: status.trim_end_matches('%').parse().ok(),
            result: result.into(),
            confidence: 1.0,
            span,
            ..TaskRow::default()
        });
        self
    }

    /// A figure in the result of the last row.
    pub fn last_result_figure(mut self, quote: &str, value: f64, unit: &str) -> Self {
        let passage = self.understood.passages.last().expect("a result");
        self.understood.reading.measures.push(Measure {
            quote: quote.into(),
            subject: quote.into(),
            value: Some(value),
            unit: Some(unit.into()),
            place: passage.place.clone(),
            span: passage.span,
            ..Measure::default()
        });
        self
    }

    pub fn group(mut self, title: &str) -> Self {
        self.understood.reading.tasks.last_mut().expect("a row").group_title = Some(title.into());
        self
    }

    pub fn cite(mut self, kind: &str, number: &str, date: &str, issuer: &str, subject: &str) -> Self {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        let quote = format!("{kind} số {number} ngày {date}");
        let span = self.span(&quote);
        self.understood.reading.citations.push(Citation {
            quote,
            kind: kind.into(),
            number: some(number),
            date: some(date),
            issuer: some(issuer),
            subject: some(subject),
            span,
        });
        self
    }

    /// The last citation stands, with these words, in the last text that holds them.
    pub fn quoted(mut self, quote: &str) -> Self {
        let holds = |p: &&Passage| p.text.contains(quote);
        let span = self.understood.passages.iter().rev().find(holds).expect("a text").span;
        let citation = self.understood.reading.citations.last_mut().expect("a citation");
        (citation.quote, citation.span) = (quote.into(), span);
        self
    }

    /// What one check finds.
    pub fn run(&self, code: &str) -> Vec<Finding> {
        check_report(&self.understood, &context())
            .into_iter()
            .filter(|f| f.check == code)
            .collect()
    }

    pub fn fires(&self, code: &str) -> bool {
        !self.run(code).is_empty()
    }
}

/// The embedded wordings, and no indicators.
fn context() -> Context<'static> {
    Context {
        wordings: Some(&Catalogue::embedded().check_wordings),
        ..Context::default()
    }
}

/// What one check finds over several reports.
pub fn run_set(samples: &[Sample], code: &str) -> Vec<Finding> {
    let reports: Vec<&Understood> = samples.iter().map(|s| &s.understood).collect();
    check_set(&reports, &context())
        .into_iter()
        .filter(|f| f.check == code)
        .collect()
}
