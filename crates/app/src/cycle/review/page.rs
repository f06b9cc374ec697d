//! Everything that a reviewer sees of one submission.

use super::diff::says_the_same;
use super::{Change, diff};
use crate::cycle::files::{self, Source};
use crate::cycle::reports::{self, Item, ItemInput, Origin, SharedPassage, item_row, own_columns};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use std::collections::HashMap;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{ReadingId, ReportId, SubmissionId};
use tonghop_store::files::{self as rows, CandidateRow};

/// Everything that a reviewer sees of one submission.
#[derive(Debug, Clone)]
pub struct ReviewPage {
    /// The report with this submission's answers, findings, decisions.
    pub data: reports::Page,
    /// What differs from the attempt that it answers; empty where it answers none.
    pub changes: Vec<Change>,
    /// Document that each answer was read from, by item; answers that were typed are not in it.
    pub origins: HashMap<String, ReadingId>,
    /// What the document says, by item, where the answer is another one, by hand or by a remembered correction: as it would
    /// stand had it been taken as it was read.
    pub read: HashMap<String, Item>,
    /// Passages of other units that say nearly the same, where a check found some.
    pub shared: Vec<SharedPassage>,
    /// The documents.
    pub sources: Vec<(ReadingId, Source)>,
}

/// A submission for its reviewer.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn page(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<ReviewPage> {
    let report = cycle.store.read(|db| {
        let (row, _) = shared::submission(db, call, id.0, Action::ViewReport)?;
        Ok::<_, CycleError>(ReportId(row.report_id))
    })?;
    let data = reports::page(cycle, call, report, Some(id))?;
    let read_from = candidates(cycle, &data)?;
    let place = |(node, row): (&String, &CandidateRow)| (node.clone(), ReadingId(row.reading_id));
    let origins: HashMap<String, ReadingId> = read_from.iter().map(place).collect();
    let mut sources = Vec::new();
    let mut readings: Vec<ReadingId> = origins.values().copied().collect();
    readings.sort_unstable();
    readings.dedup();
    for reading in readings {
        match files::source(cycle, call, reading) {
            Ok(source) => sources.push((reading, source)),
            // The answer stands without its document where that was removed.
            Err(CycleError::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let shares = data
        .findings
        .iter()
        .any(|f| f.check == tonghop_checks::copied_text::CODE);
    let shared = match shares {
        true => reports::shared_passages(cycle, call, id)?,
        false => Vec::new(),
    };
    Ok(ReviewPage {
        shared,
        changes: diff(cycle, call, id, None)?,
        read: changed(cycle, call, &data, &read_from),
        data,
        origins,
        sources,
    })
}

/// What was read and taken for each answer that was read.
fn candidates(cycle: &Cycle, data: &reports::Page) -> CycleResult<HashMap<String, CandidateRow>> {
    let wanted: HashMap<i64, &str> = data
        .items
        .iter()
        .filter_map(|i| Some((i.candidate?.0, i.node.as_str())))
        .collect();
    let ids: Vec<i64> = wanted.keys().copied().collect();
    let found = cycle
        .store
        .read(|db| Ok::<_, CycleError>(rows::candidates_by_id(db, &ids)?))?;
    let named = |row: CandidateRow| Some(((*wanted.get(&row.id)?).to_owned(), row));
    Ok(found.into_iter().filter_map(named).collect())
}

fn changed(
    cycle: &Cycle,
    call: &Call<'_>,
    data: &reports::Page,
    read_from: &HashMap<String, CandidateRow>,
) -> HashMap<String, Item> {
    let changed = |item: &Item| {
        let read = as_read(cycle, call, data, item, read_from.get(&item.node)?)?;
        (!says_the_same(&read, item)).then(|| (item.node.clone(), read))
    };
    data.items.iter().filter_map(changed).collect()
}

/// The answer as it would stand had it been taken as it was read; none where it could not be taken.
fn as_read(cycle: &Cycle, call: &Call<'_>, data: &reports::Page, item: &Item, row: &CandidateRow) -> Option<Item> {
    let input = ItemInput {
        node: item.node.clone(),
        own: None,
        // What has no field of its own follows the answer.
        qualifier: item.qualifier.clone(),
        ..files::document_says(row)
    };
    let catalogue = &cycle.engine.catalogue;
    let mut read = Item::of(item_row(call, catalogue, 0, &item.kind, &input, Origin::default()).ok()?).ok()?;
    // A document speaks of some of the columns that the template adds; the others are the unit's.
    let said = own_columns::fitting(&data.template.content, row.own.as_deref()).ok()?;
    read.own.clone_from(&item.own);
    read.own.extend(own_columns::stored(said.as_deref()));
    Some(read)
}
