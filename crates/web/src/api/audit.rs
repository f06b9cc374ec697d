//! The audit log, and messages that wait to be sent.

use super::input::NoQuery;
use super::operation::{Env, In, Json, op};
use super::types::{At, Count, Limit, Part, Skip, all, at};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::Deserialize;
use tonghop_app::cycle::{CycleError, CycleResult, FieldError, audit, mail};
use tonghop_model::cycle::Action;
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;

pub fn routes() -> Vec<Route> {
    let see = Access::Whole(Action::ViewAudit);
    vec![
        op(
            Verb::Get,
            "/api/v1/audit",
            see,
            ("audit", "listEvents", "Events, newest first."),
            list,
        ),
        op(
            Verb::Get,
            "/api/v1/audit/verify",
            see,
            (
                "audit",
                "verifyAudit",
                "Goes through every chain of the log; holds sent reports and editions against their prints in it.",
            ),
            verify,
        ),
        op(
            Verb::Get,
            "/api/v1/outbox",
            Access::Whole(Action::ViewSystem),
            (
                "outbox",
                "listMail",
                "Messages by mail, newest first, without their texts.",
            ),
            outbox,
        ),
        op(
            Verb::Post,
            "/api/v1/outbox/again",
            Access::Whole(Action::ManageSystem),
            (
                "outbox",
                "sendMailAgain",
                "Lets a message that failed or waits, or all of them, be sent at once.",
            ),
            again,
        ),
    ]
}

view! {
    /// An event of the audit log.
    Event of audit::EventRow, x {
        /// Chain.
        chain: i64,
        /// Number within the chain, from 1.
        seq: i64,
        /// When.
        at: At = Moment::from_unix(x.at).into(),
        /// Stable name of what happened.
        kind: String,
        /// Name of who did it.
        actor: String,
        /// Account of who did it.
        account: Option<i64> = x.account_id,
        /// To what kind of thing.
        subject_kind: String,
        /// Its id.
        subject: i64 = x.subject_id,
        /// The unit it belongs to.
        unit: Option<i64> = x.unit_id,
        /// What else was recorded: JSON in a text, as it was hashed.
        detail: String,
        /// Hash of the event before.
        previous: String,
        /// SHA-256 over this event and `previous`.
        hash: String,
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Which {
    /// Only kinds that begin like this: `round.`.
    kind: Option<String>,
    /// Only of this unit.
    unit: Option<i64>,
    /// Only by this account.
    account: Option<i64>,
    /// Only by people whose name has this in it.
    actor: Option<String>,
    /// Only about this kind of thing; with `subject`.
    subject_kind: Option<String>,
    /// Only about the thing with this id; with `subject_kind`.
    subject: Option<i64>,
    /// Only from this day on, in Vietnam.
    from: Option<Date>,
    /// Only until the end of this day, in Vietnam.
    until: Option<Date>,
    /// How many entries at most.
    limit: Limit,
    /// How many entries are left out.
    skip: Skip,
}

fn list(env: &Env<'_>, said: In<Which, ()>) -> CycleResult<Json<Vec<Event>>> {
    let asked = said.query;
    let subject = subject(&asked)?;
    let filter = audit::EventFilter {
        kind: asked.kind.as_deref(),
        unit_id: asked.unit,
        account_id: asked.account,
        actor: asked.actor.as_deref(),
        subject,
        from: asked.from.map(|d| Moment::start_of_day_in_vietnam(d).unix()),
        before: asked.until.map(|d| Moment::end_of_day_in_vietnam(d).unix()),
        limit: asked.limit.0 as i64,
        skip: asked.skip.0 as i64,
        ..audit::EventFilter::default()
    };
    Ok(Json(all(audit::list(env.cycle, env.call, &filter)?)))
}

/// What events are asked for about, where they are: its kind and its id.
fn subject(asked: &Which) -> CycleResult<Option<(&str, i64)>> {
    let (name, with) = match (asked.subject_kind.as_deref(), asked.subject) {
        (Some(kind), Some(id)) => return Ok(Some((kind, id))),
        (None, None) => return Ok(None),
        (None, Some(_)) => ("subject_kind", "subject"),
        (Some(_), None) => ("subject", "subject_kind"),
    };
    Err(CycleError::Invalid(vec![FieldError {
        field: name.into(),
        message: Message::new("web-api-query-together")
            .with("name", name)
            .with("with", with),
    }]))
}

view! {
    /// Result of a verification.
    Verified of audit::Verified, x {
        /// True where the log, sent reports and editions are as they were written.
        intact: bool = x.is_whole(),
        /// Events that were looked at.
        events: u64,
        /// Places at which the log was changed: chain and number.
        breaks: Vec<Broken> = all(x.breaks),
        /// SHA-256 over the last hashes of all chains.
        seal: String,
        /// Reports that were sent and editions that were held against their prints in the log.
        frozen: u64,
        /// Accounts, passwords, bindings, roles and waivers that were.
        kept: u64,
        /// What is not as it was recorded.
        damage: Vec<Damaged> = all(x.damage),
    }
}

view! {
    /// Something that is not what was recorded.
    Damaged of audit::Damage, x {
        /// `sent`, `edition`, `findings`, `waiver`, `account`, `credential`, `binding`, `grant`.
        what: String = x.what.key().into(),
        /// `changed`, `missing`, or `unrecorded` where nobody accepted it.
        how: String = x.how.key().into(),
        /// Report.
        report: i64,
        /// Number of the edition, or of the attempt, within the report.
        number: i64,
        /// Name of the unit.
        unit: String,
        /// Title of the round.
        round: String,
        /// Name and login of the person whose account, password, binding or role it is; then there is no report, and the number is
        /// the id.
        name: String,
    }
}

view! {
    /// A place at which the log was changed.
    Broken of audit::Break, x {
        /// Chain.
        chain: i64,
        /// Number of the event.
        seq: i64,
    }
}

fn verify(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Verified>> {
    Ok(Json(audit::verify(env.cycle, env.call)?.into()))
}

view! {
    /// A message, without its text: that may hold a one-time link.
    Mail of mail::Mail, x {
        /// Id.
        id: i64,
        /// `returned`, `reminder`, `invitation`, `answer`.
        kind: String,
        /// Address.
        recipient: String,
        /// `pending`, `leased`, `sent`, `failed`, `dropped` (no longer true when it was to go out).
        state: String,
        /// How often it was tried.
        attempts: i64,
        /// The last failure.
        error: Option<String>,
        /// When it was queued.
        created_at: At = Moment::from_unix(x.created_at).into(),
        /// When it was sent.
        sent_at: Option<At> = at(x.sent_at.map(Moment::from_unix)),
    }
}

/// Which messages are sent again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Again {
    /// The message; all of them where none is named.
    id: Option<i64>,
}

fn again(env: &Env<'_>, said: In<NoQuery, Json<Again>>) -> CycleResult<Json<Count>> {
    let count = mail::again(env.cycle, env.call, said.body.0.id)?;
    Ok(Json(Count { count }))
}

fn outbox(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<Vec<Mail>>> {
    let Part { limit, skip } = said.query;
    let found = mail::list(env.cycle, env.call, skip.0 as i64, limit.0 as i64)?;
    Ok(Json(all(found)))
}
