//! The unit's last report before, which checks over time hold the present one against.

use super::answer_sheet::AnswerSheet;
use crate::cycle::remembered::Remembered;
use crate::cycle::shared::Place;
use crate::cycle::{Cycle, CycleError, CycleResult, templates};
use crate::pipeline;
use std::sync::Arc;
use tonghop_messages::Lang;
use tonghop_model::cycle::SubmissionState;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::reading::Understood;
use tonghop_store::compared::{self, BeforeRow};
use tonghop_store::{Db, submissions};

/// States of a report that was sent and still holds.
const SENT: [&str; 5] = [
    SubmissionState::Submitted.key(),
    SubmissionState::InReview.key(),
    SubmissionState::Returned.key(),
    SubmissionState::Accepted.key(),
    SubmissionState::Published.key(),
];
/// Reports before that stay understood: those of units that are typing.
pub(crate) const KEPT: usize = 64;

/// Reports before, understood once: what was sent never changes.
pub(crate) type BeforeCache = Remembered<i64, Understood>;

/// The last report that the unit sent for an earlier period of the programme.
pub(crate) fn before(db: &mut Db, place: &Place) -> CycleResult<Option<BeforeRow>> {
    let (unit, round) = (place.unit.id, &place.round);
    Ok(compared::before(db, unit, &round.programme, &round.period_to, &SENT)?)
}

/// What checks over time find in a report, read of the answers; places of it carry report 1. Work for the processor.
pub(super) fn findings(
    cycle: &Cycle,
    before: &BeforeRow,
    now: &mut Understood,
    period_to: &str,
) -> CycleResult<Vec<Finding>> {
    let before = understood(cycle, before)?;
    // The form has no date of its own: its figures stand for the end of the period.
    now.reading.header.date = Some(period_to.to_owned());
    let mut found = pipeline::check_unit(&[&before, now], &cycle.engine.catalogue);
    // The mistake may stand in the report before, which cannot be changed any more: a word of explanation is enough.
    found
        .iter_mut()
        .for_each(|f| f.severity = f.severity.min(Severity::Warning));
    Ok(found)
}

fn understood(cycle: &Cycle, before: &BeforeRow) -> CycleResult<Arc<Understood>> {
    if let Some(known) = cycle.before_cache.get(&before.submission_id) {
        return Ok(known);
    }
    let (items, template) = cycle.store.read(|db| {
        let template = templates::known(cycle, db, before.template_id)?;
        Ok::<_, CycleError>((submissions::items(db, before.submission_id)?, template))
    })?;
    let sheet = AnswerSheet::new(&template.template.content, &items, &before.title);
    let mut understood = sheet.understood(&cycle.engine.catalogue, cycle.texts(Lang::Vi));
    understood.reading.header.date = Some(before.period_to.clone());
    let understood = Arc::new(understood);
    cycle.before_cache.put(before.submission_id, Arc::clone(&understood), 1);
    Ok(understood)
}
