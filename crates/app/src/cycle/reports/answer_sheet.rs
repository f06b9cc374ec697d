//! The answers of a submission as the reading that the checks want: the narrative as paragraphs, the tasks as rows of an
//! annex whose place is known, the indicators as figures; and which item stands where.

use super::class;
use crate::cycle::templates::{Content, ContentTask};
use crate::own_value::number;
use crate::pipeline;
use std::borrow::Cow;
use std::collections::HashMap;
use tonghop_catalogue::Catalogue;
use tonghop_document::{Block, Document};
use tonghop_messages::Messages;
use tonghop_model::reading::{Measure, Span, Understood};
use tonghop_store::submissions::ItemRow;
use tonghop_understand::annex::{KnownAnnex, KnownRow};

/// Headings of the columns of the annex, as keys of messages.
pub(super) const HEADINGS: [&str; 5] = [
    "cycle-annex-no",
    "cycle-annex-task",
    "cycle-annex-timeframe",
    "cycle-annex-status",
    "cycle-annex-result",
];

/// The answers of a submission, laid out in the order of the template.
pub(crate) struct AnswerSheet<'a> {
    template: &'a Content,
    items: &'a [ItemRow],
    known: HashMap<&'a str, &'a ItemRow>,
    /// The narrative: the title, then each section under its heading.
    pub(super) narrative: Document,
    /// Item of each block; the annex stands behind the narrative, the indicators behind the annex.
    blocks: Vec<Option<&'a str>>,
    /// Block of the annex.
    annex: usize,
    /// Rows of the annex below its headings.
    pub(super) lines: Vec<Line<'a>>,
}

/// A row of the annex.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'a> {
    /// The heading of a part or group.
    Heading,
    /// A task with the title of its group.
    Task(&'a ContentTask, &'a str),
}

impl<'a> AnswerSheet<'a> {
    /// Lays the answers out; `title` is that of the round.
    pub(crate) fn new(template: &'a Content, items: &'a [ItemRow], title: &str) -> Self {
        let known: HashMap<&str, &ItemRow> = items.iter().map(|i| (i.node.as_str(), i)).collect();
        let (narrative, mut blocks) = narrative(template, &known, title);
        let annex = blocks.len();
        if !template.tasks.is_empty() {
            blocks.push(None);
        }
        // Indicators are numbers already: they have a place, but no text to be read.
        blocks.extend(template.indicators.iter().map(|code| Some(code.as_str())));
        Self {
            template,
            items,
            known,
            narrative,
            blocks,
            annex,
            lines: lines(template),
        }
    }

    /// The reading of the answers.
    pub(crate) fn understood(&self, catalogue: &Catalogue, texts: &Messages) -> Understood {
        let statuses: Vec<Cow<'_, str>> = self.lines.iter().map(|line| self.status(line, texts)).collect();
        let headings = HEADINGS.map(|key| texts.text(key));
        let answers = KnownAnnex {
            block: self.annex,
            headings: headings.each_ref().map(String::as_str),
            rows: (1..)
                .zip(self.lines.iter().zip(&statuses))
                .filter_map(|(row, (line, status))| self.row(row, line, status))
                .collect(),
            template: None,
        };
        let mut understood = pipeline::understood_form(&self.narrative, &answers, catalogue);
        understood.reading.measures.extend(self.measures(catalogue));
        understood
    }

    /// The item that stands at a place of the reading.
    pub(crate) fn node(&self, span: &Span) -> Option<&'a str> {
        match span.cell {
            Some((row, _)) if span.block == self.annex => match self.lines.get((row as usize).checked_sub(1)?)? {
                Line::Task(task, _) => Some(&task.node),
                Line::Heading => None,
            },
            _ => *self.blocks.get(span.block)?,
        }
    }

    /// The words of the status cell: an absence without words has those of its class.
    pub(super) fn status(&self, line: &Line<'a>, texts: &Messages) -> Cow<'a, str> {
        let Line::Task(task, _) = line else {
            return Cow::Borrowed("");
        };
        let Some(item) = self.known.get(task.node.as_str()) else {
            return Cow::Borrowed("");
        };
        if !item.status.is_empty() || item.absence.is_none() {
            return Cow::Borrowed(&item.status);
        }
        match class(&item.class).key().replace('_', "-").as_str() {
            "not-reported" => Cow::Borrowed(""),
            key => Cow::Owned(texts.text(&format!("status-{key}"))),
        }
    }

    /// The words of the result cell.
    pub(super) fn result(&self, task: &ContentTask) -> &'a str {
        self.known.get(task.node.as_str()).map_or("", |i| i.result.as_str())
    }

    fn row<'s>(&'s self, row: u32, line: &'s Line<'a>, status: &'s str) -> Option<KnownRow<'s>> {
        let Line::Task(task, group_title) = line else {
            return None;
        };
        Some(KnownRow {
            row,
            node: &task.node,
            part: &task.part,
            group: &task.group,
            group_title,
            no: &task.no,
            title: &task.title,
            timeframe: task.timeframe.as_deref().unwrap_or_default(),
            status,
            result: self.result(task),
        })
    }

    /// The numbers of the form as figures.
    pub(super) fn measures(&self, catalogue: &Catalogue) -> Vec<Measure> {
        let first = self.blocks.len() - self.template.indicators.len();
        let codes = self.template.indicators.iter().enumerate();
        let place: HashMap<&str, usize> = codes.map(|(n, code)| (code.as_str(), first + n)).collect();
        let numbers = self.items.iter().filter(|i| i.kind == "indicator" && i.value.is_some());
        numbers
            .filter_map(|item| figure(item, *place.get(item.node.as_str())?, catalogue))
            .collect()
    }
}

fn narrative<'a>(
    template: &'a Content,
    known: &HashMap<&str, &ItemRow>,
    title: &str,
) -> (Document, Vec<Option<&'a str>>) {
    let mut blocks = vec![Block::paragraph(title)];
    let mut nodes = vec![None];
    for (number, section) in (1..).zip(&template.sections) {
        let Some(item) = known.get(section.code.as_str()).filter(|i| !i.result.trim().is_empty()) else {
            continue;
        };
        let heading = format!("{}. {}", tonghop_text::roman(number), section.title);
        let lines = item.result.lines().map(str::trim).filter(|l| !l.is_empty());
        blocks.push(Block::paragraph(heading));
        blocks.extend(lines.map(Block::paragraph));
        nodes.resize(blocks.len(), Some(section.code.as_str()));
    }
    let document = Document {
        reader: "form",
        media_type: "application/json",
        blocks,
        ..Document::default()
    };
    (document, nodes)
}

/// The rows of the annex: a heading where a part or group begins, then its tasks.
fn lines(template: &Content) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(template.tasks.len() + template.groups.len() + template.parts.len());
    let (mut part, mut group, mut group_title) = ("", "", "");
    for task in &template.tasks {
        if task.part != part {
            lines.push(Line::Heading);
            (part, group) = (&task.part, "");
        }
        if task.group != group {
            let known = template
                .groups
                .iter()
                .find(|g| g.part == task.part && g.label == task.group);
            group_title = known.map_or("", |g| g.title.as_str());
            lines.push(Line::Heading);
            group = &task.group;
        }
        lines.push(Line::Task(task, group_title));
    }
    lines
}

fn figure(item: &ItemRow, block: usize, catalogue: &Catalogue) -> Option<Measure> {
    Some(Measure {
        quote: quote(item),
        subject: catalogue.indicator(&item.node)?.name.clone(),
        value: item.value,
        unit: item.unit_of_measure.clone(),
        qualifier: item.qualifier.clone(),
        numerator: item.numerator,
        denominator: item.denominator,
        place: item.node.clone(),
        indicator: Some(item.node.clone()),
        confidence: 1.0,
        span: Span {
            block,
            ..Span::default()
        },
        ..Measure::default()
    })
}

fn quote(item: &ItemRow) -> String {
    let value = item.value.map(number).unwrap_or_default();
    let unit = item.unit_of_measure.as_deref().unwrap_or_default();
    match (item.numerator, item.denominator) {
        (Some(part), Some(whole)) => format!("{}/{} ({value} {unit})", number(part), number(whole)),
        _ => format!("{value} {unit}").trim().to_owned(),
    }
}

#[cfg(test)]
mod tests;
