//! The first versions, made from the catalogue when an installation is set up.

use super::Content;
use crate::cycle::secret::digest;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_store::templates::{self, NewTemplate};
use tonghop_store::{Db, settings};

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
