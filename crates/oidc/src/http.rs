//! Asking the provider: TLS through rustls on ring, bounded answers, no redirects.

use crate::{OidcError, Settings, SettingsError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::Arc;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Largest answer, in bytes.
const MOST: u64 = 1 << 20;

/// The way to the provider.
#[derive(Debug)]
pub(crate) struct Http(ureq::Agent);

impl Http {
    pub(crate) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let mut roots: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
            .certs
            .iter()
            .map(|c| Certificate::from_der(c).to_owned())
            .collect();
        if let Some(file) = &settings.certificates {
            roots.extend(own(file)?);
        }
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("tonghop")
            .tls_config(tls)
            .build();
        Ok(Self(config.into()))
    }

    pub(crate) fn get<T: DeserializeOwned>(&self, address: &str, what: &'static str) -> Result<T, OidcError> {
        let answer = self.0.get(address).header("accept", "application/json").call();
        read(answer, what)
    }

    /// Posts a form; a client with a secret shows it in the way of RFC 6749, 2.3.1.
    pub(crate) fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        form: &[(&str, &str)],
        basic: Option<(&str, &str)>,
        what: &'static str,
    ) -> Result<T, OidcError> {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        let mut request = self
            .0
            .post(address)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some((client, secret)) = basic {
            let encoded = |t: &str| form_urlencoded::byte_serialize(t.as_bytes()).collect::<String>();
            let pair = STANDARD.encode(format!("{}:{}", encoded(client), encoded(secret)));
            request = request.header("authorization", format!("Basic {pair}"));
        }
        read(request.send(body.finish()), what)
    }
}

fn read<T: DeserializeOwned>(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    what: &'static str,
) -> Result<T, OidcError> {
    #[derive(serde::Deserialize)]
    struct Refusal {
        #[serde(default)]
        error: String,
    }
    let unreachable = |e| OidcError::Unreachable(Box::new(e));
    let mut answer = answer.map_err(unreachable)?;
    let status = answer.status().as_u16();
    let bytes = answer
        .body_mut()
        .with_config()
        .limit(MOST)
        .read_to_vec()
        .map_err(unreachable)?;
    if status != 200 {
        let said = serde_json::from_slice::<Refusal>(&bytes)
            .map(|r| r.error)
            .unwrap_or_default();
        let code = said.chars().filter(|c| c.is_ascii_graphic()).take(60).collect();
        return Err(OidcError::Refused { status, code });
    }
    serde_json::from_slice(&bytes).map_err(|e| OidcError::Answer {
        what,
        cause: e.to_string(),
    })
}

fn own(file: &Path) -> Result<Vec<Certificate<'static>>, SettingsError> {
    let wrong = |cause: String| SettingsError::Certificates {
        file: file.display().to_string(),
        cause,
    };
    let pem = std::fs::read(file).map_err(|e| wrong(e.to_string()))?;
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let read = read.map_err(|e| wrong(e.to_string()))?;
    if read.is_empty() {
        return Err(wrong("no certificate".into()));
    }
    Ok(read.iter().map(|c| Certificate::from_der(c).to_owned()).collect())
}
