//! Digests, keys and the check of a signature value.

use crate::asn1::{Element, Elements, INTEGER, SEQUENCE, context};
use crate::oids;
use rsa::sha2::{Sha256, Sha384, Sha512};
use rsa::{BoxedUint, Pkcs1v15Sign, Pss, PublicKey};
use sha1::Sha1;

/// Longest RSA modulus in bits that is computed with.
const MAX_RSA_BITS: usize = 8_192;
const MIN_RSA_BITS: usize = 1_024;
/// Shorter keys count as weak (NIST SP 800-131A).
const STRONG_RSA_BITS: usize = 2_048;

/// A digest function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Digest {
    /// SHA-1: collisions can be made; weak.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// From an `AlgorithmIdentifier`.
    pub(crate) fn read(identifier: Element<'_>) -> Option<Self> {
        Self::from_oid(&identifier.of(SEQUENCE)?.inside().next()?.oid()?)
    }

    fn from_oid(oid: &str) -> Option<Self> {
        Some(match oid {
            oids::SHA1 => Self::Sha1,
            oids::SHA256 => Self::Sha256,
            oids::SHA384 => Self::Sha384,
            oids::SHA512 => Self::Sha512,
            _ => return None,
        })
    }

    /// The digest of these pieces, one after the other.
    pub(crate) fn of(self, pieces: &[&[u8]]) -> Vec<u8> {
        fn run<D: sha1::Digest>(pieces: &[&[u8]]) -> Vec<u8> {
            let mut hasher = D::new();
            pieces.iter().for_each(|p| hasher.update(p));
            hasher.finalize().to_vec()
        }
        match self {
            Self::Sha1 => run::<Sha1>(pieces),
            Self::Sha256 => run::<Sha256>(pieces),
            Self::Sha384 => run::<Sha384>(pieces),
            Self::Sha512 => run::<Sha512>(pieces),
        }
    }

    /// Its name: "SHA-256".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// How a value was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// RSA, PKCS #1 version 1.5.
    Rsa(Option<Digest>),
    /// RSA-PSS with the same digest for the mask, and the length of the salt.
    Pss(Digest, usize),
    /// ECDSA.
    Ecdsa(Option<Digest>),
}

impl Scheme {
    /// From an `AlgorithmIdentifier`; `None` where this program does not know it.
    pub(crate) fn read(identifier: Element<'_>) -> Option<Self> {
        let mut inside = identifier.of(SEQUENCE)?.inside();
        Some(match inside.next()?.oid()?.as_str() {
            oids::RSA => Self::Rsa(None),
            oids::RSA_SHA1 | oids::RSA_SHA1_ISO => Self::Rsa(Some(Digest::Sha1)),
            oids::RSA_SHA256 => Self::Rsa(Some(Digest::Sha256)),
            oids::RSA_SHA384 => Self::Rsa(Some(Digest::Sha384)),
            oids::RSA_SHA512 => Self::Rsa(Some(Digest::Sha512)),
            oids::RSA_PSS => return pss(inside),
            oids::EC_KEY => Self::Ecdsa(None),
            oids::ECDSA_SHA1 => Self::Ecdsa(Some(Digest::Sha1)),
            oids::ECDSA_SHA256 => Self::Ecdsa(Some(Digest::Sha256)),
            oids::ECDSA_SHA384 => Self::Ecdsa(Some(Digest::Sha384)),
            oids::ECDSA_SHA512 => Self::Ecdsa(Some(Digest::Sha512)),
            _ => return None,
        })
    }

    /// The digest that the scheme itself names.
    pub(crate) const fn digest(self) -> Option<Digest> {
        match self {
            Self::Rsa(digest) | Self::Ecdsa(digest) => digest,
            Self::Pss(digest, _) => Some(digest),
        }
    }

    /// Name for people: "RSA", "RSA-PSS", "ECDSA".
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rsa(_) => "RSA",
            Self::Pss(..) => "RSA-PSS",
            Self::Ecdsa(_) => "ECDSA",
        }
    }
}

/// `RSASSA-PSS-params` (RFC 4055, 3.1); what is left out means SHA-1 and 20 bytes.
fn pss(mut identifier: Elements<'_>) -> Option<Scheme> {
    let Some(params) = identifier.next() else {
        return Some(Scheme::Pss(Digest::Sha1, 20));
    };
    let mut inside = params.of(SEQUENCE)?.inside();
    let digest = match inside.optional(context(0)) {
        Some(e) => Digest::read(e.inside().next()?)?,
        None => Digest::Sha1,
    };
    let mask = match inside.optional(context(1)) {
        Some(e) => {
            let mut generator = e.inside().next()?.of(SEQUENCE)?.inside();
            let oid = generator.next()?.oid()?;
            (oid == oids::MGF1).then(|| Digest::read(generator.next()?)).flatten()?
        }
        None => Digest::Sha1,
    };
    let salt = match inside.optional(context(2)) {
        Some(e) => usize::try_from(e.inside().expect(INTEGER)?.number()?).ok()?,
        None => 20,
    };
    (mask == digest && salt <= 1_024).then_some(Scheme::Pss(digest, salt))
}

/// A public key.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    Rsa(Box<PublicKey>, usize),
    P256(Box<p256::ecdsa::VerifyingKey>),
    P384(Box<p384::ecdsa::VerifyingKey>),
    /// A kind of key or curve that this program does not know.
    Unknown,
}

impl Key {
    /// From `SubjectPublicKeyInfo`; `None` where it is broken.
    pub(crate) fn read(info: Element<'_>) -> Option<Self> {
        let mut inside = info.of(SEQUENCE)?.inside();
        let mut identifier = inside.expect(SEQUENCE)?.inside();
        let kind = identifier.next()?.oid()?;
        let bits = inside.next()?.bits()?;
        match kind.as_str() {
            oids::RSA | oids::RSA_PSS => rsa_key(bits),
            oids::EC_KEY => match identifier.next()?.oid()?.as_str() {
                oids::P256 => Some(Self::P256(Box::new(
                    p256::ecdsa::VerifyingKey::from_sec1_bytes(bits).ok()?,
                ))),
                oids::P384 => Some(Self::P384(Box::new(
                    p384::ecdsa::VerifyingKey::from_sec1_bytes(bits).ok()?,
                ))),
                _ => Some(Self::Unknown),
            },
            _ => Some(Self::Unknown),
        }
    }

    /// Length in bits; none where the key is of an unknown kind.
    pub(crate) const fn bits(&self) -> Option<usize> {
        match self {
            Self::Rsa(_, bits) => Some(*bits),
            Self::P256(_) => Some(256),
            Self::P384(_) => Some(384),
            Self::Unknown => None,
        }
    }

    /// True for RSA keys that are too short to be trusted.
    pub(crate) const fn is_weak(&self) -> bool {
        matches!(self, Self::Rsa(_, bits) if *bits < STRONG_RSA_BITS)
    }

    /// Whether `value` is this key's signature over data with that digest; `None` where key and scheme do not
    /// go together or are not known.
    pub(crate) fn verifies(&self, scheme: Scheme, digest: Digest, hash: &[u8], value: &[u8]) -> Option<bool> {
        match (self, scheme) {
            (Self::Rsa(key, _), Scheme::Rsa(_)) => {
                let padding = match digest {
                    Digest::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
                    Digest::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
                    Digest::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
                    Digest::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
                };
                Some(key.verify(padding, hash, value).is_ok())
            }
            (Self::Rsa(key, _), Scheme::Pss(_, salt)) => Some(
                match digest {
                    Digest::Sha1 => key.verify(Pss::<Sha1>::new_with_salt(salt), hash, value),
                    Digest::Sha256 => key.verify(Pss::<Sha256>::new_with_salt(salt), hash, value),
                    Digest::Sha384 => key.verify(Pss::<Sha384>::new_with_salt(salt), hash, value),
                    Digest::Sha512 => key.verify(Pss::<Sha512>::new_with_salt(salt), hash, value),
                }
                .is_ok(),
            ),
            (Self::P256(key), Scheme::Ecdsa(_)) => Some(verifies_p256(key, hash, value)),
            (Self::P384(key), Scheme::Ecdsa(_)) => Some(verifies_p384(key, hash, value)),
            _ => None,
        }
    }
}

fn rsa_key(bits: &[u8]) -> Option<Key> {
    let mut inside = Element::first(bits)?.of(SEQUENCE)?.inside();
    let (modulus, exponent) = (inside.next()?.magnitude()?, inside.next()?.magnitude()?);
    let length = modulus.len() * 8 - modulus.first()?.leading_zeros() as usize;
    if !(MIN_RSA_BITS..=MAX_RSA_BITS).contains(&length) || exponent.is_empty() || exponent.len() > 8 {
        return Some(Key::Unknown);
    }
    let modulus = BoxedUint::from_be_slice_vartime(modulus);
    let exponent = BoxedUint::from_be_slice_vartime(exponent);
    let limits = MIN_RSA_BITS..=MAX_RSA_BITS;
    let key = PublicKey::new_with_size_limits(modulus, exponent, limits);
    Some(key.map_or(Key::Unknown, |key| Key::Rsa(Box::new(key), length)))
}

fn verifies_p256(key: &p256::ecdsa::VerifyingKey, hash: &[u8], value: &[u8]) -> bool {
    use p256::ecdsa::{Signature, signature::hazmat::PrehashVerifier};
    fixed::<32>(value)
        .and_then(|v| Signature::from_slice(&v).ok())
        .is_some_and(|s| key.verify_prehash(hash, &s).is_ok())
}

fn verifies_p384(key: &p384::ecdsa::VerifyingKey, hash: &[u8], value: &[u8]) -> bool {
    use p384::ecdsa::{Signature, signature::hazmat::PrehashVerifier};
    // The library wants at least half as many bytes as the field has; zeros in front change no value.
    let padded = [vec![0; 24usize.saturating_sub(hash.len())], hash.to_vec()].concat();
    fixed::<48>(value)
        .and_then(|v| Signature::from_slice(&v).ok())
        .is_some_and(|s| key.verify_prehash(&padded, &s).is_ok())
}

/// `Ecdsa-Sig-Value` (RFC 3279, 2.2.3) as two numbers of `N` bytes.
fn fixed<const N: usize>(value: &[u8]) -> Option<Vec<u8>> {
    let mut inside = Element::first(value)?.of(SEQUENCE)?.inside();
    let mut out = Vec::with_capacity(2 * N);
    for _ in 0..2 {
        let number = inside.next()?.magnitude()?;
        out.resize(out.len() + N.checked_sub(number.len())?, 0);
        out.extend_from_slice(number);
    }
    Some(out)
}
