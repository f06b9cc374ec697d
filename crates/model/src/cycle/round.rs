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
        // What was published stays open to the public while it is corrected.
        (RoundState::Closed | RoundState::Published, RoundCommand::Reopen) => {
            Ok((RoundState::Open, EventKind::RoundReopened))
        }
        // Of a published round, what was accepted since.
        (RoundState::Closed | RoundState::Published, RoundCommand::Publish) => {
            Ok((RoundState::Published, EventKind::RoundPublished))
        }
        _ => Err(Refusal::WrongRoundState(state)),
    }
}

/// What is done within a round and leaves its state as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundUse {
    /// Change title, cut-off or deadline.
    ChangeDates,
    /// Grant a later deadline, ask nothing of a unit, or ask after all.
    AdjustObligation,
    /// A unit declares that there is nothing to report.
    DeclareNothing,
    /// A unit adds evidence to its report, or takes it away.
    Evidence,
    /// Import values, or undo an import.
    ImportValues,
}

/// Whether a round in this state allows it: units act while it is open; what was published stands.
///
/// # Errors
/// [`Refusal::WrongRoundState`].
pub const fn allow(state: RoundState, what: RoundUse) -> Result<(), Refusal> {
    let by_unit = matches!(what, RoundUse::DeclareNothing | RoundUse::Evidence);
    match (state, by_unit) {
        (RoundState::Open, _) | (RoundState::Closed, false) => Ok(()),
        _ => Err(Refusal::WrongRoundState(state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_published_stands_and_units_act_while_a_round_is_open() {
        use RoundUse as U;
        let office = [U::ChangeDates, U::AdjustObligation, U::ImportValues];
        let unit = [U::DeclareNothing, U::Evidence];
        for what in office.into_iter().chain(unit) {
            assert!(allow(RoundState::Open, what).is_ok());
            assert_eq!(
                allow(RoundState::Closed, what).is_ok(),
                office.contains(&what),
                "{what:?}"
            );
            assert!(allow(RoundState::Published, what).is_err(), "{what:?}");
        }
    }
}
