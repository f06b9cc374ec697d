//! Why a use case did not do what was asked.

use tonghop_model::cycle::submission::Refusal;
use tonghop_model::cycle::{Action, Denied, ReviewDecision, RoundState};
use tonghop_model::message::Message;
use tonghop_store::StoreError;

/// What is wrong with one field of the input.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// Name of the field, with the number of the row where there are rows: "login", "rows.3.email".
    pub field: String,
    /// What is wrong.
    pub message: Message,
}

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CycleError {
    /// Nobody is signed in, or the sign-in failed. Never says which of name and password is wrong.
    #[error("not signed in: {0}")]
    SignIn(&'static str),
    /// The person may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such thing, or the person may not know of it.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The state does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What checks found does not allow it; what they found.
    #[error("{refusal}")]
    Stopped {
        /// Which rule.
        refusal: Refusal,
        /// The findings behind it.
        findings: Vec<super::reports::Finding>,
    },
    /// Somebody else was faster; read again.
    #[error("changed by someone else in the meantime: {0}")]
    Conflict(&'static str),
    /// It was done before, and cannot be done twice; what, by whom and when.
    #[error("it was done before: {}", .0.key)]
    Already(Message),
    /// The item was changed by somebody else; this is how it stands now.
    #[error("the item was changed by someone else in the meantime")]
    ItemConflict(Box<super::reports::Item>),
    /// Somebody else decided on the item of a submission in the meantime; this is what stands there now, none where the
    /// decision was taken back.
    #[error("somebody else decided on the item in the meantime")]
    DecisionConflict(Box<Option<super::reports::Review>>),
    /// The input is wrong.
    #[error("the input is wrong: {}", .0.iter().map(|f| f.field.as_str()).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<FieldError>),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// Something that cannot happen by what people do.
    #[error("{0}")]
    Internal(String),
}

/// Result of a use case.
pub type CycleResult<T> = Result<T, CycleError>;

/// What conflicts where a row that only one can have was there already.
pub(crate) const TAKEN: &str = "row";

impl From<StoreError> for CycleError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale(what) => Self::Conflict(what),
            // Somebody else put the same there in the same moment.
            error if error.is_duplicate() => Self::Conflict(TAKEN),
            other => Self::Store(other),
        }
    }
}

impl CycleError {
    /// One wrong field.
    #[must_use]
    pub fn invalid(field: &str, key: &'static str) -> Self {
        Self::Invalid(vec![FieldError {
            field: field.into(),
            message: Message::new(key),
        }])
    }

    /// Stable code for programs, also of the problem type of the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignIn(code) => code,
            Self::Denied(_) => "denied",
            Self::NotFound(_) => "not-found",
            Self::Refused(refusal) | Self::Stopped { refusal, .. } => refusal.code(),
            Self::Conflict(_) | Self::Already(_) | Self::ItemConflict(_) | Self::DecisionConflict(_) => "conflict",
            Self::Invalid(_) => "invalid",
            Self::Store(StoreError::Busy) => "busy",
            Self::Store(_) | Self::Internal(_) => "internal",
        }
    }

    /// What to tell people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::SignIn(code) => Message::new(match *code {
                "locked" => "cycle-sign-in-locked",
                "second-factor" => "cycle-sign-in-second-factor",
                "link" => "cycle-sign-in-link",
                "session" => "cycle-sign-in-session",
                "external-attempt" => "cycle-sign-in-external-attempt",
                "external-unknown" => "cycle-sign-in-external-unknown",
                "deactivated" => "cycle-sign-in-deactivated",
                _ => "cycle-sign-in-wrong",
            }),
            Self::Denied(Denied(action)) => denied(*action),
            Self::NotFound(_) => Message::new("cycle-not-found"),
            Self::Refused(refusal) | Self::Stopped { refusal, .. } => refused(*refusal),
            Self::Conflict(_) | Self::ItemConflict(_) => Message::new("cycle-conflict"),
            Self::Already(what) => what.clone(),
            Self::DecisionConflict(present) => decided(present.as_ref().as_ref()),
            Self::Invalid(fields) => match fields.first() {
                Some(only) if fields.len() == 1 => only.message.clone(),
                _ => Message::new("cycle-invalid").count("count", fields.len()),
            },
            Self::Store(StoreError::Busy) => Message::new("cycle-busy"),
            Self::Store(_) | Self::Internal(_) => Message::new("cycle-internal"),
        }
    }
}

/// What somebody else decided on an item.
fn decided(present: Option<&super::reports::Review>) -> Message {
    match present {
        None => Message::new("cycle-conflict-reopened"),
        Some(review) => {
            let key = match review.decision {
                ReviewDecision::Accepted => "cycle-conflict-accepted",
                ReviewDecision::Returned { .. } => "cycle-conflict-returned",
            };
            Message::new(key).with("name", review.by.clone())
        }
    }
}

fn denied(action: Action) -> Message {
    if action.only_reads() {
        Message::new("cycle-denied-view")
    } else {
        Message::new("cycle-denied")
    }
}

fn refused(refusal: Refusal) -> Message {
    match refusal {
        Refusal::WrongState(_) => Message::new("cycle-refused-state"),
        Refusal::WrongRoundState(RoundState::Published) => Message::new("cycle-refused-published"),
        Refusal::WrongRoundState(_) => Message::new("cycle-refused-round"),
        Refusal::Blocked(count) => Message::new("cycle-refused-blocked").count("count", count),
        Refusal::Unexplained(count) => Message::new("cycle-refused-unexplained").count("count", count),
        Refusal::Empty => Message::new("cycle-refused-empty"),
        Refusal::NothingReturned => Message::new("cycle-refused-nothing-returned"),
        Refusal::ItemsReturned(count) => Message::new("cycle-refused-items-returned").count("count", count),
        Refusal::ReplacesAccepted(count) => Message::new("cycle-refused-replaces-accepted").count("count", count),
        Refusal::ReplacesDraft(count) => Message::new("cycle-refused-replaces-draft").count("count", count),
        Refusal::NothingToPublish => Message::new("cycle-refused-nothing-to-publish"),
        Refusal::OwnReport => Message::new("cycle-refused-own-report"),
        Refusal::KeyReused => Message::new("cycle-refused-key-reused"),
    }
}
