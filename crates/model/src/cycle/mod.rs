//! The reporting cycle: who may do what, what becomes of a report, what an event is called.
//!
//! Pure: a command and the present state go in, the next state and the events come out ([`submission::decide`],
//! [`round::decide`]); a person and a resource go in, allowed or denied comes out ([`authority::authorise`]).
//! The store applies what was decided, with the version that was read.

pub mod absence;
pub mod authority;
pub mod event;
pub mod ids;
pub mod obligation;
pub mod review;
pub mod role;
pub mod round;
pub mod submission;

pub use absence::Absence;
pub use authority::{Action, Actor, Denied, Grant, Resource, authorise};
pub use event::EventKind;
pub use ids::{
    AccountId, AttachmentId, CandidateId, CommentId, CommitmentId, EditionId, EventId, FindingId, GrantId, ImportId,
    MailId, ReadingId, RecommendationId, ReportId, RoundId, SubmissionId, TemplateId, TokenId, UnitId,
};
pub use obligation::{Obligation, ObligationFacts, Timeliness};
pub use review::ReviewDecision;
pub use role::Role;
pub use round::RoundState;
pub use submission::SubmissionState;
