//! What can go wrong.

/// Why a provider cannot be used with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The issuer is no address of the form `https://host/path` (`http` only on the machine itself).
    #[error("the issuer {0:?} is no address of the form https://host/path")]
    Issuer(String),
    /// The client's id is missing.
    #[error("the client id is missing")]
    Client,
    /// A file with certificates cannot be used.
    #[error("the certificates in {file} cannot be used: {cause}")]
    Certificates {
        /// The file as it was named.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider cannot be reached or does not answer in time.
    #[error("the provider cannot be reached")]
    Unreachable(#[source] Box<ureq::Error>),
    /// The provider answers with a failure: status and its own code.
    #[error("the provider refuses with status {status}: {code}")]
    Refused {
        /// Status of the answer.
        status: u16,
        /// `invalid_grant` and the like; empty where it names none.
        code: String,
    },
    /// An answer of the provider is not what the standard asks for.
    #[error("the provider's {what} cannot be used: {cause}")]
    Answer {
        /// Discovery document, key set, answer with the token.
        what: &'static str,
        /// What is wrong.
        cause: String,
    },
    /// The ID token is not to be believed.
    #[error("the ID token is not accepted: {0}")]
    Token(#[from] crate::token::TokenError),
}
