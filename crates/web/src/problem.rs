//! What went wrong with a request, before it is worded as a page or as problem details (RFC 9457).

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::error::Error;
use tonghop_app::cycle::reports::Finding;
use tonghop_app::cycle::{CycleError, FieldError};
use tonghop_model::message::Message;

/// What the API tells of a problem besides its words.
#[derive(Debug, Clone)]
pub enum More {
    /// After a conflict: how the thing stands now.
    Present(serde_json::Value),
    /// Findings that do not allow it.
    Findings(Vec<Finding>),
}

/// A refusal or failure with a stable code.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Status of the answer.
    pub status: StatusCode,
    /// Stable code.
    pub code: &'static str,
    /// Which message keys word it: `web-problem-<words>-title`, `-text` and `-way`. The code itself, mostly.
    pub words: &'static str,
    /// What exactly, where that helps.
    pub detail: Option<Message>,
    /// What is wrong with fields of the input.
    pub fields: Vec<FieldError>,
    /// What the API tells besides.
    pub more: Option<Box<More>>,
    /// Seconds after which another attempt makes sense.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// A problem that its code says enough about.
    #[must_use]
    pub const fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            words: code,
            detail: None,
            fields: Vec::new(),
            more: None,
            retry_after: None,
        }
    }

    /// Adds what exactly is wrong.
    #[must_use]
    pub fn with(mut self, detail: Message) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The problem behind a bare status, as the framework answers it.
    #[must_use]
    pub const fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::new(status, "sign-in"),
            403 => Self::new(status, "forbidden"),
            404 => Self::new(status, "not-found"),
            405 => Self::new(status, "method"),
            408 | 504 => Self::new(status, "timeout"),
            409 => Self::new(status, "conflict"),
            413 => Self::new(status, "too-large"),
            415 => Self::new(status, "media-type"),
            429 => Self::new(status, "too-many"),
            503 => Self::new(status, "busy"),
            400..=499 => Self::new(status, "bad-request"),
            _ => Self::new(status, "internal"),
        }
    }
}

/// Every code of problem details: status, code, key of the message that says what it means.
/// `docs/howto/use-the-api.md` lists them; a code never changes its meaning.
pub const CODES: &[(u16, &str, &str)] = &[
    (400, "bad-request", "web-problem-bad-request-title"),
    (401, "sign-in", "web-problem-sign-in-title"),
    (403, "denied", "cycle-denied"),
    (403, "forbidden", "web-problem-forbidden-title"),
    (403, "stale-form", "web-problem-stale-form-title"),
    (404, "not-found", "web-problem-not-found-title"),
    (405, "method", "web-problem-method-title"),
    (408, "timeout", "web-problem-timeout-title"),
    (409, "blocked", "cycle-refused-blocked"),
    (409, "conflict", "web-problem-conflict-title"),
    (409, "empty", "cycle-refused-empty"),
    (409, "items-returned", "cycle-refused-items-returned"),
    (409, "key-reused", "cycle-refused-key-reused"),
    (409, "nothing-returned", "cycle-refused-nothing-returned"),
    (409, "nothing-to-publish", "cycle-refused-nothing-to-publish"),
    (409, "own-report", "cycle-refused-own-report"),
    (409, "replaces-accepted", "cycle-refused-replaces-accepted"),
    (409, "replaces-draft", "cycle-refused-replaces-draft"),
    (409, "unexplained", "cycle-refused-unexplained"),
    (409, "wrong-round-state", "cycle-refused-round"),
    (409, "wrong-state", "cycle-refused-state"),
    (412, "precondition-failed", "web-problem-conflict-title"),
    (413, "too-large", "web-problem-too-large-title"),
    (415, "media-type", "web-problem-media-type-title"),
    (422, "invalid", "cycle-invalid"),
    (429, "too-many", "web-problem-too-many-title"),
    (500, "internal", "web-problem-internal-title"),
    (503, "busy", "web-problem-busy-title"),
];

/// Why a handler has no page to show.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Something that people can be told about.
    #[error("{}", .0.code)]
    Problem(Problem),
    /// Nobody is signed in; the page asks for it and comes back.
    #[error("nobody is signed in")]
    SignIn,
    /// The program failed.
    #[error(transparent)]
    Internal(Box<dyn Error + Send + Sync>),
}

impl WebError {
    /// There is no such thing, or not for this person.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::Problem(Problem::new(StatusCode::NOT_FOUND, "not-found"))
    }

    /// The person may not do this.
    #[must_use]
    pub const fn forbidden() -> Self {
        Self::Problem(Problem::new(StatusCode::FORBIDDEN, "forbidden"))
    }

    /// What was sent cannot be used.
    #[must_use]
    pub const fn bad_request() -> Self {
        Self::Problem(Problem::new(StatusCode::BAD_REQUEST, "bad-request"))
    }

    /// Somebody else was faster.
    #[must_use]
    pub const fn conflict() -> Self {
        Self::Problem(Problem::new(StatusCode::CONFLICT, "conflict"))
    }

    /// A failure of the program.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl From<CycleError> for WebError {
    fn from(error: CycleError) -> Self {
        let known = |status, words| Problem {
            words,
            ..Problem::new(status, error.code()).with(error.message())
        };
        Self::Problem(match &error {
            CycleError::SignIn("session") => return Self::SignIn,
            CycleError::SignIn(_) => known(StatusCode::UNAUTHORIZED, "refused"),
            CycleError::Denied(_) => known(StatusCode::FORBIDDEN, "forbidden"),
            CycleError::NotFound(_) => Problem::new(StatusCode::NOT_FOUND, "not-found"),
            CycleError::Refused(_) => known(StatusCode::CONFLICT, "refused"),
            CycleError::Stopped { findings, .. } => Problem {
                more: Some(Box::new(More::Findings(findings.clone()))),
                ..known(StatusCode::CONFLICT, "refused")
            },
            CycleError::Conflict(_) | CycleError::ItemConflict(_) => Problem::new(StatusCode::CONFLICT, "conflict"),
            CycleError::Already(_) | CycleError::DecisionConflict(_) => {
                Problem::new(StatusCode::CONFLICT, "conflict").with(error.message())
            }
            CycleError::Invalid(fields) => Problem {
                fields: fields.clone(),
                ..known(StatusCode::UNPROCESSABLE_ENTITY, "refused")
            },
            CycleError::Store(_) | CycleError::Internal(_) if error.code() == "busy" => {
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy")
            }
            CycleError::Store(_) | CycleError::Internal(_) => return Self::internal(error),
        })
    }
}

impl From<Problem> for WebError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let problem = match self {
            Self::Problem(problem) => problem,
            Self::SignIn => Problem::new(StatusCode::UNAUTHORIZED, "sign-in"),
            Self::Internal(error) => {
                log_failure(&*error);
                Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        };
        problem.into_response()
    }
}

/// Writes a failure with its causes to the log; the reader of the page gets the request's id only.
fn log_failure(error: &(dyn Error + 'static)) {
    let mut causes = String::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        causes.push_str(": ");
        causes.push_str(&inner.to_string());
        cause = inner.source();
    }
    tracing::error!(target: "tonghop::http", "failed: {error}{causes}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::cycle::submission::Refusal;
    use tonghop_model::cycle::{Action, Denied, RoundState, SubmissionState};

    fn listed(status: u16, code: &str) -> bool {
        // A gateway's time-out is the same problem.
        CODES
            .iter()
            .any(|(s, c, _)| *c == code && (*s == status || code == "timeout"))
    }

    #[test]
    fn every_code_is_listed() {
        for status in (400..600).filter_map(|s| StatusCode::from_u16(s).ok()) {
            let problem = Problem::of_status(status);
            let general = matches!(problem.code, "bad-request" | "internal");
            assert!(
                general || listed(status.as_u16(), problem.code),
                "{status} {}",
                problem.code
            );
        }
        let refusals = [
            Refusal::WrongState(SubmissionState::Draft),
            Refusal::WrongRoundState(RoundState::Open),
            Refusal::Blocked(1),
            Refusal::Unexplained(1),
            Refusal::Empty,
            Refusal::NothingReturned,
            Refusal::ItemsReturned(1),
            Refusal::ReplacesAccepted(1),
            Refusal::ReplacesDraft(1),
            Refusal::NothingToPublish,
            Refusal::OwnReport,
            Refusal::KeyReused,
        ];
        let mut errors: Vec<CycleError> = refusals.map(CycleError::from).into();
        errors.push(Denied(Action::ViewUnit).into());
        errors.push(CycleError::Conflict("x"));
        errors.push(CycleError::NotFound("x"));
        errors.push(CycleError::Invalid(Vec::new()));
        for error in errors {
            let WebError::Problem(problem) = WebError::from(error) else {
                panic!("a problem");
            };
            assert!(listed(problem.status.as_u16(), problem.code), "{problem:?}");
        }
    }
}
