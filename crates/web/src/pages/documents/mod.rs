//! Official documents: those of a round, the report of a unit, the form as a workbook, templates of the office; the roots that
//! signatures are checked against.

mod download;
mod pieces;
mod report;
mod roots;
mod round;
mod template;

use crate::routes::{Access, Route, Target, get, post, upload};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewConsolidated);
    let report = Access::On(Action::ViewReport, Target::Report);
    vec![
        get("/rounds/{id}/documents", view, round::show),
        get("/rounds/{id}/documents/{kind}/{format}", view, download::of_round),
        post(
            "/rounds/{id}/documents/office",
            Access::Whole(Action::ManageRound),
            round::office,
        ),
        upload(
            "/rounds/{id}/documents/template",
            Access::Whole(Action::ManageTemplate),
            template::keep,
        ),
        post(
            "/rounds/{id}/documents/template/remove",
            Access::Whole(Action::ManageTemplate),
            template::remove,
        ),
        get("/document-templates/{kind}", view, template::file),
        get("/reports/{id}/documents", report, report::show),
        get("/reports/{id}/documents/form", report, report::form),
        upload(
            "/reports/{id}/documents/form",
            Access::On(Action::EditReport, Target::Report),
            report::fill,
        ),
        get("/reports/{id}/documents/{format}", report, download::of_report),
        get("/signature-roots", Access::Whole(Action::ViewSystem), roots::show),
        upload("/signature-roots", Access::Whole(Action::ManageSystem), roots::keep),
    ]
}
