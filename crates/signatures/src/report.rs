//! What is reported about the signatures of a file.

use crate::certificate::{Certificate, hex};
use crate::oids;
use crate::time::Time;
use serde::Serialize;

/// All signatures of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Length of the file in bytes.
    pub bytes: u64,
    /// Number of pages.
    pub pages: u32,
    /// The time at which the file was checked.
    pub checked_at: Time,
    /// Signatures in the order in which they were made.
    pub signatures: Vec<SignatureReport>,
    /// Names of signature fields that nobody signed yet.
    pub empty_fields: Vec<String>,
    /// Signatures in the file that no field of the current form leads to; they are not checked.
    pub unlisted: usize,
    /// True where the file does not end as a PDF file does: its end was cut off, and signatures with it.
    pub cut_off: bool,
    /// More signatures than are checked (64).
    pub truncated: bool,
}

impl Report {
    /// The worst verdict; `None` for a file without signatures.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.signatures.iter().map(|s| s.verdict).max()
    }
}

/// What was found out about one signature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignatureReport {
    /// Name of the form field.
    pub field: String,
    /// What kind of signature it is.
    pub kind: Kind,
    /// `SubFilter`: the form of the signature.
    pub form: String,
    /// Place of the visible stamp, if there is one.
    pub stamp: Option<Stamp>,
    /// Whose key signed.
    pub signer: Option<CertificateInfo>,
    /// What the signing program wrote beside the signature; nobody vouches for it but the signer.
    pub claimed: Claimed,
    /// When it was signed, as far as is known.
    pub time: SigningTime,
    /// Whether the signed bytes are those that were signed.
    pub integrity: Integrity,
    /// Whether the signer's key made the signature value.
    pub value: ValueState,
    /// Kind of signature: "RSA", "RSA-PSS", "ECDSA".
    pub scheme: Option<&'static str>,
    /// Digest: "SHA-256".
    pub digest: Option<&'static str>,
    /// Length of the key in bits.
    pub key_bits: Option<usize>,
    /// What part of the file is covered.
    pub coverage: Coverage,
    /// What later revisions of the file changed.
    pub changes: Vec<Change>,
    /// For certifying signatures: changes that the author allows (1 none, 2 filling in forms and signing, 3 comments
    /// as well; ISO 32000-2, table 257).
    pub permission: Option<u8>,
    /// The chain of certificates.
    pub chain: ChainReport,
    /// Whether a certificate of the chain was revoked.
    pub revocation: Revocation,
    /// The time stamp of the signature.
    pub time_stamp: Option<TimeStampReport>,
    /// What speaks against the signature, and what could not be checked.
    pub problems: Vec<Problem>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// What it comes to. Ordered from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Everything that can be checked without a network is in order.
    Valid,
    /// The signed content is intact, but something could not be established: mostly who signed.
    Uncertain,
    /// The signature does not hold for the file as it is.
    Invalid,
}

/// Kinds of signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An ordinary signature.
    Approval,
    /// The author's signature, which says what may change afterwards.
    Certification,
    /// A time stamp over the whole document.
    TimeStamp,
}

/// Where the visible stamp stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stamp {
    /// Page from 1.
    pub page: u32,
    /// Left, bottom, right, top in points from the lower left corner of the page.
    pub rectangle: [f32; 4],
}

/// What the signature dictionary says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Claimed {
    /// `Name`.
    pub name: Option<String>,
    /// `Reason`.
    pub reason: Option<String>,
    /// `Location`.
    pub location: Option<String>,
    /// `ContactInfo`.
    pub contact: Option<String>,
    /// The signing program (`Prop_Build`).
    pub program: Option<String>,
    /// `M`.
    pub time: Option<Time>,
}

/// When it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SigningTime {
    /// The time.
    pub at: Option<Time>,
    /// Who says so.
    pub source: TimeSource,
}

/// Who says when it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeSource {
    /// A verified time stamp of a trusted authority: the signature existed then.
    TimeStamp,
    /// A verified time stamp over the document of a trusted authority.
    DocumentTimeStamp,
    /// The signer's own clock.
    Signer,
    /// Nobody.
    None,
}

/// Whether the signed bytes are those that were signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Integrity {
    /// They are.
    Intact,
    /// They are not.
    Altered,
    /// It cannot be said: the signature cannot be read, or the bytes are not all there.
    Unknown,
}

/// Whether the signer's key made the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueState {
    /// It did.
    Valid,
    /// It did not.
    Invalid,
    /// It cannot be said: unknown algorithm, no certificate, or not readable.
    Unknown,
}

/// What part of the file is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "extent")]
pub enum Coverage {
    /// Everything but the signature itself.
    WholeFile,
    /// The whole file as it was when signed; later revisions follow.
    Revision {
        /// Bytes that were added later.
        later_bytes: u64,
    },
    /// Bytes inside the signed revision, or at its end, are not covered.
    Partial {
        /// Stretches that are not covered: first byte and one past the last.
        holes: Vec<(u64, u64)>,
    },
    /// The signature covers bytes that the file does not have: it was cut off.
    BeyondEnd,
    /// `ByteRange` makes no sense.
    Unreadable,
}

/// Something that a later revision changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// What was changed.
    pub kind: ChangeKind,
    /// Page from 1, where one can be named.
    pub page: Option<u32>,
    /// Name of the field or key, where there is one.
    pub name: Option<String>,
    /// True where the signed content stays as it is.
    pub harmless: bool,
}

/// Kinds of changes after signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A further signature.
    Signature,
    /// A time stamp over the document.
    TimeStamp,
    /// An empty signature field.
    SignatureField,
    /// Data for checking signatures later (DSS).
    ValidationData,
    /// Descriptions of the file that no page shows.
    Metadata,
    /// Technical entries that no page shows.
    Technical,
    /// The content of a page.
    PageContent,
    /// Pages were added.
    PageAdded,
    /// Pages were removed.
    PageRemoved,
    /// A comment, picture or other annotation was added.
    AnnotationAdded,
    /// An annotation was altered.
    AnnotationChanged,
    /// An annotation was removed.
    AnnotationRemoved,
    /// The stamp of an earlier signature was stored anew and shows the same.
    StampRewritten,
    /// A form field got another value.
    FormFilled,
    /// A form field was added, removed or altered.
    FormChanged,
    /// Another part of the document.
    Document,
    /// The signed revision cannot be read by itself, or is too complex: nothing can be said.
    Unknown,
}

/// The chain of certificates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChainReport {
    /// Whether it leads to a trusted root.
    pub trust: Trust,
    /// Rules of RFC 5280 that it breaks.
    pub faults: Vec<ChainFault>,
    /// The certificates, the signer's first.
    pub certificates: Vec<CertificateInfo>,
    /// Whether all of them were valid when signed; none where that time is not known.
    pub when_signed: Option<Validity>,
    /// Whether all of them are valid at the time of the check.
    pub now: Validity,
}

/// Whether the chain leads to a trusted root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// It does.
    Trusted,
    /// It does, but breaks a rule on the way.
    Faulty,
    /// No roots are configured.
    NoRoots,
    /// The signer vouches only for itself.
    SelfSigned,
    /// It leads to a root that is not among the trusted ones.
    OtherRoot,
    /// The certificate of an issuer is missing.
    IssuerMissing,
    /// There is no certificate of the signer.
    NoSigner,
}

/// Rules that a chain breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChainFault {
    /// Key usage of the signer does not allow signatures.
    KeyNotForSigning,
    /// The certificate is not one for time stamps.
    KeyNotForTimeStamps,
    /// An issuer is no authority (basic constraints).
    NotAnAuthority,
    /// Key usage of an issuer does not allow signing certificates.
    KeyNotForCertificates,
    /// More authorities in the chain than one of them allows.
    ChainTooLong,
    /// A name that the authority may not give.
    NameNotAllowed,
    /// A critical extension that this program does not know.
    UnknownCriticalExtension,
}

/// Whether certificates are valid at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// They are.
    Valid,
    /// One of them is not valid yet.
    NotYet,
    /// One of them has expired.
    Expired,
}

/// Whether a certificate was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Revocation {
    /// Not known: there is no network, and the file brings no answer that can be checked for every certificate.
    NotChecked,
    /// Not revoked, says the data in the file.
    Good {
        /// Time of that data.
        as_of: Time,
        /// What says so.
        source: Evidence,
    },
    /// Revoked.
    Revoked {
        /// Since when.
        at: Time,
        /// What says so.
        source: Evidence,
    },
}

/// What revocation is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// A revocation list (CRL).
    List,
    /// An OCSP answer.
    Answer,
}

/// A time stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeStampReport {
    /// The time that it states.
    pub time: Time,
    /// Who made it.
    pub authority: Option<CertificateInfo>,
    /// True where it belongs to this signature and its own signature verifies.
    pub intact: bool,
    /// Its own chain, judged at the time that it states.
    pub chain: ChainReport,
    /// Digest: "SHA-256".
    pub digest: &'static str,
}

/// What a certificate says about its holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CertificateInfo {
    /// Common name.
    pub name: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
    /// Organisational unit.
    pub unit: Option<String>,
    /// Title of the person.
    pub title: Option<String>,
    /// Place.
    pub locality: Option<String>,
    /// Two-letter code of the country.
    pub country: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// The whole name.
    pub subject: String,
    /// The whole name of the issuer.
    pub issuer: String,
    /// Serial number in hexadecimal digits.
    pub serial: String,
    /// Valid from.
    pub not_before: Time,
    /// Valid until.
    pub not_after: Time,
    /// SHA-256 of the certificate in hexadecimal digits.
    pub fingerprint: String,
}

impl CertificateInfo {
    pub(crate) fn of(certificate: &Certificate) -> Self {
        let subject = &certificate.subject;
        let email = subject.part(oids::EMAIL);
        Self {
            name: subject.part(oids::COMMON_NAME),
            organisation: subject.part(oids::ORGANISATION),
            unit: subject.part(oids::ORGANISATIONAL_UNIT),
            title: subject.part(oids::TITLE),
            locality: subject.part(oids::LOCALITY).or_else(|| subject.part(oids::STATE)),
            country: subject.part(oids::COUNTRY),
            email: email.or_else(|| certificate.extensions.email.first().map(|e| crate::name::clean(e))),
            subject: subject.shown(),
            issuer: certificate.issuer.shown(),
            serial: hex(&certificate.serial),
            not_before: certificate.not_before,
            not_after: certificate.not_after,
            fingerprint: certificate.fingerprint(),
        }
    }

    /// What to call the holder: the common name, else the organisation, else the whole name.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name
            .as_deref()
            .or(self.organisation.as_deref())
            .unwrap_or(&self.subject)
    }
}

/// What speaks against a signature, and what could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// The signed bytes were altered.
    ContentAltered,
    /// The signature value does not belong to the signer's key.
    ValueWrong,
    /// The signature cannot be read.
    SignatureUnreadable,
    /// The form of the signature is not known to this program.
    FormUnknown,
    /// Bytes of the signed revision are not covered.
    PartialCoverage,
    /// The file was cut off after signing.
    CutOff,
    /// The range of signed bytes makes no sense.
    RangeUnreadable,
    /// Content was changed in a later revision.
    ChangedAfterwards,
    /// The author's signature forbids a change that was made.
    ChangeForbidden,
    /// What changed later could not be established.
    ChangesUnknown,
    /// The stamp of an earlier signature was stored anew; it shows the same.
    StampRewritten,
    /// The signature names another certificate as the signer's.
    OtherCertificateNamed,
    /// The signed attributes name another type of content.
    ContentTypeWrong,
    /// The form requires that the signature names its certificate, and it does not.
    CertificateNotNamed,
    /// The certificate of the signer is not in the file.
    SignerMissing,
    /// A certificate had expired when the signature was made.
    ExpiredWhenSigned,
    /// A certificate was not valid yet when the signature was made.
    NotYetValidWhenSigned,
    /// A certificate has expired since; no trusted time stamp shows that the signature is older.
    ExpiredNow,
    /// A certificate has expired since, but a trusted time stamp shows that the signature is older.
    ExpiredSince,
    /// A certificate was revoked before the signature was made, or nobody can tell when it was made.
    Revoked,
    /// A certificate was revoked after the signature was made, as a trusted time stamp shows.
    RevokedSince,
    /// Revocation was not checked.
    RevocationNotChecked,
    /// No roots are configured.
    NoRoots,
    /// The signer vouches only for itself.
    SelfSigned,
    /// The chain leads to a root that is not trusted.
    OtherRoot,
    /// The certificate of an issuer is missing.
    IssuerMissing,
    /// The chain breaks a rule.
    ChainFaulty,
    /// Digest or signature algorithm not known to this program.
    AlgorithmUnknown,
    /// SHA-1.
    WeakDigest,
    /// A key that is too short.
    WeakKey,
    /// The time stamp does not belong to the signature, or its own signature is wrong.
    TimeStampWrong,
    /// The time stamp is intact, but its authority is not trusted.
    TimeStampUntrusted,
    /// More than one signer in one signature.
    FurtherSigners,
    /// The signer's clock and the time stamp are more than an hour apart.
    ClockFarFromStamp,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// To know.
    Note,
    /// The signature may hold or not.
    Doubt,
    /// The signature does not hold.
    Failure,
}

impl Problem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::ContentAltered
            | Self::ValueWrong
            | Self::SignatureUnreadable
            | Self::PartialCoverage
            | Self::CutOff
            | Self::RangeUnreadable
            | Self::ChangedAfterwards
            | Self::ChangeForbidden
            | Self::OtherCertificateNamed
            | Self::ContentTypeWrong
            | Self::ExpiredWhenSigned
            | Self::NotYetValidWhenSigned
            | Self::Revoked
            | Self::ChainFaulty => Level::Failure,
            Self::FormUnknown
            | Self::ChangesUnknown
            | Self::StampRewritten
            | Self::SignerMissing
            | Self::ExpiredNow
            | Self::NoRoots
            | Self::SelfSigned
            | Self::OtherRoot
            | Self::IssuerMissing
            | Self::AlgorithmUnknown
            | Self::WeakDigest
            | Self::WeakKey
            | Self::TimeStampWrong
            | Self::CertificateNotNamed
            | Self::FurtherSigners => Level::Doubt,
            Self::ExpiredSince
            | Self::RevokedSince
            | Self::RevocationNotChecked
            | Self::TimeStampUntrusted
            | Self::ClockFarFromStamp => Level::Note,
        }
    }
}
