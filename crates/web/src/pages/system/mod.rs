//! What is not for people: files of the style, health, metrics.

mod assets;
mod health;
mod metrics;

use crate::routes::{Access, Route, get};

pub fn routes() -> Vec<Route> {
    vec![
        get("/assets/{name}", Access::Public, assets::show),
        get("/healthz", Access::Public, health::show),
        get("/metrics", Access::Monitor, metrics::show),
    ]
}
