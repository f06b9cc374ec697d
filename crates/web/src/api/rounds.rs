//! Rounds: list, open, change; what single units owe; reminders.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, Key, Made, keyed, op};
use super::reports::Owed;
use super::types::{At, List, Part, at};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::{CycleError, CycleResult, mail, reports, rounds};
use tonghop_model::cycle::{Action, ReportId, RoundId, RoundState, TemplateId, UnitId};
use tonghop_model::date::Date;
use tonghop_model::period::ReportingPeriod;

/// Most reports of one request.
const MOST: usize = 5000;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewRound);
    let manage = Access::Can(Action::ManageRound);
    vec![
        op(
            Verb::Get,
            "/api/v1/rounds",
            view,
            (
                "rounds",
                "listRounds",
                "Rounds with units within one's reach, newest first.",
            ),
            list,
        ),
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/rounds",
            manage,
            ("rounds", "openRound", "Opens a round for the communes below a unit."),
            open,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}",
            view,
            ("rounds", "getRound", "A round."),
            show,
        ),
        op(
            Verb::Patch,
            "/api/v1/rounds/{id}",
            manage,
            ("rounds", "changeRound", "Changes title, cut-off and deadline."),
            change,
        ),
        op(
            Verb::Post,
            "/api/v1/rounds/{id}/state",
            manage,
            (
                "rounds",
                "setRoundState",
                "Closes a round, opens it again, or publishes it.",
            ),
            state,
        ),
        op(
            Verb::Get,
            "/api/v1/rounds/{id}/reports",
            Access::Can(Action::ViewReport),
            (
                "rounds",
                "listRoundReports",
                "What the units within one's reach owe in a round.",
            ),
            owed,
        ),
        op(
            Verb::Post,
            "/api/v1/rounds/{id}/adjust",
            Access::Can(Action::AdjustObligation),
            (
                "rounds",
                "adjustReports",
                "Extends deadlines, exempts units, or asks them after all.",
            ),
            adjust,
        ),
        op(
            Verb::Post,
            "/api/v1/rounds/{id}/remind",
            Access::Can(Action::Remind),
            (
                "rounds",
                "remind",
                "Queues reminders to units whose report is missing; once a day at most.",
            ),
            remind,
        ),
    ]
}

view! {
    /// A round of reporting.
    Round of rounds::Round, x {
        /// Its id.
        id: RoundId,
        /// Title.
        title: String,
        /// Number of the request.
        request_number: Option<String>,
        /// Date of the request.
        request_date: Option<Date>,
        /// Who issued the request.
        request_issuer: Option<String>,
        /// Code of the programme.
        programme: String,
        /// Number of the version of the programme that it was opened with.
        programme_version: Option<i64>,
        /// Version of the template.
        template: TemplateId,
        /// Top of the subtree that reports.
        unit: UnitId,
        /// Code of the period.
        period: String,
        /// First day of the period.
        period_from: Date,
        /// Last day of the period.
        period_to: Date,
        /// Last day whose data count.
        cut_off: Date,
        /// Last day for sending.
        deadline: Date,
        /// State.
        state: RoundState,
        /// Who opened it.
        created_by: String,
        /// When.
        created_at: At = x.created_at.into(),
        /// When it was published.
        published_at: Option<At> = at(x.published_at),
        /// Version; the next change has to name it.
        version: i64,
        /// How it stands for the units within one's reach.
        counts: Counts = x.counts.into(),
    }
}

view! {
    /// How a round stands.
    Counts of rounds::RoundCounts, x {
        /// Units.
        units: usize,
        /// Units by timeliness: on time, late, pending, overdue, not asked.
        timeliness: [usize; 5],
        /// Newest submissions by state: draft, submitted, in review, returned, accepted, published, superseded, withdrawn.
        states: [usize; 8],
        /// Units that declared that there is nothing to report: on time, but without a report.
        nothing: usize,
    }
}

fn list(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Round>>> {
    Ok(Json(List::cut(rounds::list(env.cycle, env.call)?, said.query)))
}

fn show(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Round>> {
    Ok(Json(rounds::get(env.cycle, env.call, RoundId(said.id))?.into()))
}

/// A round to open.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewRound {
    /// Title.
    title: String,
    /// Number of the request.
    #[serde(default)]
    request_number: String,
    /// Date of the request.
    request_date: Option<Date>,
    /// Who issued the request.
    #[serde(default)]
    request_issuer: String,
    /// Version of the template; published.
    template: TemplateId,
    /// Top of the subtree whose communes report.
    unit: UnitId,
    /// Code of the period: `nd09:2026-H1`, `cal:2026-Q3`; or `window:2026-01-01..2026-03-15`.
    period: String,
    /// Last day whose data count; the period's own where nothing is said.
    cut_off: Option<Date>,
    /// Last day for sending; five working days after the cut-off where nothing is said.
    deadline: Option<Date>,
    /// Units that need not report.
    #[serde(default)]
    exempt: Vec<Exempt>,
}

/// A unit that need not report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Exempt {
    /// Unit.
    unit: UnitId,
    /// Why.
    reason: String,
}

/// A round that was opened.
#[derive(Debug, Serialize, JsonSchema)]
struct Opened {
    /// Its id.
    id: RoundId,
    /// How many units report.
    units: usize,
    /// What is odd about the dates (Nghị định 09/2019, Điều 12), in the language of the request.
    remarks: Vec<String>,
}

/// Why a code names no period.
fn wrong_period(code: &str) -> &'static str {
    let days = code.strip_prefix("window:").and_then(|days| days.split_once(".."));
    match days.map(|(from, to)| (from.parse::<Date>(), to.parse::<Date>())) {
        Some((Ok(from), Ok(to))) if to < from => "web-api-period-order",
        Some((Ok(_), Ok(_))) => "web-api-period-long",
        Some((Err(_), _) | (_, Err(_))) => "web-api-period-day",
        None => "web-api-period",
    }
}

fn open(env: &Env<'_>, said: In<NoQuery, Json<NewRound>>) -> CycleResult<Made<Opened>> {
    let key = said.scoped_key(env, "round");
    let body = said.body.0;
    let period: ReportingPeriod = body
        .period
        .parse()
        .map_err(|_| CycleError::invalid("period", wrong_period(&body.period)))?;
    let cut_off = body.cut_off.unwrap_or_else(|| period.cut_off());
    let input = rounds::NewRound {
        title: body.title,
        request_number: body.request_number,
        request_date: body.request_date,
        request_issuer: body.request_issuer,
        template: body.template,
        unit: body.unit,
        period,
        cut_off: Some(cut_off),
        deadline: body
            .deadline
            .unwrap_or_else(|| rounds::default_deadline(env.cycle, cut_off, 5)),
        exempt: body.exempt.into_iter().map(|e| (e.unit, e.reason)).collect(),
    };
    let opened = rounds::open_once(env.cycle, env.call, &input, &key)?;
    env.app.tell_people();
    Ok(Made(Opened {
        id: opened.round,
        units: opened.units,
        remarks: opened.remarks.iter().map(|m| env.ctx.messages.format(m)).collect(),
    }))
}

/// New title and dates.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Change {
    /// The version that was read.
    version: i64,
    /// Title.
    title: String,
    /// Last day whose data count.
    cut_off: Date,
    /// Last day for sending.
    deadline: Date,
}

fn change(env: &Env<'_>, said: In<NoQuery, Json<Change>>) -> CycleResult<Json<Round>> {
    let (id, body) = (RoundId(said.id), said.body.0);
    let dates = (body.title.as_str(), body.cut_off, body.deadline);
    rounds::change_dates(env.cycle, env.call, id, body.version, dates)?;
    Ok(Json(rounds::get(env.cycle, env.call, id)?.into()))
}

/// The state to bring a round to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewState {
    /// The version that was read.
    version: i64,
    /// The state.
    to: RoundState,
    /// Why a published round is opened again; what was published stays so meanwhile.
    #[serde(default)]
    reason: String,
}

fn state(env: &Env<'_>, said: In<NoQuery, Json<NewState>>) -> CycleResult<Json<Round>> {
    let (id, NewState { version, to, reason }) = (RoundId(said.id), said.body.0);
    match to {
        RoundState::Closed => rounds::close(env.cycle, env.call, id, version),
        RoundState::Open => rounds::reopen(env.cycle, env.call, id, version, &reason),
        RoundState::Published => rounds::publish(env.cycle, env.call, id, version).map(drop),
    }?;
    Ok(Json(rounds::get(env.cycle, env.call, id)?.into()))
}

fn owed(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Owed>>> {
    let id = RoundId(said.id);
    rounds::get(env.cycle, env.call, id)?;
    Ok(Json(List::cut(
        reports::mine(env.cycle, env.call, Some(id))?,
        said.query,
    )))
}

/// What to change for which units.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Adjust {
    /// What.
    what: What,
    /// For which reports, at most 5,000.
    reports: Vec<ReportVersion>,
    /// Why.
    reason: String,
    /// The new deadline, for `extend`.
    until: Option<Date>,
}

/// What can be changed for a unit.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum What {
    /// A later deadline.
    Extend,
    /// No report is asked.
    Exempt,
    /// It is asked after all.
    Lift,
}

/// A report in the version that was read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportVersion {
    /// Report.
    report: ReportId,
    /// The version that was read.
    version: i64,
}

fn adjust(env: &Env<'_>, said: In<NoQuery, Json<Adjust>>) -> CycleResult<Done> {
    let body = said.body.0;
    few(body.reports.len())?;
    let round = RoundId(said.id);
    rounds::get(env.cycle, env.call, round)?;
    let known = reports_of(env, round)?;
    if !body.reports.iter().all(|r| known.contains(&r.report)) {
        return Err(CycleError::NotFound("report"));
    }
    let input = rounds::Adjustment {
        reports: body.reports.into_iter().map(|r| (r.report, r.version)).collect(),
        reason: body.reason,
    };
    match (body.what, body.until) {
        (What::Extend, Some(until)) => rounds::extend(env.cycle, env.call, &input, until),
        (What::Extend, None) => Err(CycleError::invalid("until", "web-form-required")),
        (What::Exempt, _) => rounds::exempt(env.cycle, env.call, &input),
        (What::Lift, _) => rounds::lift_exemption(env.cycle, env.call, &input),
    }?;
    Ok(Done)
}

fn few(count: usize) -> CycleResult<()> {
    if count <= MOST {
        return Ok(());
    }
    let message = tonghop_model::message::Message::new("cycle-import-too-many").count("most", MOST);
    Err(CycleError::Invalid(vec![tonghop_app::cycle::FieldError {
        field: "reports".into(),
        message,
    }]))
}

fn reports_of(env: &Env<'_>, round: RoundId) -> CycleResult<std::collections::HashSet<ReportId>> {
    let all = reports::mine(env.cycle, env.call, Some(round))?;
    Ok(all.into_iter().map(|o| o.report).collect())
}

/// Whom to remind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Remind {
    /// Reports, at most 5,000.
    reports: Vec<ReportId>,
}

view! {
    /// What came of reminding units.
    Reminded of mail::Reminded, x {
        /// Messages that were queued.
        count: usize = x.messages,
        /// Units to which one goes.
        units: usize,
        /// Units that were reminded today already.
        already: usize,
        /// Names of units in which nobody has an account with a mail address.
        without_address: Vec<String>,
        /// Units that owe nothing any more.
        settled: usize,
    }
}

fn remind(env: &Env<'_>, said: In<NoQuery, Json<Remind>>) -> CycleResult<Json<Reminded>> {
    let (round, wanted) = (RoundId(said.id), said.body.0.reports);
    few(wanted.len())?;
    rounds::get(env.cycle, env.call, round)?;
    let known = reports_of(env, round)?;
    if !wanted.iter().all(|r| known.contains(r)) {
        return Err(CycleError::NotFound("report"));
    }
    Ok(Json(mail::remind(env.cycle, env.call, &wanted)?.into()))
}
