//! Whether the server can do its work: it answers, and so does the database.

use crate::app::App;
use crate::reply::Reply;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

pub async fn show(State(app): State<App>) -> Reply {
    // A word for machines; nothing about why, which is in the log.
    let (status, word) = match app.is_alive().await {
        true => (StatusCode::OK, "ok\n"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "database\n"),
    };
    Ok((status, [(CONTENT_TYPE, "text/x-health; charset=utf-8")], word).into_response())
}
