//! Gives every request an id, logs its end and counts it.
//!
//! What is logged is the route's path with its parameters in braces, never the address itself: that may hold a
//! one-time link.

use crate::app::App;
use crate::guard::RouteIndex;
use crate::secret;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// The id of a request; an extension of the request.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Header with it.
const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts on drop too: a caller that goes away in the middle leaves no request "in flight".
struct Running<'a> {
    app: &'a App,
    begun: Instant,
    outcome: Option<(Option<usize>, u16)>,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // 499: nobody waited for the answer.
        let (route, status) = self.outcome.unwrap_or((None, 499));
        self.app.metrics().end(route, status, self.begun.elapsed());
    }
}

/// Observes a request.
pub async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id: String = secret::random().unwrap_or_default().chars().take(16).collect();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    app.metrics().begin();
    // A stop watch for people, not a fact that anything is decided by.
    #[allow(clippy::disallowed_methods)]
    let begun = Instant::now();
    let mut running = Running {
        app: &app,
        begun,
        outcome: None,
    };
    let mut response = next.run(request).await;
    let route = response.extensions().get::<RouteIndex>().map(|r| r.0);
    let status = response.status().as_u16();
    running.outcome = Some((route, status));
    let path = route.map_or("-", |r| app.path_of(r));
    let millis = begun.elapsed().as_millis() as u64;
    if status >= 500 {
        tracing::error!(target: "tonghop::http", id, %method, path, status, millis);
    } else {
        tracing::info!(target: "tonghop::http", id, %method, path, status, millis);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(ID, value);
    }
    response
}
