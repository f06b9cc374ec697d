//! What the engine says of a mistake, in terms that can be worded: it speaks English only.

use minijinja::{Error, ErrorKind};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;

/// A mistake of one field or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// It ends where something must follow.
    EndsEarly,
    /// Something stands behind a whole expression.
    Leftover,
    /// A mark where none may stand.
    Mark(String),
    /// A name where none may stand.
    Name,
    /// A text in quotes where none may stand.
    Text,
    /// A number where none may stand, or one that is none.
    Number,
    /// A tag that does not exist.
    Tag(String),
    /// A quote that is not closed.
    Quote,
    /// A character that has no meaning.
    Character,
    /// A loop without "in".
    Loop,
    /// A function that does not exist.
    Function(String),
    /// A test ("is …") that does not exist.
    Test(String),
    /// Too many or too few arguments.
    Arguments,
    /// An operation that the value does not allow, like a loop over something that is no list.
    Operation,
    /// A value with parts of its own (a table, a piece of the text) where one of the parts has to be named.
    Parts,
    /// A value that is no date where a filter prints one.
    NoDate,
    /// A value that is no number where a filter prints one.
    NoNumber,
    /// Anything else.
    Other,
}

impl Mistake {
    /// From an error of the engine.
    pub fn of(error: &Error) -> Self {
        let detail = error.detail().unwrap_or_default();
        match error.kind() {
            ErrorKind::UnknownFunction => Self::Function(second_word(detail)),
            ErrorKind::UnknownMethod => Self::Function(last_word(detail)),
            ErrorKind::UnknownTest => Self::Test(second_word(detail)),
            ErrorKind::TooManyArguments | ErrorKind::MissingArgument => Self::Arguments,
            ErrorKind::InvalidOperation if detail == super::engine::NO_DATE => Self::NoDate,
            ErrorKind::InvalidOperation if detail == super::engine::NO_NUMBER => Self::NoNumber,
            ErrorKind::InvalidOperation | ErrorKind::CannotUnpack | ErrorKind::NonKey | ErrorKind::NonPrimitive => {
                Self::Operation
            }
            ErrorKind::SyntaxError => Self::of_syntax(detail),
            ErrorKind::BadSerialization if detail == super::engine::PARTS => Self::Parts,
            _ => Self::Other,
        }
    }

    fn of_syntax(detail: &str) -> Self {
        if let Some(name) = detail.strip_prefix("unknown statement ") {
            return Self::Tag(name.to_owned());
        }
        let Some(found) = detail.strip_prefix("unexpected ") else {
            return if detail.contains("number") || detail.contains("integer") || detail.contains("float") {
                Self::Number
            } else {
                Self::Other
            };
        };
        let found = found.split(", expected").next().unwrap_or(found);
        match found {
            "end of input" | "end of variable block" | "end of block" => Self::EndsEarly,
            "input after expression" => Self::Leftover,
            "end of string" => Self::Quote,
            "character" => Self::Character,
            "identifier" => Self::Name,
            "string" => Self::Text,
            "integer" | "float" => Self::Number,
            mark => match mark.strip_prefix('`').and_then(|m| m.strip_suffix('`')) {
                Some(mark) => Self::Mark(mark.to_owned()),
                None => Self::Other,
            },
        }
    }

    /// In the language of the run.
    pub fn worded(&self, words: &Messages) -> String {
        let found = |key: &str, text: &str| {
            let text: String = text.chars().take(60).collect();
            words.word(key, &[("found", Arg::Text(text))])
        };
        match self {
            Self::EndsEarly => words.text("official-template-mistake-early"),
            Self::Leftover => words.text("official-template-mistake-leftover"),
            Self::Mark(mark) => found("official-template-mistake-mark", mark),
            Self::Name => words.text("official-template-mistake-name"),
            Self::Text => words.text("official-template-mistake-text"),
            Self::Number => words.text("official-template-mistake-number"),
            Self::Tag(name) => found("official-template-mistake-tag", name),
            Self::Quote => words.text("official-template-mistake-quote"),
            Self::Character => words.text("official-template-mistake-character"),
            Self::Loop => words.text("official-template-mistake-loop"),
            Self::Function(name) => found("official-template-mistake-function", name),
            Self::Test(name) => found("official-template-mistake-test", name),
            Self::Arguments => words.text("official-template-mistake-arguments"),
            Self::Operation => words.text("official-template-mistake-operation"),
            Self::Parts => words.text("official-template-mistake-parts"),
            Self::NoDate => words.text("official-template-mistake-no-date"),
            Self::NoNumber => words.text("official-template-mistake-no-number"),
            Self::Other => words.text("official-template-mistake-other"),
        }
    }
}

/// "object has no method named upper" speaks of "upper".
fn last_word(detail: &str) -> String {
    detail
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .trim_matches(['`', '\'', '"'])
        .to_owned()
}

/// "function abc is unknown" speaks of "abc".
pub fn second_word(detail: &str) -> String {
    let word = detail.split_whitespace().nth(1).unwrap_or_default();
    word.trim_matches(['`', '\'', '"']).to_owned()
}
