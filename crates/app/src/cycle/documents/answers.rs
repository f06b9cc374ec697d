//! The answers of a submission as a reading: what the builders of documents take, whether it came from a form or a file.

use crate::cycle::reports::{Item, class};
use crate::cycle::templates::{Content, ContentColumn, Template};
use std::collections::HashMap;
use tonghop_catalogue::Catalogue;
use tonghop_consolidate::unnumbered;
use tonghop_model::reading::{
    AsOf, Assessment, FORMAT, Header, Measure, Reading, Source, Span, Statement, StatusClass, TaskRow, Understood,
    UnitMatch,
};
use tonghop_model::template::{Template as ModelTemplate, TemplateGroup, TemplatePart, TemplateTask};
use tonghop_store::submissions::ItemRow;
use tonghop_store::units::UnitRow;
use tonghop_understand::assessment::to_whom;

/// What a reading of answers needs besides them.
pub(super) struct About<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) template: &'a Template,
    pub(super) unit: &'a UnitRow,
    /// Short name of the province, where the unit lies in one.
    pub(super) province: Option<&'a str>,
    /// ISO date of the report.
    pub(super) date: Option<String>,
    /// Title of the round.
    pub(super) title: &'a str,
}

/// The reading of stored answers.
pub(super) fn understood(about: &About<'_>, items: &[ItemRow]) -> Understood {
    let known: HashMap<&str, &ItemRow> = items.iter().map(|i| (i.node.as_str(), i)).collect();
    let content = &about.template.content;
    let programme = about.catalogue.programmes.iter();
    let decision = programme
        .filter(|p| p.code == about.template.programme)
        .map(|p| p.decision.clone())
        .next_back();
    Understood {
        reading: Reading {
            format: FORMAT.into(),
            source: Source {
                file: about.unit.name.clone(),
                ..Source::default()
            },
            header: Header {
                issuer: Some(about.unit.name.clone()),
                issuer_level: Some(about.unit.kind.clone()),
                province: about.province.map(str::to_owned),
                date: about.date.clone(),
                title: Some(about.title.to_owned()),
                programme: decision,
                ..Header::default()
            },
            unit: Some(UnitMatch {
                code: about.unit.code.clone(),
                valid_from: about.unit.valid_from.clone(),
                name: about.unit.name.clone(),
                confidence: 1.0,
            }),
            sections: Vec::new(),
            tasks: content
                .tasks
                .iter()
                .enumerate()
                .map(|(row, t)| TaskRow {
                    span: row_span(row),
                    ..task(content, t, known.get(t.node.as_str()).copied())
                })
                .collect(),
            measures: items
                .iter()
                .filter(|i| i.kind == "indicator")
                .filter_map(|i| measure(about, i))
                .collect(),
            citations: Vec::new(),
            assessment: assessment(&known),
            commitments: Vec::new(),
            findings: Vec::new(),
        },
        template: Some(about.template.code.clone()),
        ..Understood::default()
    }
}

/// Answers of a form stand in no document: their place is the row of the template.
pub(super) fn row_span(row: usize) -> Span {
    Span {
        cell: Some((u32::try_from(row).unwrap_or(u32::MAX), 0)),
        ..Span::default()
    }
}

fn task(content: &Content, task: &crate::cycle::templates::ContentTask, item: Option<&ItemRow>) -> TaskRow {
    let group = content
        .groups
        .iter()
        .find(|g| g.part == task.part && g.label == task.group);
    TaskRow {
        part: Some(task.part.clone()),
        group: Some(task.group.clone()),
        group_title: group.map(|g| g.title.clone()),
        no: Some(task.no.clone()),
        title: task.title.clone(),
        lead: task.lead.clone(),
        timeframe: task.timeframe.clone(),
        status: item.map(|i| i.status.clone()).unwrap_or_default(),
        status_class: item.map_or(StatusClass::NotReported, |i| class(&i.class)),
        percent: item.and_then(|i| i.percent),
        result: item.map(|i| i.result.clone()).unwrap_or_default(),
        node: Some(task.node.clone()),
        confidence: 1.0,
        ..TaskRow::default()
    }
}

fn measure(about: &About<'_>, item: &ItemRow) -> Option<Measure> {
    let indicator = about.catalogue.indicator(&item.node)?;
    let as_of = match (&item.as_of_from, &item.as_of_to) {
        (Some(from), Some(to)) => Some(AsOf::Window {
            from: from.clone(),
            to: to.clone(),
        }),
        (Some(day), None) | (None, Some(day)) => Some(AsOf::Date(day.clone())),
        (None, None) => None,
    };
    Some(Measure {
        quote: item.sentence.clone().unwrap_or_default(),
        subject: indicator.name.clone(),
        value: item.value,
        unit: item.unit_of_measure.clone().or_else(|| Some(indicator.unit.clone())),
        qualifier: item.qualifier.clone(),
        numerator: item.numerator,
        denominator: item.denominator,
        as_of,
        place: item.node.clone(),
        indicator: Some(item.node.clone()),
        confidence: 1.0,
        ..Measure::default()
    })
}

fn assessment(known: &HashMap<&str, &ItemRow>) -> Assessment {
    let list = |code: &str| statements(known.get(code).map_or("", |i| i.result.as_str()));
    Assessment {
        advantages: list("s:advantages"),
        limitations: list("s:limitations"),
        causes: list("s:causes"),
        recommendations: list("s:recommendations"),
        next_tasks: list("s:next_tasks"),
    }
}

/// One statement for each line. A line that only says whom the next ones are addressed to is none.
fn statements(text: &str) -> Vec<Statement> {
    let mut addressee: Option<String> = None;
    let mut found = Vec::new();
    for line in lines(text) {
        let whom = line.ends_with(':').then(|| to_whom(unnumbered(line))).flatten();
        if let Some(whom) = whom {
            addressee = Some(whom.to_owned());
            continue;
        }
        found.push(Statement {
            text: line.to_owned(),
            addressee: addressee.clone(),
            ..Statement::default()
        });
    }
    found
}

/// The lines of a text without dashes and blank ones.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let bare = |line: &'_ str| -> usize {
        line.len() - line.trim_start_matches(['-', '–', '+', '•', '*', ' ', '\t']).len()
    };
    text.lines()
        .map(move |line| line[bare(line)..].trim())
        .filter(|line| !line.is_empty())
}

/// Items as they are stored, back from how the cycle shows them.
pub(super) fn has_answer(item: &Item) -> bool {
    !item.status.trim().is_empty()
        || !item.result.trim().is_empty()
        || item.value.is_some()
        || item.numerator.is_some()
        || !item.own.is_empty()
}

/// A version of a template as the writers take it.
pub(super) fn model_template(template: &Template) -> ModelTemplate {
    let content = &template.content;
    let heading = |c: &ContentColumn| Some((c.column, c.heading.clone()?));
    ModelTemplate {
        code: template.code.clone(),
        programme: template.programme.clone(),
        province: String::new(),
        title: template.title.clone(),
        certainty: "own".into(),
        columns: content.columns.iter().map(|c| c.column).collect(),
        headings: content.columns.iter().filter_map(heading).collect(),
        own: content
            .columns
            .iter()
            .filter_map(|c| Some((c.column, c.own.clone()?)))
            .collect(),
        parts: content
            .parts
            .iter()
            .map(|p| TemplatePart {
                label: p.label.clone(),
                title: p.title.clone(),
            })
            .collect(),
        groups: content
            .groups
            .iter()
            .map(|g| TemplateGroup {
                part: g.part.clone(),
                label: g.label.clone(),
                title: g.title.clone(),
            })
            .collect(),
        tasks: content
            .tasks
            .iter()
            .map(|t| TemplateTask {
                part: t.part.clone(),
                group: t.group.clone(),
                no: t.no.clone(),
                title: t.title.clone(),
                node: t.node.clone(),
                lead: t.lead.clone(),
                timeframe: t.timeframe.clone(),
                threshold: t.threshold,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{lines, statements};

    #[test]
    fn a_line_that_names_the_addressee_leads_to_the_next_ones() {
        let found = statements("Mở lớp\n1. Đối với UBND tỉnh:\n- Bố trí kinh phí\nKết quả như sau:\nTốt");
        let told: Vec<_> = found
            .iter()
            .map(|s| (s.addressee.as_deref(), s.text.as_str()))
            .collect();
        let whom = Some("Đối với UBND tỉnh");
        assert_eq!(
            told,
            [
                (None, "Mở lớp"),
                (whom, "Bố trí kinh phí"),
                (whom, "Kết quả như sau:"),
                (whom, "Tốt")
            ]
        );
    }

    #[test]
    fn lines_lose_their_dashes_and_blank_ones_are_left_out() {
        let found: Vec<_> = lines("- Một;\n\n  + Hai\nBa - bốn\n–").collect();
        assert_eq!(found, ["Một;", "Hai", "Ba - bốn"]);
    }
}
