//! Compressed texts.

use crate::{StoreError, StoreResult};
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use std::io::Read as _;

/// Longest text that is unpacked, in bytes: a document's text, far below what memory can bear.
const MOST: u64 = 256 << 20;

/// Compresses.
#[must_use]
pub fn pack(text: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // Reading from memory into memory cannot fail.
    let _ = DeflateEncoder::new(text, Compression::fast()).read_to_end(&mut packed);
    packed
}

/// The opposite of [`pack`].
///
/// # Errors
/// [`StoreError::Corrupt`] where it was not packed here.
pub fn unpack(packed: &[u8]) -> StoreResult<Vec<u8>> {
    let mut text = Vec::new();
    DeflateDecoder::new(packed)
        .take(MOST)
        .read_to_end(&mut text)
        .map_err(|e| StoreError::Corrupt(e.to_string()))?;
    Ok(text)
}
