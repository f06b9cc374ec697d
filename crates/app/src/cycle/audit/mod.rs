//! The audit log: reading and verifying it.

use super::{Call, Cycle, CycleResult};
use tonghop_model::cycle::Action;
use tonghop_store::events;
pub use tonghop_store::events::{Break, EventFilter, EventRow, Tampering, Verified};

/// Most events of one page.
const PAGE: i64 = 500;

/// Events, newest first.
///
/// # Errors
/// [`super::CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>, filter: &EventFilter<'_>) -> CycleResult<Vec<EventRow>> {
    call.may_whole(Action::ViewAudit)?;
    let bounded = EventFilter {
        limit: filter.limit.clamp(1, PAGE),
        skip: filter.skip.max(0),
        ..filter.clone()
    };
    cycle.store.read(|db| Ok(events::list(db, &bounded)?))
}

/// Goes through every chain and says where the log was changed.
///
/// # Errors
/// [`super::CycleError::Denied`].
pub fn verify(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Verified> {
    call.may_whole(Action::ViewAudit)?;
    cycle.store.snapshot(|db| Ok(events::verify(db)?))
}
