//! What a commune does: its list of reports, the form, the file that fills it, checking, sending, the receipt.

mod candidates;
mod decide;
mod files;
pub mod form_view;
pub mod list;
pub mod numbers;
mod receipt;
mod remarks;
mod report;
pub mod save;
mod submit;

use crate::context::Ctx;
use crate::page::Page;
use crate::routes::{Access, Route, Target, get, post, upload};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let view = Access::On(Action::ViewReport, Target::Report);
    let edit = Access::On(Action::EditReport, Target::Report);
    let send = Access::On(Action::SubmitReport, Target::Report);
    vec![
        get("/reports", Access::Can(Action::EditReport), list::show),
        get("/reports/{id}", view, report::show),
        post("/reports/{id}/start", edit, report::start),
        post("/reports/{id}/copy", edit, report::copy),
        post("/reports/{id}/copy/undo", edit, report::undo_copy),
        post("/reports/{id}/items", edit, save::all),
        post("/reports/{id}/item", edit, save::one),
        post("/reports/{id}/check", edit, remarks::check),
        upload(
            "/reports/{id}/file",
            Access::On(Action::UploadFile, Target::Report),
            files::submit,
        ),
        get(
            "/files/{id}",
            Access::On(Action::ViewReport, Target::Attachment),
            files::download,
        ),
        post(
            "/files/{id}/read-again",
            Access::On(Action::EditReport, Target::Attachment),
            files::read_again,
        ),
        post(
            "/files/{id}/remove",
            Access::On(Action::EditReport, Target::Attachment),
            files::remove,
        ),
        get("/reports/{id}/candidates", view, candidates::show),
        post("/reports/{id}/candidates", edit, decide::accept_all),
        post("/reports/{id}/candidates/undo", edit, decide::undo),
        post(
            "/candidates/{id}/decide",
            Access::On(Action::EditReport, Target::Candidate),
            decide::decide,
        ),
        get("/reports/{id}/submit", view, submit::show),
        post("/reports/{id}/explain", edit, submit::explain),
        post("/reports/{id}/submit", send, submit::send),
        post("/reports/{id}/nothing", send, report::nothing),
        post("/reports/{id}/hand-over", edit, submit::hand_over),
        post("/reports/{id}/hand-back", edit, submit::hand_back),
        get("/reports/{id}/receipt", view, receipt::show),
        post(
            "/reports/{id}/withdraw",
            Access::On(Action::WithdrawReport, Target::Report),
            receipt::withdraw,
        ),
    ]
}

/// The way to a report: by the unit's own list, or by the reviewer's.
pub fn way(page: Page) -> Page {
    let page = page.crumb("/", "web-nav-start");
    if page.may(Action::EditReport) {
        page.crumb("/reports", "web-nav-reports")
    } else if page.may(Action::ReviewReport) {
        page.crumb("/review", "web-nav-review")
    } else {
        page
    }
}

/// What the keys begin with under which a device keeps what a person typed for a report and could not send.
fn on_device(ctx: &Ctx, report: i64) -> String {
    let login = ctx.session.as_ref().map_or("", |s| s.login.as_str());
    format!("tonghop:{login}:{report}:")
}
