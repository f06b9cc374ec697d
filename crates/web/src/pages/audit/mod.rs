//! The audit log.

mod facts;
mod list;
mod verify;

use crate::routes::{Access, Route, get};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Whole(Action::ViewAudit);
    vec![
        get("/audit", view, list::show),
        get("/audit/verify", view, verify::show),
    ]
}
