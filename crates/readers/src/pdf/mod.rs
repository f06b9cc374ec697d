//! Placeholder: to be filled in.

use crate::{Input, Limits, ReadError};
use tonghop_document::Document;

/// Reads one file of this format.
///
/// # Errors
/// [`ReadError`] says what is wrong with the file.
pub fn read(_input: &Input<'_>, _limits: &Limits) -> Result<Document, ReadError> {
    Err(ReadError::Unsupported { kind: "pdf".into() })
}
