//! Sessions in words, and ending one or all others.

use super::{profile, session};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use axum::extract::State;
use tonghop_app::cycle::people::{self, OpenSession};
use tonghop_model::message::Message;

/// A session in words.
pub struct Shown {
    pub key: String,
    pub place: String,
    pub address: String,
    pub through: String,
    pub since: String,
    pub seen: String,
    /// True for the session in which the page is looked at.
    pub present: bool,
}

/// The sessions of a page.
pub fn shown(app: &App, page: &Page, sessions: Vec<OpenSession>) -> Vec<Shown> {
    let present = page.ctx.session.as_ref().map_or("", |s| s.digest.as_str());
    let external = app.config().external.as_ref();
    let through = |issuer: String| {
        let named = external
            .filter(|e| e.provider.issuer() == issuer)
            .map(|e| e.name.clone());
        page.with("web-sessions-external", "name", named.unwrap_or(issuer))
    };
    let one = |s: OpenSession| Shown {
        place: place(page, &s.agent),
        through: s.issuer.map(through).unwrap_or_default(),
        since: page.moment(s.since),
        seen: page.moment(s.seen),
        present: !present.is_empty() && present.starts_with(&s.key),
        address: s.address,
        key: s.key,
    };
    sessions.into_iter().map(one).collect()
}

/// "Firefox trên Windows"; browsers that claim to be others are asked for first.
fn place(page: &Page, agent: &str) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("coc_coc_browser", "Cốc Cốc"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |of: &[(&str, &'static str)]| of.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => page.words(
            "web-sessions-on",
            &[("browser", browser.to_owned()), ("system", system.to_owned())],
        ),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => page.t("web-sessions-unknown"),
    }
}

/// Ends one of one's own sessions; the present one is signed out of.
pub async fn end(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let id = profile::own(&ctx)?;
    let key = form.text("session").to_owned();
    app.run(&ctx, move |cycle, call| people::end_session(cycle, call, id, &key))
        .await?;
    let done = Message::new("web-flash-session-ended");
    reply::to_with("/account", Tone::Good, &done, app.config().secure())
}

/// Ends all other sessions of the person.
pub async fn end_others(State(app): State<App>, ctx: Ctx) -> Reply {
    let id = profile::own(&ctx)?;
    let present = session::digest(&ctx);
    app.run(&ctx, move |cycle, call| people::end_sessions(cycle, call, id, &present))
        .await?;
    let done = Message::new("web-flash-sessions-ended");
    reply::to_with("/account", Tone::Good, &done, app.config().secure())
}
