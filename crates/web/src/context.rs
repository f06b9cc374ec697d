//! What is known about a request before its handler runs.

use crate::flash::Flash;
use crate::problem::WebError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};
use tonghop_app::cycle::people;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::{Action, Actor, Resource, UnitId, authorise};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;

/// Nobody in particular.
static NOBODY: LazyLock<Actor> = LazyLock::new(Actor::default);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// The person with the roles that hold.
    pub actor: Actor,
    /// Name to sign in with.
    pub login: String,
    /// Home unit.
    pub unit: Option<UnitId>,
    /// What the forms' token is bound to.
    pub binding: String,
    /// Names the session itself, to tell it apart from others of the person.
    pub digest: String,
}

impl From<people::Session> for Session {
    fn from(session: people::Session) -> Self {
        Self {
            actor: session.actor,
            login: session.login,
            unit: session.unit,
            binding: session.csrf,
            digest: session.digest,
        }
    }
}

/// The request's language, person, moment and tokens.
#[derive(Debug, Clone)]
pub struct Context {
    /// Names the request in the log and on pages of failures.
    pub id: String,
    /// True where this browser was told which language to use.
    pub chose_language: bool,
    /// Texts in the language of the person.
    pub messages: Arc<Messages>,
    /// When it came in.
    pub now: Moment,
    /// Where it came from.
    pub address: IpAddr,
    /// Whether it came straight from this machine, through no proxy.
    pub local: bool,
    /// Who is signed in.
    pub session: Option<Session>,
    /// True where the person is known by an access token, not by a cookie.
    pub bearer: bool,
    /// What the forms' token is bound to.
    pub binding: String,
    /// Path and query, to come back to.
    pub target: String,
    /// True where htmx asks for a part of a page.
    pub htmx: bool,
    /// True for the API.
    pub api: bool,
    /// Message left by the page before.
    pub flash: Option<Flash>,
}

impl Context {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        self.session.as_ref().map_or(&NOBODY, |s| &s.actor)
    }

    /// Today in Vietnam.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.day_in_vietnam()
    }

    /// Language of the request.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.messages.lang()
    }

    /// True where the person may do this somewhere.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        authorise(self.actor(), action, &Resource::anywhere(), self.today()).is_ok()
    }

    /// True where the person may do this to the installation as a whole.
    #[must_use]
    pub fn may_whole(&self, action: Action) -> bool {
        authorise(self.actor(), action, &Resource::whole(), self.today()).is_ok()
    }

    /// True where the person may do this to what every unit shares of a programme.
    #[must_use]
    pub fn may_whole_of(&self, action: Action, programme: &str) -> bool {
        authorise(self.actor(), action, &Resource::whole_of(programme), self.today()).is_ok()
    }

    /// True where the person may do this to what belongs to a unit, named by its path in the tree, and a programme: reports,
    /// rounds. What a page offers is asked here as the use case behind it asks.
    #[must_use]
    pub fn may_on(&self, action: Action, path: &str, programme: &str) -> bool {
        authorise(self.actor(), action, &Resource::new(path, programme), self.today()).is_ok()
    }

    /// True where the person may do this to a unit itself.
    #[must_use]
    pub fn may_on_unit(&self, action: Action, path: &str) -> bool {
        authorise(self.actor(), action, &Resource::of_unit(path), self.today()).is_ok()
    }
}

/// The context as handlers take it.
#[derive(Debug, Clone)]
pub struct Ctx(pub Arc<Context>);

impl std::ops::Deref for Ctx {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Ctx {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        let context = parts.extensions.get::<Arc<Context>>();
        context
            .map(|c| Self(Arc::clone(c)))
            .ok_or_else(|| WebError::internal("the request has no context"))
    }
}
