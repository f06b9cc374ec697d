//! The name of an item, where it is named away from its row.

use super::Page;
use crate::cycle::Cycle;
use crate::cycle::templates::{Content, joined};

/// Name of an item of the template with its whole number: "B1.IV.1. Triển khai kế hoạch …"; the title of a section, the
/// name of an indicator; the code where nothing is known of it.
#[must_use]
pub fn item_name(cycle: &Cycle, page: &Page, node: &str) -> String {
    name_of(cycle, &page.template.content, node)
}

/// The same, of a template's content.
pub(crate) fn name_of(cycle: &Cycle, content: &Content, node: &str) -> String {
    if let Some(task) = content.tasks.iter().find(|t| t.node == node) {
        return joined(&[&task.place(), &task.title], ". ");
    }
    if let Some(section) = content.sections.iter().find(|s| s.code == node) {
        return section.title.clone();
    }
    let indicator = cycle.engine.catalogue.indicator(node);
    indicator.map_or_else(|| node.to_owned(), |i| i.name.clone())
}
