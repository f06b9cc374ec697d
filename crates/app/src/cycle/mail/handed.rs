//! Within the unit: telling who may send a report that it is ready, and who wrote it that it came back.

use super::occasion::Occasion;
use super::returned::{Body, queue, recipients};
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_messages::Messages;
use tonghop_model::cycle::Role;
use tonghop_model::message::Arg;
use tonghop_store::Db;
use tonghop_store::handed_over::HandedRow;

/// Queues one message for each person who may send the report; how many.
pub(crate) fn tell_handed_over(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    handed: &HandedRow,
) -> CycleResult<usize> {
    let occasion = Occasion::HandedOver {
        submission: handed.submission_id,
        at: handed.handed_at,
    };
    let lines = |texts: &Messages| {
        let by = texts.word("cycle-mail-handed-by", &[("name", Arg::Text(handed.handed_by.clone()))]);
        match &handed.note {
            Some(note) => format!("{by}\n{note}"),
            None => by,
        }
    };
    let to = Told {
        roles: &[Role::CommuneApprover],
        keys: ["cycle-mail-handed-subject", "cycle-mail-handed-body"],
        kind: "handed",
    };
    to.tell((db, cycle, call), place, &lines, &|recipient| occasion.key(recipient))
}

/// Queues one message for each person who writes the report.
pub(crate) fn tell_handed_back(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    (submission, reason): (i64, &str),
) -> CycleResult<usize> {
    let lines = |texts: &Messages| {
        let by = texts.word(
            "cycle-mail-handed-back-by",
            &[("name", Arg::Text(call.actor.name.clone()))],
        );
        format!("{by}\n{reason}")
    };
    let at = call.now.unix();
    let to = Told {
        roles: &[Role::CommuneEditor],
        keys: ["cycle-mail-handed-back-subject", "cycle-mail-handed-back-body"],
        kind: "handed-back",
    };
    to.tell((db, cycle, call), place, &lines, &|recipient| {
        format!("back-{submission}-{at}-{recipient}")
    })
}

/// Who of a unit is told, and in which words.
pub(super) struct Told {
    pub roles: &'static [Role],
    /// Keys of subject and body.
    pub keys: [&'static str; 2],
    pub kind: &'static str,
}

impl Told {
    /// Queues one message for each of them; how many.
    pub(super) fn tell(
        &self,
        (db, cycle, call): (&mut Db, &Cycle, &Call<'_>),
        place: &Place,
        lines: &dyn Fn(&Messages) -> String,
        key: &dyn Fn(&str) -> String,
    ) -> CycleResult<usize> {
        let [subject, body] = self.keys;
        let mut told = 0;
        for (recipient, language) in recipients(db, call, place, self.roles)? {
            let texts = cycle.texts(language);
            let body = Body {
                key: body,
                lines: &lines(texts),
                count: 1,
                due: place.due()?,
            };
            let text = body.worded(cycle, texts, place);
            let subject = texts.word(subject, &[("round", Arg::Text(place.round.title.clone()))]);
            let mail = (recipient.as_str(), subject.as_str(), text.as_str());
            told += usize::from(queue(db, call, &key(&recipient), self.kind, mail)?);
        }
        Ok(told)
    }
}
