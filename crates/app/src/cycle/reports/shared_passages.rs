//! Where the passages of a report that other units have as well stand with them: to be opened beside each other by who may see both.

use super::alike::look_up;
use super::between::Held;
use super::paragraphs;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use std::collections::BTreeSet;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_store::{submissions, units};

/// A passage of another unit that says nearly the same as one of this report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedPassage {
    /// Item of this report.
    pub node: String,
    /// Name of the other unit.
    pub unit_name: String,
    /// Its submission.
    pub submission: SubmissionId,
    /// Item of that submission.
    pub there: String,
}

/// What the passages of a submission have in common with those of the units that the person may see.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn shared_passages(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<Vec<SharedPassage>> {
    cycle.store.read(|db| {
        let (row, place) = shared::submission(db, call, id.0, Action::ViewReport)?;
        let known = templates::known(cycle, db, place.round.template_id)?;
        let items = submissions::items(db, id.0)?;
        let paragraphs = paragraphs::of(&items);
        let held = Held {
            submission: id.0,
            sent_at: row.sent_at,
            items: &items,
        };
        let looked_up = look_up(cycle, db, &place, &known, (&held, &paragraphs))?;
        let mut found = BTreeSet::new();
        for (paragraph, others) in paragraphs.iter().zip(looked_up.alike) {
            for other in others {
                let Some(unit) = units::get(db, other.unit)? else {
                    continue;
                };
                if call
                    .may_on(Action::ViewReport, &unit.path, &place.round.programme)
                    .is_err()
                {
                    continue;
                }
                found.insert(SharedPassage {
                    node: paragraph.node(&items).to_owned(),
                    unit_name: other.unit_name,
                    submission: SubmissionId(other.submission),
                    there: other.node,
                });
            }
        }
        Ok::<_, CycleError>(found.into_iter().collect())
    })
}
