//! Telling a unit that somebody above it answered what it asked for, or made a remark on its report.

use super::handed::Told;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_messages::Messages;
use tonghop_model::cycle::{Action, Role};
use tonghop_model::message::Arg;
use tonghop_store::Db;
use tonghop_store::editions::RecommendationRow;

/// Both write for the unit, and either may be on leave.
const UNIT: &[Role] = &[Role::CommuneEditor, Role::CommuneApprover];

/// Queues one message for each person of the unit about what was answered in one go of what it asked for in one report.
pub(crate) fn tell_answered(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    answered: &[RecommendationRow],
) -> CycleResult<usize> {
    let Some(first) = answered.first() else { return Ok(0) };
    let lines = |texts: &Messages| {
        let one = |row: &RecommendationRow| {
            let args = [
                ("text", Arg::Text(row.text.clone())),
                ("answer", Arg::Text(row.answer.clone().unwrap_or_default())),
                ("name", Arg::Text(row.answered_by.clone().unwrap_or_default())),
            ];
            texts.word("cycle-mail-answered-item", &args)
        };
        answered.iter().map(one).collect::<Vec<_>>().join("\n\n")
    };
    let to = Told {
        roles: UNIT,
        keys: ["cycle-mail-answered-subject", "cycle-mail-answered-body"],
        kind: "answer",
    };
    // An answer that is changed is told again.
    let (id, version) = (first.id, first.version);
    to.tell((db, cycle, call), place, &lines, &|recipient| {
        format!("answer-{id}-{version}-{recipient}")
    })
}

/// Queues one message for each person of the unit whose draft is free of an error, which was waived for this reason.
pub(crate) fn tell_waived(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    (id, item, reason): (i64, &str, &str),
) -> CycleResult<usize> {
    let lines = |texts: &Messages| {
        let by = texts.word("cycle-mail-waived-by", &[("name", Arg::Text(call.actor.name.clone()))]);
        format!("{by}\n{item}\n{reason}")
    };
    let to = Told {
        roles: UNIT,
        keys: ["cycle-mail-comment-subject", "cycle-mail-comment-body"],
        kind: "comment",
    };
    to.tell((db, cycle, call), place, &lines, &|recipient| {
        format!("waived-{id}-{recipient}")
    })
}

/// Queues one message for each person of the unit about a remark by somebody else; none where the unit itself wrote it.
pub(crate) fn tell_commented(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    (id, item, text): (i64, Option<&str>, &str),
) -> CycleResult<usize> {
    let is_own = |action| call.may_on(action, &place.unit.path, &place.round.programme).is_ok();
    if is_own(Action::EditReport) || is_own(Action::SubmitReport) {
        return Ok(0);
    }
    let lines = |texts: &Messages| {
        let by = texts.word("cycle-mail-comment-by", &[("name", Arg::Text(call.actor.name.clone()))]);
        match item {
            Some(item) => format!("{by}\n{item}\n{text}"),
            None => format!("{by}\n{text}"),
        }
    };
    let to = Told {
        roles: UNIT,
        keys: ["cycle-mail-comment-subject", "cycle-mail-comment-body"],
        kind: "comment",
    };
    to.tell((db, cycle, call), place, &lines, &|recipient| {
        format!("comment-{id}-{recipient}")
    })
}
