//! The routing table: every route once, with its method, path, rule and handler.
//!
//! A [`Route`] cannot be made without a rule, and the router is made from the table alone: whatever has no rule is
//! not served. The guard applies the rule before the handler runs; the use case behind it checks the same right again.

use crate::app::App;
use crate::guard::{self, Gate};
use crate::{api, pages};
use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use std::sync::Arc;
use tonghop_model::cycle::Action;

/// Methods of HTTP that we use. HEAD is answered wherever GET is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Shows.
    Get,
    /// Changes.
    Post,
    /// Replaces (API).
    Put,
    /// Changes in part (API).
    Patch,
    /// Removes (API).
    Delete,
}

impl Verb {
    /// Its name on the wire.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// True where the request changes nothing and needs no token of a form.
    #[must_use]
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Get)
    }

    const fn filter(self) -> MethodFilter {
        match self {
            Self::Get => MethodFilter::GET,
            Self::Post => MethodFilter::POST,
            Self::Put => MethodFilter::PUT,
            Self::Patch => MethodFilter::PATCH,
            Self::Delete => MethodFilter::DELETE,
        }
    }
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody; attempts are counted per address, because a secret is guessed here.
    Guessing,
    /// Somebody who is signed in, whatever the role: one's own account, the start page.
    SignedIn,
    /// Who may do this somewhere. The use case narrows lists to the units within reach.
    Can(Action),
    /// Who may do this to the installation as a whole: a role at the root of the tree of units.
    Whole(Action),
    /// Who may do this to the thing that the first parameter of the path names.
    On(Action, Target),
    /// Callers on this machine, and who may manage the system: health in detail, metrics.
    Monitor,
}

/// What the first parameter of a path names, and so whose unit decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An org unit.
    Unit,
    /// The obligation of a unit in a round.
    Report,
    /// An attempt to fulfil it.
    Submission,
    /// A file kept with a report.
    Attachment,
    /// A value that was read and nobody confirmed yet.
    Candidate,
    /// What a check found.
    Finding,
    /// A request upwards.
    Recommendation,
    /// A promise.
    Commitment,
}

/// What a request may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// Nothing that is looked at.
    None,
    /// Fields.
    Form,
    /// Fields and files.
    Upload,
    /// Whatever the handler reads itself, up to the bound for JSON.
    Raw,
    /// What the operation reads as it comes, up to the bound for rows.
    Stream,
}

/// One route.
#[derive(Clone)]
pub struct Route {
    /// Method.
    pub verb: Verb,
    /// Path with parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What it may carry.
    pub body: Body,
    /// What it takes and gives, for an operation of the API.
    pub(crate) operation: Option<Arc<api::Operation>>,
    handler: MethodRouter<App>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {:?}", self.verb.text(), self.path, self.access)
    }
}

impl Route {
    fn new<H, T>(verb: Verb, path: &'static str, access: Access, body: Body, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Self {
            verb,
            path,
            access,
            body,
            operation: None,
            handler: on(verb.filter(), handler),
        }
    }

    /// An operation of the API.
    pub(crate) fn of_api<H, T>(
        (verb, path, access): (Verb, &'static str, Access),
        body: Body,
        handler: H,
        operation: api::Operation,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Self {
            operation: Some(Arc::new(operation)),
            ..Self::new(verb, path, access, body, handler)
        }
    }
}

/// A page.
pub fn get<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Verb::Get, path, access, Body::None, handler)
}

/// A form that changes something.
pub fn post<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Verb::Post, path, access, Body::Form, handler)
}

/// A form with files.
pub fn upload<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route::new(Verb::Post, path, access, Body::Upload, handler)
}

/// Every route of the server.
#[must_use]
pub fn table() -> Vec<Route> {
    let mut table = pages::routes();
    table.extend(api::routes());
    table
}

/// The router of a table. Each handler stands behind the guard with its rule.
pub fn router(app: &App, table: Vec<Route>) -> Router<App> {
    let mut router = Router::new();
    for (index, route) in table.into_iter().enumerate() {
        let gate = Gate {
            app: app.clone(),
            index,
            verb: route.verb,
            access: route.access,
            body: route.body,
        };
        let guarded = route
            .handler
            .route_layer(axum::middleware::from_fn_with_state(Arc::new(gate), guard::guard));
        router = router.route(route.path, guarded);
    }
    router
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_route_stands_twice() {
        let mut seen = BTreeSet::new();
        for route in table() {
            assert!(seen.insert((route.verb.text(), route.path)), "{route:?}");
        }
    }

    #[test]
    fn what_is_decided_by_a_thing_names_it_in_its_path() {
        for route in table() {
            if let Access::On(..) = route.access {
                assert!(route.path.contains('{'), "{route:?}");
            }
            // Whoever changes something is known, except where a secret in the form says who it is.
            let public = matches!(route.access, Access::Public);
            assert!(
                route.verb.is_safe() || !public,
                "{route:?} changes something and is open to all"
            );
        }
    }

    #[test]
    fn an_action_that_only_reads_guards_no_form() {
        for route in table() {
            if let Access::Can(action) | Access::Whole(action) | Access::On(action, _) = route.access {
                assert!(route.verb.is_safe() || !action.only_reads(), "{route:?}");
            }
        }
    }
}
