//! A scanned page of a kept file as a picture, for a page that shows where a value was read.

use super::download;
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::ids::AttachmentId;
use tonghop_readers::{Input, pdf};

/// A page (from 1) of a kept PDF file as PNG; none where the page has a text layer and so no picture of it is kept, or
/// the file is no PDF that can be read.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn page_picture(cycle: &Cycle, call: &Call<'_>, id: AttachmentId, page: u32) -> CycleResult<Option<Vec<u8>>> {
    let file = download(cycle, call, id)?;
    if file.media_type != "application/pdf" {
        return Ok(None);
    }
    let input = Input {
        name: &file.name,
        bytes: &file.bytes,
    };
    // The file was read before; what is odd about it stands with its reading.
    Ok(pdf::page_picture(&input, &cycle.engine.file_limits(), page).unwrap_or(None))
}
