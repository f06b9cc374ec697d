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
        let before = read(submissions::items(db, other.id)?)?;
        Ok(differences(before, read(submissions::items(db, id.0)?)?))
    })
}

fn read(rows: Vec<ItemRow>) -> CycleResult<Vec<Item>> {
    rows.into_iter().map(Item::of).collect()
}

/// Items that differ between two sets of answers, by code.
#[must_use]
pub fn differences(before: Vec<Item>, after: Vec<Item>) -> Vec<Change> {
    let (mut before, mut after) = (by_node(before), by_node(after));
    let nodes: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
    let change = |node: String| Change {
        before: before.remove(&node),
        after: after.remove(&node),
        node,
    };
    let mut changes: Vec<Change> = nodes.into_iter().map(change).collect();
    changes.retain(|c| said(c.before.as_ref()) != said(c.after.as_ref()));
    changes
}

fn by_node(items: Vec<Item>) -> HashMap<String, Item> {
    items.into_iter().map(|i| (i.node.clone(), i)).collect()
}

/// True where two answers differ in nothing that counts.
pub(super) fn says_the_same(one: &Item, other: &Item) -> bool {
    said(Some(one)) == said(Some(other))
}

/// What counts as a difference: not who saved it or when.
fn said(item: Option<&Item>) -> Option<impl PartialEq> {
    item.map(|i| {
        let numbers = [i.value, i.numerator, i.denominator].map(|n| n.map(f64::to_bits));
        (
            i.status.clone(),
            i.result.clone(),
            i.absence,
            i.qualifier.clone(),
            numbers,
            i.own.clone(),
        )
    })
}
