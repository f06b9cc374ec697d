//! What was published, for anybody: rounds, matrix, distribution, indicators, and the same as open data with codes.

mod data;
mod list;
mod round;

use crate::routes::{Access, Route, get};

pub fn routes() -> Vec<Route> {
    vec![
        get("/published", Access::Public, list::show),
        get("/published/{id}", Access::Public, round::matrix),
        get("/published/{id}/distribution", Access::Public, round::distribution),
        get("/published/{id}/indicators", Access::Public, round::indicators),
    ]
}
