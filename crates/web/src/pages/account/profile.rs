//! One's own account.

use super::sessions;
use crate::app::App;
use crate::context::Ctx;
use crate::cookie;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::people::{self, AccessToken, ExternalLogin, OpenSession, Person};
use tonghop_app::cycle::{Call, Cycle, CycleResult, units};
use tonghop_messages::Lang;
use tonghop_model::cycle::AccountId;
use tonghop_model::message::Message;

/// A role with the name of its unit.
pub struct Held {
    pub role: String,
    pub unit: String,
    pub until: String,
}

#[derive(Template)]
#[template(path = "account/account.html")]
struct AccountPage {
    page: Page,
    /// The form that has something wrong in it.
    view: FormView,
    person: Person,
    held: Vec<Held>,
    tokens: Vec<AccessToken>,
    sessions: Vec<sessions::Shown>,
    /// What people call the provider of single sign-on.
    external: Option<String>,
    linked: Vec<ExternalLogin>,
    new_token: Option<String>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    again(&app, &ctx, FormView::default(), None).await
}

/// The page, with what was wrong in one of its forms or with a token that was made now.
pub async fn again(app: &App, ctx: &Ctx, view: FormView, new_token: Option<String>) -> Reply {
    let id = own(ctx)?;
    let loaded = app.run(ctx, move |cycle, call| load(cycle, call, id)).await?;
    let Loaded {
        person,
        places,
        tokens,
        open,
        linked,
    } = loaded;
    let page = Page::new(app, ctx, "web-account-title");
    let held = person.grants.iter().zip(places);
    let held = held
        .map(|(grant, unit)| Held {
            role: page.role(grant.role.key()),
            unit,
            until: grant
                .to
                .as_ref()
                .map(|d| page.with("web-until", "date", page.day(d)))
                .unwrap_or_default(),
        })
        .collect();
    let sessions = sessions::shown(app, &page, open);
    let fine = view.is_fine();
    let page = AccountPage {
        page,
        view,
        person,
        held,
        tokens,
        sessions,
        external: app.config().external.as_ref().map(|e| e.name.clone()),
        linked,
        new_token,
    };
    reply::form_page(fine, &page)
}

struct Loaded {
    person: Person,
    places: Vec<String>,
    tokens: Vec<AccessToken>,
    open: Vec<OpenSession>,
    linked: Vec<ExternalLogin>,
}

fn load(cycle: &Cycle, call: &Call<'_>, id: AccountId) -> CycleResult<Loaded> {
    let person = people::person(cycle, call, id)?;
    let place = |g: &tonghop_model::cycle::Grant| Ok(units::find(cycle, g.unit)?.map(|u| u.name).unwrap_or_default());
    let places: CycleResult<Vec<String>> = person.grants.iter().map(place).collect();
    let mut tokens = people::list_tokens(cycle, call)?;
    tokens.retain(|t| t.revoked_at.is_none());
    Ok(Loaded {
        person,
        places: places?,
        tokens,
        open: people::open_sessions(cycle, call, id)?,
        linked: people::external_logins(cycle, call, id)?,
    })
}

/// The account of who is signed in.
pub fn own(ctx: &Ctx) -> Result<AccountId, WebError> {
    ctx.actor().account.ok_or(WebError::SignIn)
}

/// Changes name, mail and language.
pub async fn change(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let id = own(&ctx)?;
    let typed = form.clone();
    let language = match form.text("language") {
        "en" => Lang::En,
        _ => Lang::Vi,
    };
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            let version = typed.parsed("version").unwrap_or_default();
            let mail = Some(typed.text("email")).filter(|m| !m.is_empty());
            people::change_profile(
                cycle,
                call,
                id,
                version,
                (typed.text("name"), mail, typed.text("language")),
            )
        })
        .await?;
    match outcome {
        Ok(()) => {
            let secure = app.config().secure();
            let saved = reply::to_with("/account", Tone::Good, &Message::new("web-flash-saved"), secure)?;
            reply::with_cookie(saved, &cookie::language(language.tag(), secure))
        }
        Err(error) => {
            let mut view = FormView::new(form);
            view.reject_input(&ctx, error)?;
            again(&app, &ctx, view, None).await
        }
    }
}
