//! Who did what to what, when; newest first.

use super::facts::Facts;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pager::Turns;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use std::collections::BTreeSet;
use tonghop_app::cycle::audit::{self, EventFilter, EventRow, Named, Names};
use tonghop_model::cycle::{Action, EventKind};
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
    let from = form.date("from").map(Moment::start_of_day_in_vietnam);
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
    let named = names
        .thing(&event.subject_kind, event.subject_id)
        .cloned()
        .unwrap_or_default();
    let unit = event.unit_id.and_then(|id| {
        let name = names.thing("unit", id)?.name.clone();
        Some((name, format!("/audit?unit={id}")))
    });
    let facts = Facts {
        page,
        names,
        event: &event,
    };
    Row {
        href: href(page, &event, &named),
        same: format!("/audit?subject={}:{}", event.subject_kind, event.subject_id),
        unit: unit.filter(|_| event.subject_kind != "unit" && named.report.is_none()),
        at: page.moment(Moment::from_unix(event.at)),
        what: words(page, &event.kind),
        subject: subject(page, &event.subject_kind, event.subject_id, &named),
        detail: facts.words(),
        number: format!("{}/{}", event.chain, event.seq),
        actor: event.actor,
    }
}

/// "Đợt: Báo cáo tháng 11", "Lần nộp 2: …"; what has no name is told by its number, the system has none.
fn subject(page: &Page, kind: &str, id: i64, named: &Named) -> String {
    let kind = page.t(&format!("web-subject-{}", kind.replace('_', "-")));
    match (named.name.as_str(), named.number, id) {
        ("", _, 0) => kind,
        ("", _, id) => format!("{kind} {id}"),
        (name, Some(number), _) => format!("{kind} {number}: {name}"),
        (name, None, _) => format!("{kind}: {name}"),
    }
}

/// The page of what an event is about; empty where it has none, is gone, or is not the person's to see.
fn href(page: &Page, event: &EventRow, named: &Named) -> String {
    let id = event.subject_id;
    let (action, place) = match (event.subject_kind.as_str(), named.report) {
        _ if named.name.is_empty() => return String::new(),
        (_, Some(report)) => (Action::ViewReport, format!("/reports/{report}")),
        ("account", _) => (Action::ViewPeople, format!("/people/{id}")),
        ("unit", _) => (Action::ViewUnit, format!("/units/{id}")),
        ("round", _) => (Action::ViewRound, format!("/rounds/{id}")),
        ("template", _) => (Action::ViewTemplate, format!("/templates/{id}")),
        _ => return String::new(),
    };
    if page.ctx.may(action) { place } else { String::new() }
}

/// What the list was narrowed to by a link, in words.
fn narrowed(page: &Page, form: &Form, names: &Names) -> Vec<String> {
    let name = |kind: &str, id: i64| names.thing(kind, id).cloned().unwrap_or_default();
    let mut found = Vec::new();
    if let Some((kind, id)) = form.text("subject").split_once(':')
        && let Ok(id) = id.parse()
    {
        found.push(subject(page, kind, id, &name(kind, id)));
    }
    if let Some(id) = form.parsed("unit") {
        found.push(subject(page, "unit", id, &name("unit", id)));
    }
    found
}

/// "account.signed_in" in words.
fn words(page: &Page, kind: &str) -> String {
    page.t(&format!("web-event-{}", kind.replace(['.', '_'], "-")))
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
