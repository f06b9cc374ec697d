//! Reading what a request of the API says: parameters of the path, parameters behind the question mark, headers, body.
//! Whatever is not understood is answered with its place; nothing is passed over.

use super::json_place::field_before;
use super::json_words::{missing, of_json, of_parameter};
use super::operation::{In, Json, Key};
use super::versions;
use crate::body;
use crate::context::Ctx;
use crate::form::{Form, Upload};
use crate::guard::TOKEN_FIELD;
use crate::problem::{Problem, WebError};
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;
use tonghop_app::cycle::FieldError;
use tonghop_model::message::Message;

/// Name of the header that makes a repeated request harmless.
pub const KEY_HEADER: &str = "idempotency-key";
/// Longest key of idempotency.
pub const LONGEST_KEY: usize = 200;

/// What stands behind the question mark.
pub trait Query: DeserializeOwned + JsonSchema + Send + 'static {}
impl<T: DeserializeOwned + JsonSchema + Send + 'static> Query for T {}

/// No parameters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

/// A body.
pub trait Payload: Sized + Send + 'static {
    /// Its media type; empty where there is none.
    const MEDIA: &'static str;
    /// Its schema.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
    /// True where it names the version that was read.
    fn takes_version() -> bool {
        false
    }

    /// Reads it.
    const READ: Reading<Self>;
}

/// How a body is read.
pub enum Reading<T> {
    /// Once all of it has come.
    Whole(fn(&Parts, &[u8]) -> Result<T, WebError>),
    /// While it comes, on a thread that may wait.
    Streamed(fn(&Parts, &mut dyn Read) -> Result<T, WebError>),
}

impl<T> Reading<T> {
    /// True where it is read while it comes.
    pub const fn is_streamed(&self) -> bool {
        matches!(self, Self::Streamed(_))
    }
}

impl Payload for () {
    const MEDIA: &'static str = "";

    fn schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }

    const READ: Reading<Self> = Reading::Whole(|_, _| Ok(()));
}

impl<T: DeserializeOwned + JsonSchema + Send + 'static> Payload for Json<T> {
    const MEDIA: &'static str = "application/json";

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }

    fn takes_version() -> bool {
        parameters::<T>().contains_key("version")
    }

    const READ: Reading<Self> = Reading::Whole(|parts, bytes| {
        asks_for_json(&parts.headers)?;
        if let Some(place) = nul(bytes) {
            return Err(invalid(&field_before(bytes, place), Message::new("web-api-nul")));
        }
        serde_json::from_slice(bytes)
            .map(Json)
            .map_err(|error| of_json(&error, bytes))
    });
}

/// JSON has to be named as what it is.
pub fn asks_for_json(headers: &HeaderMap) -> Result<(), WebError> {
    if is_json(headers) {
        return Ok(());
    }
    Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).into())
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/json")
}

/// Where a NUL is written: that character has no place in a text, and PostgreSQL refuses it.
fn nul(json: &[u8]) -> Option<usize> {
    let mut escaped = false;
    json.windows(6).position(|w| {
        let here = w[0] == b'\\' && !escaped;
        escaped = here;
        here && &w[1..] == b"u0000"
    })
}

/// Input that is wrong at a place.
pub fn invalid(field: &str, message: Message) -> WebError {
    let mut problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid").with(message.clone());
    problem.words = "refused";
    problem.fields.push(FieldError {
        field: field.to_owned(),
        message,
    });
    problem.into()
}

/// A file with fields beside it: those of `F`, and no others.
pub struct FileBody<F = NoQuery> {
    /// The file.
    pub file: Upload,
    /// The fields.
    pub fields: F,
}

/// Yes or no in a field of a form, which is a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Choice {
    /// It is wanted.
    True,
    /// It is not.
    #[default]
    False,
}

impl<F: Query> Payload for FileBody<F> {
    const MEDIA: &'static str = "multipart/form-data";

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let fields = F::json_schema(generator);
        let of = |name: &str| fields.get(name).cloned();
        let mut properties = of("properties")
            .and_then(|p| p.as_object().cloned())
            .unwrap_or_default();
        let mut required = of("required").and_then(|r| r.as_array().cloned()).unwrap_or_default();
        let file = json!({ "type": "string", "format": "binary", "description": "The file, with its name." });
        properties.insert(FILE.into(), file);
        required.push(FILE.into());
        json_schema!({
            "type": "object", "properties": properties, "required": required, "additionalProperties": false,
        })
    }

    const READ: Reading<Self> = Reading::Whole(|parts, _| {
        let form = parts.extensions.get::<Arc<Form>>().ok_or_else(WebError::bad_request)?;
        let fields = fields(form)?;
        let file = form.files(FILE).next().cloned();
        let file = file.ok_or_else(|| invalid(FILE, Message::new("web-api-file")))?;
        Ok(Self { file, fields })
    });
}

/// The field that holds the file.
const FILE: &str = "file";

/// The fields beside a file. A field that was left blank was not said; one that is not known is not passed over.
fn fields<F: Query>(form: &Form) -> Result<F, WebError> {
    let stray = form.fields_of_files().find(|name| *name != FILE);
    if let Some(name) = stray {
        return Err(unknown(name));
    }
    let known = parameters::<F>();
    let is_said = |name: &str, value: &str| match name {
        // A text in the place of the file is a file that is missing; the guard has read the token.
        FILE | TOKEN_FIELD => false,
        _ => !(value.trim().is_empty() && known.contains_key(name)),
    };
    let said = form.starting("").filter(|(name, value)| is_said(name, value));
    let said = said.map(|(name, value)| (name.into(), value.trim().into()));
    of_pairs(said, None, &known)
}

/// The schemas of the parameters of a type by name. Made once for each operation, not for each request.
pub fn parameters<Q: Query>() -> Map<String, Value> {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let schema = generator.into_root_schema_for::<Q>();
    let known = schema.get("properties").and_then(Value::as_object);
    known.cloned().unwrap_or_default()
}

/// What is known about an operation before a request comes: its schemas are not made again for each.
pub struct Known<'a> {
    /// Bytes of a body that is read while it comes.
    pub rows: usize,
    /// Whether a key makes repeating harmless.
    pub key: Key,
    /// The [`parameters`] of its query.
    pub parameters: &'a Map<String, Value>,
    /// True where the version that was read may stand in `If-Match`.
    pub versioned: bool,
    /// True where the version then belongs in the body.
    pub in_body: bool,
}

/// Parameters of paths that are names; all others are numbers.
pub const NAMES: [&str; 3] = ["node", "kind", "session"];

/// The number and the name, or the two numbers, that a path holds.
pub fn place(params: &[(&str, &str)]) -> Result<(i64, String), WebError> {
    let (first, rest) = match params {
        [(name, _), ..] if NAMES.contains(name) => (0, params),
        [(_, value), rest @ ..] => (value.parse().map_err(|_| WebError::not_found())?, rest),
        [] => (0, params),
    };
    let second = rest.first().map_or("", |p| p.1);
    if second.contains('\0') {
        return Err(WebError::not_found());
    }
    Ok((first, second.to_owned()))
}

/// Everything that a request says.
pub async fn read<Q: Query, B: Payload>(
    ctx: &Ctx,
    (id, second): (i64, String),
    request: Request,
    known: &Known<'_>,
) -> Result<In<Q, B>, WebError> {
    let (parts, stream) = request.into_parts();
    let version = if known.versioned {
        versions::named(&parts.headers)?
    } else {
        None
    };
    let asked = (parts.uri.query().unwrap_or(""), version);
    let query = query(asked, known.parameters, ctx.api)?;
    let key = idempotency_key(&parts.headers, known.key)?;
    let body = match B::READ {
        Reading::Streamed(read) => body::read_by(stream, known.rows, move |reader| read(&parts, reader)).await??,
        Reading::Whole(read) => {
            // The guard has bounded it already.
            let bytes = to_bytes(stream, usize::MAX)
                .await
                .map_err(|_| WebError::bad_request())?;
            read(&parts, &versions::in_body(&bytes, version.filter(|_| known.in_body)))?
        }
    };
    Ok(In {
        id,
        second,
        query,
        body,
        key,
        conditional: version.is_some(),
    })
}

fn idempotency_key(headers: &HeaderMap, key: Key) -> Result<String, WebError> {
    let wrong = || {
        let message = Message::new("web-api-key").count("most", LONGEST_KEY);
        Err(Problem::of_status(StatusCode::BAD_REQUEST).with(message).into())
    };
    match headers.get(KEY_HEADER) {
        _ if key == Key::None => Ok(String::new()),
        None if key == Key::Required => wrong(),
        None => Ok(String::new()),
        Some(value) => match value.to_str() {
            Ok(text) if !text.trim().is_empty() && text.len() <= LONGEST_KEY => Ok(text.trim().to_owned()),
            _ => wrong(),
        },
    }
}

/// Reads parameters into their type: its schema says which are numbers, which lists.
fn query<Q: Query>((text, version): (&str, Option<i64>), known: &Map<String, Value>, api: bool) -> Result<Q, WebError> {
    // The language of the answer may be asked for everywhere.
    let said = form_urlencoded::parse(text.as_bytes()).filter(|(name, _)| !(name == "lang" && api));
    of_pairs(said, version, known)
}

/// Reads texts by name into their type.
fn of_pairs<'a, Q: Query>(
    pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
    version: Option<i64>,
    known: &Map<String, Value>,
) -> Result<Q, WebError> {
    let mut said = Map::new();
    for (name, value) in pairs {
        let Some(property) = known.get(&*name) else {
            return Err(unknown(&name));
        };
        if value.contains('\0') {
            return Err(invalid(&name, Message::new("web-api-nul")));
        }
        let is_list = type_of(property, "array");
        let value = typed(property, &value);
        match said.get_mut(&*name) {
            Some(Value::Array(list)) if is_list => list.push(value),
            _ if is_list => drop(said.insert(name.into_owned(), Value::Array(vec![value]))),
            Some(_) => return Err(invalid(&name, Message::new("web-api-twice").with("name", short(&name)))),
            None => drop(said.insert(name.into_owned(), value)),
        }
    }
    if let Some(version) = version.filter(|_| known.contains_key("version") && !said.contains_key("version")) {
        said.insert("version".into(), version.into());
    }
    serde_json::from_value(Value::Object(said.clone())).map_err(|error| {
        // What was said is read before what is missing is missed.
        if let Some(name) = missing(&error) {
            return invalid(&name, Message::new("web-api-query-missing").with("name", name.as_str()));
        }
        let (name, message) = culprit::<Q>(&said).unwrap_or_else(|| (String::new(), of_parameter("", &error)));
        invalid(&name, message)
    })
}

fn unknown(name: &str) -> WebError {
    invalid(name, Message::new("web-api-unknown").with("name", short(name)))
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

fn type_of(property: &Value, wanted: &str) -> bool {
    match &property["type"] {
        Value::String(one) => one == wanted,
        Value::Array(any) => any.iter().any(|t| t == wanted),
        _ => false,
    }
}

/// A parameter as JSON: a number or truth value where one is meant and one stands there, else the text.
fn typed(property: &Value, text: &str) -> Value {
    let number = type_of(property, "integer") || type_of(property, "number");
    if number && let Ok(Value::Number(n)) = serde_json::from_str(text) {
        return Value::Number(n);
    }
    match text {
        "true" if type_of(property, "boolean") => Value::Bool(true),
        "false" if type_of(property, "boolean") => Value::Bool(false),
        _ => Value::String(text.to_owned()),
    }
}

/// The parameter that is wrong by itself, and why.
fn culprit<Q: Query>(said: &Map<String, Value>) -> Option<(String, Message)> {
    said.iter().find_map(|(name, value)| {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        let error = serde_json::from_value::<Q>(Value::Object(alone)).err()?;
        // That others are missing is no fault of this one.
        if missing(&error).is_some() {
            return None;
        }
        Some((name.clone(), of_parameter(&short(name), &error)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        limit: u32,
        text: Option<String>,
        classes: Vec<String>,
        late: bool,
    }

    impl Default for Sample {
        fn default() -> Self {
            Self {
                limit: 7,
                text: None,
                classes: Vec::new(),
                late: false,
            }
        }
    }

    fn sample(text: &str) -> Result<Sample, WebError> {
        query((text, None), &parameters::<Sample>(), true)
    }

    fn field(text: &str) -> String {
        match sample(text) {
            Err(WebError::Problem(problem)) => problem.fields[0].field.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn parameters_have_types_and_none_is_passed_over() {
        let read = sample("limit=12&text=12&classes=a&classes=b&late=true&lang=en").expect("fine");
        assert_eq!((read.limit, read.text.as_deref(), read.late), (12, Some("12"), true));
        assert_eq!(read.classes, ["a", "b"]);
        assert_eq!(sample("").expect("fine"), Sample::default());
        assert_eq!(field("limit=x"), "limit");
        assert_eq!(field("text=a&limit=-1"), "limit");
        assert_eq!(field("limti=1"), "limti");
        assert_eq!(field("text=a&text=b"), "text");
        assert_eq!(field("text=%00"), "text");
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only read")]
    struct Needed {
        with: i64,
        limit: Option<u32>,
    }

    #[test]
    fn a_parameter_that_is_missing_is_named_and_not_the_one_beside_it() {
        let wrong = |text: &str| match query::<Needed>((text, None), &parameters::<Needed>(), true) {
            Err(WebError::Problem(problem)) => (problem.fields[0].field.clone(), problem.fields[0].message.key),
            other => panic!("{other:?}"),
        };
        for text in ["", "limit=5"] {
            assert_eq!(wrong(text), ("with".into(), "web-api-query-missing"), "{text}");
        }
        assert_eq!(wrong("limit=x"), ("limit".into(), "web-api-query-kind"));
    }

    #[test]
    fn nul_is_found_where_it_is_meant() {
        assert_eq!(nul(br#"{"a":"x\u0000"}"#), Some(7));
        assert!(nul(br#"{"a":"\\\u0000"}"#).is_some());
        assert!(nul(br#"{"a":"\\u0000"}"#).is_none() && nul(b"{}").is_none());
    }
}
