//! Reading templates.

use super::Content;
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use std::collections::HashMap;
use tonghop_model::cycle::ids::TemplateId;
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::moment::Moment;
use tonghop_store::templates::{self, TemplateRow};
use tonghop_store::{Db, rounds};

/// One version of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Id of the version.
    pub id: TemplateId,
    /// Stable code.
    pub code: String,
    /// Number of the version.
    pub number: i64,
    /// Code of the programme.
    pub programme: String,
    /// Title.
    pub title: String,
    /// True once it is published and never changes.
    pub published: bool,
    /// The version it was made from.
    pub based_on: Option<TemplateId>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Moment,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// Version for optimistic changes.
    pub version: i64,
    /// What it asks for.
    pub content: Content,
}

/// Every version, by code, newest first.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Template>> {
    call.may(Action::ViewTemplate, &Resource::anywhere())?;
    cycle
        .store
        .read(|db| templates::all(db)?.into_iter().map(read).collect())
}

/// One version.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn get(cycle: &Cycle, call: &Call<'_>, id: TemplateId) -> CycleResult<Template> {
    call.may(Action::ViewTemplate, &Resource::anywhere())?;
    cycle.store.read(|db| load(db, id.0))
}

/// How many rounds were opened with each version, by its id.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn used(cycle: &Cycle, call: &Call<'_>) -> CycleResult<HashMap<TemplateId, usize>> {
    call.may(Action::ViewTemplate, &Resource::anywhere())?;
    let mut counts = HashMap::new();
    for round in cycle.store.read(|db| Ok::<_, CycleError>(rounds::all(db)?))? {
        *counts.entry(TemplateId(round.template_id)).or_insert(0) += 1;
    }
    Ok(counts)
}

/// One version, without asking for rights.
pub(crate) fn load(db: &mut Db, id: i64) -> CycleResult<Template> {
    read(templates::get(db, id)?.ok_or(CycleError::NotFound("template"))?)
}

fn read(row: TemplateRow) -> CycleResult<Template> {
    let content =
        serde_json::from_str(&row.content).map_err(|e| CycleError::Internal(format!("template {}: {e}", row.id)))?;
    Ok(Template {
        id: TemplateId(row.id),
        code: row.code,
        number: row.number,
        programme: row.programme,
        title: row.title,
        published: row.state == "published",
        based_on: row.based_on.map(TemplateId),
        created_by: row.created_by,
        created_at: Moment::from_unix(row.created_at),
        published_at: row.published_at.map(Moment::from_unix),
        version: row.version,
        content,
    })
}
