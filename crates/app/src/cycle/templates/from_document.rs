//! A template from somebody's annex: a DOCX, PDF, XLSX or text file in which the tasks are listed.

use super::content::{one_line, usual_columns, usual_sections};
use super::{Content, ContentGroup, ContentPart, ContentTask};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError};
use crate::pipeline;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::message::Message;
use tonghop_model::reading::{Reading, TaskRow};

/// What a file lists: its title where it says one, and the template that would ask for the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FromDocument {
    /// Title of the document.
    pub title: Option<String>,
    /// Parts, groups and rows in the order of the file; rows that no task of the programme explains are not mapped.
    pub content: Content,
}

/// Reads a template out of a file.
///
/// # Errors
/// [`CycleError::Denied`]; [`CycleError::Invalid`] for `file` where it cannot be read or lists no task.
pub fn from_document(cycle: &Cycle, call: &Call<'_>, name: &str, bytes: &[u8]) -> CycleResult<FromDocument> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    let wrong = |message| {
        CycleError::Invalid(vec![FieldError {
            field: "file".into(),
            message,
        }])
    };
    // A defect of the program on one odd file must not take the server down.
    let work = AssertUnwindSafe(|| {
        let document = pipeline::document(&cycle.engine, name, bytes)?;
        Ok(pipeline::understood(&document, &cycle.engine.catalogue, name).reading)
    });
    let reading: Reading = catch_unwind(work)
        .unwrap_or_else(|_| Err(cycle.engine.messages.text("app-failure-defect")))
        .map_err(|reason: String| wrong(Message::new("cycle-template-file-unread").with("reason", reason)))?;
    let mut content = content(&reading.tasks);
    if content.tasks.is_empty() {
        return Err(wrong(Message::new("cycle-template-file-empty")));
    }
    content.sections = usual_sections(cycle);
    content.put_in_order();
    Ok(FromDocument {
        title: reading.header.title,
        content,
    })
}

fn content(rows: &[TaskRow]) -> Content {
    let mut content = Content {
        columns: usual_columns(
            rows.iter().any(|r| r.lead.is_some()),
            rows.iter().any(|r| r.timeframe.is_some()),
        ),
        ..Content::default()
    };
    let mut nodes = std::collections::HashSet::new();
    for row in rows {
        let part = row.part.clone().unwrap_or_default();
        let group = row.group.clone().unwrap_or_default();
        if !content.parts.iter().any(|p| p.label == part) && !part.is_empty() {
            content.parts.push(ContentPart {
                label: part.clone(),
                title: String::new(),
            });
        }
        if !group.is_empty() && !content.groups.iter().any(|g| g.part == part && g.label == group) {
            content.groups.push(ContentGroup {
                part: part.clone(),
                label: group.clone(),
                title: row.group_title.clone().unwrap_or_default(),
            });
        }
        // A node that two rows were taken for is left to a person at the second one.
        let node = row.node.clone().filter(|n| nodes.insert(n.clone())).unwrap_or_default();
        content.tasks.push(ContentTask {
            node,
            part,
            group,
            no: row.no.clone().unwrap_or_default(),
            title: one_line(&row.title),
            lead: row.lead.clone(),
            timeframe: row.timeframe.clone(),
            threshold: None,
        });
    }
    // Rows without a part beside others with one: the first part that was read holds them.
    if let Some(first) = content.parts.first().map(|p| p.label.clone()) {
        for label in content.groups.iter_mut().map(|g| &mut g.part) {
            if label.is_empty() {
                label.clone_from(&first);
            }
        }
        for label in content.tasks.iter_mut().map(|t| &mut t.part) {
            if label.is_empty() {
                label.clone_from(&first);
            }
        }
        content.groups.dedup_by(|a, b| a.part == b.part && a.label == b.label);
    }
    content
}
