//! One person: profile, roles, ways in.

use super::list::{state_tag, unit_name};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::owner::in_order;
use crate::page::Page;
use crate::pages::account::sessions;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use std::collections::HashMap;
use tonghop_app::cycle::people::{self, ExternalLogin, NewRole, OpenSession, Person};
use tonghop_app::cycle::units::{self, Unit};
use tonghop_app::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::{AccountId, Action, GrantId, Role};
use tonghop_model::message::Message;

/// A role that the person holds.
struct Held {
    id: GrantId,
    role: String,
    unit: String,
    from: String,
    to: String,
    acting_for: String,
}

/// What the page needs from the database.
struct Loaded {
    person: Person,
    units: Vec<Unit>,
    /// Units that exist no more: roles on them stay until somebody revokes them.
    past: Vec<Unit>,
    colleagues: Vec<Person>,
    /// Names of everybody, also of who is not active any more.
    names: HashMap<AccountId, String>,
    open: Vec<OpenSession>,
    linked: Vec<ExternalLogin>,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    page: Page,
    view: FormView,
    person: Person,
    state: String,
    tag: &'static str,
    held: Vec<Held>,
    units: Vec<Unit>,
    colleagues: Vec<Person>,
    roles: Vec<(&'static str, String)>,
    own: bool,
    /// Where one of its sessions is ended.
    session_path: String,
    sessions: Vec<sessions::Shown>,
    /// What people call the provider of single sign-on.
    external: Option<String>,
    /// What is bound, and by whom since when.
    linked: Vec<(ExternalLogin, String)>,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    again(&app, &ctx, AccountId(id), FormView::default()).await
}

fn load(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<Loaded> {
    let mut colleagues = people::list(cycle, call)?;
    let names = colleagues.iter().map(|p| (p.id, p.name.clone())).collect();
    colleagues.retain(|p| p.id != id && p.state == "active");
    Ok(Loaded {
        person: people::person(cycle, call, id)?,
        units: units::tree(cycle, call, Action::ManagePeople)?,
        past: units::past(cycle, call, Action::ManagePeople)?,
        colleagues,
        names,
        open: people::open_sessions(cycle, call, id)?,
        linked: people::external_logins(cycle, call, id)?,
    })
}

/// The page, with what was wrong in one of its forms.
pub async fn again(app: &App, ctx: &Ctx, id: AccountId, view: FormView) -> Reply {
    let loaded = app.run(ctx, move |cycle, call| load(cycle, call, id)).await?;
    let person = loaded.person;
    let page = Page::titled(app, &ctx.0, person.name.clone());
    let page = page.crumb("/", "web-nav-start").crumb("/people", "web-nav-people");
    let held = person.grants.iter().map(|g| Held {
        id: g.id,
        role: page.role(g.role.key()),
        unit: loaded
            .units
            .iter()
            .chain(&loaded.past)
            .find(|u| u.id == g.unit.0)
            .map(|u| unit_name(&page, u))
            .unwrap_or_default(),
        from: page.day(g.from),
        to: g.to.as_ref().map(|d| page.day(d)).unwrap_or_default(),
        acting_for: g
            .acting_for
            .and_then(|id| loaded.names.get(&id).cloned())
            .unwrap_or_default(),
    });
    let held = held.collect();
    let fine = view.is_fine();
    let shown = PersonPage {
        state: page.state(&person.state),
        tag: state_tag(&person.state),
        held,
        roles: Role::GRANTABLE.iter().map(|r| (r.key(), page.role(r.key()))).collect(),
        own: ctx.actor().account == Some(id),
        session_path: format!("/people/{id}/sessions/end"),
        sessions: sessions::shown(app, &page, loaded.open),
        external: app.config().external.as_ref().map(|e| e.name.clone()),
        linked: loaded
            .linked
            .into_iter()
            .map(|l| (l.clone(), since(&page, &l)))
            .collect(),
        page,
        view,
        person,
        units: in_order(loaded.units),
        colleagues: loaded.colleagues,
    };
    reply::form_page(fine, &shown)
}

fn since(page: &Page, login: &ExternalLogin) -> String {
    let args = [("by", login.by.clone()), ("at", page.moment(login.at))];
    page.words("web-external-linked-since", &args)
}

/// Changes name and mail.
pub async fn change(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let typed = form.clone();
    let id = AccountId(id);
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            let language = people::person(cycle, call, id)?.language;
            let mail = Some(typed.text("email")).filter(|m| !m.is_empty());
            let version = typed.parsed("version").unwrap_or_default();
            people::change_profile(cycle, call, id, version, (typed.text("name"), mail, &language))
        })
        .await?;
    match outcome {
        Ok(()) => saved(&app, id, "web-flash-saved"),
        Err(error) => {
            let mut view = FormView::new(form);
            view.reject_input(&ctx, error)?;
            again(&app, &ctx, id, view).await
        }
    }
}

/// Gives a role.
pub async fn give_role(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = AccountId(id);
    let mut view = FormView::new(form);
    let Some(input) = role(&ctx, &mut view, id).filter(|_| view.is_fine()) else {
        return again(&app, &ctx, id, view).await;
    };
    match app
        .attempt(&ctx, move |cycle, call| people::give_role(cycle, call, &input))
        .await?
    {
        Ok(_) => saved(&app, id, "web-flash-role-given"),
        Err(error) => {
            view.reject_input(&ctx, error)?;
            again(&app, &ctx, id, view).await
        }
    }
}

fn role(ctx: &Ctx, view: &mut FormView, account: AccountId) -> Option<NewRole> {
    let role = Role::from_key(view.form.text("role"));
    let unit = view.form.parsed("unit");
    for (field, there) in [("role", role.is_some()), ("unit", unit.is_some())] {
        if !there {
            view.reject(field, ctx, &Message::new("web-form-choose"));
        }
    }
    for field in ["from", "to"] {
        if view.form.is_set(field) && view.form.date(field).is_none() {
            view.reject(field, ctx, &Message::new("web-form-not-a-date"));
        }
    }
    Some(NewRole {
        account,
        role: role?,
        unit: unit?,
        programme: None,
        from: view.form.date("from").unwrap_or_else(|| ctx.today()),
        to: view.form.date("to"),
        acting_for: view.form.parsed("acting_for"),
    })
}

/// Back to the person, with a word about what was done.
pub fn saved(app: &App, id: AccountId, key: &'static str) -> Reply {
    reply::to_with(
        &format!("/people/{id}"),
        Tone::Good,
        &Message::new(key),
        app.config().secure(),
    )
}
