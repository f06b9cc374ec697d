//! The states of a submission: draft → submitted → in review → returned | accepted → published.
//!
//! A submission does not change once it was sent; what was returned is answered by a new attempt, a copy that
//! the unit corrects. The older one is then superseded.

use super::event::EventKind;
use super::round::RoundState;

/// Where a submission stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    /// The unit is writing.
    Draft,
    /// Sent; nobody has begun to review it.
    Submitted,
    /// A reviewer is at it.
    InReview,
    /// Items came back with reasons.
    Returned,
    /// Accepted; an edition was frozen.
    Accepted,
    /// Its edition is open to the public.
    Published,
    /// A newer submission took its place.
    Superseded,
    /// Taken back by the unit.
    Withdrawn,
}

/// What can be done to a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Change values, files, candidates.
    Edit,
    /// Send it.
    Submit,
    /// Take it back before a reviewer begins.
    Withdraw,
    /// Begin the review.
    StartReview,
    /// Decide on an item.
    DecideItem,
    /// Send back the returned items.
    Return,
    /// Accept the whole.
    Accept,
    /// Look again at what was accepted; its edition stays in force.
    ReopenReview,
    /// Open the edition to the public.
    Publish,
    /// A newer submission takes its place.
    Supersede,
    /// Add evidence to its report.
    AddFile,
    /// Take evidence from its report.
    RemoveFile,
}

/// What a decision depends on besides the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// State of the round.
    pub round: RoundState,
    /// Findings that block and were neither corrected nor waived.
    pub blocking: usize,
    /// Findings that need a word of explanation and have none.
    pub unexplained: usize,
    /// Items whose last decision is "returned".
    pub returned_items: usize,
    /// Answers in the submission.
    pub answers: usize,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            round: RoundState::Open,
            blocking: 0,
            unexplained: 0,
            returned_items: 0,
            answers: 1,
        }
    }
}

/// Why a command was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The submission is in a state in which this cannot be done.
    #[error("the submission is {0:?}")]
    WrongState(SubmissionState),
    /// The round is in a state in which this cannot be done.
    #[error("the round is {0:?}")]
    WrongRoundState(RoundState),
    /// Findings block.
    #[error("{0} findings block")]
    Blocked(usize),
    /// Findings have no explanation.
    #[error("{0} findings have no explanation")]
    Unexplained(usize),
    /// Nothing was answered.
    #[error("nothing was answered")]
    Empty,
    /// No item was returned.
    #[error("no item was returned")]
    NothingReturned,
    /// Items are returned: the whole cannot be accepted.
    #[error("{0} items are returned")]
    ItemsReturned(usize),
    /// An import would take the place of values of accepted reports, which was not asked for.
    #[error("{0} values of accepted reports would be replaced")]
    ReplacesAccepted(usize),
    /// A whole report would take the place of answers that somebody gave in the draft, which was not asked for.
    #[error("{0} answers of the draft would be lost")]
    ReplacesDraft(usize),
    /// Everything that was accepted is published.
    #[error("nothing is left to publish")]
    NothingToPublish,
    /// Who sent a report for its unit does not decide on it for those above.
    #[error("the report was sent by the same person")]
    OwnReport,
    /// A key that names one request came with another.
    #[error("the key belongs to a request of another content")]
    KeyReused,
}

impl Refusal {
    /// Stable code, also the end of the message key.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState(_) => "wrong-state",
            Self::WrongRoundState(_) => "wrong-round-state",
            Self::Blocked(_) => "blocked",
            Self::Unexplained(_) => "unexplained",
            Self::Empty => "empty",
            Self::NothingReturned => "nothing-returned",
            Self::ItemsReturned(_) => "items-returned",
            Self::ReplacesAccepted(_) => "replaces-accepted",
            Self::ReplacesDraft(_) => "replaces-draft",
            Self::NothingToPublish => "nothing-to-publish",
            Self::OwnReport => "own-report",
            Self::KeyReused => "key-reused",
        }
    }
}

impl SubmissionState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::InReview,
        Self::Returned,
        Self::Accepted,
        Self::Published,
        Self::Superseded,
        Self::Withdrawn,
    ];

    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::InReview => "in_review",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Published => "published",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// True where its values count in the consolidated views: it was sent and nothing took its place.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::InReview | Self::Returned | Self::Accepted | Self::Published
        )
    }
}

/// The next state and what to record.
///
/// # Errors
/// A [`Refusal`] that says why the command cannot be carried out.
pub const fn decide(
    state: SubmissionState,
    command: Command,
    context: &Context,
) -> Result<(SubmissionState, EventKind), Refusal> {
    use SubmissionState as S;
    let unit_acts = matches!(
        command,
        Command::Edit | Command::Submit | Command::Withdraw | Command::AddFile | Command::RemoveFile
    );
    if unit_acts && !matches!(context.round, RoundState::Open) {
        return Err(Refusal::WrongRoundState(context.round));
    }
    match (state, command) {
        (S::Draft, Command::Edit) => Ok((S::Draft, EventKind::ItemsSaved)),
        (S::Draft, Command::Submit) => submit(context),
        (S::Submitted, Command::Withdraw) => Ok((S::Withdrawn, EventKind::Withdrawn)),
        (S::Submitted, Command::StartReview) => Ok((S::InReview, EventKind::ReviewStarted)),
        (S::InReview, Command::DecideItem) => Ok((S::InReview, EventKind::ItemAccepted)),
        // It could not come back.
        (S::InReview, Command::Return) if !matches!(context.round, RoundState::Open) => {
            Err(Refusal::WrongRoundState(context.round))
        }
        (S::InReview, Command::Return) => match context.returned_items {
            0 => Err(Refusal::NothingReturned),
            _ => Ok((S::Returned, EventKind::Returned)),
        },
        (S::InReview, Command::Accept) => match (context.returned_items, context.blocking) {
            (0, 0) => Ok((S::Accepted, EventKind::Accepted)),
            (0, blocking) => Err(Refusal::Blocked(blocking)),
            (returned, _) => Err(Refusal::ItemsReturned(returned)),
        },
        // What would be returned could not come back.
        (S::Accepted | S::Published, Command::ReopenReview) if !matches!(context.round, RoundState::Open) => {
            Err(Refusal::WrongRoundState(context.round))
        }
        (S::Accepted | S::Published, Command::ReopenReview) => Ok((S::InReview, EventKind::ReviewReopened)),
        (S::Accepted, Command::Publish) => Ok((S::Published, EventKind::EditionPublished)),
        (S::Submitted | S::InReview | S::Returned | S::Accepted | S::Published | S::Withdrawn, Command::Supersede) => {
            Ok((S::Superseded, EventKind::Superseded))
        }
        // A reviewer may ask for it; what was accepted stands with the evidence that it had.
        (S::Draft | S::Submitted | S::InReview | S::Returned | S::Withdrawn, Command::AddFile) => {
            Ok((state, EventKind::FileStored))
        }
        // Nothing goes from under the eyes of the reviewer.
        (S::Draft | S::Returned | S::Withdrawn, Command::RemoveFile) => Ok((state, EventKind::FileRemoved)),
        _ => Err(Refusal::WrongState(state)),
    }
}

const fn submit(context: &Context) -> Result<(SubmissionState, EventKind), Refusal> {
    if context.answers == 0 {
        return Err(Refusal::Empty);
    }
    if context.blocking > 0 {
        return Err(Refusal::Blocked(context.blocking));
    }
    if context.unexplained > 0 {
        return Err(Refusal::Unexplained(context.unexplained));
    }
    Ok((SubmissionState::Submitted, EventKind::Submitted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use SubmissionState as S;

    const COMMANDS: [Command; 12] = [
        Command::Edit,
        Command::Submit,
        Command::Withdraw,
        Command::StartReview,
        Command::DecideItem,
        Command::Return,
        Command::Accept,
        Command::ReopenReview,
        Command::Publish,
        Command::Supersede,
        Command::AddFile,
        Command::RemoveFile,
    ];

    #[test]
    fn the_way_of_a_report() {
        let fine = Context::default();
        let returned = Context {
            returned_items: 2,
            ..fine
        };
        let go = |state, command, context: &Context| decide(state, command, context).map(|(next, _)| next);
        assert_eq!(go(S::Draft, Command::Submit, &fine), Ok(S::Submitted));
        assert_eq!(go(S::Submitted, Command::StartReview, &fine), Ok(S::InReview));
        assert_eq!(
            go(S::InReview, Command::Accept, &returned),
            Err(Refusal::ItemsReturned(2))
        );
        assert_eq!(go(S::InReview, Command::Return, &fine), Err(Refusal::NothingReturned));
        assert_eq!(go(S::InReview, Command::Return, &returned), Ok(S::Returned));
        let closed = Context {
            round: RoundState::Closed,
            ..returned
        };
        let late = Refusal::WrongRoundState(RoundState::Closed);
        assert_eq!(go(S::InReview, Command::Return, &closed), Err(late));
        assert_eq!(go(S::Returned, Command::Supersede, &fine), Ok(S::Superseded));
        assert_eq!(go(S::InReview, Command::Accept, &fine), Ok(S::Accepted));
        assert_eq!(go(S::Accepted, Command::Publish, &fine), Ok(S::Published));
    }

    #[test]
    fn what_was_accepted_is_looked_at_again_while_its_round_is_open() {
        for state in S::ALL {
            let accepted = matches!(state, S::Accepted | S::Published);
            let again = |round| {
                decide(
                    state,
                    Command::ReopenReview,
                    &Context {
                        round,
                        ..Context::default()
                    },
                )
            };
            assert_eq!(again(RoundState::Open).is_ok(), accepted, "{state:?}");
            assert!(again(RoundState::Closed).is_err() && again(RoundState::Published).is_err());
        }
    }

    #[test]
    fn what_was_sent_is_never_edited() {
        for state in S::ALL {
            let edited = decide(state, Command::Edit, &Context::default());
            assert_eq!(edited.is_ok(), state == S::Draft, "{state:?}");
        }
    }

    #[test]
    fn evidence_of_what_was_accepted_stands() {
        for state in [S::Accepted, S::Published, S::Superseded] {
            for command in [Command::AddFile, Command::RemoveFile] {
                assert!(
                    decide(state, command, &Context::default()).is_err(),
                    "{state:?} {command:?}"
                );
            }
        }
        let remove = |state| decide(state, Command::RemoveFile, &Context::default());
        assert!(remove(S::Draft).is_ok() && remove(S::InReview).is_err());
    }

    #[test]
    fn the_unit_does_nothing_in_a_closed_round() {
        let closed = Context {
            round: RoundState::Closed,
            ..Context::default()
        };
        for state in S::ALL {
            let of_unit = [
                Command::Edit,
                Command::Submit,
                Command::Withdraw,
                Command::AddFile,
                Command::RemoveFile,
            ];
            for command in of_unit {
                assert_eq!(
                    decide(state, command, &closed),
                    Err(Refusal::WrongRoundState(RoundState::Closed))
                );
            }
        }
    }

    #[test]
    fn no_command_wins_twice() {
        for state in S::ALL {
            for command in COMMANDS {
                let stays = [
                    Command::Edit,
                    Command::DecideItem,
                    Command::AddFile,
                    Command::RemoveFile,
                ];
                if stays.contains(&command) {
                    continue;
                }
                let context = Context {
                    returned_items: usize::from(command == Command::Return),
                    ..Context::default()
                };
                if let Ok((next, _)) = decide(state, command, &context) {
                    assert!(decide(next, command, &context).is_err(), "{state:?} {command:?}");
                }
            }
        }
    }
}
