//! The states of a round.

use super::event::EventKind;
use super::submission::Refusal;

/// Where a round stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Reports are written, sent and reviewed.
    Open,
    /// Nothing more is received; reviews may end.
    Closed,
    /// The results are open to the public.
    Published,
}

/// What can be done to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundCommand {
    /// Receive nothing more.
    Close,
    /// Receive again.
    Reopen,
    /// Open the accepted results to the public.
    Publish,
}

impl RoundState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Published];

    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Published => "published",
        }
    }

    /// The state with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }
}

/// The next state of a round, and what to record.
///
/// # Errors
/// [`Refusal::WrongRoundState`] where the command does not fit the state.
pub const fn decide(state: RoundState, command: RoundCommand) -> Result<(RoundState, EventKind), Refusal> {
    match (state, command) {
        (RoundState::Open, RoundCommand::Close) => Ok((RoundState::Closed, EventKind::RoundClosed)),
        (RoundState::Closed, RoundCommand::Reopen) => Ok((RoundState::Open, EventKind::RoundReopened)),
        (RoundState::Closed, RoundCommand::Publish) => Ok((RoundState::Published, EventKind::RoundPublished)),
        _ => Err(Refusal::WrongRoundState(state)),
    }
}
