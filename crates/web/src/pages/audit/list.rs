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
use tonghop_app::cycle::audit::{self, EventFilter, EventRow, Named, Names};
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
    /// "Lần nộp Báo cáo tháng 11 – xã Suối Ngàn"; the id where it has no name.
    subject: String,
    /// Its page; empty where there is none.
    href: String,
    /// Everything about the same thing.
    same: String,
    /// Name of the unit and everything of it; empty where the event belongs to none.
    unit: Option<(String, String)>,
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
    /// What the list was narrowed to by a link: its words.
    narrowed: Vec<String>,
    turns: Turns,
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let number = form.parsed::<i64>("page").unwrap_or(1).clamp(1, 10_000);
    let kind = form.text("kind").to_owned();
    let until = form.date("until").map(Moment::end_of_day_in_vietnam);
    // The end of the day before is the beginning of the day.
    let from = form
        .date("from")
        .map(|d| Moment::end_of_day_in_vietnam(d.plus_days(-1)));
    let actor = form.text("actor").to_owned();
    let subject = form.text("subject").split_once(':');
    let subject = subject.and_then(|(kind, id)| Some((kind.to_owned(), id.parse::<i64>().ok()?)));
    let unit = form.parsed("unit");
    let (mut events, names) = app
        .run(&ctx, move |cycle, call| {
            let filter = EventFilter {
                kind: (!kind.is_empty()).then_some(kind.as_str()),
                before: until.map(Moment::unix),
                from: from.map(Moment::unix),
                actor: (!actor.is_empty()).then_some(actor.as_str()),
                subject: subject.as_ref().map(|(kind, id)| (kind.as_str(), *id)),
                unit_id: unit,
                skip: (number - 1) * PER_PAGE,
                // One more tells whether there is another page.
                limit: PER_PAGE + 1,
                ..EventFilter::default()
            };
            let events = audit::list(cycle, call, &filter)?;
            let names = audit::names(cycle, call, &events)?;
            Ok((events, names))
        })
        .await?;
    let more = events.len() as i64 > PER_PAGE;
    events.truncate(PER_PAGE as usize);
    let page = Page::new(&app, &ctx, "web-audit-title").crumb("/", "web-nav-start");
    reply::page(&ListPage {
        rows: events.into_iter().map(|e| row(&page, e, &names)).collect(),
        narrowed: narrowed(&page, &form, &names),
        kinds: kinds(&page),
        turns: {
            let query = query(&form);
            Turns::step(number, more, |n| format!("/audit?{query}&page={n}"))
        },
        page,
        view: FormView::new(form),
    })
}

fn row(page: &Page, event: EventRow, names: &Names) -> Row {
    let key = (event.subject_kind.clone(), event.subject_id);
    let named = names.get(&key).cloned().unwrap_or_default();
    let unit = event.unit_id.and_then(|id| {
        let name = names.get(&("unit".to_owned(), id))?.name.clone();
        Some((name, format!("/audit?unit={id}")))
    });
    Row {
        href: href(&event, &named),
        same: format!("/audit?subject={}:{}", event.subject_kind, event.subject_id),
        unit: unit.filter(|_| event.subject_kind != "unit" && named.report.is_none()),
        at: page.moment(Moment::from_unix(event.at)),
        what: words(page, &event.kind),
        subject: subject(page, &event.subject_kind, event.subject_id, &named.name),
        detail: detail(page, &event.detail),
        number: format!("{}/{}", event.chain, event.seq),
        actor: event.actor,
    }
}

/// "Đợt Báo cáo tháng 11"; what has no name is told by its number, the system has none.
fn subject(page: &Page, kind: &str, id: i64, name: &str) -> String {
    let kind = page.t(&format!("web-subject-{}", kind.replace('_', "-")));
    match (name, id) {
        ("", 0) => kind,
        ("", id) => format!("{kind} {id}"),
        (name, _) => format!("{kind}: {name}"),
    }
}

/// The page of what an event is about; empty where it has none or is gone.
fn href(event: &EventRow, named: &Named) -> String {
    let id = event.subject_id;
    match (event.subject_kind.as_str(), named.report) {
        _ if named.name.is_empty() => String::new(),
        (_, Some(report)) => format!("/reports/{report}"),
        ("account", _) => format!("/people/{id}"),
        ("unit", _) => format!("/units/{id}"),
        ("round", _) => format!("/rounds/{id}"),
        ("template", _) => format!("/templates/{id}"),
        _ => String::new(),
    }
}

/// What the list was narrowed to by a link, in words.
fn narrowed(page: &Page, form: &Form, names: &Names) -> Vec<String> {
    let name = |kind: &str, id: i64| names.get(&(kind.to_owned(), id)).map_or("", |n| n.name.as_str());
    let mut found = Vec::new();
    if let Some((kind, id)) = form.text("subject").split_once(':')
        && let Ok(id) = id.parse()
    {
        found.push(subject(page, kind, id, name(kind, id)));
    }
    if let Some(id) = form.parsed("unit") {
        found.push(subject(page, "unit", id, name("unit", id)));
    }
    found
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
    "conflicts",
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
    "replaced",
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
    for field in ["kind", "actor", "from", "until", "subject", "unit"] {
        if form.is_set(field) {
            query.append_pair(field, form.text(field));
        }
    }
    query.finish()
}
