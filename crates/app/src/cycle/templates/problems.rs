//! What keeps a draft from being published, each problem with its place.

use super::{Content, ContentColumn};
use crate::cycle::{Cycle, CycleError, CycleResult, FieldError, shared};
use std::collections::HashSet;
use tonghop_model::message::Message;
use tonghop_model::template::{Column, OwnKind};

/// Most columns, parts, groups, tasks, sections, indicators of a template.
pub(crate) const MOST: usize = 500;

/// Most columns that a template adds to the usual ones: more do not fit on a sheet.
pub const MOST_OWN: u8 = 6;
/// Longest code of such a column.
const LONGEST_OWN_CODE: usize = 48;
/// Most choices of one column.
pub const MOST_CHOICES: usize = 50;

/// Columns without which an annex asks for nothing.
pub const NEEDED: [Column; 3] = [Column::Task, Column::Status, Column::Result];

/// What is wrong with a column that the template adds: the field and why. `codes` are those of the columns before it.
fn column_wrong<'c>(column: &'c ContentColumn, codes: &mut HashSet<&'c str>) -> Option<(&'static str, &'static str)> {
    let (is_own, own) = (matches!(column.column, Column::Own(_)), column.own.as_ref());
    let Some(own) = own.filter(|_| is_own) else {
        return (is_own || own.is_some()).then_some(("column", "cycle-template-own-lost"));
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if own.code.is_empty() || own.code.len() > LONGEST_OWN_CODE || !own.code.chars().all(plain) {
        return Some(("code", "cycle-template-own-code"));
    }
    if !codes.insert(&own.code) {
        return Some(("code", "cycle-template-column-twice"));
    }
    if column.heading.as_deref().unwrap_or_default().trim().is_empty() {
        return Some(("heading", "cycle-field-blank"));
    }
    let choices: HashSet<&str> = own.choices.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    let few = own.kind == OwnKind::Choice && (choices.len() < 2 || choices.len() != own.choices.len());
    few.then_some(("choices", "cycle-template-choices-few"))
}

impl Content {
    /// Everything that is wrong with it; fields like "tasks.3.node" (from 0) name the place.
    #[must_use]
    pub fn problems(&self, cycle: &Cycle, programme: &str) -> Vec<FieldError> {
        let mut found = Found(self.bounds());
        if self.tasks.is_empty() && self.sections.is_empty() && self.indicators.is_empty() {
            found.wrong("tasks", "cycle-template-empty");
        }
        self.columns_wrong(&mut found);
        self.places_wrong(&mut found);
        self.tasks_wrong(cycle, programme, &mut found);
        self.sections_wrong(&mut found);
        self.indicators_wrong(cycle, &mut found);
        found.0
    }

    /// What may not even be kept in a draft: too many things, texts that are too long or hold control characters.
    pub(crate) fn bounds(&self) -> Vec<FieldError> {
        let mut checker = shared::Checker::default();
        let counts = [
            ("columns", self.columns.len()),
            ("parts", self.parts.len()),
            ("groups", self.groups.len()),
            ("tasks", self.tasks.len()),
            ("sections", self.sections.len()),
            ("indicators", self.indicators.len()),
        ];
        for (field, _) in counts.iter().filter(|(_, count)| *count > MOST) {
            checker.wrong(field, Message::new("cycle-import-too-many").count("most", MOST));
        }
        let mut line = |field: String, text: &str| checker.optional_line(&field, text);
        for (n, task) in self.tasks.iter().enumerate() {
            line(format!("tasks.{n}.title"), &task.title);
            line(format!("tasks.{n}.no"), &task.no);
            line(format!("tasks.{n}.lead"), task.lead.as_deref().unwrap_or(""));
            line(format!("tasks.{n}.timeframe"), task.timeframe.as_deref().unwrap_or(""));
        }
        let parts = self.parts.iter().map(|p| (&p.label, &p.title));
        let groups = self.groups.iter().map(|g| (&g.label, &g.title));
        let sections = self.sections.iter().map(|s| (&s.code, &s.title));
        let named = parts.enumerate().map(|p| ("parts", p));
        let named = named.chain(groups.enumerate().map(|g| ("groups", g)));
        for (area, (n, (label, title))) in named.chain(sections.enumerate().map(|s| ("sections", s))) {
            line(format!("{area}.{n}.label"), label);
            line(format!("{area}.{n}.title"), title);
        }
        for (n, column) in self.columns.iter().enumerate() {
            line(format!("columns.{n}.heading"), column.heading.as_deref().unwrap_or(""));
            for choice in column.own.iter().flat_map(|o| &o.choices) {
                line(format!("columns.{n}.choices"), choice);
            }
        }
        let many = |c: &ContentColumn| c.own.as_ref().is_some_and(|o| o.choices.len() > MOST_CHOICES);
        for (n, _) in self.columns.iter().enumerate().filter(|(_, c)| many(c)) {
            let message = Message::new("cycle-template-choices-many").count("most", MOST_CHOICES);
            checker.wrong(&format!("columns.{n}.choices"), message);
        }
        match checker.done() {
            Err(CycleError::Invalid(wrong)) => wrong,
            _ => Vec::new(),
        }
    }

    /// What is wrong with it.
    ///
    /// # Errors
    /// [`CycleError::Invalid`], fields like "tasks.3.node" (from 0).
    pub fn check(&self, cycle: &Cycle, programme: &str) -> CycleResult<()> {
        let problems = self.problems(cycle, programme);
        if problems.is_empty() {
            return Ok(());
        }
        Err(CycleError::Invalid(problems))
    }

    fn columns_wrong(&self, found: &mut Found) {
        let mut seen = HashSet::new();
        let mut codes = HashSet::new();
        for (n, column) in self.columns.iter().enumerate() {
            if !seen.insert(column.column) {
                found.wrong(&format!("columns.{n}.column"), "cycle-template-column-twice");
            }
            if let Some((field, why)) = column_wrong(column, &mut codes) {
                found.wrong(&format!("columns.{n}.{field}"), why);
            }
        }
        if codes.len() > usize::from(MOST_OWN) {
            found.wrong("columns", "cycle-template-own-many");
        }
        if !self.tasks.is_empty() && NEEDED.iter().any(|c| !self.has(*c)) {
            found.wrong("columns", "cycle-template-column-missing");
        }
    }

    fn places_wrong(&self, found: &mut Found) {
        let mut seen = HashSet::new();
        for (n, part) in self.parts.iter().enumerate() {
            if part.label.trim().is_empty() {
                found.wrong(&format!("parts.{n}.label"), "cycle-field-blank");
            }
            if !seen.insert(part.label.as_str()) {
                found.wrong(&format!("parts.{n}.label"), "cycle-template-label-twice");
            }
        }
        let mut seen = HashSet::new();
        for (n, group) in self.groups.iter().enumerate() {
            if group.label.trim().is_empty() {
                found.wrong(&format!("groups.{n}.label"), "cycle-field-blank");
            }
            if !seen.insert((group.part.as_str(), group.label.as_str())) {
                found.wrong(&format!("groups.{n}.label"), "cycle-template-label-twice");
            }
            if !self.has_part(&group.part) {
                found.wrong(&format!("groups.{n}.part"), "cycle-template-part");
            }
        }
    }

    fn tasks_wrong(&self, cycle: &Cycle, programme: &str, found: &mut Found) {
        let known = cycle.engine.catalogue.programme(programme);
        let (mut nodes, mut numbers) = (HashSet::new(), HashSet::new());
        for (n, task) in self.tasks.iter().enumerate() {
            if task.title.trim().is_empty() {
                found.wrong(&format!("tasks.{n}.title"), "cycle-template-wording-blank");
            }
            if task.node.is_empty() {
                found.wrong(&format!("tasks.{n}.node"), "cycle-template-unmapped");
            } else if known.and_then(|p| p.node(&task.node)).is_none() {
                found.wrong(&format!("tasks.{n}.node"), "cycle-template-node");
            } else if !nodes.insert(task.node.as_str()) {
                found.wrong(&format!("tasks.{n}.node"), "cycle-template-node-twice");
            }
            if !self.has_part(&task.part) {
                found.wrong(&format!("tasks.{n}.part"), "cycle-template-part");
            }
            let in_group = |g: &super::ContentGroup| g.part == task.part && g.label == task.group;
            if !task.group.is_empty() && !self.groups.is_empty() && !self.groups.iter().any(in_group) {
                found.wrong(&format!("tasks.{n}.group"), "cycle-template-group");
            }
            let place = (task.part.as_str(), task.group.as_str(), task.no.as_str());
            if !task.no.is_empty() && !numbers.insert(place) {
                found.wrong(&format!("tasks.{n}.no"), "cycle-template-number-twice");
            }
        }
    }

    fn has_part(&self, label: &str) -> bool {
        self.parts.iter().any(|p| p.label == label) || (self.parts.is_empty() && label.is_empty())
    }

    fn sections_wrong(&self, found: &mut Found) {
        let mut seen = HashSet::new();
        for (n, section) in self.sections.iter().enumerate() {
            if section.title.trim().is_empty() {
                found.wrong(&format!("sections.{n}.title"), "cycle-template-wording-blank");
            }
            if section.code.len() < 3 || !section.code.starts_with("s:") || !seen.insert(section.code.as_str()) {
                found.wrong(&format!("sections.{n}.code"), "cycle-template-twice");
            }
        }
    }

    fn indicators_wrong(&self, cycle: &Cycle, found: &mut Found) {
        let mut seen = HashSet::new();
        for (n, code) in self.indicators.iter().enumerate() {
            if cycle.engine.catalogue.indicator(code).is_none() || !seen.insert(code.as_str()) {
                found.wrong(&format!("indicators.{n}"), "cycle-template-indicator");
            }
        }
    }
}

struct Found(Vec<FieldError>);

impl Found {
    fn wrong(&mut self, field: &str, key: &'static str) {
        self.0.push(FieldError {
            field: field.to_owned(),
            message: Message::new(key),
        });
    }
}
