//! The outbox, for administrators.

mod outbox;

use crate::routes::{Access, Route, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let manage = Access::Can(Action::ManageSystem);
    vec![
        get("/outbox", manage, outbox::show),
        post("/outbox/again", manage, outbox::again),
    ]
}
