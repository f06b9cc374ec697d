//! Signing in through a provider of OpenID Connect (OpenID Connect Core 1.0, authorization code flow with PKCE, RFC 7636).
//!
//! Knows nothing of accounts, pages or the database. Whoever calls keeps the [`Attempt`] between leaving for the provider
//! and coming back, hands over the present second, and decides whose account an [`Identity`] is. Calls to the provider
//! block; what it answers is bounded, and its ID token is believed only after its signature, issuer, audience, times and
//! nonce were checked ([`token`]).

mod discovery;
mod error;
mod http;
mod jwk;
mod provider;
mod settings;
pub mod token;

pub use error::{OidcError, SettingsError};
pub use provider::{Attempt, Identity, Provider};
pub use settings::Settings;
