//! Opening a round: the request, the template, the period, who has to report by when.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, once, shared, templates};
use serde_json::json;
use tonghop_model::cycle::ids::{RoundId, TemplateId, UnitId};
use tonghop_model::cycle::{Action, EventKind, Resource, RoundState};
use tonghop_model::date::Date;
use tonghop_model::deadline::{deadline_after, deadline_issues};
use tonghop_model::message::Message;
use tonghop_model::period::ReportingPeriod;
use tonghop_store::rounds::{self, NewReport};
use tonghop_store::{Db, units};

/// A round to open.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// Title.
    pub title: String,
    /// Number of the request; blank where there is none yet.
    pub request_number: String,
    /// Date of the request.
    pub request_date: Option<Date>,
    /// Who issued the request.
    pub request_issuer: String,
    /// Version of the template; published.
    pub template: TemplateId,
    /// Top of the subtree whose communes report.
    pub unit: UnitId,
    /// The declared period.
    pub period: ReportingPeriod,
    /// Last day of the data; the period's own where none is given.
    pub cut_off: Option<Date>,
    /// Last day for sending.
    pub deadline: Date,
    /// Units that need not report, each with the reason.
    pub exempt: Vec<(UnitId, String)>,
}

/// A round that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Its id.
    pub round: RoundId,
    /// How many units report.
    pub units: usize,
    /// What is odd about it, the dates (Nghị định 09/2019, Điều 12) or that another round asks for the same: to be shown, it
    /// does not stop.
    pub remarks: Vec<Message>,
}

/// The deadline that many working days after the cut-off.
#[must_use]
pub fn default_deadline(cycle: &Cycle, cut_off: Date, working_days: u16) -> Date {
    deadline_after(cycle.engine.catalogue.work_calendar(), cut_off, working_days)
}

/// Opens a round for the communes below a unit that exist on the cut-off day.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`].
pub fn open(cycle: &Cycle, call: &Call<'_>, input: &NewRound) -> CycleResult<Opened> {
    let cut_off = input.cut_off.unwrap_or_else(|| input.period.cut_off());
    check(input, cut_off)?;
    let mut remarks = remarks(cycle, call.today(), cut_off, input.deadline);
    cycle.store.write(|db| {
        let template = templates::load(db, input.template.0)?;
        if !template.published {
            return Err(CycleError::invalid("template", "cycle-round-template-draft"));
        }
        let top = units::get(db, input.unit.0)?.ok_or(CycleError::NotFound("unit"))?;
        call.may_on(Action::ManageRound, &top.path, &template.programme)?;
        let mut communes = units::subtree(db, &top.path, Some(&cut_off.to_string()))?;
        communes.retain(|u| u.level == "commune");
        if communes.is_empty() {
            return Err(CycleError::invalid("unit", "cycle-round-no-units"));
        }
        remarks.extend(same(db, (input.template, input.unit, &input.period), None)?);
        let programme = templates::present_programme(db, call, cycle, &template.programme)?;
        let new = rounds::NewRound {
            programme_version_id: programme,
            ..row(input, &template.programme, cut_off, call)
        };
        let round = rounds::insert(db, &new)?;
        let exempt = |id: i64| {
            input
                .exempt
                .iter()
                .find(|(u, _)| u.0 == id)
                .map(|(_, why)| why.trim().to_owned())
        };
        let new = |unit_id, merged_into, exempt_reason| NewReport {
            round_id: round,
            unit_id,
            merged_into,
            exempt_reason,
            version: 1,
        };
        let mut owed: Vec<NewReport> = communes.iter().map(|u| new(u.id, None, exempt(u.id))).collect();
        let gone = merged_away(db, &top.path, &input.period.from().to_string(), &cut_off.to_string())?;
        owed.extend(gone.into_iter().map(|(id, into)| new(id, Some(into), None)));
        rounds::insert_reports(db, &owed)?;
        let detail = json!({
            "title": input.title.trim(), "template": template.code, "number": template.number,
            "period": input.period.to_string(), "deadline": input.deadline, "units": communes.len(),
            "exempt": input.exempt.len(),
        });
        shared::record(db, call, EventKind::RoundOpened, ("round", round), None, detail)?;
        Ok(Opened {
            round: RoundId(round),
            units: communes.len(),
            remarks,
        })
    })
}

/// A remark on an open round that asks the same of some of the same units already; none where there is none.
///
/// # Errors
/// [`CycleError::Denied`] for who opens no rounds.
pub fn same_round(
    cycle: &Cycle,
    call: &Call<'_>,
    (template, unit, period): (TemplateId, UnitId, &ReportingPeriod),
) -> CycleResult<Option<Message>> {
    call.may(Action::ManageRound, &Resource::anywhere())?;
    cycle.store.read(|db| same(db, (template, unit, period), None))
}

fn same(
    db: &mut Db,
    (template, unit, period): (TemplateId, UnitId, &ReportingPeriod),
    own: Option<RoundId>,
) -> CycleResult<Option<Message>> {
    let (code, period) = (templates::load(db, template.0)?.code, period.to_string());
    let top = units::get(db, unit.0)?.ok_or(CycleError::NotFound("unit"))?.path;
    for row in rounds::all(db)? {
        let is_open = row.state == RoundState::Open.key() && own != Some(RoundId(row.id));
        if !is_open || row.period != period || templates::load(db, row.template_id)?.code != code {
            continue;
        }
        let other = units::get(db, row.unit_id)?.map_or_else(String::new, |u| u.path);
        if other.starts_with(&top) || top.starts_with(&other) {
            return Ok(Some(Message::new("cycle-round-same").with("round", row.title)));
        }
    }
    Ok(None)
}

/// What is remarkable about the dates of a round: what the decree says of the deadline, and one that is over already.
#[must_use]
pub fn remarks(cycle: &Cycle, today: Date, cut_off: Date, deadline: Date) -> Vec<Message> {
    let issues = deadline_issues(cycle.engine.catalogue.work_calendar(), cut_off, deadline);
    let mut remarks: Vec<Message> = issues.iter().map(|i| i.message()).collect();
    if deadline < today {
        remarks.push(Message::new("cycle-round-deadline-over").with("date", deadline.printed()));
    }
    remarks
}

/// Opens a round as [`open`] does; the request with the same key opens one round, however often it is sent.
///
/// # Errors
/// Those of [`open`]; [`CycleError::Conflict`] where the same request is still at work.
pub fn open_once(cycle: &Cycle, call: &Call<'_>, input: &NewRound, key: &str) -> CycleResult<Opened> {
    let make = || open(cycle, call, input).map(|opened| (opened.round.0, opened));
    let again = |id| {
        let round = super::get(cycle, call, RoundId(id))?;
        let asked = (input.template, input.unit, &input.period);
        let mut remarks = remarks(cycle, call.today(), round.cut_off, round.deadline);
        remarks.extend(cycle.store.read(|db| same(db, asked, Some(round.id)))?);
        Ok(Opened {
            round: round.id,
            units: round.counts.units,
            remarks,
        })
    };
    once(cycle, call, ("round", key, &format!("{input:?}")), make, again)
}

/// Communes that ended between the first day of the period and the cut-off, with the codes of the units they passed into:
/// they are shown in the round, and nothing is asked of them.
fn merged_away(db: &mut Db, path: &str, from: &str, cut_off: &str) -> CycleResult<Vec<(i64, String)>> {
    let mut found = Vec::new();
    for unit in units::subtree(db, path, Some(from))? {
        let Some(end) = unit.valid_to.as_deref().filter(|end| *end <= cut_off) else {
            continue;
        };
        if unit.level == "commune" {
            found.push((unit.id, units::successors(db, &unit.code, end)?.join(", ")));
        }
    }
    Ok(found)
}

fn check(input: &NewRound, cut_off: Date) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    checker.line("title", &input.title);
    checker.optional_line("request_number", &input.request_number);
    checker.optional_line("request_issuer", &input.request_issuer);
    if input.deadline < cut_off {
        checker.wrong("deadline", Message::new("cycle-round-deadline-early"));
    }
    for (_, why) in &input.exempt {
        checker.line("exempt", why);
    }
    checker.done()
}

fn row<'a>(input: &'a NewRound, programme: &'a str, cut_off: Date, call: &Call<'a>) -> rounds::NewRound<'a> {
    let filled = |text: &'a str| Some(text.trim()).filter(|t| !t.is_empty());
    rounds::NewRound {
        title: input.title.trim(),
        request_number: filled(&input.request_number),
        request_date: input.request_date.map(|d| d.to_string()),
        request_issuer: filled(&input.request_issuer),
        programme,
        template_id: input.template.0,
        unit_id: input.unit.0,
        period: input.period.to_string(),
        period_from: input.period.from().to_string(),
        period_to: input.period.to().to_string(),
        cut_off: cut_off.to_string(),
        deadline: input.deadline.to_string(),
        state: "open",
        created_by: &call.actor.name,
        created_at: call.now.unix(),
        version: 1,
        programme_version_id: None,
    }
}
