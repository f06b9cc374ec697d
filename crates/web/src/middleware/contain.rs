//! Bounds the time of a request, and keeps a handler that panics from taking the connection with it.

use crate::app::App;
use crate::problem::{Problem, WebError};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Stops the task when nobody waits for it any more.
struct Aborting<T>(tokio::task::JoinHandle<T>);

impl<T> Drop for Aborting<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs the rest within the time limit.
pub async fn contain(State(app): State<App>, request: Request, next: Next) -> Response {
    let limit = app.config().limits.timeout;
    let mut task = Aborting(tokio::spawn(next.run(request)));
    match tokio::time::timeout(limit, &mut task.0).await {
        Ok(Ok(response)) => response,
        Ok(Err(failed)) => {
            app.metrics().panicked();
            WebError::internal(failed).into_response()
        }
        Err(_) => Problem::of_status(StatusCode::GATEWAY_TIMEOUT).into_response(),
    }
}
