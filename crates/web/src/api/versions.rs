//! Versions in headers (RFC 9110): what is shown with a version carries it as `ETag`, and a change may name the version
//! that was read by `If-Match` instead of in its body.

use crate::problem::{Problem, WebError};
use axum::http::header::{ETAG, HeaderValue, IF_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use tonghop_model::message::Message;

/// Nothing with a version is written in more bytes; lists are, and have none.
const LARGEST: usize = 1 << 20;

/// The version that the caller read; none where the request names none.
pub fn named(headers: &HeaderMap) -> Result<Option<i64>, WebError> {
    let Some(value) = headers.get(IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or("").trim();
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    match inner.and_then(|t| t.parse().ok()) {
        Some(version) => Ok(Some(version)),
        None => Err(Problem::of_status(StatusCode::BAD_REQUEST)
            .with(Message::new("web-api-if-match"))
            .into()),
    }
}

/// The body with the version of the header, where it has none itself.
pub fn in_body(bytes: &[u8], version: Option<i64>) -> Cow<'_, [u8]> {
    let Some(version) = version else {
        return Cow::Borrowed(bytes);
    };
    match serde_json::from_slice::<Map<String, Value>>(bytes) {
        Ok(mut map) if !map.contains_key("version") => {
            map.insert("version".into(), version.into());
            Cow::Owned(Value::Object(map).to_string().into_bytes())
        }
        // What is no object is refused where it is read; a version that stands there is the one that was meant.
        _ => Cow::Borrowed(bytes),
    }
}

/// Adds the `ETag` of a thing with a version to its answer.
pub fn tagged(mut response: Response, json: &[u8]) -> Response {
    #[derive(Deserialize)]
    struct Versioned {
        version: i64,
    }
    if json.len() <= LARGEST
        && let Ok(Versioned { version }) = serde_json::from_slice(json)
        && let Ok(value) = HeaderValue::from_str(&format!("\"{version}\""))
    {
        response.headers_mut().insert(ETAG, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> HeaderMap {
        HeaderMap::from_iter([(IF_MATCH, HeaderValue::from_str(text).expect("a header"))])
    }

    #[test]
    fn versions_are_read_from_the_header() {
        assert_eq!(named(&HeaderMap::new()).expect("none"), None);
        assert_eq!(named(&header("\"7\"")).expect("fine"), Some(7));
        for wrong in ["7", "*", "W/\"7\"", "\"x\"", "\"1\", \"2\""] {
            assert!(named(&header(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_body_has_the_last_word() {
        assert_eq!(&*in_body(b"{}", Some(7)), br#"{"version":7}"#);
        assert_eq!(&*in_body(br#"{"version":3}"#, Some(7)), br#"{"version":3}"#);
        assert_eq!(&*in_body(b"[1]", Some(7)), b"[1]");
        assert_eq!(&*in_body(b"{}", None), b"{}");
    }
}
