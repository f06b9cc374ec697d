//! What an installation chooses when it starts the server.

use crate::external::External;
use crate::post::Post;
use std::sync::Arc;
use std::time::Duration;

/// How the server is run.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where people reach the server: `https://baocao.example.vn`, without a slash at the end. One-time links
    /// begin with it; cookies are marked secure where it is `https`.
    pub base_url: String,
    /// True where a proxy in front of the server sets `X-Forwarded-For`; its last entry is then the caller.
    pub behind_proxy: bool,
    /// Bounds on what one request may cost.
    pub limits: Limits,
    /// Who can sign in, shown on the sign-in page: only for a demo, whose data are made up.
    pub samples: Option<SampleLogIns>,
    /// The way to the mail server; without one the mail waits.
    pub post: Option<Arc<dyn Post>>,
    /// The provider of single sign-on; none where people sign in here only.
    pub external: Option<External>,
}

/// The people of a demo.
#[derive(Debug, Clone)]
pub struct SampleLogIns {
    /// Everybody's password.
    pub password: String,
    /// The people.
    pub people: Vec<SampleLogIn>,
}

/// Somebody of a demo.
#[derive(Debug, Clone)]
pub struct SampleLogIn {
    /// Name to sign in with.
    pub login: String,
    /// Stable name of the role.
    pub role: String,
    /// Name of the unit.
    pub unit: String,
}

/// Bounds on requests.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a form.
    pub form: usize,
    /// Bytes of a request with files.
    pub upload: usize,
    /// Bytes of a JSON request.
    pub json: usize,
    /// Bytes of a JSON request that is read as it comes: an import of values, of which the most that one takes fit in.
    pub rows: usize,
    /// Time after which a request is given up.
    pub timeout: Duration,
    /// Failed attempts to sign in, or to use a one-time link, per address and minute.
    pub attempts_per_minute: u32,
    /// Pages and files of what was published, per address and minute, for who is not signed in.
    pub public_per_minute: u32,
    /// Connections that are open at once; each takes a file of the system.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            form: 1 << 20,
            upload: 50 << 20,
            json: 8 << 20,
            rows: 96 << 20,
            timeout: Duration::from_secs(120),
            attempts_per_minute: 20,
            public_per_minute: 120,
            connections: 700,
        }
    }
}

impl Config {
    /// A configuration with the default limits.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            behind_proxy: false,
            limits: Limits::default(),
            samples: None,
            post: None,
            external: None,
        }
    }

    /// True where people reach the server over TLS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Address of a one-time link.
    #[must_use]
    pub fn one_time_link(&self, secret: &str) -> String {
        format!("{}/link/{secret}", self.base_url)
    }
}
