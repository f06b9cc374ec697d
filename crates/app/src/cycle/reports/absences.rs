//! Answers that say two things: that there is nothing to report, and what was done.

use crate::cycle::Cycle;
use crate::cycle::secret::digest;
use crate::own_value::number as shown;
use tonghop_messages::Lang;
use tonghop_model::cycle::Absence;
use tonghop_model::finding::Severity;
use tonghop_model::message::Message;
use tonghop_model::reading::StatusClass;
use tonghop_store::findings::NewFinding;
use tonghop_store::submissions::ItemRow;

/// Code of the finding.
const CODE: &str = "S104";

/// Puts a warning at each item with a reason why there is nothing and a status or a number that says that there is: what counts
/// is the reason, so the other would be passed over.
pub(super) fn add(cycle: &Cycle, id: i64, items: &[ItemRow], findings: &mut Vec<NewFinding>) {
    for item in items {
        let reason = item
            .absence
            .as_deref()
            .and_then(Absence::from_key)
            .and_then(Absence::class);
        if let Some(reason) = reason
            && let Some(said) = said(cycle, item, reason)
        {
            findings.push(finding(cycle, (id, item), reason, &said));
        }
    }
}

/// What an answer says against its reason; none where the two go together: what waits for the province may have begun.
fn said(cycle: &Cycle, item: &ItemRow, reason: StatusClass) -> Option<String> {
    use StatusClass::{AwaitingHigherLevel, InProgress, Met, MostlyMet, NotStarted, Percent};
    if item.kind == "indicator" {
        let number = item.value.or(item.numerator).or(item.denominator)?;
        return Some(shown(number));
    }
    let (class, _) = tonghop_understand::annex::of_row(&item.status, "", &cycle.engine.catalogue);
    let is_against = match class {
        Met | MostlyMet | Percent => true,
        InProgress | NotStarted => reason != AwaitingHigherLevel,
        _ => false,
    };
    is_against.then(|| item.status.clone())
}

fn finding(cycle: &Cycle, (id, item): (i64, &ItemRow), reason: StatusClass, said: &str) -> NewFinding {
    let key = match item.kind.as_str() {
        "indicator" => "cycle-absence-number",
        _ => "cycle-absence-status",
    };
    let worded = |lang| {
        let texts = cycle.texts(lang);
        let reason = texts.text(&format!("status-{}", reason.key().replace('_', "-")));
        texts.format(&Message::new(key).with("reason", reason).with("said", said))
    };
    NewFinding {
        submission_id: id,
        node: Some(item.node.clone()),
        check_code: CODE.into(),
        rule: "answer_and_absence".into(),
        severity: Severity::Warning.key().into(),
        message_vi: worded(Lang::Vi),
        message_en: worded(Lang::En),
        expected: None,
        actual: Some(said.to_owned()),
        quotes: "[]".into(),
        fingerprint: digest(&format!("{CODE}|{}|{}|{said}", item.node, reason.key())),
        explanation: None,
        explained_by: None,
        expected_en: None,
        actual_en: None,
    }
}
