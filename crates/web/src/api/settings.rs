//! Settings that people change while the server runs.

use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, op};
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::CycleResult;
use tonghop_app::cycle::mail::{self, ReminderPlan};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let manage = Access::Can(Action::ManageSystem);
    let path = "/api/v1/settings/reminders";
    vec![
        op(
            Verb::Get,
            path,
            manage,
            ("settings", "getReminders", "When units are reminded of their report."),
            show,
        ),
        op(
            Verb::Put,
            path,
            manage,
            ("settings", "setReminders", "Changes when units are reminded."),
            change,
        ),
    ]
}

/// When units are reminded.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reminders {
    /// Working days before the deadline, 1 to 60 each, at most five; none for no reminders before it.
    days: Vec<u16>,
    /// True where they are reminded once when they are late.
    late: bool,
}

fn show(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Reminders>> {
    let ReminderPlan { days, late } = mail::reminder_plan(env.cycle)?;
    Ok(Json(Reminders { days, late }))
}

fn change(env: &Env<'_>, said: In<NoQuery, Json<Reminders>>) -> CycleResult<Done> {
    let Reminders { days, late } = said.body.0;
    // Read as the page's field is, so that both know the same bounds.
    let written = days.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    mail::change_reminder_plan(env.cycle, env.call, &ReminderPlan::read(&written, late)?)?;
    Ok(Done)
}
