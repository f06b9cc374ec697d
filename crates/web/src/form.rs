//! What was submitted: fields and files of a form, read once and bounded.

use crate::config::Limits;
use crate::context::Context;
use crate::problem::{Problem, WebError};
use crate::routes::Body;
use axum::body::{Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::units::folded;
use tonghop_model::date::Date;
use tonghop_model::message::Message;

/// Fields and files of one request.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
}

/// A file that was sent with a form.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name of the form's field.
    pub field: String,
    /// Name of the file, without folders.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// Fields that one form may have.
const FIELDS: usize = 30_000;
/// Files that one form may have.
const FILES: usize = 50;

impl Form {
    /// Names the request of a page: the same button pressed twice sends the same. `what` tells apart what is sent from a page
    /// that was gone back to. Empty where the page named none.
    pub fn once(&self, what: &str) -> String {
        match self.text("once") {
            "" => String::new(),
            once => {
                let mut hasher = DefaultHasher::new();
                what.hash(&mut hasher);
                format!("{}:{:x}", once.chars().take(64).collect::<String>(), hasher.finish())
            }
        }
    }

    /// The first value of a field, without white space around it; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of a field as it was typed; empty where there is none.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// True where the field was sent with a value: a ticked box.
    #[must_use]
    pub fn is_set(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// True where the field was sent, be it empty.
    #[must_use]
    pub fn is_sent(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.trim())
    }

    /// Fields whose name begins so, with the rest of the name: `answer.A.VII.2` for `answer.`.
    pub fn starting<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.fields
            .iter()
            .filter_map(move |(n, v)| Some((n.strip_prefix(prefix)?, v.as_str())))
    }

    /// True where a text has in it what a field searches for, whatever case and diacritics either is written with.
    #[must_use]
    pub fn finds(&self, field: &str, text: &str) -> bool {
        let words = self.text(field);
        words.is_empty() || folded(text).contains(&folded(words))
    }

    /// A field that holds a number, an id, a code; none where it holds no such thing.
    #[must_use]
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// A field that holds a day, as browsers send it or as people write it (14/9/2025).
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        date(self.text(name))
    }

    /// The files of a field that were chosen: a field left alone sends an empty one without a name.
    pub fn files<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Upload> {
        self.files
            .iter()
            .filter(move |f| f.field == field && !f.name.is_empty())
    }

    /// Names of the fields in which files were sent.
    pub fn fields_of_files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|f| f.field.as_str())
    }

    /// A form with these fields, for pages that show what a link says.
    #[must_use]
    pub fn of_query(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).take(FIELDS);
        Self {
            fields: pairs.map(|(n, v)| (n.into_owned(), v.into_owned())).collect(),
            files: Vec::new(),
        }
    }

    /// Refuses the character NUL: it has no place in a text, no browser sends it, and PostgreSQL takes none.
    fn without_nul(&self) -> Result<(), WebError> {
        if self.fields.iter().any(|(n, v)| n.contains('\0') || v.contains('\0')) {
            return Err(Problem::of_status(StatusCode::BAD_REQUEST)
                .with(Message::new("web-api-nul"))
                .into());
        }
        Ok(())
    }

    /// Sets a field, for the first look at a form that changes something.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.push((name.to_owned(), value.into()));
        self
    }
}

/// A day in either writing.
fn date(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Reads the body of a request with a form, within the bounds of its route.
pub async fn read(request: Request, body: Body, limits: &Limits) -> Result<(Parts, Form), WebError> {
    let (parts, stream) = request.into_parts();
    let limit = match body {
        Body::Upload => limits.upload,
        _ => limits.form,
    };
    if announced(&parts.headers).is_some_and(|n| n > limit) {
        return Err(too_large(limit));
    }
    let bytes = to_bytes(stream, limit).await.map_err(|_| too_large(limit))?;
    let media = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let form = if media.starts_with("multipart/form-data") {
        multipart(&parts, bytes).await?
    } else if bytes.is_empty() || media.starts_with("application/x-www-form-urlencoded") {
        Form::of_query(std::str::from_utf8(&bytes).map_err(|_| WebError::bad_request())?)
    } else {
        return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).into());
    };
    form.without_nul()?;
    Ok((parts, form))
}

/// Bytes that a request says it has.
pub fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The request is larger than its route takes.
pub fn too_large(limit: usize) -> WebError {
    let megabytes = limit >> 20;
    let detail = Message::new("web-problem-too-large-detail").count("megabytes", megabytes);
    Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE).with(detail).into()
}

async fn multipart(parts: &Parts, bytes: Bytes) -> Result<Form, WebError> {
    let mut request = Request::new(axum::body::Body::from(bytes));
    request.headers_mut().clone_from(&parts.headers);
    // The bytes are already bounded by the route's own limit; the framework's is lower than ours for files.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut stream = Multipart::from_request(request, &())
        .await
        .map_err(|_| WebError::bad_request())?;
    let mut form = Form::default();
    while let Some(field) = stream.next_field().await.map_err(|_| WebError::bad_request())? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(base_name);
        let bytes = field.bytes().await.map_err(|_| WebError::bad_request())?;
        match file {
            Some(file) if form.files.len() < FILES => form.files.push(Upload {
                field: name,
                name: file,
                bytes,
            }),
            None if form.fields.len() < FIELDS => {
                form.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
            _ => return Err(WebError::bad_request()),
        }
    }
    Ok(form)
}

/// The last part of a path, as some browsers send one; control characters are dropped.
fn base_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

impl<S: Sync> FromRequestParts<S> for Form {
    type Rejection = WebError;

    /// The form that the guard read; for a request without a body, what the address says.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        match parts.extensions.get::<Arc<Self>>() {
            Some(form) => Ok((**form).clone()),
            None => {
                let form = Self::of_query(parts.uri.query().unwrap_or(""));
                form.without_nul()?;
                Ok(form)
            }
        }
    }
}

/// What a form shows: values as they were typed, and what is wrong with them, beside the field.
#[derive(Debug, Clone, Default)]
pub struct FormView {
    /// The values.
    pub form: Form,
    wrong: Vec<(String, String)>,
}

impl FormView {
    /// A form with these values and nothing wrong.
    #[must_use]
    pub fn new(form: Form) -> Self {
        Self {
            form,
            wrong: Vec::new(),
        }
    }

    /// Notes what is wrong with a field.
    pub fn reject(&mut self, field: &str, context: &Context, message: &Message) {
        self.wrong.push((field.to_owned(), context.messages.format(message)));
    }

    /// Notes what a use case found wrong. What is no matter of the input is handed on.
    ///
    /// # Errors
    /// Every other error.
    pub fn reject_input(&mut self, context: &Context, error: CycleError) -> Result<(), WebError> {
        match error {
            CycleError::Invalid(fields) => {
                fields.iter().for_each(|f| self.reject(&f.field, context, &f.message));
                Ok(())
            }
            CycleError::Refused(_) | CycleError::Stopped { .. } => {
                self.reject("", context, &error.message());
                Ok(())
            }
            other => Err(other.into()),
        }
    }

    /// Notes that a field has to be filled where it is empty.
    pub fn require(&mut self, field: &str, context: &Context) {
        if self.form.text(field).is_empty() {
            self.reject(field, context, &Message::new("web-form-required"));
        }
    }

    /// The value of a field as it was typed.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.form.raw(field)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.wrong
            .iter()
            .find(|(f, _)| f == field)
            .map(|(_, text)| text.as_str())
    }

    /// What is wrong, in the order in which it was found.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.wrong.iter().map(|(f, text)| (f.as_str(), text.as_str()))
    }

    /// True where nothing is wrong.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.wrong.is_empty()
    }

    /// True where a box is ticked or a choice is made.
    #[must_use]
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.form.all(field).any(|v| v == value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name_and_by_beginning() {
        let form = Form::of_query("a=+x+&unit=1&unit=2&answer.A.VII.2=c%C3%B3");
        assert_eq!(form.text("a"), "x");
        assert_eq!(form.raw("a"), " x ");
        assert_eq!(form.all("unit").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.starting("answer.").collect::<Vec<_>>(), [("A.VII.2", "có")]);
        assert_eq!(form.parsed::<i64>("a"), None);
        assert!(!form.is_set("none"));
    }

    #[test]
    fn a_search_looks_over_case_and_diacritics() {
        let form = Form::of_query("q=+suoi+NGAN&r=Suối+Ngàn");
        for (field, text, found) in [
            ("q", "Xã Suối Ngàn", true),
            ("r", "xa suoi ngan", true),
            ("none", "Xã Suối Ngàn", true),
            ("q", "Xã Suối Vàng", false),
        ] {
            assert_eq!(form.finds(field, text), found, "{field} {text}");
        }
    }

    #[test]
    fn nul_is_refused_in_names_and_in_values() {
        assert!(Form::of_query("a=x&b=%20").without_nul().is_ok());
        for text in ["a=x%00", "a=1&b%00=2"] {
            assert!(Form::of_query(text).without_nul().is_err(), "{text}");
        }
    }

    #[test]
    fn days_in_both_writings() {
        for text in ["2025-09-14", "14/9/2025", "14/09/2025", "14.9.2025"] {
            assert_eq!(
                date(text).map(|d| d.to_string()).as_deref(),
                Some("2025-09-14"),
                "{text}"
            );
        }
        for text in ["", "31/2/2025", "14/9/25", "9/2025", "1/2/2025/3"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_files_have_no_folders() {
        assert_eq!(base_name("C:\\Báo cáo\\xã.docx"), "xã.docx");
        assert_eq!(base_name("../../etc/passwd"), "passwd");
    }
}
