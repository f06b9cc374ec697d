//! Goes through the chains of the log and says whether it was changed.

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
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let verified = app.run(&ctx, audit::verify).await?;
    let page = Page::new(&app, &ctx, "web-audit-verify-title");
    reply::page(&VerifyPage {
        page: page.crumb("/", "web-nav-start").crumb("/audit", "web-nav-audit"),
        verified,
    })
}
