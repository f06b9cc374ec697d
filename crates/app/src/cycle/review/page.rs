//! Everything that a reviewer sees of one submission.

use super::{Change, diff};
use crate::cycle::files::{self, Source};
use crate::cycle::reports;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use std::collections::HashMap;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{ReadingId, ReportId, SubmissionId};
use tonghop_store::files as rows;

/// Everything that a reviewer sees of one submission.
#[derive(Debug, Clone)]
pub struct ReviewPage {
    /// The report with this submission's answers, findings, decisions.
    pub data: reports::Page,
    /// What differs from the attempt that it answers; empty where it answers none.
    pub changes: Vec<Change>,
    /// Document that each answer was read from, by item; answers that were typed are not in it.
    pub origins: HashMap<String, ReadingId>,
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
    let origins = origins(cycle, &data)?;
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
    Ok(ReviewPage {
        changes: diff(cycle, call, id, None)?,
        data,
        origins,
        sources,
    })
}

fn origins(cycle: &Cycle, data: &reports::Page) -> CycleResult<HashMap<String, ReadingId>> {
    let wanted: HashMap<i64, &str> = data
        .items
        .iter()
        .filter_map(|i| Some((i.candidate?.0, i.node.as_str())))
        .collect();
    let ids: Vec<i64> = wanted.keys().copied().collect();
    let found = cycle
        .store
        .read(|db| Ok::<_, CycleError>(rows::readings_of_candidates(db, &ids)?))?;
    let place = |(candidate, reading): (i64, i64)| Some(((*wanted.get(&candidate)?).to_owned(), ReadingId(reading)));
    Ok(found.into_iter().filter_map(place).collect())
}
