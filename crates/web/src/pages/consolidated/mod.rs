//! Consolidated views of a round, always current: matrix, distribution, progress, indicators, findings,
//! recommendations, promises, comparison; and a unit's own page. Each view can be saved as XLSX and CSV.

mod cell;
pub mod chart;
mod commitments;
mod compare;
mod completeness;
pub mod distribution;
mod findings;
pub mod grid;
pub mod indicators;
mod map;
mod matrix;
mod matrix_table;
mod recommendations;
mod tiles;
mod unit;
pub mod view;
pub mod words;

use crate::routes::{Access, Route, Target, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewConsolidated);
    let reports = Access::Can(Action::ViewReport);
    let answer = Access::Can(Action::AnswerRecommendation);
    vec![
        get("/rounds/{id}/matrix", view, matrix::show),
        get("/rounds/{id}/map", view, map::show),
        get("/rounds/{id}/cell", view, cell::show),
        get("/rounds/{id}/distribution", view, distribution::show),
        get("/rounds/{id}/progress", view, completeness::show),
        get("/rounds/{id}/indicators", view, indicators::show),
        get("/rounds/{id}/findings", view, findings::show),
        get("/rounds/{id}/recommendations", reports, recommendations::show),
        get("/rounds/{id}/commitments", reports, commitments::show),
        get("/rounds/{id}/compare", view, compare::show),
        post("/rounds/{id}/recommendations/answer", answer, recommendations::answer),
        post(
            "/commitments/{id}/settle",
            Access::On(Action::ReviewReport, Target::Commitment),
            commitments::settle,
        ),
        get(
            "/units/{id}/reports",
            Access::On(Action::ViewReport, Target::Unit),
            unit::show,
        ),
    ]
}
