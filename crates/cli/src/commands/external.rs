//! The way to a provider of OpenID Connect, from environment variables: a secret has no place on the command line.

use std::error::Error;
use std::sync::Arc;
use tonghop_app::cycle::people::{Binding, ExternalIdentity, ExternalPolicy, ExternalReturn, ExternalStart};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::moment::Moment;
use tonghop_oidc::{Attempt, OidcError, Provider, Settings, SettingsError};
use tonghop_web::{External, ExternalFailure, ExternalProvider};

const ISSUER: &str = "TONGHOP_OIDC_ISSUER";
const CLIENT: &str = "TONGHOP_OIDC_CLIENT_ID";
const SECRET: &str = "TONGHOP_OIDC_CLIENT_SECRET";
const NAME: &str = "TONGHOP_OIDC_NAME";
const SCOPES: &str = "TONGHOP_OIDC_SCOPES";
const LOGIN: &str = "TONGHOP_OIDC_LOGIN_CLAIM";
const BIND: &str = "TONGHOP_OIDC_BIND";
const CREATE: &str = "TONGHOP_OIDC_CREATE";
const SECOND_FACTORS: &str = "TONGHOP_OIDC_SECOND_FACTORS";
const CERTIFICATES: &str = "TONGHOP_OIDC_CERTIFICATES";

/// What is wrong with the variables.
pub enum Wrong {
    /// The provider cannot be used with them.
    Settings(SettingsError),
    /// A variable holds none of the words that it may.
    Word {
        /// Its name.
        name: &'static str,
        /// What it may hold.
        words: &'static str,
    },
}

/// The provider; none where no issuer is set.
///
/// # Errors
/// [`Wrong`] names the variable that cannot be used.
pub fn from_environment() -> Result<Option<External>, Wrong> {
    let Some(issuer) = set(ISSUER) else {
        return Ok(None);
    };
    let mut settings = Settings::new(issuer, set(CLIENT).unwrap_or_default());
    settings.secret = set(SECRET);
    settings.certificates = set(CERTIFICATES).map(Into::into);
    if let Some(scopes) = set(SCOPES) {
        settings.scopes = scopes;
    }
    if let Some(claim) = set(LOGIN) {
        settings.login_claim = claim;
    }
    let listed = set(SECOND_FACTORS).unwrap_or_default();
    settings.second_factors = listed
        .split([',', ' '])
        .filter(|v| !v.is_empty())
        .map(str::to_owned)
        .collect();
    let policy = ExternalPolicy {
        binding: word(BIND, "none, login, mail", |w| match w {
            "none" => Some(Binding::None),
            "login" => Some(Binding::Login),
            "mail" => Some(Binding::Mail),
            _ => None,
        })?,
        create: word(CREATE, "no, yes", |w| match w {
            "no" => Some(false),
            "yes" => Some(true),
            _ => None,
        })?,
    };
    let name = set(NAME).unwrap_or_else(|| host(&settings.issuer).to_owned());
    let provider = Provider::new(settings).map_err(Wrong::Settings)?;
    Ok(Some(External {
        name,
        policy,
        provider: Arc::new(Oidc(provider)),
    }))
}

/// A variable that is there and not empty.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The value that the word of a variable means; the default where it is not set.
fn word<T: Default>(name: &'static str, words: &'static str, of: impl Fn(&str) -> Option<T>) -> Result<T, Wrong> {
    match set(name) {
        None => Ok(T::default()),
        Some(word) => of(word.trim()).ok_or(Wrong::Word { name, words }),
    }
}

/// The host of an issuer, where it has no other name.
fn host(issuer: &str) -> &str {
    let rest = issuer.split_once("://").map_or(issuer, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// What is wrong, in words.
pub fn worded(wrong: &Wrong, messages: &Messages) -> String {
    match wrong {
        Wrong::Settings(SettingsError::Issuer(issuer)) => {
            messages.word("cli-serve-external-issuer", &[("issuer", Arg::Text(issuer.clone()))])
        }
        Wrong::Settings(SettingsError::Client) => messages.text("cli-serve-external-client"),
        Wrong::Settings(SettingsError::Certificates { file, cause }) => {
            let args = [("file", Arg::Text(file.clone())), ("cause", Arg::Text(cause.clone()))];
            messages.word("cli-serve-external-certificates", &args)
        }
        Wrong::Word { name, words } => {
            let args = [
                ("name", Arg::Text((*name).into())),
                ("words", Arg::Text((*words).into())),
            ];
            messages.word("cli-serve-external-word", &args)
        }
    }
}

#[derive(Debug)]
struct Oidc(Provider);

impl ExternalProvider for Oidc {
    fn issuer(&self) -> &str {
        self.0.issuer()
    }

    fn leave(&self, start: &ExternalStart, redirect: &str, now: Moment) -> Result<String, ExternalFailure> {
        let attempt = Attempt {
            state: start.state.clone(),
            nonce: start.nonce.clone(),
            verifier: start.verifier.clone(),
        };
        self.0.leave(&attempt, redirect, now.unix()).map_err(|e| failure(&e))
    }

    fn arrive(
        &self,
        back: &ExternalReturn,
        code: &str,
        redirect: &str,
        now: Moment,
    ) -> Result<ExternalIdentity, ExternalFailure> {
        let attempt = Attempt {
            // Compared by the server already.
            state: String::new(),
            nonce: back.nonce.clone(),
            verifier: back.verifier.clone(),
        };
        let known = self
            .0
            .arrive(&attempt, code, redirect, now.unix())
            .map_err(|e| failure(&e))?;
        Ok(ExternalIdentity {
            issuer: known.issuer,
            subject: known.subject,
            login: known.login,
            email: known.email,
            name: known.name,
            second_factor: known.second_factor,
        })
    }

    fn end_session(&self, after: &str) -> Option<String> {
        self.0.end_session(after)
    }
}

/// Our words with those of the network below them.
fn failure(error: &OidcError) -> ExternalFailure {
    let mut detail = error.to_string();
    let mut below = error.source();
    while let Some(cause) = below {
        let part = cause.to_string();
        // Some causes repeat the one below them.
        if !detail.contains(&part) {
            detail = format!("{detail}: {part}");
        }
        below = cause.source();
    }
    ExternalFailure {
        unreachable: matches!(error, OidcError::Unreachable(_)),
        detail,
    }
}
