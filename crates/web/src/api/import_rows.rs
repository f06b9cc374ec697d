//! The rows of an import as JSON, read one after the other while they come.

use super::input::{Payload, Reading, asks_for_json, invalid};
use super::json_words::of_json;
use crate::problem::WebError;
use axum::http::request::Parts;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::io::Read;
use tonghop_app::cycle::system::{ImportRow, MOST_ROWS};
use tonghop_model::message::Message;

/// Values to import.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Values")]
pub struct Values {
    /// The rows, at most 500,000. The request is read while it comes, up to 96 MB.
    #[serde(deserialize_with = "rows")]
    #[schemars(with = "Vec<Row>")]
    pub rows: Vec<ImportRow>,
    /// True where the rows are only looked at.
    #[serde(default)]
    pub dry_run: bool,
    /// True where they may take the place of values of accepted reports. Otherwise the import is refused where it would.
    #[serde(default)]
    pub replace_accepted: bool,
}

/// A value of a unit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Code of the unit.
    unit: String,
    /// Code of the indicator.
    indicator: String,
    /// Value.
    value: Option<f64>,
    /// Numerator.
    numerator: Option<f64>,
    /// Denominator.
    denominator: Option<f64>,
}

impl From<Row> for ImportRow {
    fn from(row: Row) -> Self {
        Self {
            unit: row.unit,
            indicator: row.indicator,
            value: row.value,
            numerator: row.numerator,
            denominator: row.denominator,
        }
    }
}

impl Payload for Values {
    const MEDIA: &'static str = "application/json";

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }

    const READ: Reading<Self> = Reading::Streamed(Self::read_from);
}

impl Values {
    fn read_from(parts: &Parts, reader: &mut dyn Read) -> Result<Self, WebError> {
        asks_for_json(&parts.headers)?;
        let read: Result<Self, serde_json::Error> = serde_json::from_reader(reader);
        let values = read.map_err(|error| match error.to_string().starts_with(FULL) {
            true => invalid("rows", Message::new("cycle-import-too-many").count("most", MOST_ROWS)),
            false => of_json(&error, b""),
        })?;
        let nul = |row: &ImportRow| row.unit.contains('\0') || row.indicator.contains('\0');
        match values.rows.iter().position(nul) {
            Some(place) => Err(invalid(&format!("rows.{}", place + 1), Message::new("web-api-nul"))),
            None => Ok(values),
        }
    }
}

/// How the parser is told that there are more rows than one import takes; it carries nothing but a sentence out.
const FULL: &str = "more rows than one import takes";

/// Reads rows until there are more than one import takes.
fn rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ImportRow>, D::Error> {
    deserializer.deserialize_seq(Rows)
}

struct Rows;

impl<'de> Visitor<'de> for Rows {
    type Value = Vec<ImportRow>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = all.next_element::<Row>()? {
            if rows.len() == MOST_ROWS {
                return Err(A::Error::custom(FULL));
            }
            rows.push(row.into());
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;
    use axum::http::header::CONTENT_TYPE;
    use std::io::Cursor;

    /// So many rows, made while they are read.
    fn read(count: usize, row: &'static str) -> Result<Values, WebError> {
        let request = Request::builder().header(CONTENT_TYPE, "application/json").body(());
        let (parts, ()) = request.expect("a request").into_parts();
        let mut left = count;
        let rows = std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            Some(Cursor::new(if left == 0 {
                format!("{row}]}}")
            } else {
                format!("{row},")
            }))
        });
        let mut text = Chained {
            rest: Box::new(rows),
            now: Cursor::new(String::from("{\"dry_run\":true,\"rows\":[")),
        };
        Values::read_from(&parts, &mut std::io::BufReader::new(&mut text))
    }

    struct Chained {
        rest: Box<dyn Iterator<Item = Cursor<String>>>,
        now: Cursor<String>,
    }

    impl Read for Chained {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            loop {
                match self.now.read(out)? {
                    0 => match self.rest.next() {
                        Some(next) => self.now = next,
                        None => return Ok(0),
                    },
                    count => return Ok(count),
                }
            }
        }
    }

    fn problem(found: Result<Values, WebError>) -> (String, &'static str) {
        match found {
            Err(WebError::Problem(problem)) => (problem.fields[0].field.clone(), problem.fields[0].message.key),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn as_many_rows_as_one_import_takes_and_no_more() {
        const ROW: &str = r#"{"unit":"1","indicator":"N"}"#;
        let read = |count| read(count, ROW);
        let values = read(1000).expect("fine");
        assert_eq!((values.rows.len(), values.dry_run), (1000, true));
        assert_eq!(problem(read(MOST_ROWS + 1)), ("rows".into(), "cycle-import-too-many"));
    }

    #[test]
    fn a_row_with_the_character_nul_is_named() {
        let found = read(3, r#"{"unit":"1\u0000","indicator":"N"}"#);
        assert_eq!(problem(found), ("rows.1".into(), "web-api-nul"));
        let found = read(3, r#"{"unit":"1","indicator":"N","valeu":3}"#);
        assert_eq!(problem(found), (String::new(), "web-api-shape-unknown"));
    }
}
