//! Verifies the digital signatures of received PDF files.
//!
//! Pure: bytes, trusted roots and the time of the check in, a typed [`Report`] out. Nothing is asked over a network,
//! no private keys are known here. Forms: `adbe.pkcs7.detached`, `ETSI.CAdES.detached` (PAdES), `adbe.pkcs7.sha1`,
//! and time stamps over the document (`ETSI.RFC3161`); RSA (PKCS #1 v1.5, PSS) and ECDSA (P-256, P-384).
//!
//! Every bound on work has its error or mark: length and structure of the file ([`VerifyError`]), number of
//! signatures ([`Report::truncated`]), size of the comparison ([`report::ChangeKind::Unknown`]).

mod algorithm;
mod asn1;
mod certificate;
mod chain;
mod cms;
mod describe;
mod judge;
mod name;
mod oids;
mod pdf;
pub mod report;
mod revocation;
mod roots;
mod time;
mod timestamp;
mod verify;

pub use describe::{Statement, describe};
pub use report::{Report, SignatureReport, Verdict};
pub use roots::{RootError, Roots};
pub use time::Time;

use hayro_syntax::object::Dict;
use memchr::memmem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Longest file that is checked, in bytes.
pub const MAX_BYTES: usize = 256 << 20;
/// The structure of a file may unpack to that many bytes.
const MAX_STRUCTURE: u64 = 512 << 20;
/// The end mark of a file stands in that many last bytes (ISO 32000-1, annex H.3, note 18).
const END: usize = 1_024;
/// Signatures of one file that are checked.
const MAX_SIGNATURES: usize = 64;

/// Why nothing can be said about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// No PDF file.
    #[error("not a PDF file")]
    NotPdf,
    /// Broken, so that not even its structure can be read.
    #[error("the structure of the file is damaged")]
    Damaged,
    /// A password is needed.
    #[error("the file is protected by a password")]
    Encrypted,
    /// Encrypted in a way that this program does not know.
    #[error("the file is encrypted in an unknown way")]
    EncryptionUnknown,
    /// Longer than [`MAX_BYTES`], or its structure unpacks to too much.
    #[error("the file is too large, or unpacks to too much")]
    TooLarge,
}

/// Checks all signatures of a file at the time `at`. A file without signatures gives a report without signatures.
///
/// # Errors
/// [`VerifyError`] where the file cannot be read.
pub fn verify(bytes: &[u8], roots: &Roots, at: Time) -> Result<Report, VerifyError> {
    if bytes.len() > MAX_BYTES {
        return Err(VerifyError::TooLarge);
    }
    let head = &bytes[..bytes.len().min(1_024)];
    if memmem::find(head, b"%PDF-").is_none() {
        return Err(VerifyError::NotPdf);
    }
    if !pdf::guard::is_bounded(bytes, MAX_STRUCTURE) {
        return Err(VerifyError::TooLarge);
    }
    // Hostile files have made PDF libraries panic before; one file must not end the run.
    let checked = catch_unwind(AssertUnwindSafe(|| check(bytes, roots, at)));
    checked.unwrap_or(Err(VerifyError::Damaged))
}

fn check(bytes: &[u8], roots: &Roots, at: Time) -> Result<Report, VerifyError> {
    let bytes = Arc::new(bytes.to_vec());
    let file = pdf::open(&bytes, bytes.len())?;
    let fields = pdf::fields::all(&file);
    let mut sources = pdf::store::read(&file);
    let signed: Vec<(&pdf::fields::Field<'_>, &Dict<'_>)> =
        fields.iter().filter_map(|f| Some((f, f.value.as_ref()?))).collect();
    let truncated = signed.len() > MAX_SIGNATURES;
    for (_, value) in signed.iter().take(MAX_SIGNATURES) {
        verify::embedded_sources(value, &bytes, &mut sources);
    }
    let context = verify::Context {
        bytes: Arc::clone(&bytes),
        roots,
        at,
        sources,
    };
    let taken = signed.iter().take(MAX_SIGNATURES);
    let mut drafts: Vec<_> = taken
        .map(|(field, value)| verify::draft(&context, &file, field, value))
        .collect();
    drafts.sort_by_key(|d| d.end);
    // A time stamp over the document shows that every signature before it is older.
    let stamps: Vec<(usize, Time)> = drafts.iter().filter_map(|d| Some((d.end, d.proves?))).collect();
    let proof = |end: usize| stamps.iter().filter(|(e, _)| *e > end).map(|(_, time)| *time).min();
    let signatures: Vec<_> = drafts
        .into_iter()
        .map(|draft| {
            let proof = proof(draft.end);
            verify::finish(&context, draft, proof)
        })
        .collect();
    Ok(Report {
        bytes: bytes.len() as u64,
        pages: u32::try_from(file.pages().len()).unwrap_or(u32::MAX),
        checked_at: at,
        unlisted: memmem::find_iter(&bytes[..], b"/ByteRange")
            .count()
            .saturating_sub(signed.len()),
        signatures,
        empty_fields: fields
            .iter()
            .filter(|f| f.value.is_none())
            .map(|f| f.name.clone())
            .collect(),
        cut_off: memmem::rfind(&bytes[bytes.len().saturating_sub(END)..], b"%%EOF").is_none(),
        truncated,
    })
}
