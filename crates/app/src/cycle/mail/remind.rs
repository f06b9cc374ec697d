//! Reminding units whose report is missing.

use super::returned::{body, queue, recipients};
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::cycle::{Action, EventKind, Role, SubmissionState};
use tonghop_model::message::Arg;
use tonghop_store::{Db, outbox, submissions};

/// Who is reminded.
const REMINDED: [Role; 2] = [Role::CommuneEditor, Role::CommuneApprover];
/// Keys of subject and body of a reminder before the deadline.
pub(super) const ASKED: [&str; 2] = ["cycle-mail-reminder-subject", "cycle-mail-reminder-body"];
/// The same for a report that is late.
pub(super) const LATE: [&str; 2] = ["cycle-mail-late-subject", "cycle-mail-late-body"];

/// What came of reminding units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Messages that were queued.
    pub messages: usize,
    /// Units to which one goes.
    pub units: usize,
    /// Units all of whose people were reminded today already.
    pub already: usize,
    /// Names of units in which nobody has an account with a mail address: they have to be phoned.
    pub without_address: Vec<String>,
    /// Units that owe nothing any more.
    pub settled: usize,
}

/// Reminds the people of units whose report was not sent, once a day at most.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn remind(cycle: &Cycle, call: &Call<'_>, reports: &[ReportId]) -> CycleResult<Reminded> {
    let mut done = Reminded::default();
    for id in reports {
        cycle.store.write(|db| {
            let Some(place) = owed(db, call, id.0)? else {
                done.settled += 1;
                return Ok::<_, CycleError>(());
            };
            if recipients(db, call, &place, &REMINDED)?.is_empty() {
                done.without_address.push(place.unit.name);
                return Ok(());
            }
            let name = format!("reminder-{}-{}", id.0, call.today());
            match write(db, cycle, call, &place, (&name, ASKED))? {
                0 => done.already += 1,
                new => {
                    done.messages += new;
                    done.units += 1;
                }
            }
            Ok(())
        })?;
    }
    Ok(done)
}

/// The report, where the unit still has to send it.
pub(super) fn owed(db: &mut Db, call: &Call<'_>, report: i64) -> CycleResult<Option<Place>> {
    let place = shared::place(db, call, report, Action::Remind)?;
    Ok(is_owed(db, &place)?.then_some(place))
}

fn is_owed(db: &mut Db, place: &Place) -> CycleResult<bool> {
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
    Ok(open && asked && place.report.merged_into.is_none())
}

fn key(name: &str, recipient: &str) -> String {
    format!("{name}-{recipient}")
}

/// True where every person of the unit has a reminder of this name.
pub(super) fn is_written(db: &mut Db, call: &Call<'_>, place: &Place, name: &str) -> CycleResult<bool> {
    for (recipient, _) in recipients(db, call, place, &REMINDED)? {
        if !outbox::is_queued(db, &key(name, &recipient))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Queues a reminder for each person of the unit; how many are new. Each goes out once under its name.
pub(super) fn write(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    (name, [subject, text]): (&str, [&'static str; 2]),
) -> CycleResult<usize> {
    let mut new = 0;
    for (recipient, language) in recipients(db, call, place, &REMINDED)? {
        let texts = cycle.texts(language);
        let subject = texts.word(subject, &[("round", Arg::Text(place.round.title.clone()))]);
        let text = body(texts, text, place, "", 0);
        let key = key(name, &recipient);
        new += usize::from(queue(db, call, &key, "reminder", (&recipient, &subject, &text))?);
    }
    if new > 0 {
        let detail = json!({ "messages": new });
        let subject = ("report", place.report.id);
        shared::record(db, call, EventKind::Reminded, subject, Some(place.unit.id), detail)?;
    }
    Ok(new)
}
