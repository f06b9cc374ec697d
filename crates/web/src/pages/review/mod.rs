//! What a reviewer does: the queue, one submission with every item beside its source, decisions, editions.

mod bulk;
mod comment;
mod decide;
mod editions;
pub mod missing;
pub mod queue;
mod row;
mod signatures;
mod source;
mod submission;
mod waive;
pub mod word_diff;

use crate::routes::{Access, Route, Target, get, post};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let review = Access::On(Action::ReviewReport, Target::Submission);
    vec![
        get("/review", Access::Can(Action::ViewReview), queue::show),
        post("/review/start", Access::Can(Action::ReviewReport), bulk::start),
        post("/review/accept", Access::Can(Action::AcceptReport), bulk::accept),
        get("/review/missing", Access::Can(Action::ViewReview), missing::show),
        post("/review/remind", Access::Can(Action::Remind), missing::remind),
        get(
            "/review/{id}",
            Access::On(Action::ViewReport, Target::Submission),
            submission::show,
        ),
        post("/review/{id}/start", review, decide::start),
        post("/review/{id}/item", review, decide::item),
        post("/review/{id}/return", review, decide::give_back),
        post(
            "/review/{id}/reopen",
            Access::On(Action::AcceptReport, Target::Submission),
            decide::reopen,
        ),
        post(
            "/review/{id}/accept",
            Access::On(Action::AcceptReport, Target::Submission),
            decide::accept,
        ),
        post(
            "/findings/{id}/waive",
            Access::On(Action::WaiveFinding, Target::Finding),
            waive::submit,
        ),
        post(
            "/reports/{id}/comment",
            Access::On(Action::Comment, Target::Report),
            comment::submit,
        ),
        get(
            "/reports/{id}/editions",
            Access::On(Action::ViewReport, Target::Report),
            editions::show,
        ),
        get(
            "/review/{id}/source",
            Access::On(Action::ViewReport, Target::Submission),
            source::show,
        ),
        get(
            "/files/{id}/pages/{number}",
            Access::On(Action::ViewReport, Target::Attachment),
            source::picture,
        ),
        get(
            "/files/{id}/signatures",
            Access::On(Action::ViewReport, Target::Attachment),
            signatures::show,
        ),
    ]
}
