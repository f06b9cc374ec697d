//! How the mail server is reached.

use std::path::PathBuf;
use std::time::Duration;

/// How the mail server is reached.
#[derive(Clone)]
pub struct Settings {
    /// `smtps://user:password@host:465` (TLS from the start), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS), or `smtp://host:25` (no encryption, for a server on the same machine or in the same closed network).
    pub server: String,
    /// Sender: `Tổng Hợp <bao-cao@example.vn>` or the bare address.
    pub sender: String,
    /// Certificates in PEM to trust beside those of the system, for a server with a certificate of the province's own.
    pub certificates: Option<PathBuf>,
    /// Time after which a silent server is given up.
    pub timeout: Duration,
}

impl Settings {
    /// Settings with a time-out of 30 seconds and no certificates of their own.
    pub fn new(server: impl Into<String>, sender: impl Into<String>) -> Self {
        Self {
            server: server.into(),
            sender: sender.into(),
            certificates: None,
            timeout: Duration::from_secs(30),
        }
    }
}

impl std::fmt::Debug for Settings {
    /// Without the address of the server, which may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("sender", &self.sender)
            .field("certificates", &self.certificates)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
