//! Typed ids of what the store keeps: an id of one kind cannot be passed for another.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(
            /// The number in the store, from 1.
            pub i64,
        );

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An org unit during one span of validity.
    UnitId;
    /// A person's account.
    AccountId;
    /// A role that a person holds.
    GrantId;
    /// A one-time link or an access token.
    TokenId;
    /// One version of a template.
    TemplateId;
    /// A round of reporting.
    RoundId;
    /// The obligation of one unit in one round.
    ReportId;
    /// One attempt to fulfil a report.
    SubmissionId;
    /// A frozen edition.
    EditionId;
    /// A value that was read and nobody confirmed yet.
    CandidateId;
    /// What was understood from one document.
    ReadingId;
    /// A file kept with a report.
    AttachmentId;
    /// What a check found in a submission.
    FindingId;
    /// A remark of a person.
    CommentId;
    /// A request upwards.
    RecommendationId;
    /// A promise.
    CommitmentId;
    /// One import of many rows.
    ImportId;
    /// A message that waits to be sent.
    MailId;
    /// An entry of the audit log.
    EventId;
}
