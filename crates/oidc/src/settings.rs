//! How the provider is reached and what is asked of it.

use std::path::PathBuf;
use std::time::Duration;

/// How the provider is reached and what is asked of it.
#[derive(Clone)]
pub struct Settings {
    /// Address of the issuer, exactly as it stands in its tokens: `https://id.example.vn/realms/tinh`.
    pub issuer: String,
    /// Id under which the provider knows this server.
    pub client: String,
    /// Secret that goes with it; none for a public client, which PKCE alone protects.
    pub secret: Option<String>,
    /// Scopes besides `openid`.
    pub scopes: String,
    /// Claim of the ID token that holds the login: `preferred_username`.
    pub login_claim: String,
    /// Values of the claim `amr` (RFC 8176) that count as a second factor; none where codes are always asked for here.
    pub second_factors: Vec<String>,
    /// Certificates in PEM to trust beside those of the system, for a provider with an authority of the province's own.
    pub certificates: Option<PathBuf>,
    /// Time after which a silent provider is given up.
    pub timeout: Duration,
}

impl Settings {
    /// A public client with `profile email`, the login in `preferred_username` and a time-out of 10 seconds.
    pub fn new(issuer: impl Into<String>, client: impl Into<String>) -> Self {
        Self {
            issuer: issuer.into(),
            client: client.into(),
            secret: None,
            scopes: "profile email".into(),
            login_claim: "preferred_username".into(),
            second_factors: Vec::new(),
            certificates: None,
            timeout: Duration::from_secs(10),
        }
    }
}

impl std::fmt::Debug for Settings {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("issuer", &self.issuer)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// True for an address that may be asked: TLS, or plain on this machine alone.
pub(crate) fn is_safe(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or("").to_owned();
    if let Some(rest) = address.strip_prefix("https://") {
        return !host(rest).is_empty() && !host(rest).contains('@');
    }
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let host = host(rest);
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    !host.contains('@') && matches!(name, "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn plain_addresses_are_for_this_machine() {
        for good in [
            "https://id.example.vn/realms/x",
            "http://127.0.0.1:8080",
            "http://localhost/x",
            "http://[::1]:1/",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "http://id.example.vn",
            "https://",
            "ftp://x",
            "http://127.0.0.1@evil.example",
            "http://localhost.evil.example",
            "https://a@b",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }
}
