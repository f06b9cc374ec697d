//! Remarks on a report or on one of its items.

use crate::cycle::{Call, Cycle, CycleResult, once, shared};
use serde_json::json;
use tonghop_model::cycle::ids::{CommentId, ReportId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::reviews;

/// Writes a remark.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Invalid`.
pub fn comment(
    cycle: &Cycle,
    call: &Call<'_>,
    report: ReportId,
    node: Option<&str>,
    text: &str,
) -> CycleResult<CommentId> {
    let mut checker = shared::Checker::default();
    checker.said("text", text, 5000);
    checker.done()?;
    cycle.store.write(|db| {
        let place = shared::place(db, call, report.0, Action::Comment)?;
        let at = (report.0, place.report.submission_id, node);
        let id = reviews::comment(db, at, text.trim(), &call.actor.name, call.now.unix())?;
        shared::record(
            db,
            call,
            EventKind::Commented,
            ("report", report.0),
            Some(place.unit.id),
            json!({ "node": node }),
        )?;
        Ok(CommentId(id))
    })
}

/// Writes a remark as [`comment`] does; the request with the same key writes one, however often it is sent.
///
/// # Errors
/// Those of [`comment`]; [`crate::cycle::CycleError::Conflict`] where the same request is still at work.
pub fn comment_once(
    cycle: &Cycle,
    call: &Call<'_>,
    report: ReportId,
    (node, text): (Option<&str>, &str),
    key: &str,
) -> CycleResult<CommentId> {
    let make = || comment(cycle, call, report, node, text).map(|id| (id.0, id));
    once(cycle, call, ("comment", key), make, |id| Ok(CommentId(id)))
}
