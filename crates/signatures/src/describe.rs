//! A report in sentences for people, one message each.

use std::collections::BTreeSet;

use crate::report::{
    Change, ChangeKind, Coverage, Integrity, Kind, Level, Problem, Report, Revocation, SignatureReport, TimeSource,
    TimeStampReport, ValueState, Verdict,
};
use tonghop_model::message::Message;

/// One sentence about a signature.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// How much it weighs.
    pub level: Level,
    /// The sentence.
    pub message: Message,
}

fn note(message: Message) -> Statement {
    Statement {
        level: Level::Note,
        message,
    }
}

/// The changes that people are told of. A field that was filled in is found in the form and on each page that shows it, which is one
/// thing for people.
fn told_changes(signature: &SignatureReport) -> impl Iterator<Item = &Change> {
    let mut filled = BTreeSet::new();
    let changes = signature.changes.iter().filter(|c| c.kind != ChangeKind::Technical);
    changes.filter(move |c| c.kind != ChangeKind::FormFilled || filled.insert(c.name.as_ref()))
}

/// Everything worth saying about a signature, the problems last and the worst of them first.
#[must_use]
pub fn describe(signature: &SignatureReport) -> Vec<Statement> {
    let mut all = vec![note(content(signature))];
    all.push(note(signature.coverage.message()));
    all.extend(told_changes(signature).map(|c| Statement {
        level: if c.harmless { Level::Note } else { Level::Doubt },
        message: c.message(),
    }));
    all.push(note(time(signature)));
    all.extend(signature.time_stamp.as_ref().map(|s| note(stamp(s))));
    if !matches!(signature.revocation, Revocation::NotChecked) {
        all.push(note(signature.revocation.message()));
    }
    all.extend(signature.problems.iter().map(|p| Statement {
        level: p.level(),
        message: p.message(),
    }));
    all
}

fn content(signature: &SignatureReport) -> Message {
    Message::new(match (signature.integrity, signature.value) {
        (Integrity::Intact, ValueState::Valid) => "signature-content-intact",
        (Integrity::Altered, _) => "signature-content-altered",
        (_, ValueState::Invalid) => "signature-content-wrong-value",
        _ => "signature-content-unknown",
    })
}

fn time(signature: &SignatureReport) -> Message {
    let Some(at) = signature.time.at else {
        return Message::new("signature-time-none");
    };
    let key = match signature.time.source {
        TimeSource::TimeStamp => "signature-time-stamp",
        // Of the stamp itself it is the time, of a signature below it the latest that can be.
        TimeSource::DocumentTimeStamp if signature.kind == Kind::TimeStamp => "signature-time-of-stamp",
        TimeSource::DocumentTimeStamp => "signature-time-document-stamp",
        TimeSource::Signer | TimeSource::None => "signature-time-claimed",
    };
    Message::new(key).with("time", at.shown())
}

fn stamp(stamp: &TimeStampReport) -> Message {
    let authority = stamp
        .authority
        .as_ref()
        .map_or_else(String::new, |a| a.label().to_string());
    Message::new("signature-stamp-by")
        .with("time", stamp.time.shown())
        .with("authority", authority)
}

impl Report {
    /// The report in one sentence. A time stamp over the document is nobody's signature; what was filled in after signing is no
    /// signer's word.
    #[must_use]
    pub fn message(&self) -> Message {
        let stamps = self.signatures.iter().filter(|s| s.kind == Kind::TimeStamp).count();
        let signed = self.signatures.len() - stamps;
        let changes = self.signatures.iter().flat_map(|s| &s.changes);
        let filled = changes.filter(|c| c.kind == ChangeKind::FormFilled).count();
        let key = match self.verdict() {
            None if self.cut_off => "signature-file-cut-off",
            None if self.unlisted > 0 => "signature-file-unlisted",
            None => "signature-file-none",
            Some(Verdict::Valid) if signed == 0 => "signature-file-stamp-valid",
            Some(Verdict::Uncertain) if signed == 0 => "signature-file-stamp-uncertain",
            Some(Verdict::Invalid) if signed == 0 => "signature-file-stamp-invalid",
            Some(Verdict::Valid) => "signature-file-valid",
            Some(Verdict::Uncertain) => "signature-file-uncertain",
            Some(Verdict::Invalid) => "signature-file-invalid",
        };
        Message::new(key)
            .count("count", signed)
            .count("stamps", stamps)
            .count("filled", filled)
    }
}

impl Verdict {
    /// In a word or two.
    #[must_use]
    pub const fn message(self) -> Message {
        Message::new(match self {
            Self::Valid => "signature-verdict-valid",
            Self::Uncertain => "signature-verdict-uncertain",
            Self::Invalid => "signature-verdict-invalid",
        })
    }
}

impl Kind {
    /// In a word or two.
    #[must_use]
    pub const fn message(self) -> Message {
        Message::new(match self {
            Self::Approval => "signature-kind-approval",
            Self::Certification => "signature-kind-certification",
            Self::TimeStamp => "signature-kind-time-stamp",
        })
    }
}

impl Coverage {
    /// In a sentence.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::WholeFile => Message::new("signature-coverage-whole"),
            Self::Revision { later_bytes } => Message::new("signature-coverage-revision")
                .count("bytes", usize::try_from(*later_bytes).unwrap_or(usize::MAX)),
            Self::Partial { holes } => {
                let bytes: u64 = holes.iter().map(|(from, to)| to.saturating_sub(*from)).sum();
                Message::new("signature-coverage-partial").count("bytes", usize::try_from(bytes).unwrap_or(usize::MAX))
            }
            Self::BeyondEnd => Message::new("signature-coverage-beyond-end"),
            Self::Unreadable => Message::new("signature-coverage-unreadable"),
        }
    }
}

impl Change {
    /// In a sentence.
    #[must_use]
    pub fn message(&self) -> Message {
        let key = match self.kind {
            ChangeKind::Signature => "signature-change-signature",
            ChangeKind::TimeStamp => "signature-change-time-stamp",
            ChangeKind::SignatureField => "signature-change-field",
            ChangeKind::ValidationData => "signature-change-validation-data",
            ChangeKind::Metadata => "signature-change-metadata",
            ChangeKind::Technical => "signature-change-technical",
            ChangeKind::PageContent => "signature-change-page",
            ChangeKind::PageAdded => "signature-change-page-added",
            ChangeKind::PageRemoved => "signature-change-page-removed",
            ChangeKind::AnnotationAdded => "signature-change-annotation-added",
            ChangeKind::AnnotationChanged => "signature-change-annotation-changed",
            ChangeKind::AnnotationRemoved => "signature-change-annotation-removed",
            ChangeKind::StampRewritten => "signature-change-stamp-rewritten",
            ChangeKind::FormFilled => "signature-change-form-filled",
            ChangeKind::FormChanged => "signature-change-form",
            ChangeKind::Document => "signature-change-document",
            ChangeKind::Unknown => "signature-change-unknown",
        };
        let page = self.page.map_or_else(|| "–".to_string(), |p| p.to_string());
        let name = self.name.clone().unwrap_or_else(|| "–".to_string());
        Message::new(key).with("page", page).with("name", name)
    }
}

impl Revocation {
    /// In a sentence.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotChecked => Message::new("signature-revocation-not-checked"),
            Self::Good { as_of, .. } => Message::new("signature-revocation-good").with("time", as_of.shown()),
            Self::Revoked { at, .. } => Message::new("signature-revocation-revoked").with("time", at.shown()),
        }
    }
}

impl Problem {
    /// In a sentence.
    #[must_use]
    pub const fn message(self) -> Message {
        Message::new(match self {
            Self::ContentAltered => "signature-problem-content-altered",
            Self::ValueWrong => "signature-problem-value-wrong",
            Self::SignatureUnreadable => "signature-problem-unreadable",
            Self::FormUnknown => "signature-problem-form-unknown",
            Self::PartialCoverage => "signature-problem-partial-coverage",
            Self::CutOff => "signature-problem-cut-off",
            Self::RangeUnreadable => "signature-problem-range-unreadable",
            Self::ChangedAfterwards => "signature-problem-changed-afterwards",
            Self::ChangeForbidden => "signature-problem-change-forbidden",
            Self::StampRewritten => "signature-problem-stamp-rewritten",
            Self::ChangesUnknown => "signature-problem-changes-unknown",
            Self::OtherCertificateNamed => "signature-problem-other-certificate",
            Self::ContentTypeWrong => "signature-problem-content-type",
            Self::CertificateNotNamed => "signature-problem-certificate-not-named",
            Self::SignerMissing => "signature-problem-signer-missing",
            Self::ExpiredWhenSigned => "signature-problem-expired-when-signed",
            Self::NotYetValidWhenSigned => "signature-problem-not-yet-valid",
            Self::ExpiredNow => "signature-problem-expired-now",
            Self::ExpiredSince => "signature-problem-expired-since",
            Self::Revoked => "signature-problem-revoked",
            Self::RevokedSince => "signature-problem-revoked-since",
            Self::RevocationNotChecked => "signature-problem-revocation-not-checked",
            Self::NoRoots => "signature-problem-no-roots",
            Self::SelfSigned => "signature-problem-self-signed",
            Self::OtherRoot => "signature-problem-other-root",
            Self::IssuerMissing => "signature-problem-issuer-missing",
            Self::ChainFaulty => "signature-problem-chain-faulty",
            Self::AlgorithmUnknown => "signature-problem-algorithm-unknown",
            Self::WeakDigest => "signature-problem-weak-digest",
            Self::WeakKey => "signature-problem-weak-key",
            Self::TimeStampWrong => "signature-problem-stamp-wrong",
            Self::TimeStampUntrusted => "signature-problem-stamp-untrusted",
            Self::FurtherSigners => "signature-problem-further-signers",
            Self::ClockFarFromStamp => "signature-problem-clock-far",
        })
    }
}
