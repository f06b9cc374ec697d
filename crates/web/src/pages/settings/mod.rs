//! Settings of the installation.

mod settings;

use crate::routes::{Access, Route, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let manage = Access::Can(Action::ManageSystem);
    vec![
        get("/settings", manage, settings::show),
        post("/settings", manage, settings::submit),
    ]
}
