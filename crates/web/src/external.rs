//! Signing in through a provider of single sign-on. How it is talked to is known outside of this crate.

use std::fmt;
use std::sync::Arc;
use tonghop_app::cycle::people::{ExternalIdentity, ExternalPolicy, ExternalReturn, ExternalStart};
use tonghop_model::moment::Moment;

/// The way to a provider.
pub trait ExternalProvider: fmt::Debug + Send + Sync {
    /// Its issuer.
    fn issuer(&self) -> &str;

    /// The address to which the browser is sent; may wait for the network.
    ///
    /// # Errors
    /// [`ExternalFailure`].
    fn leave(&self, start: &ExternalStart, redirect: &str, now: Moment) -> Result<String, ExternalFailure>;

    /// Who came back with this code; may wait for the network.
    ///
    /// # Errors
    /// [`ExternalFailure`].
    fn arrive(
        &self,
        back: &ExternalReturn,
        code: &str,
        redirect: &str,
        now: Moment,
    ) -> Result<ExternalIdentity, ExternalFailure>;

    /// Where the browser can end the session at the provider; none where it offers no such address.
    fn end_session(&self, after: &str) -> Option<String>;
}

/// Why nobody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalFailure {
    /// True where the provider does not answer, false where its answer is not accepted.
    pub unreachable: bool,
    /// What happened, for who looks after the server; no secrets.
    pub detail: String,
}

/// A provider as the installation has set it up.
#[derive(Debug, Clone)]
pub struct External {
    /// What people call it: "Cổng đăng nhập tỉnh".
    pub name: String,
    /// Whom it may sign in.
    pub policy: ExternalPolicy,
    /// The way to it.
    pub provider: Arc<dyn ExternalProvider>,
}
