//! What the server writes by itself: that a report is asked for, reminders so many working days before the deadline, and on being
//! late; each once.

use super::occasion::Step;
use super::owed::{Owed, owed};
use super::remind::{is_written, write};
use crate::cycle::shared::{self, Place};
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use serde_json::json;
use tonghop_model::cycle::{Action, Resource, RoundState};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::rounds::{self, RoundRow};
use tonghop_store::{Db, settings};

/// Setting with the days, as [`ReminderPlan::written`].
const SETTING: &str = "mail-reminders";
/// Most working days before a deadline.
const MOST: u16 = 60;
/// A round is new for so many seconds: three days, for a server that stands still over a weekend.
const NEW: i64 = 3 * 86_400;
/// Reports of which letters are written in one go.
const AT_ONCE: usize = 50;
/// Most reminders before one deadline.
const MOST_STEPS: usize = 5;

/// When people are reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderPlan {
    /// Working days before the deadline, largest first; none where nobody is reminded before.
    pub days: Vec<u16>,
    /// True where they are reminded once when they are late.
    pub late: bool,
}

impl Default for ReminderPlan {
    /// Three working days before, one before, and on being late.
    fn default() -> Self {
        Self {
            days: vec![3, 1],
            late: true,
        }
    }
}

impl ReminderPlan {
    /// A plan as people write it: "5, 3, 1".
    ///
    /// # Errors
    /// [`CycleError::Invalid`] for `days`.
    pub fn read(days: &str, late: bool) -> CycleResult<Self> {
        let wrong = || {
            let message = Message::new("cycle-reminder-days")
                .count("most", MOST_STEPS)
                .count("days", MOST.into());
            CycleError::Invalid(vec![crate::cycle::FieldError {
                field: "reminder_days".into(),
                message,
            }])
        };
        let parts = days
            .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
            .filter(|p| !p.is_empty());
        let read: Result<Vec<u16>, _> = parts.map(str::parse).collect();
        let mut days = read.map_err(|_| wrong())?;
        days.sort_unstable_by(|a, b| b.cmp(a));
        days.dedup();
        if days.len() > MOST_STEPS || days.iter().any(|d| *d == 0 || *d > MOST) {
            return Err(wrong());
        }
        Ok(Self { days, late })
    }

    /// The days as people write them.
    #[must_use]
    pub fn days_written(&self) -> String {
        self.days.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
    }

    fn written(&self) -> String {
        json!({ "days": self.days, "late": self.late }).to_string()
    }

    fn stored(text: &str) -> Option<Self> {
        let value: serde_json::Value = serde_json::from_str(text).ok()?;
        let days = value["days"].as_array()?.iter();
        Some(Self {
            days: days.filter_map(|d| u16::try_from(d.as_u64()?).ok()).collect(),
            late: value["late"].as_bool()?,
        })
    }

    /// The step that is due with so many working days left: the tightest of those that were reached.
    fn step(&self, left: u32) -> Option<u16> {
        self.days.iter().copied().filter(|d| left <= u32::from(*d)).min()
    }
}

/// When people are reminded here.
///
/// # Errors
/// Failures of the database.
pub fn reminder_plan(cycle: &Cycle) -> CycleResult<ReminderPlan> {
    cycle.store.read(plan)
}

fn plan(db: &mut Db) -> CycleResult<ReminderPlan> {
    let stored = settings::get(db, SETTING)?;
    Ok(stored.and_then(|t| ReminderPlan::stored(&t)).unwrap_or_default())
}

/// Changes when people are reminded.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn change_reminder_plan(cycle: &Cycle, call: &Call<'_>, plan: &ReminderPlan) -> CycleResult<()> {
    call.may_whole(Action::ManageSystem)?;
    let written = plan.written();
    cycle
        .store
        .write(|db| shared::change_setting(db, call, SETTING, &written, &json!(written)))
}

/// Queues the reminders that are due and were not written before; how many. Called by a job as the system.
///
/// # Errors
/// [`CycleError::Denied`], failures of the database.
pub fn remind_by_plan(cycle: &Cycle, call: &Call<'_>) -> CycleResult<usize> {
    call.may(Action::Remind, &Resource::anywhere())?;
    let plan = cycle.store.read(plan)?;
    let new = |db: &mut Db, place: &Place| new_step(db, cycle, call, &plan, place);
    write_new(cycle, call, &open_rounds(cycle)?, &new)
}

/// Queues the first word of every report that was asked for in the last days and of which its unit does not know yet; how many.
/// Called by a job as the system.
///
/// # Errors
/// As [`remind_by_plan`].
pub fn ask(cycle: &Cycle, call: &Call<'_>) -> CycleResult<usize> {
    call.may(Action::Remind, &Resource::anywhere())?;
    let mut open = open_rounds(cycle)?;
    open.retain(|round| is_new(call, round));
    let new = |db: &mut Db, place: &Place| match owed(db, place)? {
        Some(owed) => Ok(unknown_first_word(db, call, place, &owed)?.map(|first| (owed, first))),
        None => Ok(None),
    };
    write_new(cycle, call, &open, &new)
}

fn open_rounds(cycle: &Cycle) -> CycleResult<Vec<RoundRow>> {
    let mut all = cycle.store.read(|db| Ok::<_, CycleError>(rounds::all(db)?))?;
    all.retain(|r| shared::round_state(r) == RoundState::Open);
    Ok(all)
}

/// What is new for the unit of a report: what it owes, and the letter that is due for it.
type New<'a> = dyn Fn(&mut Db, &Place) -> CycleResult<Option<(Owed, Step)>> + 'a;

/// Queues what is new in these rounds, some reports at a time: nobody who saves waits for thousands of letters.
fn write_new(cycle: &Cycle, call: &Call<'_>, open: &[RoundRow], new: &New<'_>) -> CycleResult<usize> {
    let mut queued = 0;
    for round in open {
        let asked = cycle
            .store
            .read(|db| Ok::<_, CycleError>(rounds::reports(db, Some(round.id), "/")?))?;
        let place = |(report, unit)| Place {
            round: round.clone(),
            report,
            unit,
        };
        let places: Vec<Place> = asked.into_iter().map(place).collect();
        for some in places.chunks(AT_ONCE) {
            // Who knows it already is most of them: they are no work for the one who writes.
            let due = cycle.store.read(|db| {
                let mut due = Vec::new();
                for place in some {
                    due.extend(new(db, place)?.map(|_| place));
                }
                Ok::<_, CycleError>(due)
            })?;
            if due.is_empty() {
                continue;
            }
            queued += cycle.store.write(|db| {
                let mut written = 0;
                for place in &due {
                    if let Some((owed, step)) = new(db, place)? {
                        written += write(db, cycle, call, place, (&owed, step))?;
                    }
                }
                Ok::<_, CycleError>(written)
            })?;
        }
    }
    Ok(queued)
}

/// What the unit owes and the reminder of it that is due today and was not written yet.
fn new_step(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    plan: &ReminderPlan,
    place: &Place,
) -> CycleResult<Option<(Owed, Step)>> {
    let Some(owed) = owed(db, place)? else {
        return Ok(None);
    };
    // The letter that returned it says by when.
    if matches!(owed, Owed::Mending { since, .. } if since >= call.today()) {
        return Ok(None);
    }
    // The first word names the deadline: no reminder beside it.
    if let Some(first) = unknown_first_word(db, call, place, &owed)? {
        return Ok(Some((owed, first)));
    }
    // Nor on the day on which it was asked for.
    if Moment::from_unix(place.round.created_at).day_in_vietnam() == call.today() {
        return Ok(None);
    }
    match due_now(cycle, call, plan, owed.due()) {
        Some(step) if !is_written(db, call, place, &owed.occasion(place.report.id, step))? => Ok(Some((owed, step))),
        _ => Ok(None),
    }
}

/// The first word of a report, where not everybody of its unit has it.
fn unknown_first_word(db: &mut Db, call: &Call<'_>, place: &Place, owed: &Owed) -> CycleResult<Option<Step>> {
    let Some(first) = first_word(call, place, owed) else {
        return Ok(None);
    };
    let is_known = is_written(db, call, place, &owed.occasion(place.report.id, first))?;
    Ok((!is_known).then_some(first))
}

fn is_new(call: &Call<'_>, round: &RoundRow) -> bool {
    call.now.unix() - round.created_at < NEW
}

/// The first word of a report that was asked for in the last days, or of a deadline that was granted; none once it is late.
fn first_word(call: &Call<'_>, place: &Place, owed: &Owed) -> Option<Step> {
    let Owed::Report { due } = *owed else { return None };
    let asked = is_new(call, &place.round) || place.facts().is_ok_and(|facts| facts.is_extended());
    (asked && call.today() <= due).then_some(Step::Opened(due))
}

/// The step that is due today for what is due on that day.
fn due_now(cycle: &Cycle, call: &Call<'_>, plan: &ReminderPlan, due: Date) -> Option<Step> {
    let today = call.today();
    if today > due {
        return plan.late.then_some(Step::Late(due));
    }
    let left = cycle.engine.catalogue.work_calendar().working_days_between(today, due);
    plan.step(left).map(|days| Step::Before(due, days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_read_as_people_write_them() {
        let plan = ReminderPlan::read("1; 5,3 3", true).unwrap();
        assert_eq!(plan.days, [5, 3, 1]);
        assert_eq!(ReminderPlan::stored(&plan.written()), Some(plan.clone()));
        assert_eq!(plan.days_written(), "5, 3, 1");
        assert!(ReminderPlan::read("", false).unwrap().days.is_empty());
        for wrong in ["0", "x", "61", "1,2,3,4,5,6", "-1"] {
            assert!(ReminderPlan::read(wrong, true).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_tightest_step_that_was_reached_is_due() {
        let plan = ReminderPlan::read("5 3 1", true).unwrap();
        let steps = [9, 5, 4, 3, 1, 0].map(|left| plan.step(left));
        assert_eq!(steps, [None, Some(5), Some(5), Some(3), Some(1), Some(1)]);
    }
}
