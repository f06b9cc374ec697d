//! The ID token (OpenID Connect Core 1.0, 3.1.3.7): what has to hold before it is believed.

use crate::jwk::{Algorithm, KeySet};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Clocks of two machines may differ by so many seconds.
const LEEWAY: i64 = 60;
/// Longest token, in bytes.
const LONGEST: usize = 64 << 10;

/// Why a token is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is no signed token of three parts.
    #[error("it is no signed token")]
    Shape,
    /// It is signed in a way that is not accepted: `none`, `HS256` and every other but RS256 and ES256.
    #[error("the algorithm {0:?} is not accepted")]
    Algorithm(String),
    /// The provider has no key that could have signed it.
    #[error("the provider has no such key")]
    UnknownKey,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    Signature,
    /// It comes from somebody else.
    #[error("the issuer is {0:?}")]
    Issuer(String),
    /// It is for somebody else.
    #[error("it is for another client")]
    Audience,
    /// It is over, or not yet valid.
    #[error("it is over or not yet valid")]
    Time,
    /// It belongs to another attempt to sign in.
    #[error("it belongs to another attempt")]
    Nonce,
    /// It names nobody.
    #[error("it names nobody")]
    Subject,
}

/// What a token is held against.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// Our id at the provider.
    pub client: &'a str,
    /// The nonce of the attempt.
    pub nonce: &'a str,
    /// The present second since 1970.
    pub now: i64,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that have to be understood; we understand none (RFC 7515, 4.1.11).
    crit: Option<Value>,
}

/// A token whose signature was not looked at yet.
pub(crate) struct Unverified<'a> {
    header: Header,
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
    pub(crate) algorithm: Algorithm,
}

impl<'a> Unverified<'a> {
    pub(crate) fn read(token: &'a str) -> Result<Self, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Shape);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Shape)?;
        let (header, payload) = signed.split_once('.').ok_or(TokenError::Shape)?;
        let header: Header = json(header)?;
        let algorithm = Algorithm::named(&header.alg)
            .ok_or_else(|| TokenError::Algorithm(header.alg.chars().take(20).collect()))?;
        if payload.contains('.') || header.crit.is_some() {
            return Err(TokenError::Shape);
        }
        Ok(Self {
            signature: URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Shape)?,
            header,
            signed,
            payload,
            algorithm,
        })
    }

    pub(crate) fn kid(&self) -> Option<&str> {
        self.header.kid.as_deref()
    }

    /// The claims, once everything holds.
    pub(crate) fn claims(&self, keys: &KeySet, expected: &Expected<'_>) -> Result<Map<String, Value>, TokenError> {
        if !keys.has(self.algorithm, self.kid()) {
            return Err(TokenError::UnknownKey);
        }
        if !keys.verifies(self.algorithm, self.kid(), self.signed.as_bytes(), &self.signature) {
            return Err(TokenError::Signature);
        }
        let claims: Map<String, Value> = json(self.payload)?;
        check(&claims, expected)?;
        Ok(claims)
    }
}

fn check(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), TokenError> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or("");
    if text("iss") != expected.issuer {
        return Err(TokenError::Issuer(text("iss").chars().take(200).collect()));
    }
    let (ours, others) = match claims.get("aud") {
        Some(Value::String(one)) => (one == expected.client, 0),
        Some(Value::Array(many)) => {
            let ours = many.iter().any(|a| a == expected.client);
            (ours, many.len().saturating_sub(1))
        }
        _ => (false, 0),
    };
    let party = claims.get("azp").and_then(Value::as_str);
    if !ours || party.map_or(others > 0, |p| p != expected.client) {
        return Err(TokenError::Audience);
    }
    // Seconds may be written with decimals.
    let second = |name: &str| claims.get(name).and_then(Value::as_f64).map(|s| s as i64);
    let over = second("exp").is_none_or(|end| end.saturating_add(LEEWAY) <= expected.now);
    let early = |name| second(name).is_some_and(|begin| begin > expected.now.saturating_add(LEEWAY));
    if over || second("iat").is_none() || early("iat") || early("nbf") {
        return Err(TokenError::Time);
    }
    if expected.nonce.is_empty() || text("nonce") != expected.nonce {
        return Err(TokenError::Nonce);
    }
    let subject = text("sub");
    if subject.is_empty() || subject.len() > 255 || subject.chars().any(char::is_control) {
        return Err(TokenError::Subject);
    }
    Ok(())
}

fn json<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, TokenError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Shape)?;
    serde_json::from_slice(&bytes).map_err(|_| TokenError::Shape)
}
