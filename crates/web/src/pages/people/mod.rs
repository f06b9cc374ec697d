//! People and their roles: list, invite, one person, import.

mod act;
mod import;
mod invite;
mod links;
mod list;
mod person;
mod ways_in;

use crate::routes::{Access, Route, get, post, upload};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewPeople);
    let manage = Access::Can(Action::ManagePeople);
    vec![
        get("/people", view, list::show),
        get("/people/invite", manage, invite::show),
        post("/people/invite", manage, invite::submit),
        get("/people/import", manage, import::show),
        upload("/people/import", manage, import::submit),
        get("/people/import/template", manage, import::template),
        post("/people/links", manage, links::make),
        get("/people/{id}", view, person::show),
        post("/people/{id}/profile", manage, person::change),
        post("/people/{id}/roles", manage, person::give_role),
        post("/people/{id}/roles/revoke", manage, act::revoke_role),
        post("/people/{id}/link", manage, act::new_link),
        post("/people/{id}/state", manage, act::state),
        post("/people/{id}/second-factor/remove", manage, act::remove_second_factor),
        post("/people/{id}/sessions/end", manage, ways_in::end_session),
        post("/people/{id}/sessions/end-all", manage, ways_in::end_sessions),
        post("/people/{id}/external", manage, ways_in::link),
        post("/people/{id}/external/remove", manage, ways_in::unlink),
    ]
}
