//! The digital signatures of received PDF files: checked against the roots that the office trusts.
//!
//! [`verify`] works on bytes, so that a page that receives a file and the command line say the same.

use std::path::{Path, PathBuf};
use tonghop_messages::Messages;
use tonghop_model::message::Message;
pub use tonghop_signatures::report;
pub use tonghop_signatures::{
    Report, RootError, Roots, SignatureReport, Statement, Time, Verdict, VerifyError, describe, verify,
};

/// Longest file of roots in bytes.
const MAX_ROOT_FILE: u64 = 16 << 20;

/// Why the trusted roots could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum RootsError {
    /// A file or folder cannot be read.
    #[error("{}: cannot be read", .path.display())]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file holds no certificates that can be read.
    #[error("{}: {source}", .path.display())]
    Wrong {
        /// Which one.
        path: PathBuf,
        /// What is wrong.
        source: RootError,
    },
    /// A folder without any root.
    #[error("{}: no root certificate in the folder", .0.display())]
    Empty(PathBuf),
}

/// Loads roots from a file, or from all files `.pem`, `.crt`, `.cer` and `.der` of a folder.
///
/// # Errors
/// [`RootsError`] at the first file that cannot be used: a root that is silently left out would make good signatures
/// look untrusted.
pub fn load_roots(path: &Path) -> Result<Roots, RootsError> {
    let mut roots = Roots::none();
    if !path.is_dir() {
        add(&mut roots, path)?;
        return Ok(roots);
    }
    let unreadable = |source| RootsError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        files.push(entry.map_err(unreadable)?.path());
    }
    files.sort();
    let is_root = |p: &&PathBuf| {
        let extension = p.extension().map(|e| e.to_string_lossy().to_lowercase());
        matches!(extension.as_deref(), Some("pem" | "crt" | "cer" | "der"))
    };
    for file in files.iter().filter(is_root) {
        add(&mut roots, file)?;
    }
    if roots.is_empty() {
        return Err(RootsError::Empty(path.to_owned()));
    }
    Ok(roots)
}

fn add(roots: &mut Roots, path: &Path) -> Result<(), RootsError> {
    let unreadable = |source| RootsError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > MAX_ROOT_FILE {
        return Err(RootsError::Wrong {
            path: path.to_owned(),
            source: RootError::TooMany,
        });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    roots.add(&bytes).map_err(|source| RootsError::Wrong {
        path: path.to_owned(),
        source,
    })?;
    Ok(())
}

/// Why nothing can be said about a file.
#[must_use]
pub const fn error_message(error: VerifyError) -> Message {
    Message::new(match error {
        VerifyError::NotPdf => "signature-error-not-pdf",
        VerifyError::Damaged => "signature-error-damaged",
        VerifyError::Encrypted => "signature-error-encrypted",
        VerifyError::EncryptionUnknown => "signature-error-encryption-unknown",
        VerifyError::TooLarge => "signature-error-too-large",
    })
}

/// Why the roots could not be loaded.
#[must_use]
pub fn roots_message(error: &RootsError) -> Message {
    let file = |key, path: &Path| Message::new(key).with("file", path.display().to_string());
    match error {
        RootsError::Unreadable { path, source } => {
            file("signature-error-roots-file", path).with("cause", source.to_string())
        }
        RootsError::Empty(path) => file("signature-error-roots-empty", path),
        RootsError::Wrong { path, source } => match source {
            RootError::NoCertificate => file("signature-error-roots-none", path),
            RootError::Unreadable(number) => {
                file("signature-error-roots-unreadable", path).with("number", number.to_string())
            }
            RootError::TooMany => file("signature-error-roots-many", path),
        },
    }
}

/// One signature, worded for a page or a terminal.
#[derive(Debug, Clone)]
pub struct Shown {
    /// "1. Chữ ký số: Nguyễn Văn A".
    pub heading: String,
    /// What it comes to.
    pub verdict: (Verdict, String),
    /// Label and value: organisation, issuer, validity, reason, place, algorithm, stamp.
    pub facts: Vec<(String, String)>,
    /// Sentences with their weight.
    pub statements: Vec<(report::Level, String)>,
}

/// Words the signatures of a report.
#[must_use]
pub fn shown(report: &Report, messages: &Messages) -> Vec<Shown> {
    let numbered = (1..).zip(&report.signatures);
    numbered
        .map(|(number, signature)| show(number, signature, messages))
        .collect()
}

fn show(number: usize, signature: &SignatureReport, messages: &Messages) -> Shown {
    let signer = signature.signer.as_ref().map(|s| s.label().to_string());
    let heading = Message::new("signature-heading")
        .with("number", number.to_string())
        .with("kind", messages.format(&signature.kind.message()))
        .with(
            "signer",
            signer.unwrap_or_else(|| messages.text("signature-signer-unknown")),
        );
    let statements = describe(signature).into_iter();
    Shown {
        heading: messages.format(&heading),
        verdict: (signature.verdict, messages.format(&signature.verdict.message())),
        facts: facts(signature, messages),
        statements: statements.map(|s| (s.level, messages.format(&s.message))).collect(),
    }
}

fn facts(signature: &SignatureReport, messages: &Messages) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: Option<String>| facts.extend(value.map(|v| (messages.text(key), v)));
    if let Some(signer) = &signature.signer {
        let parts = [&signer.title, &signer.unit, &signer.organisation]
            .into_iter()
            .flatten();
        let organisation = parts.cloned().collect::<Vec<_>>().join(", ");
        fact(
            "signature-label-organisation",
            Some(organisation).filter(|o| !o.is_empty()),
        );
        fact("signature-label-issuer", Some(signer.issuer.clone()));
        let validity = Message::new("signature-validity")
            .with("from", signer.not_before.shown())
            .with("to", signer.not_after.shown());
        fact("signature-label-validity", Some(messages.format(&validity)));
    }
    fact("signature-label-reason", signature.claimed.reason.clone());
    fact("signature-label-location", signature.claimed.location.clone());
    let algorithm = signature.scheme.zip(signature.digest).map(|(scheme, digest)| {
        let bits = signature.key_bits.map_or_else(|| "?".to_string(), |b| b.to_string());
        let text = Message::new("signature-algorithm")
            .with("scheme", scheme)
            .with("bits", bits)
            .with("digest", digest);
        messages.format(&text)
    });
    fact("signature-label-algorithm", algorithm);
    fact("signature-label-stamp", Some(stamp(signature, messages)));
    let top = signature.chain.certificates.last().map(|c| c.fingerprint.clone());
    fact("signature-label-fingerprint", top);
    facts
}

/// Where the visible stamp stands, in millimetres.
fn stamp(signature: &SignatureReport, messages: &Messages) -> String {
    let Some(stamp) = signature.stamp else {
        return messages.text("signature-stamp-hidden");
    };
    let [left, bottom, right, top] = stamp.rectangle;
    let mm = |points: f32| messages.decimal((f64::from(points) * 25.4 / 72.0).round());
    let place = Message::new("signature-stamp-place")
        .with("page", stamp.page.to_string())
        .with("left", mm(left))
        .with("bottom", mm(bottom))
        .with("width", mm((right - left).abs()))
        .with("height", mm((top - bottom).abs()));
    messages.format(&place)
}
