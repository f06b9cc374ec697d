//! Published templates, read once: they never change, and every answer that is saved needs one.

use super::Template;
use super::list::load;
use crate::cycle::remembered::Remembered;
use crate::cycle::{Cycle, CycleResult};
use std::collections::HashMap;
use std::sync::Arc;
use tonghop_checks::copied_text::Wordings;
use tonghop_store::Db;

/// Templates that are kept at most: an installation has a handful in use.
pub(crate) const MOST: usize = 64;

/// Published templates by id.
pub(crate) type TemplateCache = Remembered<i64, Known>;

/// A template with the kinds of its items.
#[derive(Debug)]
pub(crate) struct Known {
    /// The template.
    pub template: Template,
    kinds: HashMap<String, &'static str>,
    /// The wordings of its tasks.
    pub wordings: Wordings,
}

impl Known {
    fn of(template: Template) -> Self {
        let content = &template.content;
        let mut kinds = HashMap::new();
        // As `Content::kind` asks: the first one counts.
        let all = content.tasks.iter().map(|t| &t.node);
        let all = all.chain(content.sections.iter().map(|s| &s.code));
        for code in all.chain(&content.indicators) {
            if let Some(kind) = content.kind(code) {
                kinds.entry(code.clone()).or_insert(kind);
            }
        }
        let wordings = Wordings::of(content.tasks.iter().map(|t| t.title.as_str()));
        Self {
            template,
            kinds,
            wordings,
        }
    }

    /// The kind of an item, as [`super::Content::kind`] says.
    pub fn kind(&self, node: &str) -> Option<&'static str> {
        self.kinds.get(node).copied()
    }
}

/// One version, without asking for rights; a published one is read from the database once.
pub(crate) fn known(cycle: &Cycle, db: &mut Db, id: i64) -> CycleResult<Arc<Known>> {
    if let Some(found) = cycle.template_cache.get(&id) {
        return Ok(found);
    }
    let found = Arc::new(Known::of(load(db, id)?));
    if found.template.published {
        cycle.template_cache.put(id, Arc::clone(&found), 1);
    }
    Ok(found)
}
