//! Kinds of events. The names are stable: the audit log of many years is read by them.

use super::authority::Action;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $key:literal,)*) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind {
            $($(#[$doc])* $name,)*
        }

        impl EventKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable name.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The kind with this stable name.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.key() == key)
            }
        }
    };
}

kinds! {
    /// The installation was set up.
    Bootstrapped => "system.bootstrapped",
    /// A setting was changed.
    SettingChanged => "system.setting_changed",
    /// A backup of all data was downloaded from the server.
    BackedUp => "system.backed_up",
    /// The data were restored from a backup.
    Restored => "system.restored",
    /// Prints of all accounts, roles and waivers were recorded, for an installation that is older than such prints.
    RowsRecorded => "system.rows_recorded",
    /// Org units were imported.
    UnitsImported => "unit.imported",
    /// Somebody signed in.
    SignedIn => "account.signed_in",
    /// Somebody could not sign in often enough to be locked out.
    LockedOut => "account.locked_out",
    /// Somebody signed out.
    SignedOut => "account.signed_out",
    /// An account was invited.
    AccountInvited => "account.invited",
    /// Name, mail address or language of an account was changed.
    AccountChanged => "account.changed",
    /// A one-time link was used.
    LinkUsed => "account.link_used",
    /// A password was changed.
    PasswordChanged => "account.password_changed",
    /// A secret for a second factor was made; it counts once a code was shown for it.
    SecondFactorBegun => "account.second_factor_begun",
    /// A second factor was set up.
    SecondFactorSet => "account.second_factor_set",
    /// A second factor was removed.
    SecondFactorRemoved => "account.second_factor_removed",
    /// An account was deactivated.
    AccountDeactivated => "account.deactivated",
    /// An account was activated again.
    AccountReactivated => "account.reactivated",
    /// Sessions were ended by hand.
    SessionsEnded => "account.sessions_ended",
    /// A person of a provider of single sign-on was bound to an account.
    ExternalLinked => "account.external_linked",
    /// The binding was given up.
    ExternalUnlinked => "account.external_unlinked",
    /// Somebody whom a provider knows has no account here.
    ExternalRefused => "account.external_refused",
    /// Accounts were imported.
    AccountsImported => "account.imported",
    /// An access token was made.
    TokenCreated => "token.created",
    /// An access token was revoked.
    TokenRevoked => "token.revoked",
    /// A role was given.
    GrantGiven => "grant.given",
    /// A role was taken.
    GrantRevoked => "grant.revoked",
    /// A template version was drafted.
    TemplateDrafted => "template.drafted",
    /// A draft of a template was changed.
    TemplateEdited => "template.edited",
    /// A draft of a template was given up.
    TemplateDiscarded => "template.discarded",
    /// A template version was published.
    TemplatePublished => "template.published",
    /// A round was opened.
    RoundOpened => "round.opened",
    /// Dates or the set of units of a round were changed.
    RoundChanged => "round.changed",
    /// A round was closed.
    RoundClosed => "round.closed",
    /// A closed round was opened again.
    RoundReopened => "round.reopened",
    /// The results of a round were published.
    RoundPublished => "round.published",
    /// A unit got a later deadline.
    ReportExtended => "report.extended",
    /// A unit need not report.
    ReportExempted => "report.exempted",
    /// A unit has to report after all.
    ExemptionLifted => "report.exemption_lifted",
    /// A unit declared that there is nothing to report.
    NothingDeclared => "report.nothing_declared",
    /// A unit took that back.
    NothingWithdrawn => "report.nothing_withdrawn",
    /// A submission was begun.
    SubmissionStarted => "submission.started",
    /// Values of the last period were copied.
    CopiedForward => "submission.copied_forward",
    /// What was copied was taken out again.
    CopyUndone => "submission.copy_undone",
    /// Values were saved.
    ItemsSaved => "submission.items_saved",
    /// A draft was laid before those who may send it.
    HandedOver => "submission.handed_over",
    /// A draft that was laid before them went back to be worked on.
    HandedBack => "submission.handed_back",
    /// A submission was sent.
    Submitted => "submission.submitted",
    /// A submission was withdrawn.
    Withdrawn => "submission.withdrawn",
    /// Its review began.
    ReviewStarted => "submission.review_started",
    /// An item was accepted.
    ItemAccepted => "submission.item_accepted",
    /// An item was marked to be done again.
    ItemReturned => "submission.item_returned",
    /// A decision on an item was taken back.
    ItemReopened => "submission.item_reopened",
    /// Items were returned.
    Returned => "submission.returned",
    /// The submission was accepted.
    Accepted => "submission.accepted",
    /// The review of what was accepted was opened again.
    ReviewReopened => "submission.review_reopened",
    /// A newer submission took its place.
    Superseded => "submission.superseded",
    /// An edition was published.
    EditionPublished => "edition.published",
    /// A file was kept.
    FileStored => "file.stored",
    /// A file was read.
    FileRead => "file.read",
    /// A file could not be read.
    FileFailed => "file.failed",
    /// A file was taken from a report.
    FileRemoved => "file.removed",
    /// A candidate was accepted as it was read.
    CandidateAccepted => "candidate.accepted",
    /// A candidate was corrected.
    CandidateCorrected => "candidate.corrected",
    /// A candidate was rejected.
    CandidateRejected => "candidate.rejected",
    /// A decision on a candidate was taken back.
    CandidateReopened => "candidate.reopened",
    /// A finding was explained.
    FindingExplained => "finding.explained",
    /// A finding was waived.
    FindingWaived => "finding.waived",
    /// A remark was written.
    Commented => "comment.written",
    /// A recommendation got an owner.
    RecommendationAssigned => "recommendation.assigned",
    /// A recommendation was answered.
    RecommendationAnswered => "recommendation.answered",
    /// A promise was settled.
    CommitmentSettled => "commitment.settled",
    /// Reminders were queued.
    Reminded => "mail.reminded",
    /// An administrator has mail sent again.
    MailAgain => "mail.again",
    /// Values were imported.
    ValuesImported => "import.applied",
    /// An import was undone.
    ImportUndone => "import.undone",
}

impl EventKind {
    /// The right that somebody used who did this by a role; none for what everybody does to their own account, and for what
    /// the program does by itself.
    #[must_use]
    pub const fn action(self) -> Option<Action> {
        use Action as A;
        Some(match self {
            Self::SettingChanged | Self::BackedUp | Self::Restored | Self::MailAgain => A::ManageSystem,
            Self::UnitsImported => A::ManageUnits,
            Self::AccountInvited
            | Self::AccountDeactivated
            | Self::AccountReactivated
            | Self::ExternalUnlinked
            | Self::AccountsImported
            | Self::GrantGiven
            | Self::GrantRevoked => A::ManagePeople,
            Self::TemplateDrafted | Self::TemplateEdited | Self::TemplateDiscarded | Self::TemplatePublished => {
                A::ManageTemplate
            }
            Self::RoundOpened
            | Self::RoundChanged
            | Self::RoundClosed
            | Self::RoundReopened
            | Self::RoundPublished
            | Self::EditionPublished => A::ManageRound,
            Self::ReportExtended
            | Self::ReportExempted
            | Self::ExemptionLifted
            | Self::NothingDeclared
            | Self::NothingWithdrawn => A::AdjustObligation,
            Self::SubmissionStarted
            | Self::CopiedForward
            | Self::CopyUndone
            | Self::ItemsSaved
            | Self::HandedOver
            | Self::HandedBack
            | Self::CandidateAccepted
            | Self::CandidateCorrected
            | Self::CandidateRejected
            | Self::CandidateReopened
            | Self::FindingExplained => A::EditReport,
            Self::FileStored | Self::FileRemoved => A::UploadFile,
            Self::Submitted => A::SubmitReport,
            Self::Withdrawn => A::WithdrawReport,
            Self::ReviewStarted
            | Self::ItemAccepted
            | Self::ItemReturned
            | Self::ItemReopened
            | Self::Returned
            | Self::CommitmentSettled => A::ReviewReport,
            Self::Accepted | Self::ReviewReopened | Self::Superseded => A::AcceptReport,
            Self::FindingWaived => A::WaiveFinding,
            Self::Commented => A::Comment,
            Self::RecommendationAssigned | Self::RecommendationAnswered => A::AnswerRecommendation,
            Self::Reminded => A::Remind,
            Self::ValuesImported | Self::ImportUndone => A::ImportValues,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_come_back() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_key(kind.key()), Some(*kind));
        }
    }
}
