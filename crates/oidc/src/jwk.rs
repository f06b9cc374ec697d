//! Keys of the provider (RFC 7517, RFC 7518) and the check of a signature with them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;

/// The algorithms that are accepted: both with a public key, so that nobody can sign with what everybody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA PKCS #1 1.5 with SHA-256, 2,048 to 8,192 bits.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
}

impl Algorithm {
    /// By its name in a header; none for every other, `none` and `HS256` among them.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }
}

/// A set of keys.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct KeySet {
    keys: Vec<Key>,
}

/// A key. What stands besides is passed over, as the standard asks.
#[derive(Debug, Clone, Deserialize)]
struct Key {
    kty: String,
    #[serde(rename = "use")]
    purpose: Option<String>,
    kid: Option<String>,
    alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// True where there is a key that could have signed.
    pub(crate) fn has(&self, algorithm: Algorithm, kid: Option<&str>) -> bool {
        self.fitting(algorithm, kid).next().is_some()
    }

    /// True where one of the fitting keys made the signature.
    pub(crate) fn verifies(&self, algorithm: Algorithm, kid: Option<&str>, signed: &[u8], signature: &[u8]) -> bool {
        self.fitting(algorithm, kid)
            .any(|k| k.verifies(algorithm, signed, signature))
    }

    fn fitting(&self, algorithm: Algorithm, kid: Option<&str>) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(move |k| k.fits(algorithm, kid))
    }
}

impl Key {
    fn fits(&self, algorithm: Algorithm, kid: Option<&str>) -> bool {
        let kind = match algorithm {
            Algorithm::Rs256 => self.kty == "RSA",
            Algorithm::Es256 => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
        };
        kind && self.purpose.as_deref().is_none_or(|p| p == "sig")
            && self.alg.as_deref().is_none_or(|a| a == algorithm.name())
            && kid.is_none_or(|kid| self.kid.as_deref() == Some(kid))
    }

    fn verifies(&self, algorithm: Algorithm, signed: &[u8], signature: &[u8]) -> bool {
        let part = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref()?).ok();
        match algorithm {
            Algorithm::Rs256 => part(&self.n).zip(part(&self.e)).is_some_and(|(n, e)| {
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature).is_ok()
            }),
            Algorithm::Es256 => part(&self.x).zip(part(&self.y)).is_some_and(|(x, y)| {
                let point = [&[4], x.as_slice(), y.as_slice()].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                    .verify(signed, signature)
                    .is_ok()
            }),
        }
    }
}
