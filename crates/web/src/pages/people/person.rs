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
use tonghop_model::cycle::{AccountId, Action, GrantId, Resource, Role, UnitId};
use tonghop_model::message::Message;

/// A role that the person holds.
struct Held {
    id: GrantId,
    role: String,
    unit: String,
    /// Title of the programme; empty for every one.
    programme: String,
    from: String,
    to: String,
    acting_for: String,
    /// True where the one who looks may take it.
    revocable: bool,
}

/// What the page needs from the database.
struct Loaded {
    person: Person,
    units: Vec<Unit>,
    /// Units of its roles, also those that ended: a role on one stays until somebody revokes it.
    places: HashMap<UnitId, Unit>,
    colleagues: Vec<Person>,
    /// Names of those it acts for.
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
    /// Code and title of the programmes.
    programmes: Vec<(String, String)>,
    roles: Vec<(&'static str, String)>,
    own: bool,
    /// Where one of its sessions is ended; empty for who only looks.
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
    colleagues.retain(|p| p.id != id && p.state == "active");
    Ok(Loaded {
        person: people::person(cycle, call, id)?,
        units: match call.may(Action::ManagePeople, &Resource::anywhere()) {
            Ok(()) => units::tree(cycle, call, Action::ManagePeople)?,
            Err(_) => Vec::new(),
        },
        places: people::places(cycle, call, id)?,
        colleagues,
        names: people::principals(cycle, call, id)?,
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
    let programmes = programmes(app);
    let title = |code: &str| {
        programmes
            .iter()
            .find(|(c, _)| c == code)
            .map_or(code, |(_, t)| t)
            .to_owned()
    };
    let held = person.grants.iter().map(|g| Held {
        id: g.id,
        role: page.role(g.role.key()),
        unit: loaded
            .places
            .get(&g.unit)
            .map_or_else(String::new, |u| unit_name(&page, u)),
        programme: g.programme.as_deref().map(title).unwrap_or_default(),
        from: page.day(g.from),
        to: g.to.as_ref().map(|d| page.day(d)).unwrap_or_default(),
        acting_for: g
            .acting_for
            .and_then(|id| loaded.names.get(&id).cloned())
            .unwrap_or_default(),
        revocable: ctx
            .actor()
            .holds(Action::ManagePeople, &g.path, g.programme.as_deref(), ctx.today()),
    });
    let held: Vec<Held> = held.collect();
    let fine = view.is_fine();
    let shown = PersonPage {
        state: page.state(&person.state),
        tag: state_tag(&person.state),
        held,
        roles: Role::GRANTABLE.iter().map(|r| (r.key(), page.role(r.key()))).collect(),
        own: ctx.actor().account == Some(id),
        session_path: match person.manageable {
            true => format!("/people/{id}/sessions/end"),
            false => String::new(),
        },
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
        programmes,
    };
    reply::form_page(fine, &shown)
}

/// Code and title of the programmes, as a list to choose from shows them.
pub(super) fn programmes(app: &App) -> Vec<(String, String)> {
    let known = app.cycle().engine.catalogue.programmes.iter();
    known.map(|p| (p.code.clone(), p.title.clone())).collect()
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
        programme: Some(view.form.text("programme").to_owned()).filter(|code| !code.is_empty()),
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
