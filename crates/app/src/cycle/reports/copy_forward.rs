//! Taking over the answers of the last period where there is none yet.

use super::previous::previous;
use crate::cycle::{Call, Cycle, CycleResult, shared, templates};
use serde_json::json;
use std::collections::HashSet;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_store::submissions::{self, ItemRow};

/// Copies answers of the last period into items without an answer (of all, or of one); how many.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Refused`.
pub fn copy_forward(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, only: Option<&str>) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, id.0)?;
        let template = templates::load(db, place.round.template_id)?;
        let known: HashSet<String> = submissions::items(db, id.0)?.into_iter().map(|i| i.node).collect();
        // Of several units that this one was made of none speaks for the whole of it.
        let mut before = previous(db, &place)?;
        let Some(before) = before.pop().filter(|_| before.is_empty()) else {
            return Ok(0);
        };
        let fits = |i: &ItemRow| {
            only.is_none_or(|n| i.node == n) && !known.contains(&i.node) && template.content.kind(&i.node).is_some()
        };
        let copies: Vec<ItemRow> = before
            .items
            .into_iter()
            .filter(fits)
            .map(|i| ItemRow {
                submission_id: id.0,
                source: "copied".into(),
                candidate_id: None,
                span: None,
                sentence: None,
                updated_by: call.actor.name.clone(),
                updated_at: call.now.unix(),
                version: 1,
                ..i
            })
            .collect();
        submissions::insert_items(db, &copies)?;
        let detail = json!({ "items": copies.len() });
        shared::record(
            db,
            call,
            EventKind::CopiedForward,
            ("submission", id.0),
            Some(place.unit.id),
            detail,
        )?;
        Ok(copies.len())
    })
}
