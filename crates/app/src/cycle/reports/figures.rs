//! Figures that cannot be, in words: an error at the field, which stops sending; imports refuse them by the same rule.

use crate::cycle::Cycle;
use crate::cycle::secret::digest;
use crate::own_value::number as shown;
use tonghop_messages::Lang;
use tonghop_model::finding::Severity;
use tonghop_model::impossible::{FigureField, Figures, Impossible};
use tonghop_model::indicator::Indicator;
use tonghop_model::message::Message;
use tonghop_store::findings::NewFinding;
use tonghop_store::submissions::ItemRow;
use tonghop_text::fold;

/// Code of the finding.
const CODE: &str = "S102";
/// Checks of documents that say the same of a share, less sharply.
const SAME: [&str; 2] = ["V101", "V102"];

/// What cannot be about figures, with what to tell people.
pub(crate) struct Wrong {
    pub field: FigureField,
    pub what: Message,
    pub expected: Message,
    pub advice: Message,
    /// The number or share that stands there.
    pub actual: String,
}

impl Wrong {
    /// The first thing that cannot be about the figures of an indicator.
    pub(crate) fn of(indicator: &Indicator, given: &Figures) -> Option<Self> {
        let (field, why) = indicator.impossible(given)?;
        let [what, expected, advice] = words(why).map(|key| Message::new(key).with("name", indicator.name.clone()));
        Some(Self {
            field,
            what,
            expected,
            advice,
            actual: actual(given, field),
        })
    }
}

/// What is wrong, what was expected, what to do.
const fn words(why: Impossible) -> [&'static str; 3] {
    macro_rules! keys {
        ($key:literal) => {
            [
                concat!("check-impossible-", $key),
                concat!("check-impossible-", $key, "-expected"),
                concat!("check-impossible-", $key, "-advice"),
            ]
        };
    }
    match why {
        Impossible::NoNumber => keys!("number"),
        Impossible::Negative => keys!("negative"),
        Impossible::NotWhole => keys!("whole"),
        Impossible::ZeroWhole => keys!("zero"),
        Impossible::HalfShare => keys!("half"),
        Impossible::PartAboveWhole => keys!("part"),
        Impossible::AboveHundred => keys!("hundred"),
    }
}

fn actual(given: &Figures, field: FigureField) -> String {
    match (field, given.numerator, given.denominator) {
        (FigureField::Value, ..) => given.value.map(shown).unwrap_or_default(),
        (_, None, None) => String::new(),
        (FigureField::Numerator, Some(count), None) => shown(count),
        (_, part, whole) => {
            let [part, whole] = [part, whole].map(|n| n.map_or_else(|| "…".to_owned(), shown));
            format!("{part} / {whole}")
        }
    }
}

/// Puts an error at each indicator whose figures cannot be, in the place of what other checks say of them.
pub(super) fn add(cycle: &Cycle, id: i64, items: &[ItemRow], findings: &mut Vec<NewFinding>) {
    for item in items.iter().filter(|i| i.kind == "indicator") {
        let given = Figures {
            value: item.value,
            numerator: item.numerator,
            denominator: item.denominator,
        };
        let indicator = cycle.engine.catalogue.indicator(&item.node);
        let Some(wrong) = indicator.and_then(|i| Wrong::of(i, &given)) else {
            continue;
        };
        findings.retain(|f| f.node.as_deref() != Some(&item.node) || !SAME.contains(&f.check_code.as_str()));
        findings.push(finding(cycle, id, &item.node, &wrong));
    }
}

fn finding(cycle: &Cycle, id: i64, node: &str, wrong: &Wrong) -> NewFinding {
    let said = |lang| {
        let texts = cycle.texts(lang);
        format!("{} {}", texts.format(&wrong.what), texts.format(&wrong.advice))
    };
    NewFinding {
        submission_id: id,
        node: Some(node.to_owned()),
        check_code: CODE.into(),
        rule: "impossible_figure".into(),
        severity: Severity::Error.key().into(),
        message_vi: said(Lang::Vi),
        message_en: said(Lang::En),
        expected: Some(cycle.texts(Lang::Vi).format(&wrong.expected)),
        actual: Some(wrong.actual.clone()),
        quotes: "[]".into(),
        fingerprint: digest(&format!("{CODE}|{node}|{}|{}", wrong.field.key(), wrong.actual)),
        explanation: None,
        explained_by: None,
        expected_en: Some(cycle.texts(Lang::En).format(&wrong.expected)),
        actual_en: None,
    }
}

/// What was typed for a figure, without the unit of measure behind it: "99,5%" of a share, "12 tổ" of a count. Another unit
/// stays, and with it the text is no number.
#[must_use]
pub fn without_unit<'t>(text: &'t str, unit: &str) -> &'t str {
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let rest = fold(text[number.len()..].trim());
    if !rest.is_empty() && rest == fold(unit.trim()) {
        number
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::without_unit;

    #[test]
    fn the_own_unit_is_taken_off_and_no_other() {
        assert_eq!(without_unit("99,5%", "%"), "99,5");
        assert_eq!(without_unit(" 99,5 % ", "%"), "99,5");
        assert_eq!(without_unit("12 tổ", "tổ"), "12");
        assert_eq!(without_unit("1.234 HỒ SƠ", "hồ sơ"), "1.234");
        assert_eq!(without_unit("12 tổ", "người"), "12 tổ");
        assert_eq!(without_unit("12", "tổ"), "12");
        assert_eq!(without_unit("khoảng", "tổ"), "khoảng");
        assert_eq!(without_unit("", "tổ"), "");
        assert_eq!(without_unit("12,", "tổ"), "12,");
    }
}
