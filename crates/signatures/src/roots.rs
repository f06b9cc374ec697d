//! Root certificates that an office trusts, from PEM or DER.

use crate::asn1::{Element, SEQUENCE};
use crate::certificate::Certificate;
use crate::report::CertificateInfo;

/// Roots that are taken, at most.
const MAX_ROOTS: usize = 1_000;

/// The roots that an office trusts.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    pub(crate) certificates: Vec<Certificate>,
}

/// Why a file holds no roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RootError {
    /// No certificate in the file.
    #[error("the file holds no certificate")]
    NoCertificate,
    /// A certificate in the file cannot be read.
    #[error("certificate number {0} of the file cannot be read")]
    Unreadable(usize),
    /// More certificates than are taken (1,000).
    #[error("more than {MAX_ROOTS} root certificates")]
    TooMany,
}

impl Roots {
    /// No roots: nobody's chain can be trusted, everything else can be checked.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds the certificates of a PEM file (any number of blocks) or a DER file (one certificate).
    ///
    /// # Errors
    /// [`RootError`] where there is none, or one that cannot be read; nothing is added then.
    pub fn add(&mut self, bytes: &[u8]) -> Result<usize, RootError> {
        let ders = pem_blocks(bytes).unwrap_or_else(|| vec![bytes.to_vec()]);
        let mut fresh = Vec::new();
        for (i, der) in ders.iter().enumerate() {
            let element = Element::first(der).and_then(|e| e.of(SEQUENCE));
            let element = element.ok_or(if i == 0 && ders.len() == 1 {
                RootError::NoCertificate
            } else {
                RootError::Unreadable(i + 1)
            })?;
            fresh.push(Certificate::read(element).ok_or(RootError::Unreadable(i + 1))?);
        }
        if fresh.is_empty() {
            return Err(RootError::NoCertificate);
        }
        if self.certificates.len() + fresh.len() > MAX_ROOTS {
            return Err(RootError::TooMany);
        }
        let count = fresh.len();
        for certificate in fresh {
            if !self.certificates.iter().any(|c| c.raw == certificate.raw) {
                self.certificates.push(certificate);
            }
        }
        Ok(count)
    }

    /// True where there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// What each of them says about itself.
    #[must_use]
    pub fn list(&self) -> Vec<CertificateInfo> {
        self.certificates.iter().map(CertificateInfo::of).collect()
    }
}

/// The contents of all `CERTIFICATE` blocks; `None` where the file is no PEM file.
fn pem_blocks(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if !text.contains("-----BEGIN ") {
        return None;
    }
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("-----BEGIN CERTIFICATE-----") {
        let (body, after) = after.split_once("-----END CERTIFICATE-----").unwrap_or((after, ""));
        blocks.push(base64(body).unwrap_or_default());
        rest = after;
        if blocks.len() > MAX_ROOTS {
            break;
        }
    }
    Some(blocks)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut bits) = (0u32, 0u8);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        buffer = buffer << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((buffer >> bits) as u8);
            buffer &= (1 << bits) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(base64("VOG7lW5nIEjhu6Nw\n").as_deref(), Some("Tổng Hợp".as_bytes()));
        assert_eq!(base64("a*"), None);
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        let mut roots = Roots::none();
        assert_eq!(roots.add(b"hello"), Err(RootError::NoCertificate));
        assert_eq!(roots.add(b"-----BEGIN KEY-----\n"), Err(RootError::NoCertificate));
        let broken = b"-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n";
        assert_eq!(roots.add(broken), Err(RootError::Unreadable(1)));
        assert!(roots.is_empty());
    }
}
