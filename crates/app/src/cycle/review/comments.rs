//! Remarks on a report or on one of its items.

use crate::cycle::{Call, Cycle, CycleResult, mail, once, reports, shared, templates};
use serde_json::json;
use tonghop_model::cycle::ids::{CommentId, ReportId};
use tonghop_model::cycle::{Action, EventKind};
use tonghop_store::reviews;

/// Writes a remark. The unit is told by mail where it is not its own.
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
        let item = match node {
            Some(node) => {
                let template = templates::load(db, place.round.template_id)?;
                Some(reports::name_of(cycle, &template.content, node))
            }
            None => None,
        };
        mail::tell_commented(db, cycle, call, &place, (id, item.as_deref(), text.trim()))?;
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
    let content = format!("{report}|{}|{text}", node.unwrap_or_default());
    once(cycle, call, ("comment", key, &content), make, |id| Ok(CommentId(id)))
}
