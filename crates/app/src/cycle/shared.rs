//! What several use cases need: loading with its rights, events, dates.

use super::{Call, CycleError, CycleResult, FieldError, audit};
use serde_json::Value;
use tonghop_model::cycle::submission::{Command, Context, Refusal, decide};
use tonghop_model::cycle::{Action, EventKind, ObligationFacts, RoundState, SubmissionState};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_store::events::{self, NewEvent};
use tonghop_store::locks::{self, Lock};
use tonghop_store::rounds::{ReportRow, RoundRow};
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::units::UnitRow;
use tonghop_store::{Db, people, rounds, settings, units};

/// Longest text of one field, in characters.
pub(crate) const LONGEST_TEXT: usize = 200_000;
/// Longest line: names, titles, reasons.
pub(crate) const LONGEST_LINE: usize = 1000;

/// A report with everything around it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub round: RoundRow,
    pub report: ReportRow,
    pub unit: UnitRow,
}

impl Place {
    /// What the state of the obligation is derived from.
    pub(crate) fn facts(&self) -> CycleResult<ObligationFacts> {
        super::rounds::facts(&self.report, date(&self.round.deadline)?)
    }

    /// The day that holds for the unit.
    pub(crate) fn due(&self) -> CycleResult<Date> {
        Ok(self.facts()?.due())
    }
}

/// Loads a report and allows or denies.
pub(crate) fn place(db: &mut Db, call: &Call<'_>, report: i64, action: Action) -> CycleResult<Place> {
    let (report, round, unit) = rounds::report_in_place(db, report)?.ok_or(CycleError::NotFound("report"))?;
    call.may_on(action, &unit.path, &round.programme)?;
    Ok(Place { round, report, unit })
}

/// Loads a submission with its report and allows or denies.
pub(crate) fn submission(db: &mut Db, call: &Call<'_>, id: i64, action: Action) -> CycleResult<(SubmissionRow, Place)> {
    let found = rounds::submission_in_place(db, id)?;
    let (row, (report, round, unit)) = found.ok_or(CycleError::NotFound("submission"))?;
    call.may_on(action, &unit.path, &round.programme)?;
    Ok((row, Place { round, report, unit }))
}

/// State of a stored round. An unknown name allows nothing.
pub(crate) fn round_state(round: &RoundRow) -> RoundState {
    RoundState::from_key(&round.state).unwrap_or(RoundState::Closed)
}

/// Loads a draft whose answers may be changed now: the right, the round and the state of the attempt allow it. It stays
/// a draft, and its round open, until the transaction ends.
pub(crate) fn editable(db: &mut Db, call: &Call<'_>, id: i64) -> CycleResult<(SubmissionRow, Place)> {
    let (row, place) = held(db, call, id, Action::EditReport, Lock::Share)?;
    let state = SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Superseded);
    may_edit(state, &place)?;
    Ok((row, place))
}

/// Loads a submission with its report as [`submission`] does; it and the state of its round are held until the transaction
/// ends.
pub(crate) fn held(
    db: &mut Db,
    call: &Call<'_>,
    id: i64,
    action: Action,
    lock: Lock,
) -> CycleResult<(SubmissionRow, Place)> {
    locks::submission(db, id, lock)?;
    submission(db, call, id, action)
}

/// Loads a report as [`place`] does; the state of its round is held until the transaction ends.
pub(crate) fn held_place(db: &mut Db, call: &Call<'_>, report: i64, action: Action) -> CycleResult<Place> {
    locks::round_of_report(db, report)?;
    place(db, call, report, action)
}

/// Refuses who sent a report for its unit and now decides on it for those above. Whoever has no account is the program itself.
pub(crate) fn not_own(call: &Call<'_>, row: &SubmissionRow, place: &Place) -> CycleResult<()> {
    let sends = || call.may_on(Action::SubmitReport, &place.unit.path, &place.round.programme);
    let is_sender = row.sent_by.as_deref() == Some(call.actor.name.as_str());
    // A name alone is nobody: two people may have the same one.
    match call.actor.account.is_some() && is_sender && sends().is_ok() {
        true => Err(Refusal::OwnReport.into()),
        false => Ok(()),
    }
}

/// Asks the state machine whether an attempt in this state could be edited in the round of the report.
pub(crate) fn may_edit(state: SubmissionState, place: &Place) -> CycleResult<()> {
    let context = Context {
        round: round_state(&place.round),
        ..Context::default()
    };
    decide(state, Command::Edit, &context)?;
    Ok(())
}

/// Records one event.
pub(crate) fn record(
    db: &mut Db,
    call: &Call<'_>,
    kind: EventKind,
    subject: (&str, i64),
    unit_id: Option<i64>,
    detail: Value,
) -> CycleResult<()> {
    append(db, call, vec![event(call, kind, subject, unit_id, detail)])
}

/// Records events of one transaction. What a deputy did names the one acted for.
pub(crate) fn append(db: &mut Db, call: &Call<'_>, mut happened: Vec<NewEvent<'_>>) -> CycleResult<()> {
    if call.actor.grants.iter().any(|g| g.acting_for.is_some()) {
        for one in &mut happened {
            name_principal(db, call, one)?;
        }
    }
    audit::kept::note(db, &mut happened)?;
    Ok(events::append(db, &happened)?)
}

fn name_principal(db: &mut Db, call: &Call<'_>, event: &mut NewEvent<'_>) -> CycleResult<()> {
    let Some(action) = event.kind.action() else {
        return Ok(());
    };
    let unit = event.unit_id.map(|id| units::get(db, id)).transpose()?.flatten();
    let whom = call
        .actor
        .in_place_of(action, unit.as_ref().map(|u| u.path.as_str()), call.today());
    let mut names = Vec::new();
    for id in whom {
        let name = people::account(db, id.0)?.map(|a| a.name);
        names.push(serde_json::json!({ "account": id, "name": name }));
    }
    if let (false, Some(facts)) = (names.is_empty(), event.detail.as_object_mut()) {
        facts.insert("in_place_of".into(), names.into());
    }
    Ok(())
}

/// True for a day on which nobody means a unit to be ready: more than a year away, a slip of the pen in the year.
pub(crate) fn is_far(call: &Call<'_>, day: Date) -> bool {
    call.today().days_until(day) > 366
}

/// Keeps a setting and records it; `value` is what the audit says of it.
pub(crate) fn change_setting(db: &mut Db, call: &Call<'_>, key: &str, text: &str, value: &Value) -> CycleResult<()> {
    settings::set(db, key, text)?;
    let detail = serde_json::json!({ "key": key, "value": value });
    record(db, call, EventKind::SettingChanged, ("setting", 0), None, detail)
}

/// An event by the caller.
pub(crate) fn event<'a>(
    call: &Call<'a>,
    kind: EventKind,
    subject: (&'a str, i64),
    unit_id: Option<i64>,
    detail: Value,
) -> NewEvent<'a> {
    NewEvent {
        kind,
        at: call.now.unix(),
        actor: &call.actor.name,
        account_id: call.actor.account.map(|a| a.0),
        subject_kind: subject.0,
        subject_id: subject.1,
        unit_id,
        detail,
    }
}

/// A stored ISO date.
pub(crate) fn date(text: &str) -> CycleResult<Date> {
    text.parse()
        .map_err(|_| CycleError::Internal(format!("stored date {text:?}")))
}

/// Collects what is wrong with an input.
#[derive(Default)]
pub(crate) struct Checker(Vec<FieldError>);

impl Checker {
    pub(crate) fn wrong(&mut self, field: &str, message: Message) {
        self.0.push(FieldError {
            field: field.into(),
            message,
        });
    }

    pub(crate) fn line(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.wrong(field, Message::new("cycle-field-blank"));
        }
        self.optional_line(field, text);
    }

    /// A text of several lines that has to say something.
    pub(crate) fn said(&mut self, field: &str, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.wrong(field, Message::new("cycle-field-blank"));
        }
        self.length(field, text, most);
    }

    pub(crate) fn optional_line(&mut self, field: &str, text: &str) {
        self.length(field, text, LONGEST_LINE);
        if text.chars().any(|c| c.is_control()) {
            self.wrong(field, Message::new("cycle-field-control"));
        }
    }

    pub(crate) fn length(&mut self, field: &str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.wrong(field, Message::new("cycle-field-long").count("most", most));
        }
    }

    pub(crate) fn done(self) -> CycleResult<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(CycleError::Invalid(self.0))
        }
    }
}
