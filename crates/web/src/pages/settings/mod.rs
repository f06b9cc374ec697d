//! Settings of the installation.

mod backup;
mod installation;

use crate::routes::{Access, Route, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let manage = Access::Can(Action::ManageSystem);
    vec![
        get("/settings", manage, installation::show),
        post("/settings", manage, installation::submit),
        post("/settings/reminders", manage, installation::reminders),
        post("/settings/backup", manage, backup::download),
    ]
}
