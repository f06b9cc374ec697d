//! Inviting one person: the account, its first role, and the one-time link, shown once.

use super::person;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::owner::in_order;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::people::{self, FirstRole, Invite};
use tonghop_app::cycle::units::{self, Unit};
use tonghop_model::cycle::{AccountId, Action, Role, UnitId};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "people/invite.html")]
struct InvitePage {
    page: Page,
    view: FormView,
    units: Vec<Unit>,
    roles: Vec<(&'static str, String)>,
    /// Code and title of the programmes.
    programmes: Vec<(String, String)>,
    /// True where links go out by mail.
    mails: bool,
}

/// The link that a person needs, shown once.
#[derive(Template)]
#[template(path = "people/link.html")]
pub struct LinkPage {
    page: Page,
    name: String,
    login: String,
    address: String,
    /// Where it was sent by mail; empty where it was not.
    mailed: String,
    id: AccountId,
}

/// Somebody who was given a link.
pub struct Linked<'a> {
    pub id: AccountId,
    pub name: &'a str,
    pub login: &'a str,
    pub email: Option<&'a str>,
}

impl LinkPage {
    pub fn new(app: &App, ctx: &Ctx, who: &Linked<'_>, secret: &str) -> Self {
        Self {
            page: Page::new(app, ctx, "web-invited-title")
                .crumb("/", "web-nav-start")
                .crumb("/people", "web-nav-people"),
            name: who.name.to_owned(),
            login: who.login.to_owned(),
            address: app.config().one_time_link(secret),
            mailed: app.cycle().mails_to(who.email).unwrap_or_default(),
            id: who.id,
        }
    }
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    page(&app, &ctx, FormView::new(form)).await
}

async fn page(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let units = app
        .run(ctx, |cycle, call| units::tree(cycle, call, Action::ManagePeople))
        .await?;
    let page = Page::new(app, ctx, "web-invite-title")
        .crumb("/", "web-nav-start")
        .crumb("/people", "web-nav-people");
    let fine = view.is_fine();
    let shown = InvitePage {
        roles: Role::GRANTABLE.iter().map(|r| (r.key(), page.role(r.key()))).collect(),
        page,
        view,
        units: in_order(units),
        mails: app.cycle().posts,
        programmes: person::programmes(app),
    };
    reply::form_page(fine, &shown)
}

pub async fn submit(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let mut view = FormView::new(form);
    let unit: Option<UnitId> = view.form.parsed("unit");
    let role = Role::from_key(view.form.text("role"));
    if role.is_some() && unit.is_none() {
        view.reject("unit", &ctx, &Message::new("web-form-choose"));
        return page(&app, &ctx, view).await;
    }
    let form = &view.form;
    let input = Invite {
        login: form.text("login").to_owned(),
        name: form.text("name").to_owned(),
        email: Some(form.text("email").to_owned()).filter(|e| !e.is_empty()),
        unit,
        language: String::new(),
        role: role.map(|role| FirstRole {
            role,
            programme: Some(form.text("programme").to_owned()).filter(|code| !code.is_empty()),
        }),
    };
    let (name, login, email) = (input.name.clone(), input.login.to_lowercase(), input.email.clone());
    match app
        .attempt(&ctx, move |cycle, call| people::invite(cycle, call, &input))
        .await?
    {
        Ok((id, secret)) => {
            let who = Linked {
                id,
                name: &name,
                login: &login,
                email: email.as_deref(),
            };
            reply::page(&LinkPage::new(&app, &ctx, &who, &secret))
        }
        Err(error) => {
            view.reject_input(&ctx, error)?;
            page(&app, &ctx, view).await
        }
    }
}
