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
        present_programme(db, call, cycle, &programme.code)?;
    }
    Ok(())
}

/// Id of the version of a programme that holds now: what the catalogue says becomes a new version where it says something else
/// than the newest one. None for a programme that nobody knows.
pub(crate) fn present_programme(db: &mut Db, call: &Call<'_>, cycle: &Cycle, code: &str) -> CycleResult<Option<i64>> {
    let newest = templates::programme(db, code)?;
    let catalogue = &cycle.engine.catalogue;
    let Some(programme) = catalogue.programmes.iter().find(|p| p.code == code) else {
        return Ok(newest.map(|row| row.id));
    };
    let node = |n: &tonghop_model::programme::Node| json!({ "code": n.code, "title": n.title });
    let nodes: Vec<_> = programme.nodes.iter().map(node).collect();
    let content = json!({ "decision": programme.decision, "date": programme.decision_date, "nodes": nodes });
    let content = content.to_string();
    let digest = digest(&content);
    if let Some(row) = newest.as_ref().filter(|row| row.digest == digest) {
        return Ok(Some(row.id));
    }
    let number = newest.map_or(0, |row| row.number) + 1;
    let title = programme.title.as_str();
    let new = (code, number, title, content.as_str(), digest.as_str(), call.now.unix());
    Ok(Some(templates::insert_programme(db, new)?))
}
