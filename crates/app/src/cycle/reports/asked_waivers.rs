//! Drafts whose unit says why an error should be left as it is: sending waits for a reviewer there.

use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use std::collections::HashMap;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_store::{findings, rounds};

/// How many errors of each draft wait for a word of somebody who may waive them, as far as the person may.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn asked_waivers(cycle: &Cycle, call: &Call<'_>) -> CycleResult<HashMap<SubmissionId, usize>> {
    call.reach(Action::WaiveFinding)?;
    cycle.store.read(|db| {
        let mut found = HashMap::new();
        for (submission, report, fingerprint) in findings::asked(db)? {
            let Some((path, programme)) = rounds::owner_of_report(db, report)? else {
                continue;
            };
            if call.may_on(Action::WaiveFinding, &path, &programme).is_err() {
                continue;
            }
            let waived = findings::waivers(db, report)?;
            if waived.iter().all(|w| w.fingerprint != fingerprint) {
                *found.entry(SubmissionId(submission)).or_insert(0) += 1;
            }
        }
        Ok::<_, CycleError>(found)
    })
}
