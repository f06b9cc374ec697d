//! Revocation lists (RFC 5280, section 5) and OCSP answers (RFC 6960) that came with the file.
//!
//! Nothing is asked over a network: where the file brings no answer that can be checked, there is none.

use crate::algorithm::{Digest, Scheme};
use crate::asn1::{
    BIT_STRING, ENUMERATED, Element, GENERALIZED_TIME, INTEGER, OCTET_STRING, SEQUENCE, context, context_plain,
};
use crate::certificate::{Certificate, usage, verifies};
use crate::name::Name;
use crate::oids;
use crate::report::{Evidence, Revocation};
use crate::time::Time;

/// Lists and answers of one file that are looked at, at most.
const MAX_SOURCES: usize = 256;
/// Entries of one list that are looked at, at most.
const MAX_ENTRIES: usize = 1_000_000;

/// Revocation data that came with a file.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub(crate) lists: Vec<Vec<u8>>,
    pub(crate) answers: Vec<Vec<u8>>,
    pub(crate) certificates: Vec<Certificate>,
}

impl Sources {
    pub(crate) fn add(&mut self, lists: Vec<Vec<u8>>, answers: Vec<Vec<u8>>) {
        self.lists.extend(lists);
        self.answers.extend(answers);
        self.lists.truncate(MAX_SOURCES);
        self.answers.truncate(MAX_SOURCES);
    }

    /// What the data says about `certificate` at `time`. Only answers whose own signature verifies and that were valid
    /// at or after that time count.
    pub(crate) fn ask(&self, certificate: &Certificate, issuer: &Certificate, time: Time) -> Revocation {
        let answers = self
            .answers
            .iter()
            .filter_map(|a| self.answer(a, certificate, issuer, time));
        let lists = self.lists.iter().filter_map(|l| in_list(l, certificate, issuer, time));
        let mut found = Revocation::NotChecked;
        for outcome in answers.chain(lists) {
            match outcome {
                Revocation::Revoked { .. } => return outcome,
                Revocation::Good { .. } => found = outcome,
                Revocation::NotChecked => {}
            }
        }
        found
    }

    fn answer(&self, bytes: &[u8], certificate: &Certificate, issuer: &Certificate, time: Time) -> Option<Revocation> {
        let mut response = Element::first(bytes)?.of(SEQUENCE)?.inside();
        if response.expect(ENUMERATED)?.number()? != 0 {
            return None;
        }
        let mut basic = response.expect(context(0))?.inside().expect(SEQUENCE)?.inside();
        if basic.next()?.oid()? != oids::OCSP_BASIC {
            return None;
        }
        let octets = basic.expect(OCTET_STRING)?.octets()?;
        let mut inside = Element::first(&octets)?.of(SEQUENCE)?.inside();
        let data = inside.expect(SEQUENCE)?;
        let scheme = Scheme::read(inside.expect(SEQUENCE)?);
        let value = inside.expect(BIT_STRING)?.bits()?;
        let sent = inside.optional(context(0)).and_then(|e| e.inside().expect(SEQUENCE));
        let sent: Vec<Certificate> = sent
            .into_iter()
            .flat_map(Element::inside)
            .take(16)
            .filter_map(Certificate::read)
            .collect();
        let delegates = sent.iter().chain(&self.certificates).filter(|c| {
            c.serves(oids::OCSP_SIGNING) && c.names_issuer(issuer) && (c.not_before..=c.not_after).contains(&time)
        });
        let by_issuer = verifies(&issuer.key, scheme, data.raw, value);
        let mut delegates = delegates.take(16);
        if !by_issuer && !delegates.any(|c| c.is_signed_by(issuer) && verifies(&c.key, scheme, data.raw, value)) {
            return None;
        }
        single_answer(data, certificate, issuer, time)
    }
}

/// The answer about this certificate in `ResponseData`.
fn single_answer(data: Element<'_>, certificate: &Certificate, issuer: &Certificate, time: Time) -> Option<Revocation> {
    let mut inside = data.inside();
    inside.optional(context(0));
    inside.next()?;
    inside.expect(GENERALIZED_TIME)?;
    for single in inside.expect(SEQUENCE)?.inside().take(1_000) {
        let mut parts = single.of(SEQUENCE)?.inside();
        let mut id = parts.expect(SEQUENCE)?.inside();
        let digest = Digest::read(id.expect(SEQUENCE)?)?;
        let (name, key) = (id.next()?.octets()?, id.next()?.octets()?);
        let serial = id.expect(INTEGER)?.content;
        let issuer_name = Element::first(&certificate.raw).and_then(issuer_of)?;
        let ours =
            serial == certificate.serial && name == digest.of(&[issuer_name]) && key == digest.of(&[&issuer.key_bits]);
        if !ours {
            continue;
        }
        let status = parts.next()?;
        let this_update = Time::from_asn1(parts.expect(GENERALIZED_TIME)?)?;
        let next_update = parts
            .optional(context(0))
            .and_then(|e| e.inside().next())
            .and_then(Time::from_asn1);
        return outcome(status, this_update, next_update, time);
    }
    None
}

/// The bytes of the issuer's name in a certificate.
fn issuer_of(certificate: Element<'_>) -> Option<&[u8]> {
    let mut inner = certificate.inside().expect(SEQUENCE)?.inside();
    inner.optional(context(0));
    inner.expect(INTEGER)?;
    inner.expect(SEQUENCE)?;
    Some(inner.next()?.raw)
}

fn outcome(status: Element<'_>, this_update: Time, next_update: Option<Time>, time: Time) -> Option<Revocation> {
    if status.tag == context(1) {
        let at = Time::from_asn1(status.inside().next()?)?;
        return Some(Revocation::Revoked {
            at,
            source: Evidence::Answer,
        });
    }
    let good = status.tag == context_plain(0) && next_update.unwrap_or(this_update) >= time;
    good.then_some(Revocation::Good {
        as_of: this_update,
        source: Evidence::Answer,
    })
}

/// What a revocation list says.
fn in_list(bytes: &[u8], certificate: &Certificate, issuer: &Certificate, time: Time) -> Option<Revocation> {
    let mut outer = Element::first(bytes)?.of(SEQUENCE)?.inside();
    let signed = outer.expect(SEQUENCE)?;
    let scheme = Scheme::read(outer.expect(SEQUENCE)?);
    let value = outer.expect(BIT_STRING)?.bits()?;
    let mut inside = signed.inside();
    inside.optional(INTEGER);
    inside.expect(SEQUENCE)?;
    let by = Name::read(inside.next()?)?;
    let fits = by.is(&certificate.issuer) && by.is(&issuer.subject) && issuer.may(usage::CRL);
    if !fits || !verifies(&issuer.key, scheme, signed.raw, value) {
        return None;
    }
    let this_update = Time::from_asn1(inside.next()?)?;
    let mut rest = inside.peekable();
    let next_update = rest.peek().copied().and_then(Time::from_asn1);
    if next_update.is_some() {
        rest.next();
    }
    let entries = rest.peek().copied().filter(|e| e.tag == SEQUENCE);
    if entries.is_some() {
        rest.next();
    }
    if rest.next().filter(|e| e.tag == context(0)).is_some_and(is_partial) {
        return None;
    }
    for entry in entries.into_iter().flat_map(Element::inside).take(MAX_ENTRIES) {
        let mut parts = entry.inside();
        if parts.expect(INTEGER)?.content == certificate.serial {
            let at = Time::from_asn1(parts.next()?)?;
            return Some(Revocation::Revoked {
                at,
                source: Evidence::List,
            });
        }
    }
    (next_update.unwrap_or(this_update) >= time).then_some(Revocation::Good {
        as_of: this_update,
        source: Evidence::List,
    })
}

/// True for lists that name only some of the revoked certificates: they cannot say that one is good.
fn is_partial(extensions: Element<'_>) -> bool {
    let list = extensions
        .inside()
        .next()
        .into_iter()
        .flat_map(Element::inside)
        .take(64);
    list.filter_map(|e| e.inside().next()?.oid())
        .any(|kind| kind == oids::DISTRIBUTION_POINT || kind == oids::DELTA_CRL)
}
