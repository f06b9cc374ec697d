//! Published templates, read once: they never change, and every answer that is saved needs one.

use super::Template;
use super::list::load;
use crate::cycle::{Cycle, CycleResult};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tonghop_store::Db;

/// Templates that are kept at most: an installation has a handful in use.
const MOST: usize = 64;

/// Published templates by id.
#[derive(Debug, Default)]
pub(crate) struct TemplateCache(Mutex<HashMap<i64, Arc<Known>>>);

/// A template with the kinds of its items.
#[derive(Debug)]
pub(crate) struct Known {
    /// The template.
    pub template: Template,
    kinds: HashMap<String, &'static str>,
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
        Self { template, kinds }
    }

    /// The kind of an item, as [`super::Content::kind`] says.
    pub fn kind(&self, node: &str) -> Option<&'static str> {
        self.kinds.get(node).copied()
    }
}

/// One version, without asking for rights; a published one is read from the database once.
pub(crate) fn known(cycle: &Cycle, db: &mut Db, id: i64) -> CycleResult<Arc<Known>> {
    let kept = || cycle.template_cache.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = kept().get(&id) {
        return Ok(Arc::clone(found));
    }
    let found = Arc::new(Known::of(load(db, id)?));
    if found.template.published {
        let mut kept = kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(id, Arc::clone(&found));
    }
    Ok(found)
}
