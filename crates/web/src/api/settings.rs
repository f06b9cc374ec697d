//! Settings that people change while the server runs.

use super::input::{FileBody, NoQuery};
use super::operation::{Done, Env, In, Json, Streamed, op};
use super::types::At;
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::mail::{self, ReminderPlan};
use tonghop_app::cycle::{CycleError, CycleResult, documents, system};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Whole(Action::ViewSystem);
    let manage = Access::Whole(Action::ManageSystem);
    let path = "/api/v1/settings/reminders";
    vec![
        op(
            Verb::Get,
            path,
            view,
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
        op(
            Verb::Get,
            "/api/v1/settings/owner",
            view,
            ("settings", "getOwner", "The name at the top of every page."),
            owner,
        ),
        op(
            Verb::Put,
            "/api/v1/settings/owner",
            manage,
            ("settings", "setOwner", "Changes the name at the top of every page."),
            change_owner,
        ),
        op(
            Verb::Get,
            "/api/v1/signature-roots",
            view,
            (
                "settings",
                "getSignatureRoots",
                "The root certificates that digital signatures are checked against.",
            ),
            roots,
        ),
        op(
            Verb::Post,
            "/api/v1/signature-roots",
            manage,
            (
                "settings",
                "keepSignatureRoots",
                "Takes a file of root certificates (PEM or DER) in the place of the one before.",
            ),
            keep_roots,
        ),
        op(
            Verb::Delete,
            "/api/v1/signature-roots",
            manage,
            ("settings", "removeSignatureRoots", "Trusts no root any more."),
            remove_roots,
        ),
        op(
            Verb::Post,
            "/api/v1/backup",
            manage,
            (
                "settings",
                "backUp",
                "A backup of the whole installation, taken while the server goes on.",
            ),
            back_up,
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

/// The name of the office that runs the installation.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Owner {
    /// The name, at most 200 characters.
    name: String,
}

fn owner(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Owner>> {
    Ok(Json(Owner {
        name: env.app.owner_name(),
    }))
}

fn change_owner(env: &Env<'_>, said: In<NoQuery, Json<Owner>>) -> CycleResult<Done> {
    let Owner { name } = said.body.0;
    if name.trim().is_empty() {
        return Err(CycleError::invalid("name", "web-form-required"));
    }
    let name: String = name.trim().chars().take(200).collect();
    system::change_setting(env.cycle, env.call, system::OWNER_NAME, &name)?;
    env.app.read_owner_name()?;
    Ok(Done)
}

view! {
    /// The file of root certificates that is kept.
    SignatureRoots of documents::KeptRoots, x {
        /// Name of the file.
        name: String,
        /// Certificates in it.
        count: usize,
        /// The whole names of their holders.
        certificates: Vec<String> = x.certificates.into_iter().map(|c| c.subject).collect(),
        /// Who brought it.
        by: String,
        /// When.
        at: At = x.at.into(),
    }
}

fn roots(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Json<Option<SignatureRoots>>> {
    Ok(Json(documents::kept_roots(env.cycle)?.map(SignatureRoots::from)))
}

fn keep_roots(env: &Env<'_>, said: In<NoQuery, FileBody>) -> CycleResult<Done> {
    let file = said.body.file;
    documents::change_roots(env.cycle, env.call, &file.name, &file.bytes)?;
    Ok(Done)
}

fn remove_roots(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Done> {
    documents::remove_roots(env.cycle, env.call)?;
    Ok(Done)
}

fn back_up(env: &Env<'_>, _: In<NoQuery, ()>) -> CycleResult<Streamed> {
    // Recorded before the first byte leaves.
    system::begin_backup(env.cycle, env.call)?;
    let cycle = std::sync::Arc::clone(env.app.cycle());
    Ok(Streamed {
        name: format!("tonghop-{}.backup.gz", env.ctx.today()),
        write: Box::new(move |out| system::write_backup(&cycle, out)),
    })
}
