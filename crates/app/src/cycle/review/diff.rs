//! What is different between two attempts.

use crate::cycle::reports::Item;
use crate::cycle::{Call, Cycle, CycleResult, shared};
use std::collections::{BTreeSet, HashMap};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_store::submissions::{self, ItemRow};

/// An item that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Item.
    pub node: String,
    /// The answer before; none where there was none.
    pub before: Option<Item>,
    /// The answer after; none where it is gone.
    pub after: Option<Item>,
}

/// What differs between a submission and the one it answers, or another one of the same report.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn diff(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, with: Option<SubmissionId>) -> CycleResult<Vec<Change>> {
    cycle.store.read(|db| {
        let (row, _) = shared::submission(db, call, id.0, Action::ViewReport)?;
        let Some(other) = with.map(|w| w.0).or(row.based_on) else {
            return Ok(Vec::new());
        };
        let (other, _) = shared::submission(db, call, other, Action::ViewReport)?;
        let mut before = by_node(submissions::items(db, other.id)?);
        let mut after = by_node(submissions::items(db, id.0)?);
        let nodes: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
        let mut changes = Vec::new();
        for node in nodes {
            let (old, new) = (before.remove(&node), after.remove(&node));
            if said(old.as_ref()) != said(new.as_ref()) {
                changes.push(Change {
                    node,
                    before: old.map(Item::of).transpose()?,
                    after: new.map(Item::of).transpose()?,
                });
            }
        }
        Ok(changes)
    })
}

fn by_node(rows: Vec<ItemRow>) -> HashMap<String, ItemRow> {
    rows.into_iter().map(|i| (i.node.clone(), i)).collect()
}

/// What counts as a difference: not who saved it or when.
fn said(row: Option<&ItemRow>) -> Option<impl PartialEq> {
    row.map(|r| {
        let numbers = [r.value, r.numerator, r.denominator].map(|n| n.map(f64::to_bits));
        let words = [
            Some(&r.status),
            Some(&r.result),
            r.absence.as_ref(),
            r.qualifier.as_ref(),
        ];
        (words.map(|w| w.cloned()), numbers)
    })
}
