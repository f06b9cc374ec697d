//! Templates: versions, the editor of a draft, what is different between two versions, a template from a file.

mod differences;
mod edit;
mod list;
mod new;
mod nodes;
pub mod outline;
mod own_column;
mod show;
mod state;
mod step;

use crate::routes::{Access, Route, get, post, upload};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewTemplate);
    let manage = Access::Can(Action::ManageTemplate);
    vec![
        get("/templates", view, list::show),
        get("/templates/new", manage, new::show),
        upload("/templates/new", manage, new::submit),
        get("/templates/{id}", view, show::show),
        get("/templates/{id}/differences", view, differences::show),
        post("/templates/{id}/draft", manage, state::draft),
        post("/templates/{id}/publish", manage, state::publish),
        post("/templates/{id}/discard", manage, state::discard),
        post("/templates/{id}/step", manage, step::submit),
        get("/templates/{id}/edit", manage, edit::show),
        post("/templates/{id}/edit", manage, edit::submit),
        get("/templates/{id}/nodes", view, nodes::show),
    ]
}
