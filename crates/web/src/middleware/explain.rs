//! Words refusals and failures: as a page in the language of the person, as a part for htmx, or as problem details
//! (RFC 9457) for the API.

use crate::app::App;
use crate::context::Context;
use crate::page::Page;
use crate::problem::{More, Problem};
use crate::reply;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tonghop_app::cycle::reports::Finding;
use tonghop_messages::Lang;

/// A page that says what is wrong and where to go from there.
#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page,
    title: String,
    text: String,
    detail: Option<String>,
    way: String,
    /// Shown where the administrator needs it to find the failure in the log.
    id: Option<String>,
}

/// The same within a page.
#[derive(Template)]
#[template(path = "parts/problem.html")]
struct ProblemPart {
    title: String,
    text: String,
}

/// Replaces a bare refusal by one in words.
pub async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let context = request.extensions().get::<Arc<Context>>().map(Arc::clone);
    let shows = request.method() == Method::GET;
    let response = next.run(request).await;
    if let Some(place) = context
        .as_deref()
        .filter(|_| shows)
        .and_then(|c| elsewhere(c, response.status()))
    {
        return place;
    }
    match context {
        Some(context) if needs_words(&response) => explained(&app, &context, shows, response),
        _ => response,
    }
}

/// Where a page is meant whose address is written a little differently: with a stroke at its end, or that of a form that was
/// refused, to which the choice of the language leads.
fn elsewhere(context: &Context, status: StatusCode) -> Option<Response> {
    let (path, query) = context.target.split_once('?').unwrap_or((&context.target, ""));
    let meant = match status {
        _ if context.api => return None,
        StatusCode::NOT_FOUND => path.strip_suffix('/').map(|p| p.trim_end_matches('/'))?,
        StatusCode::METHOD_NOT_ALLOWED if query.starts_with("lang=") => path.rsplit_once('/')?.0,
        _ => return None,
    };
    // "//elsewhere/" would be another site.
    let place = reply::own_place(if meant.is_empty() { "/" } else { meant });
    let place = match query {
        "" => place.to_owned(),
        query => format!("{place}?{query}"),
    };
    reply::to(&place).ok()
}

/// True for refusals without a body of their own, or with the framework's.
fn needs_words(response: &Response) -> bool {
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    let media = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    refused && media.is_none_or(|m| m.starts_with("text/plain"))
}

fn explained(app: &App, context: &Arc<Context>, shows: bool, response: Response) -> Response {
    let problem = response.extensions().get::<Problem>().cloned();
    let problem = problem.unwrap_or_else(|| Problem::of_status(response.status()));
    let mut worded = if context.api {
        details(context, &problem)
    } else if problem.code == "sign-in" {
        ask_to_sign_in(context, shows)
    } else if context.htmx {
        part(context, &problem)
    } else {
        page(app, context, &problem)
    };
    let (old, _) = response.into_parts();
    worded.extensions_mut().extend(old.extensions);
    if let Some(allowed) = old.headers.get(ALLOW) {
        worded.headers_mut().insert(ALLOW, allowed.clone());
    }
    if let Some(seconds) = problem.retry_after {
        worded.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    worded
}

fn text(context: &Context, problem: &Problem, part: &str) -> String {
    context.messages.text(&format!("web-problem-{}-{part}", problem.words))
}

fn page(app: &App, context: &Arc<Context>, problem: &Problem) -> Response {
    let title = text(context, problem, "title");
    let page = ProblemPage {
        page: Page::titled(app, context, title.clone()),
        title,
        text: text(context, problem, "text"),
        detail: problem.detail.as_ref().map(|d| context.messages.format(d)),
        way: text(context, problem, "way"),
        id: problem.status.is_server_error().then(|| context.id.clone()),
    };
    reply::page_with(problem.status, &page).unwrap_or_else(|_| problem.status.into_response())
}

fn part(context: &Context, problem: &Problem) -> Response {
    let detail = problem.detail.as_ref().map(|d| context.messages.format(d));
    let part = ProblemPart {
        title: text(context, problem, "title"),
        text: detail.unwrap_or_else(|| text(context, problem, "text")),
    };
    reply::page_with(problem.status, &part).unwrap_or_else(|_| problem.status.into_response())
}

/// RFC 9457: `type` is the stable code, the rest is for people.
fn details(context: &Context, problem: &Problem) -> Response {
    let detail = problem.detail.as_ref().map(|d| context.messages.format(d));
    let more = problem.more.as_deref();
    let findings = match more {
        Some(More::Findings(findings)) => findings.as_slice(),
        _ => &[],
    };
    let fields = problem.fields.iter();
    let fields = fields.map(|f| serde_json::json!({ "field": f.field, "detail": context.messages.format(&f.message) }));
    let errors: Vec<_> = fields.chain(findings.iter().map(|f| finding(context, f))).collect();
    let mut body = serde_json::json!({
        "type": format!("urn:tonghop:problem:{}", problem.code),
        "title": text(context, problem, "title"),
        "status": problem.status.as_u16(),
        "detail": detail.unwrap_or_else(|| text(context, problem, "text")),
        "code": problem.code,
        "errors": errors,
        "request": context.id,
    });
    if let Some(More::Present(present)) = more {
        body["present"] = present.clone();
    }
    let headers = [(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
    (problem.status, headers, body.to_string()).into_response()
}

/// What a check found, at the item that it speaks of.
fn finding(context: &Context, found: &Finding) -> serde_json::Value {
    let [vi, en] = &found.message;
    let detail = match context.lang() {
        Lang::Vi => vi,
        Lang::En => en,
    };
    serde_json::json!({
        "field": found.node.as_deref().unwrap_or(""), "detail": detail, "finding": found.id, "check": found.check,
        "severity": found.severity.key(), "message": { "vi": vi, "en": en },
    })
}

fn ask_to_sign_in(context: &Context, shows: bool) -> Response {
    let mut next = form_urlencoded::Serializer::new(String::new());
    let place = if shows && !context.htmx {
        next.append_pair("next", &context.target);
        format!("/sign-in?{}", next.finish())
    } else {
        "/sign-in".to_owned()
    };
    let mut response = if context.htmx {
        let mut response = StatusCode::UNAUTHORIZED.into_response();
        if let Ok(value) = HeaderValue::from_str(&place) {
            response.headers_mut().insert("hx-redirect", value);
        }
        return response;
    } else {
        StatusCode::SEE_OTHER.into_response()
    };
    if let Ok(value) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}
