//! Who did what to what, when; newest first.

use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pager::Turns;
use crate::pages::rounds::card::period_label;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use serde_json::Value;
use std::collections::BTreeSet;
use tonghop_app::cycle::audit::{self, EventFilter, EventRow};
use tonghop_model::cycle::EventKind;
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;

/// Events of one page.
const PER_PAGE: i64 = 100;

/// An event in words.
struct Row {
    at: String,
    actor: String,
    what: String,
    subject: String,
    subject_id: i64,
    detail: String,
    number: String,
}

#[derive(Template)]
#[template(path = "audit/list.html")]
struct ListPage {
    page: Page,
    view: FormView,
    rows: Vec<Row>,
    /// Beginnings of kinds to choose from, with their words.
    kinds: Vec<(String, String)>,
    turns: Turns,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let number = form.parsed::<i64>("page").unwrap_or(1).clamp(1, 10_000);
    let kind = form.text("kind").to_owned();
    let until = form.date("until").map(Moment::end_of_day_in_vietnam);
    let mut events = app
        .run(&ctx, move |cycle, call| {
            let filter = EventFilter {
                kind: (!kind.is_empty()).then_some(kind.as_str()),
                before: until.map(Moment::unix),
                skip: (number - 1) * PER_PAGE,
                // One more tells whether there is another page.
                limit: PER_PAGE + 1,
                ..EventFilter::default()
            };
            audit::list(cycle, call, &filter)
        })
        .await?;
    let more = events.len() as i64 > PER_PAGE;
    events.truncate(PER_PAGE as usize);
    let page = Page::new(&app, &ctx, "web-audit-title").crumb("/", "web-nav-start");
    reply::page(&ListPage {
        rows: events.into_iter().map(|e| row(&page, e)).collect(),
        kinds: kinds(&page),
        turns: {
            let query = query(&form);
            Turns::step(number, more, |n| format!("/audit?{query}&page={n}"))
        },
        page,
        view: FormView::new(form),
    })
}

fn row(page: &Page, event: EventRow) -> Row {
    Row {
        at: page.moment(Moment::from_unix(event.at)),
        what: words(page, &event.kind),
        subject: page.t(&format!("web-subject-{}", event.subject_kind.replace('_', "-"))),
        subject_id: event.subject_id,
        detail: detail(page, &event.detail),
        number: format!("{}/{}", event.chain, event.seq),
        actor: event.actor,
    }
}

/// "account.signed_in" in words.
fn words(page: &Page, kind: &str) -> String {
    page.t(&format!("web-event-{}", kind.replace(['.', '_'], "-")))
}

/// Names of facts that there are words for; others stand as they are called.
const FACTS: &[&str] = &[
    "account",
    "acting_for",
    "address",
    "administrator",
    "attempt",
    "attempts",
    "based_on",
    "by",
    "candidates",
    "changed",
    "check",
    "code",
    "count",
    "cut_off",
    "date",
    "days",
    "deadline",
    "decision",
    "digest",
    "dropped",
    "due",
    "edition",
    "email",
    "ended",
    "errors",
    "exempt",
    "file",
    "files",
    "from",
    "groups",
    "in_place_of",
    "indicators",
    "issuer",
    "items",
    "key",
    "label",
    "language",
    "late",
    "link",
    "login",
    "made",
    "messages",
    "name",
    "new",
    "node",
    "nodes",
    "number",
    "observations",
    "outcome",
    "owner",
    "parts",
    "period",
    "place",
    "programme",
    "province",
    "read_as",
    "reason",
    "replaces",
    "replaces_accepted",
    "report",
    "role",
    "round",
    "rows",
    "saved",
    "sections",
    "shown",
    "size",
    "step",
    "subject",
    "submission",
    "successions",
    "tasks",
    "template",
    "title",
    "to",
    "tokens",
    "unit",
    "units",
    "until",
    "value",
    "version",
    "warnings",
    "what",
];

/// The facts of an event in words, one after the other.
fn detail(page: &Page, json: &str) -> String {
    facts(page, &serde_json::from_str(json).unwrap_or_default())
}

fn facts(page: &Page, facts: &Value) -> String {
    let Some(facts) = facts.as_object() else {
        return String::new();
    };
    let fact = |(name, value): (&String, &Value)| {
        let said = said(page, name, value);
        let name = match FACTS.contains(&name.as_str()) {
            true => page.t(&format!("web-fact-{}", name.replace('_', "-"))),
            false => name.clone(),
        };
        (!said.is_empty()).then(|| format!("{name}: {said}"))
    };
    facts.iter().filter_map(fact).collect::<Vec<_>>().join("; ")
}

/// The value of a fact; empty for none.
fn said(page: &Page, name: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => page.t("web-fact-yes"),
        Value::Bool(false) => page.t("web-fact-no"),
        Value::String(role) if name == "role" => page.t(&format!("web-role-{}", role.replace('_', "-"))),
        Value::String(text) if name == "decision" => page.t(match text.as_str() {
            "accepted" => "web-review-accept",
            _ => "web-review-return",
        }),
        Value::String(text) if name == "outcome" => page.t(&format!("web-commitment-{text}")),
        Value::String(text) if name == "period" => period_label(page, text),
        Value::String(text) => text.parse().map_or_else(|_| text.clone(), |day: Date| page.day(day)),
        Value::Array(all) => {
            let all: Vec<String> = all.iter().map(|v| said(page, name, v)).collect();
            all.join(", ")
        }
        Value::Object(_) => format!("({})", facts(page, value)),
        other => other.to_string(),
    }
}

fn kinds(page: &Page) -> Vec<(String, String)> {
    let areas: BTreeSet<&str> = EventKind::ALL
        .iter()
        .filter_map(|k| k.key().split_once('.').map(|(area, _)| area))
        .collect();
    let areas = areas.into_iter();
    areas
        .map(|a| (format!("{a}."), page.t(&format!("web-events-{a}"))))
        .collect()
}

fn query(form: &Form) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["kind", "until"] {
        if form.is_set(field) {
            query.append_pair(field, form.text(field));
        }
    }
    query.finish()
}
