//! The discovery document (OpenID Connect Discovery 1.0) and the keys, kept for an hour.

use crate::http::Http;
use crate::jwk::{Algorithm, KeySet};
use crate::settings::is_safe;
use crate::{OidcError, Settings};
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};

/// Seconds for which document and keys are kept.
const KEEP: i64 = 3600;
/// A key that is not known makes us ask again, at most so often, in seconds.
const AGAIN: i64 = 60;

/// What is used of the document.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Document {
    issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    jwks_uri: String,
    pub end_session_endpoint: Option<String>,
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Debug, Clone)]
struct Kept {
    document: Document,
    keys: KeySet,
    at: i64,
}

/// Document and keys as they were last seen.
#[derive(Debug, Default)]
pub(crate) struct Discovery(Mutex<Option<Kept>>);

impl Discovery {
    /// The document.
    pub(crate) fn document(&self, http: &Http, settings: &Settings, now: i64) -> Result<Document, OidcError> {
        Ok(self.kept(http, settings, now, KEEP)?.document)
    }

    /// Keys among which is the wanted one, where the provider has it.
    pub(crate) fn keys(
        &self,
        http: &Http,
        settings: &Settings,
        now: i64,
        (algorithm, kid): (Algorithm, Option<&str>),
    ) -> Result<KeySet, OidcError> {
        let kept = self.kept(http, settings, now, KEEP)?;
        if kept.keys.has(algorithm, kid) {
            return Ok(kept.keys);
        }
        // The provider may have changed its keys meanwhile.
        Ok(self.kept(http, settings, now, AGAIN)?.keys)
    }

    /// The document where somebody asked for it lately, without asking again.
    pub(crate) fn last(&self) -> Option<Document> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().map(|k| k.document.clone())
    }

    fn kept(&self, http: &Http, settings: &Settings, now: i64, longest: i64) -> Result<Kept, OidcError> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = known.filter(|k| (k.at..k.at.saturating_add(longest)).contains(&now)) {
            return Ok(kept);
        }
        let fresh = ask(http, settings, now)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(fresh.clone());
        Ok(fresh)
    }
}

fn ask(http: &Http, settings: &Settings, now: i64) -> Result<Kept, OidcError> {
    let what = "discovery document";
    let base = settings.issuer.trim_end_matches('/');
    let document: Document = http.get(&format!("{base}/.well-known/openid-configuration"), what)?;
    let wrong = |cause: String| Err(OidcError::Answer { what, cause });
    // Otherwise one provider could speak for another (Discovery 1.0, 4.3).
    if document.issuer != settings.issuer {
        return wrong(format!("its issuer is {:?}", document.issuer));
    }
    let ends = [
        &document.authorization_endpoint,
        &document.token_endpoint,
        &document.jwks_uri,
    ];
    if let Some(unsafe_end) = ends
        .into_iter()
        .chain(&document.end_session_endpoint)
        .find(|e| !is_safe(e))
    {
        return wrong(format!("{unsafe_end:?} is no address with https"));
    }
    let keys = http.get(&document.jwks_uri, "key set")?;
    Ok(Kept {
        document,
        keys,
        at: now,
    })
}
