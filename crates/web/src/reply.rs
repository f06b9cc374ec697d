//! Answers: pages, redirects with a message, downloads.

use crate::cookie::{self, Name};
use crate::flash::{self, Tone};
use crate::problem::WebError;
use askama::Template;
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue, LOCATION, SET_COOKIE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tonghop_model::message::Message;

/// What a handler answers.
pub type Reply = Result<Response, WebError>;

/// A page.
///
/// # Errors
/// The template failed.
pub fn page(template: &impl Template) -> Reply {
    page_with(StatusCode::OK, template)
}

/// A page whose form has something wrong in it: it is shown again, with what is wrong beside the fields.
///
/// # Errors
/// The template failed.
pub fn page_again(template: &impl Template) -> Reply {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with a form: as asked for, or shown again where something in it is wrong.
///
/// # Errors
/// The template failed.
pub fn form_page(fine: bool, template: &impl Template) -> Reply {
    if fine { page(template) } else { page_again(template) }
}

/// A page with a status.
///
/// # Errors
/// The template failed.
pub fn page_with(status: StatusCode, template: &impl Template) -> Reply {
    let text = template.render().map_err(WebError::internal)?;
    let media = [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    Ok((status, media, text).into_response())
}

/// Something for the script of a page.
///
/// # Errors
/// It cannot be written as JSON.
pub fn json(answer: &impl Serialize) -> Reply {
    json_with(StatusCode::OK, answer)
}

/// Something for the script of a page, with a status.
///
/// # Errors
/// It cannot be written as JSON.
pub fn json_with(status: StatusCode, answer: &impl Serialize) -> Reply {
    let text = serde_json::to_vec(answer).map_err(WebError::internal)?;
    let media = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((status, media, text).into_response())
}

/// Goes to another page of ours.
///
/// # Errors
/// The place is no address.
pub fn to(place: &str) -> Reply {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let value = HeaderValue::from_str(place).map_err(WebError::internal)?;
    response.headers_mut().insert(LOCATION, value);
    Ok(response)
}

/// Goes to another page of ours and says there what was done. The message's key begins with `web-flash-`.
///
/// # Errors
/// The place is no address.
pub fn to_with(place: &str, tone: Tone, message: &Message, secure: bool) -> Reply {
    let cookie = cookie::write(Name::Flash, &flash::encode(tone, message), Some(60), secure);
    with_cookie(to(place)?, &cookie)
}

/// Adds a cookie to an answer.
///
/// # Errors
/// The cookie cannot be written in a header.
pub fn with_cookie(mut response: Response, cookie: &str) -> Reply {
    let value = HeaderValue::from_str(cookie).map_err(WebError::internal)?;
    response.headers_mut().append(SET_COOKIE, value);
    Ok(response)
}

/// A file to be saved. `name` is ASCII.
///
/// # Errors
/// The name cannot be written in a header.
pub fn download(name: &str, media_type: &'static str, bytes: impl Into<Body>) -> Reply {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = name.chars().filter(plain).take(100).collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers: [(HeaderName, HeaderValue); 2] = [
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).map_err(WebError::internal)?,
        ),
    ];
    Ok((headers, bytes.into()).into_response())
}

/// A place to come back to that is surely ours: a path, not another site; the start page for anything else.
#[must_use]
pub fn own_place(place: &str) -> &str {
    let ours = place.starts_with('/') && !place.starts_with("//") && !place.contains(['\\', '\r', '\n']);
    if ours && place.is_ascii() && place.len() < 1000 {
        place
    } else {
        "/"
    }
}

/// A name as RFC 5987 writes it in a header.
#[must_use]
pub fn encoded(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing into a text does not fail.
            let _ = std::fmt::Write::write_fmt(&mut text, format_args!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_marks_and_cannot_break_out() {
        assert_eq!(encoded("báo \"x\"\r\n.docx"), "b%C3%A1o%20%22x%22%0D%0A.docx");
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_place("/rounds/3?tab=a"), "/rounds/3?tab=a");
        for wrong in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "javascript:x",
            "/a\r\nb: c",
        ] {
            assert_eq!(own_place(wrong), "/", "{wrong}");
        }
    }
}
