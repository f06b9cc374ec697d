//! New one-time links for many people who have not set a password yet.

use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::people;
use tonghop_model::cycle::AccountId;

/// A link to send to somebody.
pub struct SentLink {
    /// Name.
    pub name: String,
    /// Login.
    pub login: String,
    /// Address of the link.
    pub address: String,
}

#[derive(Template)]
#[template(path = "people/links.html")]
struct LinksPage {
    page: Page,
    links: Vec<SentLink>,
}

/// Makes them for the people who were chosen in the list.
pub async fn make(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let chosen: Vec<AccountId> = form
        .all("account")
        .filter_map(|id| id.parse().ok())
        .map(AccountId)
        .collect();
    let made = app
        .run(&ctx, move |cycle, call| people::new_links(cycle, call, &chosen))
        .await?;
    let links = made.into_iter().map(|link| SentLink {
        address: app.config().one_time_link(&link.secret),
        name: link.name,
        login: link.login,
    });
    let links = links.collect();
    let page = Page::new(&app, &ctx, "web-links-title")
        .crumb("/", "web-nav-start")
        .crumb("/people", "web-nav-people");
    reply::page(&LinksPage { page, links })
}
