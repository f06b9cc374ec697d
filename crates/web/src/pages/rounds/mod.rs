//! Rounds: list, open, one round with its units, changes.

mod adjust;
pub mod card;
mod change;
mod list;
mod open;
mod periods;
pub mod round;

use crate::routes::{Access, Route, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewRound);
    let manage = Access::Can(Action::ManageRound);
    vec![
        get("/rounds", view, list::show),
        get("/rounds/open", manage, open::show),
        post("/rounds/open", manage, open::submit),
        get("/rounds/{id}", view, round::show),
        get("/rounds/{id}/change", manage, change::show),
        post("/rounds/{id}/change", manage, change::submit),
        post("/rounds/{id}/state", manage, change::state),
        post(
            "/rounds/{id}/adjust",
            Access::Can(Action::AdjustObligation),
            adjust::submit,
        ),
    ]
}
