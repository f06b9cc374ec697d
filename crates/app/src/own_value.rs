//! What is filled into the columns that a province adds to its annex: one rule for the form, workbooks, documents and the API.

use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::template::{OwnColumn, OwnKind};
use tonghop_writers::xlsx::TableValue;

/// Longest text of such a cell, in characters.
pub const LONGEST: usize = 1000;

/// What is kept of a text that was filled in: words in one line, the choice as the template writes it, a number as "1234,5",
/// a day as "05/12/2026"; empty where nothing was.
///
/// # Errors
/// What was expected, with the heading of the column.
pub fn kept(heading: &str, column: &OwnColumn, text: &str) -> Result<String, Message> {
    let text = tonghop_text::nfc(&tonghop_text::squash_space(text)).into_owned();
    let wrong = |key| Message::new(key).with("column", heading.to_owned());
    if text.is_empty() {
        return Ok(text);
    }
    if text.chars().count() > LONGEST {
        return Err(wrong("cycle-own-long").count("most", LONGEST));
    }
    match column.kind {
        OwnKind::Text => Ok(text),
        OwnKind::Choice => {
            let folded = tonghop_text::fold(&text);
            // As it is written where that stands there; otherwise without marks and capitals.
            let exact = column.choices.iter().find(|c| **c == text);
            let found = exact.or_else(|| column.choices.iter().find(|c| tonghop_text::fold(c) == folded));
            found
                .cloned()
                .ok_or_else(|| wrong("cycle-own-choice").with("choices", column.choices.join("; ")))
        }
        OwnKind::Number => crate::form::typed_number(&text)
            .filter(|n| n.is_finite() && n.abs() <= 1e15)
            .map(number)
            .ok_or_else(|| wrong("cycle-own-number")),
        OwnKind::Date => day(&text).map(shown).ok_or_else(|| wrong("cycle-own-date")),
    }
}

/// A number as it is kept and printed: a comma before the decimals, no groups.
#[must_use]
pub fn number(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// A day as it is kept and printed: "05/12/2026".
pub(crate) fn shown(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// What is kept as a cell of a table: numbers and days as such, so that they can be summed and put in order.
#[must_use]
pub fn cell(column: &OwnColumn, kept: &str) -> TableValue {
    let value = match column.kind {
        OwnKind::Number => kept.replace(',', ".").parse().ok().map(|n| TableValue::Number(Some(n))),
        OwnKind::Date => day(kept).map(TableValue::Day),
        OwnKind::Text | OwnKind::Choice => None,
    };
    value.unwrap_or_else(|| TableValue::Text(kept.to_owned()))
}

/// "5/12/2026", "05.12.2026", "2026-12-05".
fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split(['/', '.', '-']).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(kind: OwnKind) -> OwnColumn {
        OwnColumn {
            code: "x".into(),
            kind,
            choices: vec!["Ngân sách tỉnh".into(), "Xã hội hóa".into()],
            required: false,
        }
    }

    fn take(kind: OwnKind, text: &str) -> Option<String> {
        kept("Cột", &column(kind), text).ok()
    }

    #[test]
    fn numbers_and_days_are_such_in_tables() {
        let cell = |kind, text| cell(&column(kind), text);
        assert_eq!(cell(OwnKind::Number, "-1234,5"), TableValue::Number(Some(-1234.5)));
        let day = "2026-12-05".parse().unwrap();
        assert_eq!(cell(OwnKind::Date, "05/12/2026"), TableValue::Day(day));
        assert_eq!(cell(OwnKind::Text, "12,5"), TableValue::Text("12,5".into()));
        assert_eq!(cell(OwnKind::Number, ""), TableValue::Text(String::new()));
    }

    #[test]
    fn what_people_type_is_kept_in_one_writing() {
        for (kind, text, expected) in [
            (OwnKind::Text, "  hai   dòng\nchữ ", Some("hai dòng chữ")),
            (OwnKind::Choice, "ngan sach TỈNH", Some("Ngân sách tỉnh")),
            (OwnKind::Choice, "Trung ương", None),
            (OwnKind::Number, "1.234,50", Some("1234,5")),
            (OwnKind::Number, "-3", Some("-3")),
            (OwnKind::Number, "12 tỷ", None),
            (OwnKind::Date, "5/12/2026", Some("05/12/2026")),
            (OwnKind::Date, "2026-12-05", Some("05/12/2026")),
            (OwnKind::Date, "31/2/2026", None),
            (OwnKind::Date, " ", Some("")),
        ] {
            assert_eq!(take(kind, text).as_deref(), expected, "{kind:?} {text}");
        }
        assert_eq!(take(OwnKind::Text, &"a".repeat(LONGEST + 1)), None);
    }

    proptest! {
        /// What is kept is kept again as it is: a form that was not touched changes nothing.
        #[test]
        fn kept_values_stay(text in "[0-9.,/ -]{0,12}|[a-zà-ỹ ]{0,20}|xã hội hóa", kind in 0_usize..4) {
            let kind = OwnKind::ALL[kind];
            if let Some(once) = take(kind, &text) {
                prop_assert_eq!(take(kind, &once), Some(once));
            }
        }
    }
}
