//! Counters for monitoring.

use crate::app::App;
use crate::reply::Reply;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

pub async fn show(State(app): State<App>) -> Reply {
    let media = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((media, app.metrics().text()).into_response())
}
