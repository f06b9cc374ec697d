//! A version as an outline: columns, parts with their groups and rows, sections, indicators, each with its problems.

use super::own_column;
use crate::page::Page;
use std::collections::{BTreeMap, BTreeSet};
use tonghop_app::cycle::templates::{Content, ContentTask, Kind, Place, Template, joined};
use tonghop_app::cycle::{Cycle, FieldError};

/// A line of the outline.
#[derive(Default)]
pub struct Line {
    /// "task.3": names it in buttons and, with "-" for the dot, as a place on the page.
    pub key: String,
    pub anchor: String,
    /// Address of its form.
    pub href: String,
    /// Printed label or number.
    pub label: String,
    pub title: String,
    /// What else is known of it.
    pub notes: Vec<String>,
    pub problems: Vec<String>,
    /// True where it was just touched and the keyboard goes on from here.
    pub focus: bool,
}

/// A group of rows; without a line of its own for the rows that stand directly in their part.
pub struct Group {
    pub line: Option<Line>,
    pub tasks: Vec<Line>,
    /// Address of the form for a new row in it.
    pub add: String,
}

/// A part; without a line of its own where the annex has no parts.
pub struct Part {
    pub line: Option<Line>,
    pub groups: Vec<Group>,
    /// Address of the form for a new group in it.
    pub add: String,
}

/// A list without levels.
pub struct Simple {
    pub kind: &'static str,
    pub title: String,
    pub empty: String,
    pub add_label: String,
    pub lines: Vec<Line>,
}

/// A problem with the place it leads to.
pub struct Problem {
    pub anchor: String,
    pub text: String,
}

/// A version for people.
pub struct Outline {
    pub template: Template,
    pub editable: bool,
    pub columns: Simple,
    pub parts: Vec<Part>,
    pub sections: Simple,
    pub indicators: Simple,
    pub problems: Vec<Problem>,
    /// What kept a step from being done.
    pub refused: Vec<String>,
    /// Tasks of the programme that the template does not ask for.
    pub left_out: Vec<(String, String)>,
}

/// What an outline is made from.
pub struct Builder<'a> {
    pub page: &'a Page,
    pub cycle: &'a Cycle,
    pub editable: bool,
    pub focus: Option<Place>,
}

impl Builder<'_> {
    /// The outline of a version.
    pub fn outline(&self, template: Template) -> Outline {
        let content = &template.content;
        let problems = if template.published {
            Vec::new()
        } else {
            content.problems(self.cycle, &template.programme)
        };
        let wrong = self.by_place(&problems);
        let lines = Lines {
            builder: self,
            wrong: &wrong,
            id: template.id.0,
        };
        let programme = self.cycle.engine.catalogue.programme(&template.programme);
        let tasks = programme.into_iter().flat_map(|p| &p.nodes);
        let left_out = tasks
            .filter(|n| n.kind == tonghop_model::programme::NodeKind::Task && content.kind(&n.code).is_none())
            .map(|n| (n.code.clone(), n.title.clone()))
            .collect();
        Outline {
            columns: lines.columns(content),
            parts: lines.parts(content),
            sections: lines.sections(content),
            indicators: lines.indicators(content),
            problems: problems.iter().map(|p| self.problem(content, p)).collect(),
            refused: Vec::new(),
            editable: self.editable && !template.published,
            left_out,
            template,
        }
    }

    fn by_place(&self, problems: &[FieldError]) -> BTreeMap<Place, Vec<String>> {
        let mut found: BTreeMap<Place, Vec<String>> = BTreeMap::new();
        for problem in problems {
            if let Some(place) = place_of(&problem.field) {
                found.entry(place).or_default().push(self.page.format(&problem.message));
            }
        }
        found
    }

    fn problem(&self, content: &Content, problem: &FieldError) -> Problem {
        let message = self.page.format(&problem.message);
        match place_of(&problem.field) {
            Some((kind, at)) => Problem {
                anchor: format!("{}-{at}", kind.key()),
                text: format!("{}: {message}", self.name(content, kind, at)),
            },
            None => Problem {
                anchor: "outline".into(),
                text: message,
            },
        }
    }

    /// "Nhiệm vụ B1.VII.2".
    pub fn name(&self, content: &Content, kind: Kind, at: usize) -> String {
        let own = match kind {
            Kind::Column => content.columns.get(at).map(|c| self.column(c)),
            Kind::Part => content.parts.get(at).map(|p| p.label.clone()),
            Kind::Group => content.groups.get(at).map(|g| joined(&[&g.part, &g.label], ".")),
            Kind::Task => content.tasks.get(at).map(|t| joined(&[&t.part, &t.group, &t.no], ".")),
            Kind::Section => content.sections.get(at).map(|s| s.title.clone()),
            Kind::Indicator => content.indicators.get(at).cloned(),
        };
        let kind = self.page.t(&format!("web-template-kind-{}", kind.key()));
        format!("{kind} {}", own.unwrap_or_default()).trim().to_owned()
    }

    fn column(&self, column: &tonghop_app::cycle::templates::ContentColumn) -> String {
        column
            .heading
            .clone()
            .unwrap_or_else(|| usual_heading(self.page, column.column))
    }
}

/// The usual heading of a column.
pub fn usual_heading(page: &Page, column: tonghop_model::template::Column) -> String {
    page.t(&format!("official-annex-{}", column.key()))
}

/// "tasks.3.node" as a place.
fn place_of(field: &str) -> Option<Place> {
    let mut words = field.split('.');
    let kind = Kind::from_key(words.next()?.strip_suffix('s')?)?;
    Some((kind, words.next()?.parse().ok()?))
}

struct Lines<'a> {
    builder: &'a Builder<'a>,
    wrong: &'a BTreeMap<Place, Vec<String>>,
    id: i64,
}

impl Lines<'_> {
    fn line(&self, kind: Kind, at: usize, label: &str, title: &str) -> Line {
        let key = kind.key();
        Line {
            key: format!("{key}.{at}"),
            anchor: format!("{key}-{at}"),
            href: format!("/templates/{}/edit?kind={key}&place={at}", self.id),
            label: label.to_owned(),
            title: title.to_owned(),
            notes: Vec::new(),
            problems: self.wrong.get(&(kind, at)).cloned().unwrap_or_default(),
            focus: self.builder.focus == Some((kind, at)),
        }
    }

    fn add(&self, kind: &str, part: &str, group: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("kind", kind);
        query.append_pair("part", part).append_pair("group", group);
        format!("/templates/{}/edit?{}", self.id, query.finish())
    }

    fn simple(&self, kind: Kind, lines: Vec<Line>) -> Simple {
        let word = |what: &str| self.builder.page.t(&format!("web-template-{what}-{}", kind.key()));
        Simple {
            kind: kind.key(),
            title: word("list"),
            empty: word("none"),
            add_label: word("add"),
            lines,
        }
    }

    fn columns(&self, content: &Content) -> Simple {
        let page = self.builder.page;
        let lines = content.columns.iter().enumerate().map(|(at, column)| {
            let mut line = self.line(Kind::Column, at, "", &self.builder.column(column));
            match &column.own {
                Some(own) => line.notes.extend(own_column::described(page, own)),
                None => {
                    let usual = usual_heading(page, column.column);
                    line.notes.extend((line.title != usual).then_some(usual));
                }
            }
            line
        });
        self.simple(Kind::Column, lines.collect())
    }

    fn sections(&self, content: &Content) -> Simple {
        let sections = content.sections.iter().enumerate();
        let lines = sections.map(|(at, s)| self.line(Kind::Section, at, "", &s.title));
        self.simple(Kind::Section, lines.collect())
    }

    fn indicators(&self, content: &Content) -> Simple {
        let catalogue = &self.builder.cycle.engine.catalogue;
        let lines = content.indicators.iter().enumerate().map(|(at, code)| {
            let known = catalogue.indicator(code);
            let title = known.map_or("", |i| i.name.as_str());
            let mut line = self.line(Kind::Indicator, at, code, title);
            line.notes.extend(known.map(|i| i.unit.clone()));
            line
        });
        self.simple(Kind::Indicator, lines.collect())
    }

    fn parts(&self, content: &Content) -> Vec<Part> {
        let mut parts: Vec<Part> = content
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| Part {
                line: Some(self.line(Kind::Part, at, &part.label, &part.title)),
                groups: self.groups(content, &part.label),
                add: self.add("group", &part.label, ""),
            })
            .collect();
        // Rows and groups of no part: all of them where the annex has no parts, otherwise those that belong nowhere.
        let lost: BTreeSet<&str> = content
            .tasks
            .iter()
            .map(|t| t.part.as_str())
            .chain(content.groups.iter().map(|g| g.part.as_str()))
            .filter(|label| !content.parts.iter().any(|p| p.label == *label))
            .collect();
        for label in lost {
            parts.push(Part {
                line: None,
                groups: self.groups(content, label),
                add: self.add("group", label, ""),
            });
        }
        parts
    }

    fn groups(&self, content: &Content, part: &str) -> Vec<Group> {
        let of = |group: &str| -> Vec<Line> {
            let rows = content.tasks.iter().enumerate();
            rows.filter(|(_, t)| t.part == part && t.group == group)
                .map(|(at, task)| self.task(at, task))
                .collect()
        };
        let mut found = Vec::new();
        let known: Vec<(usize, &str, &str)> = content
            .groups
            .iter()
            .enumerate()
            .filter(|(_, g)| g.part == part)
            .map(|(at, g)| (at, g.label.as_str(), g.title.as_str()))
            .collect();
        let bare = content
            .tasks
            .iter()
            .filter(|t| t.part == part && !known.iter().any(|(_, label, _)| *label == t.group));
        let bare: BTreeSet<&str> = bare.map(|t| t.group.as_str()).collect();
        for group in bare {
            found.push(Group {
                line: None,
                tasks: of(group),
                add: self.add("task", part, group),
            });
        }
        if known.is_empty() && found.is_empty() {
            found.push(Group {
                line: None,
                tasks: Vec::new(),
                add: self.add("task", part, ""),
            });
        }
        for (at, label, title) in known {
            found.push(Group {
                line: Some(self.line(Kind::Group, at, label, title)),
                tasks: of(label),
                add: self.add("task", part, label),
            });
        }
        found
    }

    fn task(&self, at: usize, task: &ContentTask) -> Line {
        let page = self.builder.page;
        let mut line = self.line(Kind::Task, at, &task.no, &task.title);
        if !task.node.is_empty() {
            line.notes.push(page.with("web-template-node", "code", &task.node));
        }
        let more = [
            ("web-template-lead-is", &task.lead),
            ("web-template-timeframe-is", &task.timeframe),
        ];
        for (key, text) in more {
            if let Some(text) = text.as_deref().filter(|t| !t.is_empty()) {
                line.notes.push(page.with(key, "text", text));
            }
        }
        if let Some(threshold) = task.threshold {
            line.notes
                .push(page.with("web-template-threshold-is", "text", threshold));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_problems_name_places() {
        assert_eq!(place_of("tasks.3.node"), Some((Kind::Task, 3)));
        assert_eq!(place_of("indicators.0"), Some((Kind::Indicator, 0)));
        for whole in ["tasks", "columns", "title", "x.1.y"] {
            assert_eq!(place_of(whole), None, "{whole}");
        }
    }
}
