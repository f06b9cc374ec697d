//! The outbox, for administrators.

mod outbox;

use crate::routes::{Access, Route, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Whole(Action::ViewSystem);
    let manage = Access::Whole(Action::ManageSystem);
    vec![
        get("/outbox", view, outbox::show),
        post("/outbox/again", manage, outbox::again),
    ]
}
