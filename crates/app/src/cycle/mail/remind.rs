//! Reminding units whose report is missing, or has returned answers that were not mended.

use super::occasion::{Occasion, Step};
use super::owed::{Owed, owed};
use super::returned::{Body, queue, recipients, returned_lines};
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use serde_json::json;
use tonghop_messages::Messages;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::cycle::{Action, EventKind, Role};
use tonghop_model::date::Date;
use tonghop_model::message::Arg;
use tonghop_store::rounds::RoundRow;
use tonghop_store::{Db, outbox};

/// Who is reminded.
const REMINDED: [Role; 2] = [Role::CommuneEditor, Role::CommuneApprover];
/// Keys of subject and body of a reminder of a report that is missing.
const ASKED: [&str; 2] = ["cycle-mail-reminder-subject", "cycle-mail-reminder-body"];
/// The same after its deadline.
const LATE: [&str; 2] = ["cycle-mail-late-subject", "cycle-mail-late-body"];
/// Keys of subject and body of the first word of a report that is asked for.
const OPENED: [&str; 2] = ["cycle-mail-opened-subject", "cycle-mail-opened-body"];
/// The same of a later deadline of one unit.
const EXTENDED: [&str; 2] = ["cycle-mail-extended-subject", "cycle-mail-extended-body"];
/// Keys of subject and body of a reminder of answers that were returned.
const MENDING: [&str; 2] = ["cycle-mail-mend-subject", "cycle-mail-mend-body"];
/// The same after the day on which they were due.
const MENDING_LATE: [&str; 2] = ["cycle-mail-mend-late-subject", "cycle-mail-mend-late-body"];

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

/// Reminds the people of units whose report was not sent or has to be mended, once a day at most.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn remind(cycle: &Cycle, call: &Call<'_>, reports: &[ReportId]) -> CycleResult<Reminded> {
    let mut done = Reminded::default();
    for id in reports {
        cycle.store.write(|db| {
            let place = shared::place(db, call, id.0, Action::Remind)?;
            let Some(owed) = owed(db, &place)? else {
                done.settled += 1;
                return Ok::<_, CycleError>(());
            };
            if recipients(db, call, &place, &REMINDED)?.is_empty() {
                done.without_address.push(place.unit.name);
                return Ok(());
            }
            // The letter that returns something says what is to be done: no second one on the same day.
            if matches!(owed, Owed::Mending { since, .. } if since >= call.today()) {
                done.already += 1;
                return Ok(());
            }
            match write(db, cycle, call, &place, (&owed, Step::Asked(call.today())))? {
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

/// Up to which day a round asks for figures; the letter names request and period itself.
fn asked_lines(texts: &Messages, round: &RoundRow) -> String {
    let day = round.cut_off.parse::<Date>();
    let said = day.map_or_else(|_| round.cut_off.clone(), Date::printed);
    texts.word("cycle-mail-opened-cut-off", &[("said", Arg::Text(said))])
}

/// True where every person of the unit has this reminder.
pub(super) fn is_written(db: &mut Db, call: &Call<'_>, place: &Place, occasion: &Occasion) -> CycleResult<bool> {
    for (recipient, _) in recipients(db, call, place, &REMINDED)? {
        if !outbox::is_queued(db, &occasion.key(&recipient))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Queues a reminder for each person of the unit; how many are new. Each goes out once for its occasion.
pub(super) fn write(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    (owed, step): (&Owed, Step),
) -> CycleResult<usize> {
    let is_late = call.today() > owed.due();
    let ([subject, text], items) = match (owed, is_late) {
        (Owed::Report { .. }, false) => match step {
            Step::Opened(_) if place.facts()?.is_extended() => (EXTENDED, None),
            Step::Opened(_) => (OPENED, None),
            _ => (ASKED, None),
        },
        (Owed::Report { .. }, true) => (LATE, None),
        (Owed::Mending { items, .. }, false) => (MENDING, Some(items)),
        (Owed::Mending { items, .. }, true) => (MENDING_LATE, Some(items)),
    };
    let template = match items {
        Some(_) => Some(templates::load(db, place.round.template_id)?),
        None => None,
    };
    let occasion = owed.occasion(place.report.id, step);
    let mut new = 0;
    for (recipient, language) in recipients(db, call, place, &REMINDED)? {
        let texts = cycle.texts(language);
        let subject = texts.word(subject, &[("round", Arg::Text(place.round.title.clone()))]);
        let lines = match (&template, items) {
            (Some(template), Some(items)) => returned_lines(cycle, texts, place, &template.content, items.iter()),
            _ if matches!(step, Step::Opened(_)) => asked_lines(texts, &place.round),
            _ => String::new(),
        };
        let body = Body {
            key: text,
            lines: &lines,
            count: items.map_or(0, Vec::len),
            due: owed.due(),
        };
        let text = body.worded(cycle, texts, place);
        let key = occasion.key(&recipient);
        let kind = if matches!(step, Step::Opened(_)) {
            "opened"
        } else {
            "reminder"
        };
        new += usize::from(queue(db, call, &key, kind, (&recipient, &subject, &text))?);
    }
    if new > 0 {
        let detail = json!({ "messages": new });
        let subject = ("report", place.report.id);
        shared::record(db, call, EventKind::Reminded, subject, Some(place.unit.id), detail)?;
    }
    Ok(new)
}
