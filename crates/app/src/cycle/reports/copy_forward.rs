//! Taking over the answers of the last period where there is none yet, and taking that back.

use super::item::{answers, emptied};
use super::own_columns;
use super::previous::previous;
use super::{Item, Submission};
use crate::cycle::{Call, Cycle, CycleResult, shared, templates};
use serde_json::json;
use std::collections::HashMap;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_store::submissions::{self, ItemRow};

/// Where a copied answer comes from, until it is changed.
const COPIED: &str = "copied";

/// Copies answers of the last period into items without an answer (of all, or of one); how many.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Refused`.
pub fn copy_forward(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, only: Option<&str>) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let (_, place) = shared::editable(db, call, id.0)?;
        let template = templates::load(db, place.round.template_id)?;
        let known: HashMap<String, ItemRow> = submissions::items(db, id.0)?
            .into_iter()
            .map(|i| (i.node.clone(), i))
            .collect();
        // Of several units that this one was made of none speaks for the whole of it.
        let mut before = previous(db, &place)?;
        let Some(before) = before.pop().filter(|_| before.is_empty()) else {
            return Ok(0);
        };
        let fits = |i: &ItemRow| {
            only.is_none_or(|n| i.node == n)
                && known.get(&i.node).is_none_or(|k| !answers(k))
                && template.content.kind(&i.node).is_some()
        };
        let copies: Vec<ItemRow> = before
            .items
            .into_iter()
            .filter(fits)
            .map(|i| {
                Ok(ItemRow {
                    own: own_columns::fitting(&template.content, i.own.as_deref())?,
                    submission_id: id.0,
                    source: COPIED.into(),
                    candidate_id: None,
                    span: None,
                    sentence: None,
                    updated_by: call.actor.name.clone(),
                    updated_at: call.now.unix(),
                    version: 1,
                    ..i
                })
            })
            .collect::<CycleResult<_>>()?;
        // An answer that was cleared has a version, from which the copy goes on.
        let (over, new): (Vec<ItemRow>, Vec<ItemRow>) = copies.into_iter().partition(|c| known.contains_key(&c.node));
        for copy in &over {
            submissions::update_item(db, copy, known[&copy.node].version)?;
        }
        submissions::insert_items(db, &new)?;
        let count = over.len() + new.len();
        let detail = json!({ "items": count });
        shared::record(
            db,
            call,
            EventKind::CopiedForward,
            ("submission", id.0),
            Some(place.unit.id),
            detail,
        )?;
        Ok(count)
    })
}

/// How many answers of a draft were copied into it and stand as they were copied: what [`undo_copy`] takes out.
#[must_use]
pub fn copied(draft: &Submission, items: &[Item]) -> usize {
    let fresh = |i: &&Item| i.source == COPIED && i.updated_at >= draft.created_at;
    items.iter().filter(fresh).count()
}

/// Takes out what was copied into a draft; how many answers. What was changed since stays, and so does what the attempt
/// before brought along.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Refused`; `Conflict` where one of them is changed in the same moment.
pub fn undo_copy(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<usize> {
    cycle.store.write(|db| {
        let (draft, place) = shared::editable(db, call, id.0)?;
        let mut items = submissions::items(db, id.0)?;
        items.retain(|i| i.source == COPIED && i.updated_at >= draft.created_at);
        for item in &items {
            submissions::update_item(db, &emptied(call, item), item.version)?;
        }
        let nodes: Vec<&str> = items.iter().map(|i| i.node.as_str()).collect();
        let detail = json!({ "nodes": nodes });
        let subject = ("submission", id.0);
        shared::record(db, call, EventKind::CopyUndone, subject, Some(place.unit.id), detail)?;
        Ok(items.len())
    })
}
