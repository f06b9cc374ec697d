//! The way to the provider and back.

use crate::discovery::Discovery;
use crate::http::Http;
use crate::settings::is_safe;
use crate::token::{Expected, Unverified};
use crate::{OidcError, Settings, SettingsError};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

/// An attempt to sign in: secrets made at random by the caller, who keeps them until the browser comes back.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Comes back in the address, and ties it to the browser that left.
    pub state: String,
    /// Comes back inside of the token.
    pub nonce: String,
    /// Proves to the provider that who asks for the token is who left (RFC 7636): 43 to 128 letters and digits.
    pub verifier: String,
}

impl std::fmt::Debug for Attempt {
    /// Without the secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attempt")
    }
}

/// Whom the provider knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The issuer, which with the subject names a person for ever.
    pub issuer: String,
    /// The subject.
    pub subject: String,
    /// The login, from the claim of the settings.
    pub login: Option<String>,
    /// The mail address, where the provider says that it was verified.
    pub email: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// True where the person showed a second factor that counts.
    pub second_factor: bool,
}

/// A provider.
#[derive(Debug)]
pub struct Provider {
    settings: Settings,
    http: Http,
    discovery: Discovery,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

impl Provider {
    /// Prepares the way; asks nothing yet.
    ///
    /// # Errors
    /// [`SettingsError`] names the setting that cannot be used.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        if !is_safe(&settings.issuer) || settings.issuer.contains(['?', '#']) {
            return Err(SettingsError::Issuer(settings.issuer));
        }
        if settings.client.trim().is_empty() {
            return Err(SettingsError::Client);
        }
        Ok(Self {
            http: Http::new(&settings)?,
            settings,
            discovery: Discovery::default(),
        })
    }

    /// The issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// The address to which the browser is sent.
    ///
    /// # Errors
    /// [`OidcError`] where the provider cannot be asked for its addresses.
    pub fn leave(&self, attempt: &Attempt, redirect: &str, now: i64) -> Result<String, OidcError> {
        let document = self.discovery.document(&self.http, &self.settings, now)?;
        let digest = ring::digest::digest(&ring::digest::SHA256, attempt.verifier.as_bytes());
        let challenge = URL_SAFE_NO_PAD.encode(digest);
        let scopes = format!("openid {}", self.settings.scopes);
        Ok(with_query(
            &document.authorization_endpoint,
            &[
                ("response_type", "code"),
                ("client_id", &self.settings.client),
                ("redirect_uri", redirect),
                ("scope", scopes.trim()),
                ("state", &attempt.state),
                ("nonce", &attempt.nonce),
                ("code_challenge", &challenge),
                ("code_challenge_method", "S256"),
            ],
        ))
    }

    /// Who came back with this code.
    ///
    /// # Errors
    /// [`OidcError`] where the provider refuses the code or its token is not to be believed.
    pub fn arrive(&self, attempt: &Attempt, code: &str, redirect: &str, now: i64) -> Result<Identity, OidcError> {
        let token = self.token(attempt, code, redirect, now)?;
        let unverified = Unverified::read(&token)?;
        let wanted = (unverified.algorithm, unverified.kid());
        let keys = self.discovery.keys(&self.http, &self.settings, now, wanted)?;
        let expected = Expected {
            issuer: &self.settings.issuer,
            client: &self.settings.client,
            nonce: &attempt.nonce,
            now,
        };
        let claims = unverified.claims(&keys, &expected)?;
        Ok(self.identity(&claims))
    }

    /// Where the browser can end the session at the provider as well; none where it offers no such address.
    #[must_use]
    pub fn end_session(&self, after: &str) -> Option<String> {
        let end = self.discovery.last()?.end_session_endpoint?;
        let query = [
            ("client_id", self.settings.client.as_str()),
            ("post_logout_redirect_uri", after),
        ];
        Some(with_query(&end, &query))
    }

    fn token(&self, attempt: &Attempt, code: &str, redirect: &str, now: i64) -> Result<String, OidcError> {
        let document = self.discovery.document(&self.http, &self.settings, now)?;
        let methods = &document.token_endpoint_auth_methods_supported;
        let has = |name: &str| methods.iter().any(|m| m == name);
        // Without a word about it, the header is what a provider takes.
        let in_body = has("client_secret_post") && !has("client_secret_basic");
        let secret = self.settings.secret.as_deref();
        let client = self.settings.client.as_str();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", &attempt.verifier),
        ];
        let mut basic = None;
        match secret {
            Some(secret) if !in_body => basic = Some((client, secret)),
            Some(secret) => form.extend([("client_id", client), ("client_secret", secret)]),
            None => form.push(("client_id", client)),
        }
        let tokens: Tokens = self
            .http
            .post(&document.token_endpoint, &form, basic, "answer with the token")?;
        Ok(tokens.id_token)
    }

    fn identity(&self, claims: &Map<String, Value>) -> Identity {
        let text = |name: &str| {
            let text = claims.get(name).and_then(Value::as_str)?.trim();
            (!text.is_empty() && text.len() <= 500 && !text.chars().any(char::is_control)).then(|| text.to_owned())
        };
        // Some providers write the truth value as a text.
        let verified = matches!(claims.get("email_verified"), Some(Value::Bool(true)))
            || claims.get("email_verified").is_some_and(|v| v == "true");
        let shown = claims.get("amr").and_then(Value::as_array).cloned().unwrap_or_default();
        let counts = |v: &Value| self.settings.second_factors.iter().any(|s| v == s.as_str());
        Identity {
            issuer: self.settings.issuer.clone(),
            subject: text("sub").unwrap_or_default(),
            login: text(&self.settings.login_claim),
            email: text("email").filter(|_| verified),
            name: text("name"),
            second_factor: shown.iter().any(counts),
        }
    }
}

fn with_query(address: &str, query: &[(&str, &str)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(query);
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{}", text.finish())
}
