//! What a template version holds.

use serde::{Deserialize, Serialize};
use tonghop_messages::Lang;
use tonghop_model::template::{Column, OwnColumn, OwnValues, Template as CatalogueTemplate};

use crate::cycle::Cycle;

/// What a template asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Content {
    /// Columns of the annex in order.
    pub columns: Vec<ContentColumn>,
    /// Parts of the annex in order.
    pub parts: Vec<ContentPart>,
    /// Groups of the annex, those of a part in order.
    pub groups: Vec<ContentGroup>,
    /// Rows of the annex in order.
    pub tasks: Vec<ContentTask>,
    /// Sections of the narrative in order.
    pub sections: Vec<Section>,
    /// Codes of the indicators that are asked for as numbers, in order.
    pub indicators: Vec<String>,
}

/// A column of the annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentColumn {
    /// What stands in it.
    pub column: Column,
    /// Heading, where it is not the usual one.
    #[serde(default)]
    pub heading: Option<String>,
    /// What a column is that the template adds; none for the usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnColumn>,
}

impl ContentColumn {
    /// One of the usual columns with its usual heading.
    #[must_use]
    pub const fn usual(column: Column) -> Self {
        Self {
            column,
            heading: None,
            own: None,
        }
    }
}

/// A part of the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentPart {
    /// Printed label.
    pub label: String,
    /// Printed title.
    pub title: String,
}

/// A group of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentGroup {
    /// Label of its part.
    pub part: String,
    /// Printed label.
    pub label: String,
    /// Printed title.
    pub title: String,
}

/// A row of the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentTask {
    /// Stable code of the programme's task; empty in a draft where nobody has said which it is.
    pub node: String,
    /// Label of its part.
    pub part: String,
    /// Label of its group.
    pub group: String,
    /// Printed number.
    pub no: String,
    /// Wording.
    pub title: String,
    /// "Chủ trì".
    pub lead: Option<String>,
    /// "Thời gian".
    pub timeframe: Option<String>,
    /// Threshold in percent.
    pub threshold: Option<u32>,
}

/// A section of the narrative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Code of its item, with the prefix `s:`.
    pub code: String,
    /// Title as printed.
    pub title: String,
}

/// Content as it is stored: versions from before columns could be chosen only say which of two columns there are.
#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    columns: Vec<ContentColumn>,
    parts: Vec<ContentPart>,
    groups: Vec<ContentGroup>,
    tasks: Vec<ContentTask>,
    sections: Vec<Section>,
    indicators: Vec<String>,
    #[serde(default)]
    has_lead: bool,
    #[serde(default)]
    has_timeframe: bool,
}

impl From<Stored> for Content {
    fn from(stored: Stored) -> Self {
        let columns = if stored.columns.is_empty() {
            usual_columns(stored.has_lead, stored.has_timeframe)
        } else {
            stored.columns
        };
        Self {
            columns,
            parts: stored.parts,
            groups: stored.groups,
            tasks: stored.tasks,
            sections: stored.sections,
            indicators: stored.indicators,
        }
    }
}

/// The columns of an annex in the usual order, without headings of their own.
pub(crate) fn usual_columns(lead: bool, timeframe: bool) -> Vec<ContentColumn> {
    let wanted = |c: &Column| match c {
        Column::Lead => lead,
        Column::Timeframe => timeframe,
        _ => true,
    };
    Column::ALL
        .into_iter()
        .filter(wanted)
        .map(ContentColumn::usual)
        .collect()
}

/// Sections of every commune report of the programme: code and key of the title.
pub const SECTION_TITLES: [(&str, &str); 6] = [
    ("s:results", "cycle-section-results"),
    ("s:advantages", "cycle-section-advantages"),
    ("s:limitations", "cycle-section-limitations"),
    ("s:causes", "cycle-section-causes"),
    ("s:recommendations", "cycle-section-recommendations"),
    ("s:next_tasks", "cycle-section-next-tasks"),
];

/// The sections that every commune report has. Their titles are words of an official document, so Vietnamese.
#[must_use]
pub fn usual_sections(cycle: &Cycle) -> Vec<Section> {
    let texts = cycle.texts(Lang::Vi);
    let section = |(code, key): &(&str, &str)| Section {
        code: (*code).into(),
        title: texts.text(key),
    };
    SECTION_TITLES.iter().map(section).collect()
}

/// Words that are there, joined: "A.VII.2", "I. Hoàn thiện thể chế".
#[must_use]
pub fn joined(words: &[&str], between: &str) -> String {
    let words: Vec<&str> = words.iter().copied().filter(|w| !w.is_empty()).collect();
    words.join(between)
}

/// A text as it stands in a template: in one line, with single spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    tonghop_text::squash_space(text)
}

impl ContentTask {
    /// Its whole number as the annex counts: "B1.IV.2".
    #[must_use]
    pub fn place(&self) -> String {
        joined(&[&self.part, &self.group, &self.no], ".")
    }
}

impl Content {
    /// Place of an item in the order of the paper: rows, sections, indicators; behind all where it is not asked for.
    #[must_use]
    pub fn position(&self, node: &str) -> usize {
        let tasks = self.tasks.iter().map(|t| t.node.as_str());
        let sections = self.sections.iter().map(|s| s.code.as_str());
        let mut all = tasks.chain(sections).chain(self.indicators.iter().map(String::as_str));
        all.position(|code| code == node).unwrap_or(usize::MAX)
    }

    /// The kind of an item: `task`, `indicator`, `section`; none where the template does not ask for it.
    #[must_use]
    pub fn kind(&self, node: &str) -> Option<&'static str> {
        if self.tasks.iter().any(|t| t.node == node) {
            Some("task")
        } else if self.sections.iter().any(|s| s.code == node) {
            Some("section")
        } else if self.indicators.iter().any(|i| i == node) {
            Some("indicator")
        } else {
            None
        }
    }

    /// True where the annex has this column.
    #[must_use]
    pub fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|c| c.column == column)
    }

    /// The heading of a column, where it is not the usual one.
    #[must_use]
    pub fn heading(&self, column: Column) -> Option<&str> {
        let found = self.columns.iter().find(|c| c.column == column)?;
        found.heading.as_deref()
    }

    /// Columns that the template adds to the usual ones, in order: heading and what it is.
    pub fn own_columns(&self) -> impl Iterator<Item = (&str, &OwnColumn)> {
        self.columns
            .iter()
            .filter_map(|c| Some((c.heading.as_deref().unwrap_or_default(), c.own.as_ref()?)))
    }

    /// What an answer says in the columns that the template adds: heading and value, blank ones left out.
    #[must_use]
    pub fn own_values(&self, values: &OwnValues) -> Vec<(String, String)> {
        let value = |(heading, own): (&str, &OwnColumn)| Some((heading.to_owned(), values.get(&own.code)?.clone()));
        self.own_columns().filter_map(value).collect()
    }

    /// Puts groups in the order of their parts and rows in the order of their groups; what belongs nowhere comes last.
    pub(crate) fn put_in_order(&mut self) {
        let parts: Vec<String> = self.parts.iter().map(|p| p.label.clone()).collect();
        let part_at = |label: &str| parts.iter().position(|p| p == label).unwrap_or(usize::MAX);
        self.groups.sort_by_key(|g| part_at(&g.part));
        let groups: Vec<(String, String)> = self.groups.iter().map(|g| (g.part.clone(), g.label.clone())).collect();
        let group_at = |part: &str, label: &str| match label {
            // Rows that stand directly in their part come before its groups.
            "" => 0,
            _ => groups
                .iter()
                .position(|(p, g)| p == part && g == label)
                .map_or(usize::MAX, |at| at + 1),
        };
        self.tasks
            .sort_by_key(|t| (part_at(&t.part), group_at(&t.part, &t.group)));
    }

    /// A template of the catalogue with the usual sections.
    pub(crate) fn of_catalogue(template: &CatalogueTemplate, cycle: &Cycle) -> Self {
        let part = |p: &tonghop_model::template::TemplatePart| ContentPart {
            label: p.label.clone(),
            title: p.title.clone(),
        };
        let group = |g: &tonghop_model::template::TemplateGroup| ContentGroup {
            part: g.part.clone(),
            label: g.label.clone(),
            title: g.title.clone(),
        };
        let task = |t: &tonghop_model::template::TemplateTask| ContentTask {
            node: t.node.clone(),
            part: t.part.clone(),
            group: t.group.clone(),
            no: t.no.clone(),
            title: t.title.clone(),
            lead: t.lead.clone(),
            timeframe: t.timeframe.clone(),
            threshold: t.threshold,
        };
        Self {
            columns: template.columns.iter().copied().map(ContentColumn::usual).collect(),
            parts: template.parts.iter().map(part).collect(),
            groups: template.groups.iter().map(group).collect(),
            tasks: template.tasks.iter().map(task).collect(),
            sections: usual_sections(cycle),
            indicators: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_from_before_columns_could_be_chosen_is_read() {
        let old = r#"{"parts":[],"groups":[],"tasks":[],"sections":[],"indicators":[],"has_lead":false,"has_timeframe":true}"#;
        let content: Content = serde_json::from_str(old).unwrap();
        let columns: Vec<Column> = content.columns.iter().map(|c| c.column).collect();
        use Column::{Number, Result, Status, Task, Timeframe};
        assert_eq!(columns, [Number, Task, Timeframe, Status, Result]);
        let again: Content = serde_json::from_str(&serde_json::to_string(&content).unwrap()).unwrap();
        assert_eq!(again, content);
    }
}
