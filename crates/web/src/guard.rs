//! Applies a route's rule before its handler runs: who may, where the form came from, how much it may carry.

use crate::app::App;
use crate::context::Context;
use crate::form;
use crate::problem::{Problem, WebError};
use crate::routes::{Access, Body, Target, Verb};
use crate::secret;
use axum::body::to_bytes;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tonghop_model::cycle::{Action, Resource, authorise};
use tonghop_model::message::Message;

/// Name of the form's field with its token.
pub const TOKEN_FIELD: &str = "csrf";
/// Name of the header with it, for requests of scripts.
pub const TOKEN_HEADER: &str = "x-csrf-token";

/// A route's rule.
pub struct Gate {
    /// The server.
    pub app: App,
    /// Place of the route in the table.
    pub index: usize,
    /// Method.
    pub verb: Verb,
    /// Who may use it.
    pub access: Access,
    /// What it may carry.
    pub body: Body,
}

/// Which route took a request; an extension of the answer, for the log and the metrics.
#[derive(Debug, Clone, Copy)]
pub struct RouteIndex(pub usize);

/// Lets a request through to its handler, or answers it.
pub async fn guard(State(gate): State<Arc<Gate>>, params: RawPathParams, request: Request, next: Next) -> Response {
    let first = params.iter().next().map(|(_, value)| value.to_owned());
    let mut response = match admit(&gate, first, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    response.extensions_mut().insert(RouteIndex(gate.index));
    response
}

async fn admit(gate: &Gate, first: Option<String>, request: Request) -> Result<Request, WebError> {
    let Some(context) = request.extensions().get::<Arc<Context>>().map(Arc::clone) else {
        // Files of the style are for anybody, in any language: nobody was asked for.
        let open = gate.access == Access::Public && gate.verb.is_safe();
        return if open {
            Ok(request)
        } else {
            Err(WebError::internal("the request has no context"))
        };
    };
    if !gate.verb.is_safe() {
        same_site(request.headers())?;
    }
    let request = match gate.access {
        Access::Public => request,
        Access::Guessing => {
            attempt(gate, &context)?;
            request
        }
        Access::SignedIn => {
            signed_in(&context)?;
            request
        }
        Access::Can(action) => {
            permitted(&context, action)?;
            request
        }
        Access::Whole(action) => {
            whole(&context, action)?;
            request
        }
        Access::On(action, target) => {
            on(gate, &context, action, target, first).await?;
            request
        }
        Access::Monitor => {
            monitor(&context)?;
            request
        }
    };
    read_body(gate, &context, request).await
}

/// Modern browsers say where a request was begun; one from another site is never ours.
fn same_site(headers: &HeaderMap) -> Result<(), WebError> {
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    match site {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) => Err(stale_form()),
    }
}

fn attempt(gate: &Gate, context: &Context) -> Result<(), WebError> {
    // Looking at the form guesses nothing.
    if gate.verb.is_safe() {
        return Ok(());
    }
    let per_minute = gate.app.config().limits.attempts_per_minute;
    let limit = gate.app.attempts();
    limit
        .attempt(context.address, context.now, per_minute)
        .map_err(too_many)
}

/// Too many attempts; the seconds say when to try again.
pub fn too_many(seconds: u32) -> WebError {
    let detail = Message::new("web-problem-too-many-detail").count("seconds", seconds as usize);
    let mut problem = Problem::of_status(StatusCode::TOO_MANY_REQUESTS).with(detail);
    problem.retry_after = Some(seconds);
    problem.into()
}

fn signed_in(context: &Context) -> Result<(), WebError> {
    context.session.as_ref().map(|_| ()).ok_or(WebError::SignIn)
}

fn permitted(context: &Context, action: Action) -> Result<(), WebError> {
    if context.may(action) {
        return Ok(());
    }
    signed_in(context)?;
    Err(WebError::forbidden())
}

fn whole(context: &Context, action: Action) -> Result<(), WebError> {
    if context.may_whole(action) {
        return Ok(());
    }
    signed_in(context)?;
    Err(WebError::forbidden())
}

async fn on(
    gate: &Gate,
    context: &Context,
    action: Action,
    target: Target,
    first: Option<String>,
) -> Result<(), WebError> {
    // Who may do this nowhere learns nothing about what exists.
    permitted(context, action)?;
    let id = first
        .and_then(|text| text.parse::<i64>().ok())
        .ok_or_else(WebError::not_found)?;
    let owner = gate.app.owner(target, id).await?.ok_or_else(WebError::not_found)?;
    let resource = Resource {
        path: Some(&owner.path),
        programme: owner.programme.as_deref(),
    };
    // Another unit's things do not exist for who may not see them.
    authorise(context.actor(), action, &resource, context.today()).map_err(|_| WebError::not_found())
}

fn monitor(context: &Context) -> Result<(), WebError> {
    if context.local {
        return Ok(());
    }
    whole(context, Action::ManageSystem)
}

async fn read_body(gate: &Gate, context: &Context, request: Request) -> Result<Request, WebError> {
    let limits = gate.app.config().limits;
    match gate.body {
        Body::None => Ok(request),
        Body::Raw => {
            // Who shows a token of the API is no browser that another site could make send its cookie.
            if !gate.verb.is_safe() && !context.bearer {
                token_of(request.headers(), context)?;
            }
            let (parts, stream) = request.into_parts();
            let bytes = to_bytes(stream, limits.json)
                .await
                .map_err(|_| form::too_large(limits.json))?;
            Ok(Request::from_parts(parts, bytes.into()))
        }
        Body::Stream => {
            if !context.bearer {
                token_of(request.headers(), context)?;
            }
            match form::announced(request.headers()) {
                Some(bytes) if bytes > limits.rows => Err(form::too_large(limits.rows)),
                _ => Ok(request),
            }
        }
        body => {
            let (mut parts, form) = form::read(request, body, &limits).await?;
            let in_form = secret::is_form_token(&context.binding, form.text(TOKEN_FIELD));
            // Who shows a token of the API is no browser that another site could make send its cookie.
            if !in_form && !context.bearer {
                token_of(&parts.headers, context)?;
            }
            parts.extensions.insert(Arc::new(form));
            Ok(Request::from_parts(parts, axum::body::Body::empty()))
        }
    }
}

fn token_of(headers: &HeaderMap, context: &Context) -> Result<(), WebError> {
    let token = headers.get(TOKEN_HEADER).and_then(|v| v.to_str().ok()).unwrap_or("");
    if secret::is_form_token(&context.binding, token) {
        return Ok(());
    }
    Err(stale_form())
}

/// The form is too old, or somebody else's page sent it.
fn stale_form() -> WebError {
    Problem::new(StatusCode::FORBIDDEN, "stale-form").into()
}
