//! What was published, for anybody: rounds, matrix, distribution, indicators, and the same as open data with codes.

mod data;
mod list;
mod round;

use crate::app::App;
use crate::context::Context;
use crate::guard::too_many;
use crate::problem::WebError;
use crate::routes::{Access, Route, get};

pub fn routes() -> Vec<Route> {
    vec![
        get("/published", Access::Public, list::show),
        get("/published/{id}", Access::Public, round::matrix),
        get("/published/{id}/distribution", Access::Public, round::distribution),
        get("/published/{id}/indicators", Access::Public, round::indicators),
    ]
}

/// Counts a look of somebody who is not signed in.
pub fn counted(app: &App, context: &Context) -> Result<(), WebError> {
    if context.session.is_some() {
        return Ok(());
    }
    let per_minute = app.config().limits.public_per_minute;
    app.visits()
        .attempt(context.address, context.now, per_minute)
        .map_err(too_many)
}
