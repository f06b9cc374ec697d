//! What is wrong with JSON, in the words of the caller's language: the parser's own are English, whatever the language.

use super::input::invalid;
use super::json_place::{byte_of, field_before};
use crate::problem::{Problem, WebError};
use axum::http::StatusCode;
use tonghop_model::message::Message;

/// Longest piece of what was sent that is shown.
const SHOWN: usize = 80;

/// The answer to a body that cannot be read.
pub fn of_json(error: &serde_json::Error, json: &[u8]) -> WebError {
    let placed = |message: Message| message.count("line", error.line()).count("column", error.column());
    if error.is_data() {
        let fault = Fault::of(error);
        let mut field = field_before(json, byte_of(json, error.line(), error.column()));
        if let Fault::Missing(name) = &fault {
            field = if field.is_empty() {
                name.clone()
            } else {
                format!("{field}.{name}")
            };
        }
        return invalid(&shown(&field), placed(fault.about_body()));
    }
    let key = match error.is_eof() {
        true => "web-api-json-end",
        false => "web-api-json",
    };
    Problem::of_status(StatusCode::BAD_REQUEST)
        .with(placed(Message::new(key)))
        .into()
}

/// The field that is missing, where that is what is wrong.
pub fn missing(error: &serde_json::Error) -> Option<String> {
    match Fault::of(error) {
        Fault::Missing(name) => Some(name),
        _ => None,
    }
}

/// What is wrong with a parameter behind the question mark.
pub fn of_parameter(name: &str, error: &serde_json::Error) -> Message {
    Fault::of(error).about_parameter().with("name", name)
}

/// What [`tonghop_model::date::InvalidDate`] says behind the text that is no day.
const NO_DAY: &str = " is not a date of the form YYYY-MM-DD";
/// Between the bounds of a number, as [`super::types::Limit`] tells them.
pub const BOUNDS: &str = " … ";

/// What the parser found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// A field is missing.
    Missing(String),
    /// There is no such field; those that there are.
    Unknown(String, String),
    /// A field stands there twice.
    Twice(String),
    /// None of the words that are allowed; which are.
    Choice(String, String),
    /// No day of the calendar, or not written as one; what stands there.
    Day(String),
    /// A number outside of its bounds: the least and the greatest.
    Range(u64, u64),
    /// Something of another kind: the kind that is wanted, what stands there.
    Kind(&'static str, String),
    /// A word alone, or parts, where the other is meant.
    Parts,
    /// Something else.
    Other,
}

impl Fault {
    fn of(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        // Where it is, which the parser adds to what it says; a value of the caller may have the same words.
        let place = format!(" at line {} column {}", error.line(), error.column());
        Self::read(text.strip_suffix(&place).unwrap_or(&text))
    }

    /// Takes the parser's sentence apart.
    fn read(text: &str) -> Self {
        let mut quoted = text.split('`').skip(1).step_by(2).map(shown);
        let mut next = || quoted.next().unwrap_or_default();
        if text.starts_with("missing field `") {
            return Self::Missing(next());
        }
        if text.starts_with("duplicate field `") {
            return Self::Twice(next());
        }
        if text.starts_with("unknown field `") {
            return Self::Unknown(next(), list(quoted));
        }
        if text.starts_with("unknown variant `") {
            return Self::Choice(next(), list(quoted));
        }
        if let Some(actual) = text.strip_suffix(NO_DAY) {
            return Self::Day(shown(actual.trim_matches('"')));
        }
        if let Some((least, most)) = text.split_once(BOUNDS)
            && let (Ok(least), Ok(most)) = (least.parse(), most.parse())
        {
            return Self::Range(least, most);
        }
        // One word where a kind has parts of its own: {"own": {…}} and not "own".
        if text.contains("unit variant") {
            return Self::Parts;
        }
        let said = ["invalid type: ", "invalid value: ", "invalid length "];
        let rest = said.iter().find_map(|s| text.strip_prefix(s));
        match rest.and_then(|r| r.rsplit_once(", expected ")) {
            Some((actual, expected)) => Self::Kind(kind(expected), bare(actual)),
            None => Self::Other,
        }
    }

    fn about_body(self) -> Message {
        match self {
            Self::Missing(name) => Message::new("web-api-shape-missing").with("name", name),
            Self::Twice(name) => Message::new("web-api-shape-twice").with("name", name),
            Self::Unknown(name, known) => Message::new("web-api-shape-unknown")
                .with("name", name)
                .with("known", known),
            Self::Choice(actual, known) => Message::new("web-api-shape-choice")
                .with("actual", actual)
                .with("known", known),
            Self::Kind(kind, actual) => Message::new("web-api-shape-kind")
                .with("kind", kind)
                .with("actual", actual),
            Self::Day(actual) => Message::new("web-api-shape-day").with("actual", actual),
            Self::Range(least, most) => bounds("web-api-shape-range", least, most),
            Self::Parts => Message::new("web-api-shape-parts"),
            Self::Other => Message::new("web-api-shape"),
        }
    }

    fn about_parameter(self) -> Message {
        match self {
            Self::Choice(actual, known) => Message::new("web-api-query-choice")
                .with("actual", actual)
                .with("known", known),
            Self::Kind(kind, actual) => Message::new("web-api-query-kind")
                .with("kind", kind)
                .with("actual", actual),
            Self::Day(actual) => Message::new("web-api-query-day").with("actual", actual),
            Self::Range(least, most) => bounds("web-api-query-range", least, most),
            _ => Message::new("web-api-query"),
        }
    }
}

fn bounds(key: &'static str, least: u64, most: u64) -> Message {
    Message::new(key)
        .with("least", least.to_string())
        .with("most", most.to_string())
}

/// Words in a row.
fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// The kind of thing that the parser wanted, as the messages call it.
fn kind(expected: &str) -> &'static str {
    match expected {
        "f32" | "f64" | "a number" => "number",
        "i8" | "i16" | "i32" | "i64" | "isize" => "integer",
        "u8" | "u16" | "u32" | "u64" | "usize" => "natural",
        "a string" | "a borrowed string" | "a character" | "string" => "text",
        "a boolean" => "boolean",
        "a map" | "newtype variant" | "struct variant" => "object",
        _ if expected.starts_with("struct ") => "object",
        _ if expected.contains("sequence") || expected.contains("array") => "list",
        _ => "other",
    }
}

/// What stands there, as JSON writes it.
fn bare(actual: &str) -> String {
    let text = match actual {
        "map" => "{…}",
        "sequence" => "[…]",
        "unit variant" => "\"…\"",
        _ => actual,
    };
    if let Some(text) = text.strip_prefix("string ") {
        return shown(text);
    }
    match text.split_once('`') {
        Some((_, rest)) => shown(rest.trim_end_matches('`')),
        None => shown(text),
    }
}

/// A field of a caller may be long, and may hold anything.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "snake_case")]
    #[allow(dead_code, reason = "only read")]
    struct Sample {
        name: String,
        share: Option<f64>,
        count: Option<u32>,
        list: Option<Vec<i64>>,
        class: Option<Class>,
        open: Option<bool>,
        way: Option<Way>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[allow(dead_code, reason = "only read")]
    enum Way {
        ByHand(i64),
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Class {
        Met,
        NotStarted,
    }

    fn fault(json: &str) -> Fault {
        Fault::of(&serde_json::from_str::<Sample>(json).expect_err("it is wrong"))
    }

    #[test]
    fn the_sentences_of_the_parser_are_understood() {
        let text = String::from;
        assert_eq!(fault("{}"), Fault::Missing(text("name")));
        assert_eq!(fault(r#"{"name":"a","name":"b"}"#), Fault::Twice(text("name")));
        let known = text("name, share, count, list, class, open, way");
        assert_eq!(fault(r#"{"nmae":"a"}"#), Fault::Unknown(text("nmae"), known));
        let known = text("met, not_started");
        assert_eq!(fault(r#"{"class":"late"}"#), Fault::Choice(text("late"), known));
        assert_eq!(fault(r#"{"name":5}"#), Fault::Kind("text", text("5")));
        assert_eq!(
            fault(r#"{"share":"x, expected y"}"#),
            Fault::Kind("number", text("\"x, expected y\""))
        );
        assert_eq!(
            fault(r#"{"share":"x at line 1 column 20"}"#),
            Fault::Kind("number", text("\"x at line 1 column 20\""))
        );
        assert_eq!(fault(r#"{"count":-1}"#), Fault::Kind("natural", text("-1")));
        assert_eq!(fault(r#"{"list":{}}"#), Fault::Kind("list", text("{…}")));
        assert_eq!(fault(r#"{"list":[1.5]}"#), Fault::Kind("integer", text("1.5")));
        assert_eq!(fault(r#"{"open":null,"name":true}"#), Fault::Kind("text", text("true")));
        assert_eq!(fault(r#"{"name":"a","way":"by_hand"}"#), Fault::Parts);
        assert_eq!(fault("[[]]"), Fault::Kind("text", text("[…]")));
        assert_eq!(fault("5"), Fault::Kind("object", text("5")));
        let day = serde_json::from_str::<tonghop_model::date::Date>("\"2026-02-30\"").expect_err("no day");
        assert_eq!(Fault::of(&day), Fault::Day(text("2026-02-30")));
        let bounds = serde_json::from_str::<super::super::types::Limit>("501").expect_err("too many");
        assert_eq!(Fault::of(&bounds), Fault::Range(1, 500));
    }

    #[test]
    fn long_texts_are_cut() {
        let long = format!(r#"{{"name":"a","share":"{}"}}"#, "ế".repeat(500));
        match fault(&long) {
            Fault::Kind("number", actual) => assert_eq!(actual.chars().count(), SHOWN + 1),
            other => panic!("{other:?}"),
        }
    }
}
