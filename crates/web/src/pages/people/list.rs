//! Every account with its roles.

use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pager::{self, Turns};
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use std::collections::HashMap;
use tonghop_app::cycle::people::{self, Person};
use tonghop_app::cycle::units::{self, Unit};
use tonghop_app::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::{Action, Role};

/// Accounts of one page of the list.
const PER_PAGE: usize = 100;

/// A row of the table.
struct Row {
    person: Person,
    state: String,
    tag: &'static str,
    roles: Vec<String>,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct ListPage {
    page: Page,
    view: FormView,
    rows: Vec<Row>,
    range: String,
    turns: Turns,
    roles: Vec<(&'static str, String)>,
    /// Some of the rows can get a new link.
    can_link: bool,
}

/// People and the units that they have to do with.
fn load(cycle: &Cycle, call: &Call<'_>) -> CycleResult<(Vec<Person>, Vec<Unit>)> {
    let mut known = units::tree(cycle, call, Action::ViewUnit)?;
    // A role at a unit that ended stays until somebody revokes it.
    known.extend(units::past(cycle, call, Action::ViewUnit)?);
    Ok((people::list(cycle, call)?, known))
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let (people, units) = app.run(&ctx, load).await?;
    let page = Page::new(&app, &ctx, "web-people-title").crumb("/", "web-nav-start");
    let names: HashMap<i64, String> = units.iter().map(|u| (u.id, unit_name(&page, u))).collect();
    let found: Vec<Person> = people.into_iter().filter(|p| wanted(p, &form)).collect();
    let pages = found.len().div_ceil(PER_PAGE).max(1);
    let number = form.parsed::<usize>("page").unwrap_or(1).clamp(1, pages);
    let shown = found.len();
    let rows = found.into_iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let rows: Vec<Row> = rows.map(|p| row(&page, p, &names)).collect();
    reply::page(&ListPage {
        can_link: page.manages_people() && rows.iter().any(|r| r.person.state == "invited"),
        rows,
        range: pager::range(&page, number, PER_PAGE, shown),
        turns: {
            let query = query(&form);
            Turns::around(number, PER_PAGE, shown, |n| format!("/people?{query}&page={n}"))
        },
        roles: Role::GRANTABLE.iter().map(|r| (r.key(), page.role(r.key()))).collect(),
        page,
        view: FormView::new(form),
    })
}

fn wanted(person: &Person, form: &Form) -> bool {
    let email = person.email.as_deref().unwrap_or("");
    let text = [person.name.as_str(), person.login.as_str(), email].join(" ");
    let role = form.text("role");
    let state = form.text("state");
    form.finds("q", &text)
        && (role.is_empty() || person.grants.iter().any(|g| g.role.key() == role))
        && (state.is_empty() || person.state == state)
}

fn row(page: &Page, person: Person, names: &HashMap<i64, String>) -> Row {
    let grants = person.grants.iter();
    let roles = grants.map(|g| {
        format!(
            "{} – {}",
            page.role(g.role.key()),
            names.get(&g.unit.0).map_or("…", String::as_str)
        )
    });
    Row {
        state: page.state(&person.state),
        tag: state_tag(&person.state),
        roles: roles.collect(),
        person,
    }
}

/// Name of a unit; of one that ended with its last day.
pub fn unit_name(page: &Page, unit: &Unit) -> String {
    let ended = unit
        .valid_to
        .as_ref()
        .filter(|end| **end <= page.ctx.today().to_string());
    match ended {
        Some(end) => page.words(
            "web-unit-ended",
            &[("name", unit.name.clone()), ("date", page.iso(end))],
        ),
        None => unit.name.clone(),
    }
}

/// Class of the tag for the state of an account.
pub fn state_tag(state: &str) -> &'static str {
    match state {
        "active" => "tag-good",
        "invited" => "tag-info",
        _ => "tag-bad",
    }
}

/// The filter as part of an address, without the number of the page.
fn query(form: &Form) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["q", "role", "state"] {
        if form.is_set(field) {
            query.append_pair(field, form.text(field));
        }
    }
    query.finish()
}
