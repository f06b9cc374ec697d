//! What stands in the columns that a template adds to the annex: stored as one text with the answer of the row.

use crate::cycle::secret::digest;
use crate::cycle::templates::Content;
use crate::cycle::{Cycle, CycleError, CycleResult, FieldError};
use crate::own_value;
use tonghop_messages::Lang;
use tonghop_model::finding::Severity;
use tonghop_model::message::Message;
use tonghop_model::template::OwnValues;
use tonghop_store::findings::NewFinding;
use tonghop_store::submissions::ItemRow;

/// Code of the finding that a column has to be filled in.
const CODE: &str = "S103";

/// The values of a stored answer.
pub(crate) fn stored(own: Option<&str>) -> OwnValues {
    own.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What a document says for columns that the template adds, over what stands there; none where it says nothing.
pub(crate) fn read_over(read: Option<&str>, present: Option<&str>) -> Option<OwnValues> {
    let mut values = stored(present);
    values.extend(stored(Some(read?)));
    Some(values)
}

/// Values as they are stored; none where every column is blank.
pub(crate) fn text(values: &OwnValues) -> CycleResult<Option<String>> {
    if values.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(values)
        .map(Some)
        .map_err(|e| CycleError::Internal(e.to_string()))
}

/// Values that were filled in, checked and as they are stored.
///
/// # Errors
/// [`CycleError::Invalid`] with fields like "own.nguon_von"; also for a column that the template does not have.
pub(crate) fn packed(template: &Content, values: &OwnValues) -> CycleResult<Option<String>> {
    let (mut kept, mut wrong) = (OwnValues::new(), Vec::new());
    let mut reject = |code: &str, message| {
        wrong.push(FieldError {
            field: format!("own.{code}"),
            message,
        });
    };
    for (code, value) in values {
        match template.own_columns().find(|(_, own)| own.code == *code) {
            None => reject(code, Message::new("cycle-own-unknown")),
            Some((heading, column)) => match own_value::kept(heading, column, value) {
                Ok(value) if value.is_empty() => {}
                Ok(value) => drop(kept.insert(code.clone(), value)),
                Err(message) => reject(code, message),
            },
        }
    }
    if !wrong.is_empty() {
        return Err(CycleError::Invalid(wrong));
    }
    text(&kept)
}

/// What of stored values the template has columns for and can hold, as it is stored: what another version of it left.
pub(crate) fn fitting(template: &Content, own: Option<&str>) -> CycleResult<Option<String>> {
    let before = stored(own);
    let fits = |(heading, column): (&str, &tonghop_model::template::OwnColumn)| {
        let value = own_value::kept(heading, column, before.get(&column.code)?).ok()?;
        Some((column.code.clone(), value))
    };
    text(&template.own_columns().filter_map(fits).collect())
}

/// Puts an error at each answered row in which a column is blank that has to be filled in.
pub(super) fn add_missing(cycle: &Cycle, id: i64, template: &Content, items: &[ItemRow], found: &mut Vec<NewFinding>) {
    let needed: Vec<(&str, &str)> = template
        .own_columns()
        .filter(|(_, own)| own.required)
        .map(|(heading, own)| (heading, own.code.as_str()))
        .collect();
    if needed.is_empty() {
        return;
    }
    let answered = |i: &&ItemRow| {
        i.kind == "task" && i.absence.is_none() && !(i.status.trim().is_empty() && i.result.trim().is_empty())
    };
    for item in items.iter().filter(answered) {
        let values = stored(item.own.as_deref());
        for (heading, code) in needed.iter().filter(|(_, code)| !values.contains_key(*code)) {
            found.push(missing(cycle, id, &item.node, (heading, code)));
        }
    }
}

fn missing(cycle: &Cycle, id: i64, node: &str, (heading, code): (&str, &str)) -> NewFinding {
    let said = |lang, key| {
        let message = Message::new(key).with("column", heading.to_owned());
        cycle.texts(lang).format(&message)
    };
    NewFinding {
        submission_id: id,
        node: Some(node.to_owned()),
        check_code: CODE.into(),
        rule: "own_column_blank".into(),
        severity: Severity::Error.key().into(),
        message_vi: said(Lang::Vi, "cycle-own-blank"),
        message_en: said(Lang::En, "cycle-own-blank"),
        expected: Some(said(Lang::Vi, "cycle-own-blank-expected")),
        actual: None,
        quotes: "[]".into(),
        fingerprint: digest(&format!("{CODE}|{node}|{code}")),
        explanation: None,
        explained_by: None,
        expected_en: Some(said(Lang::En, "cycle-own-blank-expected")),
        actual_en: None,
    }
}
