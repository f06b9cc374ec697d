//! What a template version holds, and the versions made from the catalogue.

use crate::cycle::secret::digest;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashSet;
use tonghop_messages::Lang;
use tonghop_model::cycle::EventKind;
use tonghop_model::message::Message;
use tonghop_model::template::Template as CatalogueTemplate;
use tonghop_store::templates::{self, NewTemplate};
use tonghop_store::{Db, settings};

/// Most tasks, sections, indicators of a template.
const MOST: usize = 500;

/// What a template asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Parts of the annex in order.
    pub parts: Vec<ContentPart>,
    /// Groups of the annex in order.
    pub groups: Vec<ContentGroup>,
    /// Rows of the annex in order.
    pub tasks: Vec<ContentTask>,
    /// Sections of the narrative in order.
    pub sections: Vec<Section>,
    /// Codes of the indicators that are asked for as numbers.
    pub indicators: Vec<String>,
    /// True where the annex has the column "Chủ trì".
    pub has_lead: bool,
    /// True where the annex has the column "Thời gian".
    pub has_timeframe: bool,
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
    /// Stable code of the programme's task.
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

/// Sections of every commune report of the programme: code and key of the title.
const SECTIONS: [(&str, &str); 6] = [
    ("s:results", "cycle-section-results"),
    ("s:advantages", "cycle-section-advantages"),
    ("s:limitations", "cycle-section-limitations"),
    ("s:causes", "cycle-section-causes"),
    ("s:recommendations", "cycle-section-recommendations"),
    ("s:next_tasks", "cycle-section-next-tasks"),
];

impl Content {
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

    /// What is wrong with it.
    ///
    /// # Errors
    /// [`CycleError::Invalid`], fields like "tasks.3.node" (from 0).
    pub fn check(&self, cycle: &Cycle, programme: &str) -> CycleResult<()> {
        let mut checker = shared::Checker::default();
        if self.tasks.is_empty() && self.sections.is_empty() && self.indicators.is_empty() {
            checker.wrong("tasks", Message::new("cycle-template-empty"));
        }
        if self.tasks.len() > MOST || self.sections.len() > MOST || self.indicators.len() > MOST {
            checker.wrong("tasks", Message::new("cycle-import-too-many").count("most", MOST));
            return checker.done();
        }
        let known = cycle.engine.catalogue.programme(programme);
        let mut seen = HashSet::new();
        for (n, task) in self.tasks.iter().enumerate() {
            checker.line(&format!("tasks.{n}.title"), &task.title);
            if known.and_then(|p| p.node(&task.node)).is_none() {
                checker.wrong(&format!("tasks.{n}.node"), Message::new("cycle-template-node"));
            }
            if !seen.insert(task.node.as_str()) {
                checker.wrong(&format!("tasks.{n}.node"), Message::new("cycle-template-twice"));
            }
            if !self.parts.iter().any(|p| p.label == task.part) {
                checker.wrong(&format!("tasks.{n}.part"), Message::new("cycle-template-part"));
            }
        }
        for (n, section) in self.sections.iter().enumerate() {
            checker.line(&format!("sections.{n}.title"), &section.title);
            if !section.code.starts_with("s:") || !seen.insert(section.code.as_str()) {
                checker.wrong(&format!("sections.{n}.code"), Message::new("cycle-template-twice"));
            }
        }
        for (n, code) in self.indicators.iter().enumerate() {
            if cycle.engine.catalogue.indicator(code).is_none() || !seen.insert(code.as_str()) {
                checker.wrong(&format!("indicators.{n}"), Message::new("cycle-template-indicator"));
            }
        }
        checker.done()
    }

    /// A template of the catalogue with the usual sections.
    fn of_catalogue(template: &CatalogueTemplate, cycle: &Cycle) -> Self {
        use tonghop_model::template::Column;
        let texts = cycle.texts(Lang::Vi);
        Self {
            parts: template
                .parts
                .iter()
                .map(|p| ContentPart {
                    label: p.label.clone(),
                    title: p.title.clone(),
                })
                .collect(),
            groups: template
                .groups
                .iter()
                .map(|g| ContentGroup {
                    part: g.part.clone(),
                    label: g.label.clone(),
                    title: g.title.clone(),
                })
                .collect(),
            tasks: template
                .tasks
                .iter()
                .map(|t| ContentTask {
                    node: t.node.clone(),
                    part: t.part.clone(),
                    group: t.group.clone(),
                    no: t.no.clone(),
                    title: t.title.clone(),
                    lead: t.lead.clone(),
                    timeframe: t.timeframe.clone(),
                    threshold: t.threshold,
                })
                .collect(),
            sections: SECTIONS
                .iter()
                .map(|(code, key)| Section {
                    code: (*code).into(),
                    title: texts.text(key),
                })
                .collect(),
            indicators: Vec::new(),
            has_lead: template.columns.contains(&Column::Lead),
            has_timeframe: template.columns.contains(&Column::Timeframe),
        }
    }
}

/// First versions of the catalogue's templates: those of the province, or all where it has none. Published at once.
pub(crate) fn import(db: &mut Db, call: &Call<'_>, cycle: &Cycle, province: &str) -> CycleResult<()> {
    let known = &cycle.engine.catalogue.templates;
    let own: Vec<_> = known.iter().filter(|t| t.province == province).collect();
    let chosen: Vec<_> = if own.is_empty() { known.iter().collect() } else { own };
    for template in chosen {
        let content = serde_json::to_string(&Content::of_catalogue(template, cycle))
            .map_err(|e| CycleError::Internal(e.to_string()))?;
        let id = templates::insert(
            db,
            &NewTemplate {
                code: &template.code,
                number: 1,
                programme: &template.programme,
                title: &template.title,
                state: "published",
                content: &content,
                digest: &digest(&content),
                based_on: None,
                created_by: &call.actor.name,
                created_at: call.now.unix(),
                published_at: Some(call.now.unix()),
                version: 1,
            },
        )?;
        let detail = json!({ "code": template.code, "number": 1 });
        shared::record(db, call, EventKind::TemplatePublished, ("template", id), None, detail)?;
    }
    import_programmes(db, call, cycle)?;
    settings::set(db, "province", province)?;
    Ok(())
}

fn import_programmes(db: &mut Db, call: &Call<'_>, cycle: &Cycle) -> CycleResult<()> {
    for programme in &cycle.engine.catalogue.programmes {
        let nodes: Vec<_> = programme
            .nodes
            .iter()
            .map(|n| json!({ "code": n.code, "title": n.title }))
            .collect();
        let content = json!({ "decision": programme.decision, "date": programme.decision_date, "nodes": nodes });
        let content = content.to_string();
        let new = (
            programme.code.as_str(),
            1,
            programme.title.as_str(),
            content.as_str(),
            &*digest(&content),
            call.now.unix(),
        );
        templates::insert_programme(db, new)?;
    }
    Ok(())
}
