//! What is done to a person by one click: take a role, make a link, take out of use and back, remove the second factor.

use super::invite::{LinkPage, Linked};
use super::person::saved;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::people;
use tonghop_model::cycle::AccountId;

pub async fn revoke_role(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let grant = form.parsed("grant").ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| people::revoke_role(cycle, call, grant))
        .await?;
    saved(&app, AccountId(id), "web-flash-role-revoked")
}

pub async fn new_link(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let id = AccountId(id);
    let (person, secret) = app
        .run(&ctx, move |cycle, call| {
            Ok((people::person(cycle, call, id)?, people::new_link(cycle, call, id)?))
        })
        .await?;
    let who = Linked {
        id,
        name: &person.name,
        login: &person.login,
        email: person.email.as_deref(),
    };
    reply::page(&LinkPage::new(&app, &ctx, &who, &secret))
}

pub async fn state(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = AccountId(id);
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let out = form.text("to") == "deactivated";
    app.run(&ctx, move |cycle, call| match out {
        true => people::deactivate(cycle, call, id, version),
        false => people::reactivate(cycle, call, id, version),
    })
    .await?;
    saved(
        &app,
        id,
        if out {
            "web-flash-deactivated"
        } else {
            "web-flash-reactivated"
        },
    )
}

pub async fn remove_second_factor(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let id = AccountId(id);
    app.run(&ctx, move |cycle, call| people::remove_second_factor(cycle, call, id))
        .await?;
    saved(&app, id, "web-flash-second-factor-off")
}
