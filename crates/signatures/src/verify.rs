//! One signature after the other.

use crate::algorithm::{Digest, Scheme};
use crate::certificate::Certificate;
use crate::chain::{self, Purpose};
use crate::cms::{Binding, SignedData};
use crate::judge;
use crate::oids;
use crate::pdf::coverage::Range;
use crate::pdf::{self, changes, fields};
use crate::report::{
    CertificateInfo, ChainReport, Coverage, Integrity, Kind, Revocation, SignatureReport, SigningTime, TimeSource,
    TimeStampReport, Trust, Validity, ValueState, Verdict,
};
use crate::revocation::Sources;
use crate::roots::Roots;
use crate::time::{self, Time};
use crate::timestamp::Token;
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use std::sync::Arc;

/// Two times with the same digits are at most so far apart, seconds: a program may look at its clock twice.
const SAME_DIGITS: u64 = 60;
/// A clock and a time stamp that are farther apart are worth a remark, seconds.
const CLOCK_FAR: u64 = 3600;

/// What all signatures of a file are checked against.
pub(crate) struct Context<'r> {
    pub(crate) bytes: Arc<Vec<u8>>,
    pub(crate) roots: &'r Roots,
    pub(crate) at: Time,
    pub(crate) sources: Sources,
}

/// One signature before times are settled.
pub(crate) struct Draft {
    pub(crate) report: SignatureReport,
    pub(crate) end: usize,
    /// The signer's certificate, and all that came with the signature.
    signer: Option<Certificate>,
    candidates: Vec<Certificate>,
    /// A time stamp over the document that is intact and trusted.
    pub(crate) proves: Option<Time>,
    pub(crate) binding: Option<Binding>,
    pub(crate) further_signers: bool,
    /// The signer's clock and an intact time stamp are far apart.
    pub(crate) clock_far: bool,
    pub(crate) content_type_fits: bool,
    pub(crate) weak: bool,
    pub(crate) weak_key: bool,
    pub(crate) form_known: bool,
    pub(crate) algorithm_known: bool,
}

/// Reads and checks everything about a signature but what depends on its time.
pub(crate) fn draft(context: &Context<'_>, now: &Pdf, field: &fields::Field<'_>, value: &Dict<'_>) -> Draft {
    let range = Range::of(&context.bytes, value);
    let form = pdf::name(value, "SubFilter").unwrap_or_default();
    let permission = fields::permission(now, value);
    let kind = match (form.as_str(), permission) {
        ("ETSI.RFC3161", _) => Kind::TimeStamp,
        (_, Some(_)) => Kind::Certification,
        _ => Kind::Approval,
    };
    let mut draft = Draft {
        report: empty_report(field, kind, form, permission, fields::claimed(value)),
        end: range.end,
        signer: None,
        candidates: Vec::new(),
        proves: None,
        binding: None,
        further_signers: false,
        clock_far: false,
        content_type_fits: true,
        weak: false,
        weak_key: false,
        form_known: true,
        algorithm_known: true,
    };
    draft.report.coverage = range.coverage.clone();
    draft.report.changes = later_changes(context, now, &range);
    let contents = value
        .get::<hayro_syntax::object::String<'_>>("Contents")
        .map(|c| c.as_bytes().to_vec());
    let Some(der) = range.value.clone().or(contents) else {
        return draft;
    };
    let signed = range.signed(&context.bytes);
    match kind {
        Kind::TimeStamp => check_document_stamp(context, &mut draft, &der, &signed),
        _ => check_signature(context, &mut draft, &der, &signed),
    }
    draft
}

fn empty_report(
    field: &fields::Field<'_>,
    kind: Kind,
    form: String,
    permission: Option<u8>,
    claimed: crate::report::Claimed,
) -> SignatureReport {
    SignatureReport {
        field: field.name.clone(),
        kind,
        form,
        stamp: field.stamp,
        signer: None,
        claimed,
        time: SigningTime {
            at: None,
            source: TimeSource::None,
        },
        integrity: Integrity::Unknown,
        value: ValueState::Unknown,
        scheme: None,
        digest: None,
        key_bits: None,
        coverage: Coverage::Unreadable,
        changes: Vec::new(),
        permission,
        chain: no_chain(),
        revocation: Revocation::NotChecked,
        time_stamp: None,
        problems: Vec::new(),
        verdict: Verdict::Invalid,
    }
}

const fn no_chain() -> ChainReport {
    ChainReport {
        trust: Trust::NoSigner,
        faults: Vec::new(),
        certificates: Vec::new(),
        when_signed: None,
        now: Validity::Valid,
    }
}

fn later_changes(context: &Context<'_>, now: &Pdf, range: &Range) -> Vec<crate::report::Change> {
    if !matches!(range.coverage, Coverage::Revision { .. }) {
        return Vec::new();
    }
    match pdf::open(&context.bytes, range.end) {
        Ok(signed) => changes::between(&signed, now),
        Err(_) => vec![crate::report::Change {
            kind: crate::report::ChangeKind::Unknown,
            page: None,
            name: None,
            harmless: false,
        }],
    }
}

fn check_signature(context: &Context<'_>, draft: &mut Draft, der: &[u8], signed: &[&[u8]]) {
    let Some(cms) = SignedData::read(der) else { return };
    let digest = cms.signer.digest;
    let detached = match draft.report.form.as_str() {
        "adbe.pkcs7.detached" | "ETSI.CAdES.detached" => true,
        "adbe.pkcs7.sha1" => false,
        _ => {
            draft.form_known = false;
            true
        }
    };
    if !signed.is_empty() {
        draft.report.integrity = match (digest, detached) {
            (None, _) => Integrity::Unknown,
            // The content is the SHA-1 of the file, and the attribute the digest of that.
            (Some(digest), false) => intact(cms.content.as_ref().is_some_and(|content| {
                *content == Digest::Sha1.of(signed) && attribute_fits(&cms, &digest.of(&[content]))
            })),
            (Some(digest), true) if cms.signer.signed_attributes.is_some() => {
                intact(attribute_fits(&cms, &digest.of(signed)))
            }
            // Without attributes the value itself is about the bytes.
            (Some(_), true) => Integrity::Intact,
        };
    }
    draft.weak = !detached;
    fill(context, draft, &cms, signed);
    if draft.report.integrity == Integrity::Intact && cms.signer.signed_attributes.is_none() && detached {
        draft.report.integrity = intact(draft.report.value == ValueState::Valid);
    }
    draft.report.time_stamp = cms.signer.time_stamp().and_then(|token| {
        let token = Token::read(token)?;
        let about = token.is_about(&[&cms.signer.value]);
        Some(stamp_report(context, &token, about))
    });
    let stamp = draft.report.time_stamp.as_ref().filter(|s| s.intact);
    draft.clock_far = stamp
        .zip(draft.report.time.at)
        .is_some_and(|(stamp, clock)| stamp.time.0.abs_diff(clock.0) > CLOCK_FAR);
}

fn attribute_fits(cms: &SignedData, digest: &[u8]) -> bool {
    cms.signer.signed_attributes.is_none() || cms.signer.message_digest().as_deref() == Some(digest)
}

const fn intact(fits: bool) -> Integrity {
    if fits { Integrity::Intact } else { Integrity::Altered }
}

/// Signer, value and chain of a signature or token.
fn fill(context: &Context<'_>, draft: &mut Draft, cms: &SignedData, signed: &[&[u8]]) {
    let report = &mut draft.report;
    let signer = cms.signer_certificate(&context.sources.certificates);
    draft.further_signers = cms.further_signers;
    draft.content_type_fits =
        cms.signer.signed_attributes.is_none() || cms.signer.content_type().as_deref() == Some(&*cms.content_type);
    report.scheme = cms.signer.scheme.map(Scheme::name);
    let digest = cms.signer.scheme.and_then(Scheme::digest).or(cms.signer.digest);
    report.digest = digest.map(Digest::name);
    draft.weak |= digest == Some(Digest::Sha1) || cms.signer.digest == Some(Digest::Sha1);
    draft.algorithm_known = cms.signer.scheme.is_some() && cms.signer.digest.is_some();
    report.time = SigningTime {
        at: signer_clock(cms.signer.signing_time(), report.claimed.time),
        source: TimeSource::Signer,
    };
    if report.time.at.is_none() {
        report.time.source = TimeSource::None;
    }
    let Some(signer) = signer else { return };
    draft.binding = Some(cms.signer.binding(signer));
    report.signer = Some(CertificateInfo::of(signer));
    report.key_bits = signer.key.bits();
    draft.weak_key = signer.key.is_weak();
    let value = value_state(cms, signer, signed);
    draft.algorithm_known &= value.is_some();
    report.value = match value {
        Some(true) => ValueState::Valid,
        Some(false) => ValueState::Invalid,
        None => ValueState::Unknown,
    };
    draft.candidates = [cms.certificates.clone(), context.sources.certificates.clone()].concat();
    draft.signer = Some(signer.clone());
}

/// What the signer's clock showed. Some programs write the hour of Vietnam as if it were UTC: then the signed attribute has the
/// digits of the file's own time (`/M`) and another zone, and the file's time, which names the zone, is right.
fn signer_clock(signed: Option<Time>, written: Option<Time>) -> Option<Time> {
    let (Some(signed_at), Some(written_at)) = (signed, written) else {
        return signed.or(written);
    };
    let same_digits = signed_at.0.saturating_sub(written_at.0).abs_diff(time::VIETNAM) <= SAME_DIGITS;
    Some(if same_digits { written_at } else { signed_at })
}

/// Whether the signer's key made the value; `None` where algorithms are not known.
fn value_state(cms: &SignedData, signer: &Certificate, signed: &[&[u8]]) -> Option<bool> {
    let scheme = cms.signer.scheme?;
    let digest = scheme.digest().or(cms.signer.digest)?;
    let hash = match (&cms.signer.signed_attributes, &cms.content) {
        (Some(attributes), _) => digest.of(&[attributes]),
        (None, Some(content)) => digest.of(&[content]),
        (None, None) => digest.of(signed),
    };
    signer.key.verifies(scheme, digest, &hash, &cms.signer.value)
}

fn check_document_stamp(context: &Context<'_>, draft: &mut Draft, der: &[u8], signed: &[&[u8]]) {
    let Some(token) = Token::read(der) else { return };
    if !signed.is_empty() {
        draft.report.integrity = intact(token.is_about(signed) && content_fits(&token));
    }
    fill(context, draft, &token.signed, &[]);
    draft.report.time = SigningTime {
        at: Some(token.time),
        source: TimeSource::DocumentTimeStamp,
    };
    draft.weak |= token.digest() == Digest::Sha1;
    let stamp = stamp_report(context, &token, draft.report.integrity == Integrity::Intact);
    if stamp.intact && is_good(&stamp) {
        draft.proves = Some(token.time);
    }
    draft.report.time_stamp = Some(stamp);
}

/// Whether the digest that the token signs is that of what it says.
fn content_fits(token: &Token) -> bool {
    let cms = &token.signed;
    let (Some(digest), Some(content)) = (cms.signer.digest, &cms.content) else {
        return false;
    };
    cms.signer.signed_attributes.is_some()
        && cms.signer.message_digest().as_deref() == Some(&*digest.of(&[content]))
        && cms.signer.content_type().as_deref() == Some(oids::TST_INFO)
}

fn stamp_report(context: &Context<'_>, token: &Token, about: bool) -> TimeStampReport {
    let cms = &token.signed;
    let signer = cms.signer_certificate(&context.sources.certificates);
    let candidates = [cms.certificates.clone(), context.sources.certificates.clone()].concat();
    let made_by =
        signer.is_some_and(|s| value_state(cms, s, &[]) == Some(true) && cms.signer.binding(s) != Binding::Differs);
    let chain = signer.map_or_else(no_chain, |s| {
        let chain = chain::build(s, &candidates, &context.roots.certificates, Purpose::TimeStamp);
        chain_report(&chain, context, Some(token.time))
    });
    TimeStampReport {
        time: token.time,
        authority: signer.map(CertificateInfo::of),
        intact: about && made_by && content_fits(token),
        chain,
        digest: token.digest().name(),
    }
}

/// Whether a time stamp's authority may be believed.
pub(crate) fn is_good(stamp: &TimeStampReport) -> bool {
    stamp.chain.trust == Trust::Trusted && stamp.chain.when_signed == Some(Validity::Valid)
}

fn chain_report(chain: &chain::Chain<'_>, context: &Context<'_>, signed_at: Option<Time>) -> ChainReport {
    // A root is trusted because the office says so, whatever it says about itself (RFC 5280, 6.1.1).
    let rooted = matches!(chain.trust, Trust::Trusted | Trust::Faulty) && chain.certificates.len() > 1;
    let judged = &chain.certificates[..chain.certificates.len() - usize::from(rooted)];
    ChainReport {
        trust: chain.trust,
        faults: chain.faults.clone(),
        certificates: chain.certificates.iter().map(|c| CertificateInfo::of(c)).collect(),
        when_signed: signed_at.map(|time| validity(judged, time)),
        now: validity(judged, context.at),
    }
}

fn validity(certificates: &[&Certificate], time: Time) -> Validity {
    if certificates.iter().any(|c| time > c.not_after) {
        Validity::Expired
    } else if certificates.iter().any(|c| time < c.not_before) {
        Validity::NotYet
    } else {
        Validity::Valid
    }
}

/// Settles the time, then chain, revocation and verdict. `proof` is the time of a trusted stamp over the document that
/// covers this signature.
pub(crate) fn finish(context: &Context<'_>, mut draft: Draft, proof: Option<Time>) -> SignatureReport {
    let own = draft
        .report
        .time_stamp
        .as_ref()
        .filter(|s| s.intact && is_good(s))
        .map(|s| s.time);
    if draft.report.kind != Kind::TimeStamp {
        if let Some(time) = own {
            draft.report.time = SigningTime {
                at: Some(time),
                source: TimeSource::TimeStamp,
            };
        } else if let Some(time) = proof {
            // The signature is not younger than the stamp; the signer's own time may be any earlier one, and nobody vouches for it.
            draft.report.time = SigningTime {
                at: Some(time),
                source: TimeSource::DocumentTimeStamp,
            };
        }
    }
    let proven = own.or(proof).or(draft.proves);
    if let Some(signer) = draft.signer.take() {
        let purpose = if draft.report.kind == Kind::TimeStamp {
            Purpose::TimeStamp
        } else {
            Purpose::Signature
        };
        let chain = chain::build(&signer, &draft.candidates, &context.roots.certificates, purpose);
        draft.report.chain = chain_report(&chain, context, draft.report.time.at);
        draft.report.revocation = revocation(context, &chain, proven.unwrap_or(context.at));
    }
    judge::judge(&mut draft, proven);
    draft.report
}

/// The worst answer over the chain; good only where there is an answer for every certificate but the root.
fn revocation(context: &Context<'_>, chain: &chain::Chain<'_>, time: Time) -> Revocation {
    let mut outcome = None;
    for pair in chain.certificates.windows(2) {
        let answer = context.sources.ask(pair[0], pair[1], time);
        outcome = match (outcome, answer) {
            (_, Revocation::Revoked { .. }) => return answer,
            (Some(Revocation::NotChecked), _) | (_, Revocation::NotChecked) => Some(Revocation::NotChecked),
            (Some(Revocation::Good { as_of: old, source }), Revocation::Good { as_of, .. }) if old < as_of => {
                Some(Revocation::Good { as_of: old, source })
            }
            _ => Some(answer),
        };
    }
    outcome.unwrap_or(Revocation::NotChecked)
}

/// Lists and answers inside the signature itself.
pub(crate) fn embedded_sources(value: &Dict<'_>, bytes: &[u8], sources: &mut Sources) {
    let Some(cms) = Range::of(bytes, value).value.and_then(|der| SignedData::read(&der)) else {
        return;
    };
    let (lists, answers) = cms.signer.revocation();
    sources.add(lists, answers);
    sources.add(cms.lists, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_of_vietnam_written_as_utc_is_the_hour_of_vietnam() {
        let time = |text| Time::from_iso(text);
        let written = time("2025-01-24T20:06:24+07:00");
        for (signed, written, wanted) in [
            (time("2025-01-24T20:06:24Z"), written, written),
            (time("2025-01-24T20:06:27Z"), written, written),
            (time("2025-01-24T13:06:24Z"), written, written),
            // Other digits: the attribute is what was signed.
            (time("2025-01-24T13:05:00Z"), written, time("2025-01-24T13:05:00Z")),
            (None, written, written),
            (time("2025-01-24T20:06:24Z"), None, time("2025-01-24T20:06:24Z")),
        ] {
            assert_eq!(signer_clock(signed, written), wanted);
        }
    }
}
