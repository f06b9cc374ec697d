//! Drafting, editing and publishing a version.

use super::{Content, load};
use crate::cycle::secret::digest;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::TemplateId;
use tonghop_model::cycle::{Action, EventKind, Resource};
use tonghop_store::templates::{self, NewTemplate};

/// Makes a draft from a version, with the next number.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn draft(cycle: &Cycle, call: &Call<'_>, from: TemplateId) -> CycleResult<TemplateId> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    cycle.store.write(|db| {
        let base = templates::get(db, from.0)?.ok_or(CycleError::NotFound("template"))?;
        let versions = templates::all(db)?;
        let last = versions
            .iter()
            .filter(|t| t.code == base.code)
            .map(|t| t.number)
            .max()
            .unwrap_or(0);
        let id = templates::insert(
            db,
            &NewTemplate {
                code: &base.code,
                number: last + 1,
                programme: &base.programme,
                title: &base.title,
                state: "draft",
                content: &base.content,
                digest: &base.digest,
                based_on: Some(base.id),
                created_by: &call.actor.name,
                created_at: call.now.unix(),
                published_at: None,
                version: 1,
            },
        )?;
        let detail = json!({ "code": base.code, "number": last + 1, "from": base.number });
        shared::record(db, call, EventKind::TemplateDrafted, ("template", id), None, detail)?;
        Ok(TemplateId(id))
    })
}

/// Changes a draft.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`]; [`CycleError::Conflict`] also where it is published.
pub fn edit(
    cycle: &Cycle,
    call: &Call<'_>,
    id: TemplateId,
    version: i64,
    title: &str,
    content: &Content,
) -> CycleResult<()> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    let mut checker = shared::Checker::default();
    checker.line("title", title);
    checker.done()?;
    cycle.store.write(|db| {
        let present = load(db, id.0)?;
        content.check(cycle, &present.programme)?;
        let text = serde_json::to_string(content).map_err(|e| CycleError::Internal(e.to_string()))?;
        templates::update_draft(db, id.0, version, title.trim(), &text, &digest(&text))?;
        let detail = json!({ "digest": digest(&text), "tasks": content.tasks.len() });
        shared::record(db, call, EventKind::TemplateEdited, ("template", id.0), None, detail)
    })
}

/// Publishes a draft: rounds can be opened with it, and it never changes again.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`]; [`CycleError::Conflict`] also where it is published.
pub fn publish(cycle: &Cycle, call: &Call<'_>, id: TemplateId, version: i64) -> CycleResult<()> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    cycle.store.write(|db| {
        let present = load(db, id.0)?;
        present.content.check(cycle, &present.programme)?;
        templates::publish(db, id.0, version, call.now.unix())?;
        let detail = json!({ "code": present.code, "number": present.number });
        shared::record(db, call, EventKind::TemplatePublished, ("template", id.0), None, detail)
    })
}
