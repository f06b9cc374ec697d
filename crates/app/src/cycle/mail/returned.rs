//! Telling a unit what was returned.

use super::occasion::Occasion;
use crate::cycle::people::stands;
use crate::cycle::shared::Place;
use crate::cycle::templates::Content;
use crate::cycle::{Call, Cycle, CycleResult, reports, templates};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Role;
use tonghop_model::date::Date;
use tonghop_model::message::Arg;
use tonghop_model::period::ReportingPeriod;
use tonghop_store::outbox::{self, NewMail};
use tonghop_store::reviews::ReviewRow;
use tonghop_store::rounds::RoundRow;
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::{Db, people};

/// Queues one message per person of the unit.
pub(crate) fn tell_returned(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    place: &Place,
    (row, note): (&SubmissionRow, Option<&str>),
    returned: &[&ReviewRow],
) -> CycleResult<()> {
    let template = templates::load(db, place.round.template_id)?;
    for (recipient, language) in recipients(db, call, place, &[Role::CommuneEditor, Role::CommuneApprover])? {
        let texts = cycle.texts(language);
        let items = returned_lines(cycle, texts, place, &template.content, returned.iter().copied());
        let lines = note.map_or_else(|| items.clone(), |note| format!("{items}\n{note}"));
        let body = Body {
            key: "cycle-mail-returned-body",
            lines: &lines,
            count: returned.len(),
            due: place.due()?,
        };
        let body = body.worded(cycle, texts, place);
        let subject = texts.word(
            "cycle-mail-returned-subject",
            &[("round", Arg::Text(place.round.title.clone()))],
        );
        queue(
            db,
            call,
            &Occasion::Returned { submission: row.id }.key(&recipient),
            "returned",
            (&recipient, &subject, &body),
        )?;
    }
    Ok(())
}

/// What was returned, each with its reason, its day and, where the address of the system is known, a link to it.
pub(crate) fn returned_lines<'a>(
    cycle: &Cycle,
    texts: &Messages,
    place: &Place,
    template: &Content,
    returned: impl Iterator<Item = &'a ReviewRow>,
) -> String {
    let mut lines = String::new();
    for item in returned {
        let args = [
            ("item", Arg::Text(reports::name_of(cycle, template, &item.node))),
            ("reason", Arg::Text(item.reason.clone().unwrap_or_default())),
            ("due", Arg::Text(printed(item.due.as_deref()))),
        ];
        lines.push_str(&texts.word("cycle-mail-returned-item", &args));
        lines.push('\n');
        if let Some(link) = link_to(cycle, place, Some(&item.node)) {
            lines.push_str("  ");
            lines.push_str(&link);
            lines.push('\n');
        }
    }
    lines
}

/// Address of a report, or of an item in it; none where the address of the system is not known.
fn link_to(cycle: &Cycle, place: &Place, node: Option<&str>) -> Option<String> {
    let base = cycle.address.as_deref()?;
    let item = node.map(|n| format!("#r-{}", encoded(n))).unwrap_or_default();
    Some(format!("{base}/reports/{}{item}", place.report.id))
}

/// What may stand in an address as it is, everything else in percent signs.
fn encoded(node: &str) -> String {
    let mut out = String::with_capacity(node.len());
    for byte in node.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// The body of a message about a report.
pub(crate) struct Body<'a> {
    /// Its words.
    pub key: &'a str,
    /// What it lists.
    pub lines: &'a str,
    /// How much that is.
    pub count: usize,
    /// The day that it names.
    pub due: Date,
}

impl Body<'_> {
    /// Its text, with the way to the report at the end.
    pub(crate) fn worded(&self, cycle: &Cycle, texts: &Messages, place: &Place) -> String {
        let args = [
            ("unit", Arg::Text(place.unit.name.clone())),
            ("round", Arg::Text(place.round.title.clone())),
            ("items", Arg::Text(self.lines.trim_end().into())),
            ("count", Arg::Count(self.count as u64)),
            ("due", Arg::Text(self.due.printed())),
        ];
        let mut text = texts.word(self.key, &args).trim_end().to_owned();
        text.push_str("\n\n");
        text.push_str(&about(texts, &place.round));
        if let Some(link) = link_to(cycle, place, None) {
            text.push_str("\n\n");
            text.push_str(&texts.text("cycle-mail-open"));
            text.push('\n');
            text.push_str(&link);
        }
        text.push('\n');
        text
    }
}

/// Which report it is, as the office's own papers name it: the letter that asked for it, and the period.
fn about(texts: &Messages, round: &RoundRow) -> String {
    let mut lines = Vec::new();
    if let Some(number) = &round.request_number {
        let date = Some(printed(round.request_date.as_deref())).filter(|d| !d.is_empty());
        let request: Vec<String> = [Some(number.clone()), date, round.request_issuer.clone()]
            .into_iter()
            .flatten()
            .collect();
        lines.push(texts.word("cycle-mail-request", &[("request", Arg::Text(request.join(", ")))]));
    }
    if let Ok(period) = round.period.parse::<ReportingPeriod>() {
        let label = texts.format(&period.label());
        lines.push(texts.word("cycle-mail-period", &[("period", Arg::Text(label))]));
    }
    lines.join("\n")
}

fn printed(day: Option<&str>) -> String {
    let day = day.and_then(|d| d.parse::<Date>().ok());
    day.map(Date::printed).unwrap_or_default()
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
