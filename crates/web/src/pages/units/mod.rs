//! The tree of units.

mod list;
mod unit;

use crate::routes::{Access, Route, Target, get};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    vec![
        get("/units", Access::Can(Action::ViewUnit), list::show),
        get("/units/{id}", Access::On(Action::ViewUnit, Target::Unit), unit::show),
    ]
}
