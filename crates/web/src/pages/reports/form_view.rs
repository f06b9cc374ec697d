//! The form as the paper annex has it: parts, rows with their answer, the last period's, findings, what was returned.

use super::numbers;
use super::save::{Fields, Kept, own_field};
use crate::page::Page;
use serde::Serialize;
use std::collections::HashMap;
use tonghop_app::cycle::Cycle;
use tonghop_app::cycle::reports::{self, Item, TodoItem};
use tonghop_app::cycle::templates::joined;
use tonghop_messages::Lang;
use tonghop_model::cycle::{Absence, SubmissionState};
use tonghop_model::finding::Severity;
use tonghop_model::template::Column;

/// The absence answers of a row.
pub const ABSENCES: [Absence; 3] = [Absence::NotArising, Absence::NotCompetent, Absence::AwaitingHigherLevel];

/// A finding beside its row.
#[derive(Serialize)]
pub struct Remark {
    pub tag: &'static str,
    pub severity: String,
    pub text: String,
}

/// The field of a column that the template adds.
pub struct OwnField {
    /// Its name before the code of the item.
    pub name: String,
    pub heading: String,
    /// `text`, `choice`, `number`, `date`.
    pub kind: &'static str,
    pub choices: Vec<String>,
    pub required: bool,
    pub value: String,
}

impl OwnField {
    /// True where the value is none of the choices: what stands there is shown all the same.
    pub fn is_other(&self) -> bool {
        !self.value.is_empty() && !self.choices.contains(&self.value)
    }
}

/// A row of the form.
pub struct Row {
    pub node: String,
    /// `task`, `section`, `indicator`.
    pub kind: &'static str,
    /// Heading of the group that begins with this row.
    pub heading: String,
    pub no: String,
    pub title: String,
    pub lead: String,
    pub timeframe: String,
    pub unit_of_measure: String,
    /// What the fields show.
    pub fields: Fields,
    pub version: i64,
    /// True where an answer is saved.
    pub answered: bool,
    /// Names what is saved, to tell which fields were touched.
    pub was: String,
    pub absence: String,
    pub saved: String,
    pub previous: String,
    /// Headings of the columns, as the template names them.
    pub status_heading: String,
    pub result_heading: String,
    /// Columns that the template adds.
    pub own: Vec<OwnField>,
    /// What a register says: in words, and as the fields would show it.
    pub register: String,
    pub register_fields: [String; 3],
    pub remarks: Vec<Remark>,
    pub todo: String,
    pub done_again: bool,
    /// What somebody else saved meanwhile.
    pub theirs: String,
    pub wrong: String,
}

/// A part of the form, saved together where there is no script.
pub struct Part {
    pub id: usize,
    pub title: String,
    pub rows: Vec<Row>,
    /// Rows with an answer.
    pub answered: usize,
}

/// An answer of the list of absences: stable name, words.
pub fn absences(page: &Page) -> Vec<(&'static str, String)> {
    ABSENCES.iter().map(|a| (a.key(), absence(page, Some(*a)))).collect()
}

/// An absence in words.
pub fn absence(page: &Page, absence: Option<Absence>) -> String {
    page.t(match absence {
        Some(Absence::NotArising) => "web-reports-not-arising",
        Some(Absence::NotCompetent) => "web-reports-not-competent",
        Some(Absence::AwaitingHigherLevel) => "web-reports-awaiting",
        Some(Absence::Zero) => "web-reports-zero",
        Some(Absence::NotReported) | None => return String::new(),
    })
}

/// Wordings that the field of the status proposes; official words, so Vietnamese in every language.
pub fn statuses(cycle: &Cycle) -> Vec<String> {
    let words = cycle.texts(Lang::Vi);
    let keys = ["met", "mostly-met", "in-progress", "not-started"];
    keys.iter().map(|k| words.text(&format!("status-{k}"))).collect()
}

/// What a row's answer says, in one line of words.
pub fn said(page: &Page, item: &Item) -> String {
    let mut parts = vec![item.status.clone(), absence(page, item.absence)];
    parts.push(numbers::shown(item.value));
    if let (Some(part), Some(whole)) = (item.numerator, item.denominator) {
        parts.push(format!(
            "{}/{}",
            numbers::shown(Some(part)),
            numbers::shown(Some(whole))
        ));
    }
    parts.push(item.result.clone());
    parts.extend(item.own.values().cloned());
    parts.retain(|p| !p.trim().is_empty());
    parts.join(" – ")
}

/// A figure of a register in one line: "98,5 – 675/685"; the unit of measure stands with the indicator.
fn registered(figure: &reports::RegisterFigure) -> String {
    numbers::figures([figure.value, figure.numerator, figure.denominator], "")
}

/// The parts of a report's form.
pub struct Builder<'a> {
    pub page: &'a Page,
    pub cycle: &'a Cycle,
    pub data: &'a reports::Page,
    pub todo: &'a [TodoItem],
    pub kept: &'a [Kept],
}

impl Builder<'_> {
    /// Everything that is asked, in the order of the paper.
    pub fn parts(&self) -> Vec<Part> {
        let content = &self.data.template.content;
        let items: HashMap<&str, &Item> = self.data.items.iter().map(|i| (i.node.as_str(), i)).collect();
        let mut parts = Vec::new();
        let labels: Vec<(String, String)> = if content.parts.is_empty() {
            vec![(String::new(), self.page.t("web-reports-annex"))]
        } else {
            content
                .parts
                .iter()
                .map(|p| (p.label.clone(), joined(&[&p.label, &p.title], ". ")))
                .collect()
        };
        for (label, title) in labels {
            let mut group = "";
            let mut rows = Vec::new();
            for task in content
                .tasks
                .iter()
                .filter(|t| content.parts.is_empty() || t.part == label)
            {
                let mut row = self.row("task", &task.node, &task.title, &items);
                row.no.clone_from(&task.no);
                row.lead = task.lead.clone().unwrap_or_default();
                row.timeframe = task.timeframe.clone().unwrap_or_default();
                if task.group != group {
                    group = &task.group;
                    let found = content
                        .groups
                        .iter()
                        .find(|g| g.part == task.part && g.label == task.group);
                    row.heading = found.map_or_else(String::new, |g| joined(&[&g.label, &g.title], ". "));
                }
                rows.push(row);
            }
            parts.push((title, rows));
        }
        let sections = content
            .sections
            .iter()
            .map(|s| self.row("section", &s.code, &s.title, &items));
        parts.push((self.page.t("web-reports-narrative"), sections.collect()));
        let indicators = content.indicators.iter().map(|code| {
            let known = self.cycle.engine.catalogue.indicator(code);
            let mut row = self.row("indicator", code, known.map_or(code, |i| &i.name), &items);
            row.unit_of_measure = known.map_or_else(String::new, |i| i.unit.clone());
            row
        });
        parts.push((self.page.t("web-reports-indicators"), indicators.collect()));
        parts.retain(|(_, rows)| !rows.is_empty());
        let part = |(id, (title, rows)): (usize, (String, Vec<Row>))| Part {
            id,
            title,
            answered: rows.iter().filter(|r| r.answered).count(),
            rows,
        };
        parts.into_iter().enumerate().map(part).collect()
    }

    fn row(&self, kind: &'static str, node: &str, title: &str, items: &HashMap<&str, &Item>) -> Row {
        let present = items.get(node).copied();
        let kept = self.kept.iter().find(|k| k.node == node);
        let saved = present.map(Fields::of).unwrap_or_default();
        let todo = self.todo.iter().find(|t| t.node == node);
        let register = self.data.register.iter().find(|r| r.indicator == node);
        let theirs = kept.filter(|k| k.wrong.is_empty()).and(present);
        let fields = kept.map_or_else(|| saved.clone(), |k| k.fields.clone());
        Row {
            own: if kind == "task" { self.own(&fields) } else { Vec::new() },
            node: node.to_owned(),
            kind,
            heading: String::new(),
            no: String::new(),
            title: title.to_owned(),
            lead: String::new(),
            timeframe: String::new(),
            unit_of_measure: String::new(),
            version: present.map_or(0, |i| i.version),
            answered: present.is_some_and(|i| !i.is_blank()),
            was: saved.mark(),
            absence: absence(self.page, present.and_then(|i| i.absence)),
            saved: present.map_or_else(String::new, |i| {
                let words = [("name", i.updated_by.clone()), ("date", self.page.moment(i.updated_at))];
                self.page.words("web-reports-saved-by", &words)
            }),
            previous: self.before(node),
            status_heading: self.heading(Column::Status, "web-reports-status"),
            result_heading: self.heading(Column::Result, "web-reports-result"),
            register: register.map_or_else(String::new, registered),
            register_fields: register.map_or_else(<[String; 3]>::default, |r| {
                [r.value, r.numerator, r.denominator].map(numbers::shown)
            }),
            remarks: match present {
                // While it is written, that nothing stands in a row yet is no news.
                None if self.is_draft() => Vec::new(),
                _ => self.remarks(node),
            },
            todo: todo.map_or_else(String::new, |t| self.reason(t)),
            done_again: todo.is_some_and(|t| t.changed),
            theirs: theirs.map_or_else(String::new, |i| said(self.page, i)),
            wrong: kept.map_or_else(String::new, |k| k.wrong.clone()),
            fields,
        }
    }

    fn own(&self, fields: &Fields) -> Vec<OwnField> {
        let field = |(heading, own): (&str, &tonghop_model::template::OwnColumn)| {
            let name = own_field(&own.code);
            OwnField {
                heading: heading.to_owned(),
                kind: own.kind.key(),
                choices: own.choices.clone(),
                required: own.required,
                value: fields.own.get(&name).cloned().unwrap_or_default(),
                name,
            }
        };
        self.data.template.content.own_columns().map(field).collect()
    }

    /// The answer of the last period; whose it was where the unit was made of others since, and how far it came where nobody
    /// accepted it.
    fn before(&self, node: &str) -> String {
        let mut found = Vec::new();
        for one in &self.data.previous {
            let Some(item) = one.items.iter().find(|i| i.node == node) else {
                continue;
            };
            let mut text = said(self.page, item);
            if !matches!(one.state, SubmissionState::Accepted | SubmissionState::Published) {
                let key = one.state.key().replace('_', "-");
                let state = self.page.t(&format!("web-submission-{key}"));
                text = format!(
                    "{text} ({})",
                    self.page.with("web-reports-previous-state", "state", state)
                );
            }
            found.push(match &one.whose {
                Some(name) => format!("{name}: {text}"),
                None => text,
            });
        }
        found.join(" · ")
    }

    fn heading(&self, column: Column, usual: &str) -> String {
        let own = self.data.template.content.heading(column);
        own.map_or_else(|| self.page.t(usual), str::to_owned)
    }

    fn reason(&self, todo: &TodoItem) -> String {
        let words = [("reason", todo.reason.clone()), ("date", self.page.day(todo.due))];
        self.page.words("web-reports-returned-for", &words)
    }

    fn remarks(&self, node: &str) -> Vec<Remark> {
        let own = self.data.findings.iter().filter(|f| f.node.as_deref() == Some(node));
        own.map(|f| beside(self.page, f)).collect()
    }

    fn is_draft(&self) -> bool {
        let state = self.data.submission.as_ref().map(|s| s.state);
        state == Some(SubmissionState::Draft)
    }
}

/// A finding as it stands beside its row in the unit's form.
pub fn beside(page: &Page, finding: &reports::Finding) -> Remark {
    match finding.waived {
        // Nothing is asked of the unit any more.
        Some(_) => Remark {
            tag: "tag-good",
            severity: page.t("web-review-waived"),
            ..remark(page, finding)
        },
        None => remark(page, finding),
    }
}

/// A name in so many characters that several stand below each other in a list.
pub fn short(name: String) -> String {
    const MOST: usize = 110;
    if name.chars().count() <= MOST {
        return name;
    }
    let cut: String = name.chars().take(MOST).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", whole.trim_end_matches([',', ';', '.', ' ']))
}

/// A finding in words.
pub fn remark(page: &Page, finding: &reports::Finding) -> Remark {
    Remark {
        tag: match finding.severity {
            Severity::Error => "tag-bad",
            Severity::Warning => "tag-warn",
            Severity::Info => "tag-info",
        },
        severity: page.t(&format!("severity-{}", finding.severity.key())),
        text: page.said(&finding.message).to_owned(),
    }
}
