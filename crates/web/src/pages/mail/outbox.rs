//! Mail that waits, was sent, or could not be sent; sends it again.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::pager::Turns;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::mail::{self, Mail};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;

/// Messages of one page.
const PER_PAGE: i64 = 50;

/// What the tabs show: name in the address, key of its words, states of messages.
const TABS: [(&str, &str, &[&str]); 4] = [
    ("waiting", "web-mail-waiting", &["pending", "leased"]),
    ("failed", "web-mail-failed", &["failed"]),
    ("sent", "web-mail-sent", &["sent"]),
    ("dropped", "web-mail-dropped", &["dropped"]),
];

struct Tab {
    name: &'static str,
    label: String,
    count: i64,
    current: bool,
}

/// A message in words, without its text: that is the recipient's.
struct Row {
    id: i64,
    kind: String,
    recipient: String,
    subject: String,
    written: String,
    tries: String,
    /// Why the last try failed; empty where it did not.
    cause: String,
    /// What the mail server said.
    detail: String,
    /// When it is tried again, or when it was sent.
    when: String,
    can_send: bool,
}

#[derive(Template)]
#[template(path = "mail/outbox.html")]
struct OutboxPage {
    page: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    tab: &'static str,
    configured: bool,
    /// Messages that could be sent at once.
    unsent: i64,
    turns: Turns,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let number = form.parsed::<i64>("page").unwrap_or(1).clamp(1, 10_000);
    let wanted = TABS.iter().find(|t| t.0 == form.text("tab"));
    let &(tab, _, states) = wanted.unwrap_or(&TABS[0]);
    let (counts, mut mails) = app
        .run(&ctx, move |cycle, call| {
            // One more tells whether there is another page.
            let mails = mail::in_states(cycle, call, states, (number - 1) * PER_PAGE, PER_PAGE + 1)?;
            Ok((mail::counts(cycle)?, mails))
        })
        .await?;
    let more = mails.len() as i64 > PER_PAGE;
    mails.truncate(PER_PAGE as usize);
    let configured = app.config().post.is_some();
    let page = Page::new(&app, &ctx, "web-mail-title").crumb("/", "web-nav-start");
    let [pending, leased, sent, failed, dropped] = counts;
    let tabs = TABS.iter().zip([pending + leased, failed, sent, dropped]);
    reply::page(&OutboxPage {
        tabs: tabs
            .map(|(&(name, label, _), count)| Tab {
                name,
                label: page.t(label),
                count,
                current: name == tab,
            })
            .collect(),
        rows: mails.into_iter().map(|m| row(&page, m, configured)).collect(),
        tab,
        configured,
        unsent: pending + failed,
        turns: Turns::step(number, more, |n| format!("/outbox?tab={tab}&page={n}")),
        page,
    })
}

/// `configured` is false where there is no mail server: then nothing is going to be sent at any time.
fn row(page: &Page, mail: Mail, configured: bool) -> Row {
    let (cause, detail) = mail.error.as_deref().map(|e| failure(page, e)).unwrap_or_default();
    let moment = |at: i64| page.moment(Moment::from_unix(at));
    Row {
        id: mail.id,
        kind: page.t(&format!("web-mail-kind-{}", mail.kind)),
        written: moment(mail.created_at),
        tries: page.number(mail.attempts),
        when: match (mail.state.as_str(), mail.sent_at) {
            ("leased" | "pending", _) if !configured => page.t("web-mail-not-without"),
            ("leased", _) => page.t("web-mail-under-way"),
            ("pending", _) => moment(mail.due_at),
            ("dropped", _) => page.t("web-mail-settled"),
            (_, Some(at)) => moment(at),
            _ => String::new(),
        },
        can_send: matches!(mail.state.as_str(), "pending" | "failed"),
        recipient: mail.recipient,
        subject: mail.subject,
        cause,
        detail,
    }
}

/// "refused: 550 no such user" as words and what the server said.
fn failure(page: &Page, error: &str) -> (String, String) {
    let (cause, detail) = error.split_once(": ").unwrap_or((error, ""));
    let words = match cause {
        "receiver" => "web-mail-cause-receiver",
        "letter" => "web-mail-cause-letter",
        "refused" => "web-mail-cause-refused",
        "unavailable" => "web-mail-cause-unavailable",
        _ => return (error.to_owned(), String::new()),
    };
    (page.t(words), detail.to_owned())
}

pub async fn again(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let id = form.parsed::<i64>("id");
    let count = app.run(&ctx, move |cycle, call| mail::again(cycle, call, id)).await?;
    let message = Message::new("web-flash-mail-again").count("count", count);
    reply::to_with("/outbox", Tone::Good, &message, app.config().secure())
}
