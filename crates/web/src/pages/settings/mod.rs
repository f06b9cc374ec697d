//! Settings of the installation.

mod backup;
mod installation;

use crate::routes::{Access, Route, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Whole(Action::ViewSystem);
    let manage = Access::Whole(Action::ManageSystem);
    vec![
        get("/settings", view, installation::show),
        post("/settings", manage, installation::submit),
        post("/settings/reminders", manage, installation::reminders),
        post("/settings/backup", manage, backup::download),
    ]
}
