//! Certificates (RFC 5280), as far as their check needs.

use crate::algorithm::{Digest, Key, Scheme};
use crate::asn1::{BIT_STRING, Element, INTEGER, SEQUENCE, context, context_plain};
use crate::name::Name;
use crate::oids;
use crate::time::Time;

/// Extensions of one certificate that are read, at most.
const MAX_EXTENSIONS: usize = 64;

/// Bits of `KeyUsage`, the first bit highest.
pub(crate) mod usage {
    pub(crate) const DIGITAL_SIGNATURE: u16 = 1 << 15;
    pub(crate) const NON_REPUDIATION: u16 = 1 << 14;
    pub(crate) const CERTIFICATES: u16 = 1 << 10;
    pub(crate) const CRL: u16 = 1 << 9;
}

/// A certificate.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    pub(crate) raw: Vec<u8>,
    signed: Vec<u8>,
    scheme: Option<Scheme>,
    value: Vec<u8>,
    pub(crate) serial: Vec<u8>,
    pub(crate) issuer: Name,
    pub(crate) subject: Name,
    pub(crate) not_before: Time,
    pub(crate) not_after: Time,
    pub(crate) key: Key,
    /// The bytes of the public key itself, which OCSP names it by.
    pub(crate) key_bits: Vec<u8>,
    pub(crate) extensions: Extensions,
}

/// What the extensions say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extensions {
    pub(crate) is_authority: bool,
    pub(crate) path_length: Option<u64>,
    pub(crate) key_usage: Option<u16>,
    pub(crate) extended: Option<Vec<String>>,
    pub(crate) subject_key: Option<Vec<u8>>,
    pub(crate) authority_key: Option<Vec<u8>>,
    pub(crate) email: Vec<String>,
    pub(crate) other_names: bool,
    pub(crate) permitted: Vec<Subtree>,
    pub(crate) excluded: Vec<Subtree>,
    /// Critical, and not understood by this program.
    pub(crate) unknown_critical: Option<String>,
}

/// A part of the names that an authority may or may not give (RFC 5280, 4.2.1.10).
#[derive(Debug, Clone)]
pub(crate) enum Subtree {
    Directory(Name),
    Email(String),
    /// Of a kind that this program does not check.
    Other,
}

impl Certificate {
    pub(crate) fn read(element: Element<'_>) -> Option<Self> {
        let mut outer = element.of(SEQUENCE)?.inside();
        let signed = outer.expect(SEQUENCE)?;
        let scheme = outer.expect(SEQUENCE)?;
        let value = outer.expect(BIT_STRING)?.bits()?;
        let mut inner = signed.inside();
        inner.optional(context(0));
        let serial = inner.expect(INTEGER)?.content.to_vec();
        // RFC 5280, 4.1.1.2: both must say the same.
        let stated = inner.expect(SEQUENCE)?;
        let scheme = (stated.raw == scheme.raw).then(|| Scheme::read(scheme)).flatten();
        let issuer = Name::read(inner.next()?)?;
        let mut validity = inner.expect(SEQUENCE)?.inside();
        let not_before = Time::from_asn1(validity.next()?)?;
        let not_after = Time::from_asn1(validity.next()?)?;
        let subject = Name::read(inner.next()?)?;
        let info = inner.expect(SEQUENCE)?;
        let key = Key::read(info)?;
        let key_bits = info.inside().nth(1)?.bits()?.to_vec();
        inner.optional(context_plain(1));
        inner.optional(context_plain(2));
        let extensions = match inner.optional(context(3)) {
            Some(list) => Extensions::read(list.inside().expect(SEQUENCE)?)?,
            None => Extensions::default(),
        };
        Some(Self {
            raw: element.raw.to_vec(),
            signed: signed.raw.to_vec(),
            scheme,
            value: value.to_vec(),
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            key,
            key_bits,
            extensions,
        })
    }

    /// Whether the key of `issuer` signed this certificate.
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> bool {
        verifies(&issuer.key, self.scheme, &self.signed, &self.value)
    }

    /// Whether `issuer` may be the one that this certificate names.
    pub(crate) fn names_issuer(&self, issuer: &Self) -> bool {
        let keys = (&self.extensions.authority_key, &issuer.extensions.subject_key);
        let key_fits = !matches!(keys, (Some(a), Some(s)) if a != s);
        key_fits && self.issuer.is(&issuer.subject)
    }

    pub(crate) fn names_itself(&self) -> bool {
        self.issuer.is(&self.subject)
    }

    pub(crate) fn may(&self, any_of: u16) -> bool {
        self.extensions.key_usage.is_none_or(|u| u & any_of != 0)
    }

    pub(crate) fn serves(&self, purpose: &str) -> bool {
        self.extensions
            .extended
            .as_ref()
            .is_some_and(|e| e.iter().any(|p| p == purpose))
    }

    /// SHA-256 over the whole certificate, in hexadecimal digits.
    pub(crate) fn fingerprint(&self) -> String {
        hex(&Digest::Sha256.of(&[&self.raw]))
    }
}

/// Whether `key` signed `signed`.
pub(crate) fn verifies(key: &Key, scheme: Option<Scheme>, signed: &[u8], value: &[u8]) -> bool {
    let digest = scheme.and_then(Scheme::digest);
    match (scheme, digest) {
        (Some(scheme), Some(digest)) => key.verifies(scheme, digest, &digest.of(&[signed]), value) == Some(true),
        _ => false,
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

impl Extensions {
    fn read(list: Element<'_>) -> Option<Self> {
        let mut found = Self::default();
        for (count, extension) in list.inside().enumerate() {
            if count >= MAX_EXTENSIONS {
                return None;
            }
            let mut inside = extension.of(SEQUENCE)?.inside();
            let kind = inside.next()?.oid()?;
            let critical = inside.optional(0x01).is_some_and(|b| b.content != [0]);
            let octets = inside.next()?.octets()?;
            let value = Element::first(&octets)?;
            if !found.take(&kind, value)? && critical {
                found.unknown_critical = Some(kind);
            }
        }
        Some(found)
    }

    /// Takes one extension; false where its kind is not understood, `None` where it is broken.
    fn take(&mut self, kind: &str, value: Element<'_>) -> Option<bool> {
        match kind {
            oids::BASIC_CONSTRAINTS => {
                let mut inside = value.of(SEQUENCE)?.inside();
                self.is_authority = inside.optional(0x01).is_some_and(|b| b.content != [0]);
                self.path_length = inside.optional(INTEGER).and_then(Element::number);
            }
            oids::KEY_USAGE => self.key_usage = Some(value.flags()?),
            oids::EXTENDED_KEY_USAGE => {
                self.extended = Some(value.of(SEQUENCE)?.inside().filter_map(Element::oid).take(64).collect());
            }
            oids::SUBJECT_KEY => self.subject_key = Some(value.octets()?),
            oids::AUTHORITY_KEY => {
                let key = value.of(SEQUENCE)?.inside().optional(context_plain(0));
                self.authority_key = key.map(|k| k.content.to_vec());
            }
            oids::ALTERNATIVE_NAME => {
                for name in value.of(SEQUENCE)?.inside().take(64) {
                    if name.tag == context_plain(1) {
                        self.email.push(String::from_utf8_lossy(name.content).to_lowercase());
                    } else {
                        self.other_names = true;
                    }
                }
            }
            oids::NAME_CONSTRAINTS => {
                let mut inside = value.of(SEQUENCE)?.inside();
                self.permitted = subtrees(inside.optional(context(0)))?;
                self.excluded = subtrees(inside.optional(context(1)))?;
            }
            // Policies are not asked for, so they cannot be missed (RFC 5280, 6.1: initial-explicit-policy is false).
            oids::CERTIFICATE_POLICIES
            | oids::POLICY_MAPPINGS
            | oids::POLICY_CONSTRAINTS
            | oids::ANY_POLICY_INHIBITED => {}
            _ => return Some(false),
        }
        Some(true)
    }
}

fn subtrees(list: Option<Element<'_>>) -> Option<Vec<Subtree>> {
    let Some(list) = list else { return Some(Vec::new()) };
    let mut found = Vec::new();
    for tree in list.inside().take(256) {
        let base = tree.of(SEQUENCE)?.inside().next()?;
        found.push(if base.tag == context(4) {
            Subtree::Directory(Name::read(base.inside().next()?)?)
        } else if base.tag == context_plain(1) {
            Subtree::Email(String::from_utf8_lossy(base.content).to_lowercase())
        } else {
            Subtree::Other
        });
    }
    Some(found)
}
