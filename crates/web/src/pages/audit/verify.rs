//! Goes through the chains of the log and what it keeps prints of, and says whether anything was changed.

use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::audit::{self, Verified};

#[derive(Template)]
#[template(path = "audit/verify.html")]
struct VerifyPage {
    page: Page,
    verified: Verified,
    /// Places at which the log was changed, in words.
    breaks: Vec<String>,
    /// What is not as it was sent or accepted, in words.
    damage: Vec<String>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let verified = app.run(&ctx, audit::verify).await?;
    let page = Page::new(&app, &ctx, "web-audit-verify-title");
    let breaks = verified.breaks.iter().map(audit::told);
    let damage = verified.damage.iter().map(audit::harm_told);
    reply::page(&VerifyPage {
        breaks: breaks.map(|b| ctx.messages.format(&b)).collect(),
        damage: damage.map(|d| ctx.messages.format(&d)).collect(),
        page: page.crumb("/", "web-nav-start").crumb("/audit", "web-nav-audit"),
        verified,
    })
}
