//! Telling a unit what was returned.

use crate::cycle::people::stands;
use crate::cycle::shared::Place;
use crate::cycle::{Call, Cycle, CycleResult, reports, templates};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Role;
use tonghop_model::message::Arg;
use tonghop_store::outbox::{self, NewMail};
use tonghop_store::reviews::ReviewRow;
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::{Db, people};

/// Queues one message per person of the unit.
pub(crate) fn tell_returned(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    row: &SubmissionRow,
    returned: &[&ReviewRow],
) -> CycleResult<()> {
    let template = templates::load(db, place.round.template_id)?;
    for (recipient, language) in recipients(db, call, place, &[Role::CommuneEditor, Role::CommuneApprover])? {
        let texts = cycle.texts(language);
        let mut lines = String::new();
        for item in returned {
            let args = [
                (
                    "item",
                    Arg::Text(reports::name_of(cycle, &template.content, &item.node)),
                ),
                ("reason", Arg::Text(item.reason.clone().unwrap_or_default())),
                ("due", Arg::Text(printed(item.due.as_deref()))),
            ];
            lines.push_str(&texts.word("cycle-mail-returned-item", &args));
            lines.push('\n');
        }
        let body = body(texts, "cycle-mail-returned-body", place, &lines, returned.len());
        let subject = texts.word(
            "cycle-mail-returned-subject",
            &[("round", Arg::Text(place.round.title.clone()))],
        );
        queue(
            db,
            call,
            &format!("returned-{}-{recipient}", row.id),
            "returned",
            (&recipient, &subject, &body),
        )?;
    }
    Ok(())
}

/// The body of a message about a report.
pub(crate) fn body(texts: &Messages, key: &str, place: &Place, lines: &str, count: usize) -> String {
    let args = [
        ("unit", Arg::Text(place.unit.name.clone())),
        ("round", Arg::Text(place.round.title.clone())),
        ("items", Arg::Text(lines.trim_end().into())),
        ("count", Arg::Count(count as u64)),
        (
            "due",
            Arg::Text(printed(
                place.report.extended_to.as_deref().or(Some(&place.round.deadline)),
            )),
        ),
    ];
    texts.word(key, &args)
}

fn printed(day: Option<&str>) -> String {
    let day = day.and_then(|d| d.parse::<tonghop_model::date::Date>().ok());
    day.map(tonghop_model::date::Date::printed).unwrap_or_default()
}

/// Addresses of active people with one of the roles exactly on the unit of the report, for its programme, with their
/// language.
pub(crate) fn recipients(
    db: &mut Db,
    call: &Call<'_>,
    place: &Place,
    roles: &[Role],
) -> CycleResult<Vec<(String, Lang)>> {
    let mut found = Vec::new();
    for grant in people::grants_at(db, &place.unit.path)? {
        let for_this = grant.programme.as_deref().is_none_or(|p| p == place.round.programme);
        let asked = roles.iter().any(|r| r.key() == grant.role);
        if !for_this || !asked || !stands(db, &grant, &place.unit.path, call.today())? {
            continue;
        }
        let account = people::account(db, grant.account_id)?.filter(|a| a.state == "active");
        if let Some((email, language)) = account.and_then(|a| a.email.map(|e| (e, a.language))) {
            found.push((email, if language == "en" { Lang::En } else { Lang::Vi }));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    Ok(found)
}

/// Queues a message (recipient, subject, text); false where its key is there already.
pub(crate) fn queue(
    db: &mut Db,
    call: &Call<'_>,
    key: &str,
    kind: &str,
    mail: (&str, &str, &str),
) -> CycleResult<bool> {
    let (recipient, subject, body) = mail;
    let new = NewMail {
        idempotency_key: key,
        kind,
        recipient,
        subject,
        body,
        state: "pending",
        attempts: 0,
        due_at: call.now.unix(),
        lease_until: 0,
        created_at: call.now.unix(),
    };
    Ok(outbox::queue(db, &new)?)
}
