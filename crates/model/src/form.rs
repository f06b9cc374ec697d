//! The form of a round: what a unit fills in, part by part, with its narrative sections and indicators.
//!
//! The same value is written as a workbook, shown as a page, and is what a filled workbook is compared with.

use crate::reading::StatusClass;
use crate::template::{Column, OwnColumn, OwnValues, Template};
use serde::Serialize;

/// Longest answer in characters; a cell of a workbook holds 32,767.
pub const MAX_ANSWER: usize = 30_000;
/// Longest wording of the status column in characters.
pub const MAX_STATUS: usize = 200;

/// What a form belongs to. Stands in hidden cells of the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FormKey {
    /// Code of the template: "411-51-2025".
    pub template: String,
    /// Version of the template, from 1.
    pub version: u32,
    /// Code of the unit.
    pub unit: String,
    /// ISO date from which the unit exists in this form.
    pub unit_valid_from: String,
    /// Identifier of the round; empty where the form belongs to none.
    pub round: String,
}

/// A form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Form {
    /// What it belongs to.
    pub key: FormKey,
    /// Title of the template.
    pub title: String,
    /// Kind and name of the unit.
    pub unit_name: String,
    /// The reporting period as people write it; empty where none is set.
    pub period: String,
    /// The deadline as people write it; empty where none is set.
    pub deadline: String,
    /// Columns of the annex.
    pub columns: Vec<Column>,
    /// Columns that the template adds, in order.
    pub own: Vec<FormColumn>,
    /// Parts of the annex.
    pub parts: Vec<FormPart>,
    /// Narrative sections.
    pub sections: Vec<FormSection>,
    /// Indicators.
    pub indicators: Vec<FormIndicator>,
    /// Code of an item and what names its answer as it stands now, so that a filled form tells whether it was changed since;
    /// none for a form that belongs to no report.
    pub standing: Option<Vec<(String, String)>>,
}

/// A column that the template adds to the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormColumn {
    /// Heading.
    pub heading: String,
    /// What is filled in.
    pub column: OwnColumn,
}

/// A part of the annex: one sheet of the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormPart {
    /// Printed label; empty where the template has no parts.
    pub label: String,
    /// Printed title.
    pub title: String,
    /// Its rows in order.
    pub rows: Vec<FormRow>,
}

/// A row of the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormRow {
    /// Label of the group.
    pub group: String,
    /// Title of the group.
    pub group_title: String,
    /// Printed number.
    pub no: String,
    /// Wording of the task.
    pub title: String,
    /// Code that identifies the row within its part: the code of the programme's task, with "#2" for a second row of it.
    pub code: String,
    /// "Chủ trì".
    pub lead: String,
    /// "Thời gian".
    pub timeframe: String,
    /// What is filled in; what an earlier draft says.
    pub answer: Answer,
    /// The answer of the last period, for reference.
    pub previous: Option<Answer>,
}

/// Status and result of a row, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// "Mức độ hoàn thành".
    pub status: String,
    /// "Kết quả chi tiết".
    pub result: String,
    /// What stands in the columns that the template adds, by their code.
    #[serde(skip_serializing_if = "OwnValues::is_empty")]
    pub own: OwnValues,
}

/// A narrative section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormSection {
    /// Stable code: "difficulties".
    pub code: String,
    /// Heading.
    pub title: String,
    /// What belongs there.
    pub hint: String,
    /// What is filled in.
    pub text: String,
    /// The text of the last period.
    pub previous: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormIndicator {
    /// Code of the catalogue: "T04".
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// What the numerator counts; for a plain count, what is counted.
    pub numerator_label: String,
    /// What the denominator counts; none for plain counts.
    pub denominator_label: Option<String>,
    /// True where more than 100 % is possible.
    pub may_exceed_100: bool,
    /// What is filled in.
    pub entry: Entry,
    /// The value of the last period.
    pub previous: Option<f64>,
}

/// Figures of an indicator as filled in.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Entry {
    /// Numerator, or the count.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Remark.
    pub note: String,
}

impl FormIndicator {
    /// The value that follows from the figures: percent for shares, the count itself for counts.
    #[must_use]
    pub fn value(&self, entry: &Entry) -> Option<f64> {
        if self.denominator_label.is_none() {
            return entry.numerator;
        }
        let (numerator, denominator) = (entry.numerator?, entry.denominator?);
        let factor = if self.unit == "%" { 100.0 } else { 1.0 };
        (denominator > 0.0).then(|| numerator / denominator * factor)
    }
}

impl FormRow {
    /// True where nothing is filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answer.status.is_empty() && self.answer.result.is_empty() && self.answer.own.is_empty()
    }
}

/// Classes that a form offers in the list of the status column, in the order of the list.
pub const OFFERED: [StatusClass; 7] = [
    StatusClass::Met,
    StatusClass::MostlyMet,
    StatusClass::InProgress,
    StatusClass::NotStarted,
    StatusClass::AwaitingHigherLevel,
    StatusClass::NotArising,
    StatusClass::NotCompetent,
];

/// The parts and rows of a template, nothing filled in.
#[must_use]
pub fn parts_of(template: &Template) -> Vec<FormPart> {
    let mut labels: Vec<(String, String)> = template
        .parts
        .iter()
        .map(|p| (p.label.clone(), p.title.clone()))
        .collect();
    for task in &template.tasks {
        if !labels.iter().any(|(label, _)| *label == task.part) {
            labels.push((task.part.clone(), String::new()));
        }
    }
    let parts = labels.into_iter().map(|(label, title)| {
        let mut rows: Vec<FormRow> = Vec::new();
        for task in template.tasks.iter().filter(|t| t.part == label) {
            let times = rows
                .iter()
                .filter(|r| r.code.split('#').next() == Some(&task.node))
                .count();
            let code = if times == 0 {
                task.node.clone()
            } else {
                format!("{}#{}", task.node, times + 1)
            };
            rows.push(FormRow {
                group: task.group.clone(),
                group_title: template
                    .group_title(&label, &task.group)
                    .unwrap_or_default()
                    .to_string(),
                no: task.no.clone(),
                title: task.title.clone(),
                code,
                lead: task.lead.clone().unwrap_or_default(),
                timeframe: task.timeframe.clone().unwrap_or_default(),
                ..FormRow::default()
            });
        }
        FormPart { label, title, rows }
    });
    parts.filter(|p| !p.rows.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_percent_and_counts_themselves() {
        let share = FormIndicator {
            unit: "%".into(),
            denominator_label: Some("hồ sơ".into()),
            ..FormIndicator::default()
        };
        let entry = |n, d| Entry {
            numerator: n,
            denominator: d,
            note: String::new(),
        };
        assert_eq!(
            share
                .value(&entry(Some(543.0), Some(544.0)))
                .map(|v| (v * 100.0).round()),
            Some(9_982.0)
        );
        assert_eq!(share.value(&entry(Some(1.0), Some(0.0))), None);
        assert_eq!(FormIndicator::default().value(&entry(Some(7.0), None)), Some(7.0));
    }
}
