//! Secrets: made at random, kept as digests only.

use super::{CycleError, CycleResult};
use sha2::{Digest, Sha256};

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> CycleResult<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| CycleError::Internal(format!("no random bytes: {e}")))?;
    Ok(bytes)
}

/// A secret of 32 random bytes that can stand in a link, and the digest that is kept of it.
pub(crate) fn secret() -> CycleResult<(String, String)> {
    let text = hex(&random::<32>()?);
    let digest = digest(&text);
    Ok((text, digest))
}

/// SHA-256 of a text, lower-case hexadecimal.
pub(crate) fn digest(text: &str) -> String {
    digest_bytes(text.as_bytes())
}

/// SHA-256 of bytes, lower-case hexadecimal.
pub(crate) fn digest_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

/// Compares without telling by its duration where the difference is.
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (x, y)| difference | (x ^ y)) == 0
}
