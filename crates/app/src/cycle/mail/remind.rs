//! Reminding units whose report is missing.

use super::returned::{body, queue, recipients};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::cycle::{Action, EventKind, Role, SubmissionState};
use tonghop_model::message::Arg;
use tonghop_store::submissions;

/// Reminds the people of units whose report was not sent, once a day at most; how many messages were queued.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn remind(cycle: &Cycle, call: &Call<'_>, reports: &[ReportId]) -> CycleResult<usize> {
    let mut queued = 0;
    for id in reports {
        queued += cycle.store.write(|db| {
            let place = shared::place(db, call, id.0, Action::Remind)?;
            let newest = match place.report.submission_id {
                Some(id) => submissions::get(db, id)?,
                None => None,
            };
            let open = newest.is_none_or(|s| {
                matches!(
                    SubmissionState::from_key(&s.state),
                    Some(SubmissionState::Draft | SubmissionState::Returned | SubmissionState::Withdrawn)
                )
            });
            let asked = place.report.exempt_reason.is_none() && place.report.nothing_reason.is_none();
            if !open || !asked || place.report.merged_into.is_some() {
                return Ok(0);
            }
            let mut new = 0;
            for (recipient, language) in recipients(
                db,
                call,
                &place.unit.path,
                &[Role::CommuneEditor, Role::CommuneApprover],
            )? {
                let texts = cycle.texts(language);
                let subject = texts.word(
                    "cycle-mail-reminder-subject",
                    &[("round", Arg::Text(place.round.title.clone()))],
                );
                let text = body(texts, "cycle-mail-reminder-body", &place, "", 0);
                let key = format!("reminder-{}-{}-{recipient}", id.0, call.today());
                new += usize::from(queue(db, call, &key, "reminder", (&recipient, &subject, &text))?);
            }
            if new > 0 {
                let detail = json!({ "messages": new });
                shared::record(
                    db,
                    call,
                    EventKind::Reminded,
                    ("report", id.0),
                    Some(place.unit.id),
                    detail,
                )?;
            }
            Ok::<_, CycleError>(new)
        })?;
    }
    Ok(queued)
}
