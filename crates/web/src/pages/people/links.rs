//! New one-time links for many people who have not set a password yet.

use crate::app::App;
use crate::config::Config;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::people::{self, PersonLink};
use tonghop_model::cycle::AccountId;

/// A link to send to somebody.
pub struct SentLink {
    /// Name.
    pub name: String,
    /// Login.
    pub login: String,
    /// Address of the link.
    pub address: String,
    /// Where it was sent by mail; empty where it was not.
    pub mailed: String,
}

impl SentLink {
    pub fn of(link: PersonLink, config: &Config) -> Self {
        Self {
            address: config.one_time_link(&link.secret),
            mailed: link.mailed_to.unwrap_or_default(),
            name: link.name,
            login: link.login,
        }
    }
}

#[derive(Template)]
#[template(path = "people/links.html")]
struct LinksPage {
    page: Page,
    links: Vec<SentLink>,
    mails: bool,
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
    let links = made.into_iter().map(|link| SentLink::of(link, app.config())).collect();
    let mails = app.cycle().posts;
    let page = Page::new(&app, &ctx, "web-links-title")
        .crumb("/", "web-nav-start")
        .crumb("/people", "web-nav-people");
    reply::page(&LinksPage { page, links, mails })
}
