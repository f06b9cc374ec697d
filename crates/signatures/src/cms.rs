//! `SignedData` (RFC 5652): who signed what, with which attributes.

use crate::algorithm::{Digest, Scheme};
use crate::asn1::{self, Element, INTEGER, OCTET_STRING, OID, SEQUENCE, SET, context, context_plain};
use crate::certificate::Certificate;
use crate::name::Name;
use crate::oids;
use crate::time::Time;

/// Certificates in one signature that are read, at most.
const MAX_CERTIFICATES: usize = 64;
/// Attributes of one signature that are read, at most.
const MAX_ATTRIBUTES: usize = 64;

/// A signature in CMS.
#[derive(Debug)]
pub(crate) struct SignedData {
    pub(crate) content_type: String,
    pub(crate) content: Option<Vec<u8>>,
    pub(crate) certificates: Vec<Certificate>,
    /// Revocation lists, whole.
    pub(crate) lists: Vec<Vec<u8>>,
    pub(crate) signer: Signer,
    /// More than one signer: only the first is looked at.
    pub(crate) further_signers: bool,
}

/// The signer's part.
#[derive(Debug)]
pub(crate) struct Signer {
    id: SignerId,
    pub(crate) digest: Option<Digest>,
    pub(crate) scheme: Option<Scheme>,
    pub(crate) value: Vec<u8>,
    /// What was signed in place of the content, in DER.
    pub(crate) signed_attributes: Option<Vec<u8>>,
    attributes: Vec<(String, Vec<u8>)>,
    unsigned: Vec<(String, Vec<u8>)>,
}

#[derive(Debug)]
enum SignerId {
    Serial(Name, Vec<u8>),
    Key(Vec<u8>),
}

/// What a signature says about the certificate of its signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// It names this certificate.
    Fits,
    /// It names another one.
    Differs,
    /// It says nothing.
    Absent,
}

impl SignedData {
    /// Reads a `ContentInfo`; zeros behind it are padding.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut info = Element::first(bytes)?.of(SEQUENCE)?.inside();
        if info.next()?.oid()? != oids::SIGNED_DATA {
            return None;
        }
        let mut inside = info.expect(context(0))?.inside().expect(SEQUENCE)?.inside();
        inside.expect(INTEGER)?;
        inside.expect(SET)?;
        let mut encapsulated = inside.expect(SEQUENCE)?.inside();
        let content_type = encapsulated.expect(OID)?.oid()?;
        let content = match encapsulated.optional(context(0)) {
            Some(e) => Some(e.inside().next()?.octets()?),
            None => None,
        };
        let certificates = inside.optional(context(0)).map(read_certificates).unwrap_or_default();
        let lists = inside.optional(context(1)).map(|e| e.inside().take(MAX_CERTIFICATES));
        let lists = lists
            .into_iter()
            .flatten()
            .filter(|e| e.tag == SEQUENCE)
            .map(|e| e.raw.to_vec())
            .collect();
        let mut signers = inside.expect(SET)?.inside();
        let signer = Signer::read(signers.next()?)?;
        Some(Self {
            content_type,
            content,
            certificates,
            lists,
            signer,
            further_signers: signers.next().is_some(),
        })
    }

    /// The certificate of the signer, if it is there.
    pub(crate) fn signer_certificate<'c>(&'c self, further: &'c [Certificate]) -> Option<&'c Certificate> {
        let mut all = self.certificates.iter().chain(further);
        match &self.signer.id {
            SignerId::Serial(issuer, serial) => all.find(|c| c.serial == *serial && c.issuer.is(issuer)),
            SignerId::Key(key) => all.find(|c| c.extensions.subject_key.as_ref() == Some(key)),
        }
    }
}

/// One certificate that cannot be read does not make the others unreadable.
fn read_certificates(set: Element<'_>) -> Vec<Certificate> {
    set.inside()
        .take(MAX_CERTIFICATES)
        .filter_map(Certificate::read)
        .collect()
}

impl Signer {
    fn read(element: Element<'_>) -> Option<Self> {
        let mut inside = element.of(SEQUENCE)?.inside();
        inside.expect(INTEGER)?;
        let id = inside.next()?;
        let id = if id.tag == SEQUENCE {
            let mut pair = id.inside();
            SignerId::Serial(Name::read(pair.next()?)?, pair.expect(INTEGER)?.content.to_vec())
        } else {
            SignerId::Key(id.of(context_plain(0))?.content.to_vec())
        };
        let digest = Digest::read(inside.expect(SEQUENCE)?);
        let signed = inside.optional(context(0));
        let scheme = Scheme::read(inside.expect(SEQUENCE)?);
        let value = inside.next()?.octets()?;
        let unsigned = inside.optional(context(1));
        Some(Self {
            id,
            digest,
            scheme,
            value,
            // RFC 5652, 5.4: what is signed has the tag of a set, not that of the field.
            signed_attributes: signed.map(|e| asn1::encode(SET, e.content)),
            attributes: read_attributes(signed)?,
            unsigned: read_attributes(unsigned)?,
        })
    }

    /// The one value of a signed attribute; `None` also where it stands there twice.
    fn attribute(&self, kind: &str) -> Option<Element<'_>> {
        let mut found = self.attributes.iter().filter(|(k, _)| k == kind);
        let (_, value) = found.next()?;
        found.next().is_none().then(|| Element::first(value)).flatten()
    }

    pub(crate) fn message_digest(&self) -> Option<Vec<u8>> {
        self.attribute(oids::MESSAGE_DIGEST)?.of(OCTET_STRING)?.octets()
    }

    pub(crate) fn content_type(&self) -> Option<String> {
        self.attribute(oids::CONTENT_TYPE)?.oid()
    }

    pub(crate) fn signing_time(&self) -> Option<Time> {
        Time::from_asn1(self.attribute(oids::SIGNING_TIME)?)
    }

    /// Revocation data that the signing program put in (ISO 32000-2, 12.8.3.3.2): lists and answers.
    pub(crate) fn revocation(&self) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
        let value = self.attribute(oids::ADOBE_REVOCATION).and_then(|e| e.of(SEQUENCE));
        let Some(mut inside) = value.map(Element::inside) else {
            return Default::default();
        };
        let mut list = |n| {
            let sequence = inside.optional(context(n)).and_then(|e| e.inside().expect(SEQUENCE));
            let all = sequence.into_iter().flat_map(Element::inside).take(MAX_CERTIFICATES);
            all.map(|e| e.raw.to_vec()).collect::<Vec<_>>()
        };
        (list(0), list(1))
    }

    pub(crate) fn time_stamp(&self) -> Option<&[u8]> {
        let found = self
            .unsigned
            .iter()
            .find(|(kind, _)| kind == oids::SIGNATURE_TIME_STAMP);
        found.map(|(_, value)| value.as_slice())
    }

    /// Whether the attribute `signing-certificate` (RFC 5035) names this certificate. The first entry is the signer's.
    pub(crate) fn binding(&self, certificate: &Certificate) -> Binding {
        let second = self
            .attributes
            .iter()
            .any(|(kind, _)| kind == oids::SIGNING_CERTIFICATE_V2);
        let first = self
            .attributes
            .iter()
            .any(|(kind, _)| kind == oids::SIGNING_CERTIFICATE);
        let named = if second {
            self.attribute(oids::SIGNING_CERTIFICATE_V2)
                .and_then(|e| named_certificate(e, Digest::Sha256))
        } else if first {
            self.attribute(oids::SIGNING_CERTIFICATE)
                .and_then(|e| named_certificate(e, Digest::Sha1))
        } else {
            return Binding::Absent;
        };
        match named {
            Some((digest, hash)) if digest.of(&[&certificate.raw]) == hash => Binding::Fits,
            _ => Binding::Differs,
        }
    }
}

/// Digest of the first certificate of `SigningCertificate` or `SigningCertificateV2`.
fn named_certificate(value: Element<'_>, default: Digest) -> Option<(Digest, Vec<u8>)> {
    let list = value.of(SEQUENCE)?.inside().expect(SEQUENCE)?;
    let mut entry = list.inside().expect(SEQUENCE)?.inside();
    let digest = match entry.optional(SEQUENCE) {
        Some(identifier) => Digest::read(identifier)?,
        None => default,
    };
    Some((digest, entry.expect(OCTET_STRING)?.octets()?))
}

/// Kind and first value of each attribute.
fn read_attributes(set: Option<Element<'_>>) -> Option<Vec<(String, Vec<u8>)>> {
    let Some(set) = set else { return Some(Vec::new()) };
    let mut found = Vec::new();
    for attribute in set.inside().take(MAX_ATTRIBUTES) {
        let mut inside = attribute.of(SEQUENCE)?.inside();
        let kind = inside.next()?.oid()?;
        let value = inside.expect(SET)?.inside().next()?;
        found.push((kind, value.raw.to_vec()));
    }
    Some(found)
}
