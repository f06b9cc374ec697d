//! The start page: what waits for the person.

mod dashboard;

use crate::routes::{Access, Route, get};

pub fn routes() -> Vec<Route> {
    vec![get("/", Access::SignedIn, dashboard::show)]
}
