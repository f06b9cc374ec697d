//! The tree of units.

mod list;
mod unit;
mod update;

use crate::routes::{Access, Route, Target, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    vec![
        get("/units", Access::Can(Action::ViewUnit), list::show),
        get("/units/update", Access::Whole(Action::ManageUnits), update::show),
        post("/units/update", Access::Whole(Action::ManageUnits), update::submit),
        get("/units/{id}", Access::On(Action::ViewUnit, Target::Unit), unit::show),
    ]
}
