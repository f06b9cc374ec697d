//! A page of a kept file as a picture, for a page that shows where a value was read.

use super::{Download, download};
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::ids::AttachmentId;
use tonghop_readers::pdf;
use tonghop_readers::{Input, Limits, ReadError};

pub use tonghop_readers::pdf::{Area, PageView, Sought};

/// A page (from 1) of a kept PDF file as PNG; none where there is no picture of it (no scan, and Poppler is not installed), or the
/// file is no PDF that can be read.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn page_picture(cycle: &Cycle, call: &Call<'_>, id: AttachmentId, page: u32) -> CycleResult<Option<Vec<u8>>> {
    let file = download(cycle, call, id)?;
    Ok(of_pdf(cycle, &file, |input, limits| {
        pdf::page_picture(input, limits, page)
    }))
}

/// Size of a page (from 1) that has a picture, in points, and where the passage stands on it.
///
/// # Errors
/// As [`page_picture`].
pub fn page_view(
    cycle: &Cycle,
    call: &Call<'_>,
    id: AttachmentId,
    page: u32,
    sought: &[Sought],
) -> CycleResult<Option<PageView>> {
    let file = download(cycle, call, id)?;
    Ok(of_pdf(cycle, &file, |input, limits| {
        pdf::page_view(input, limits, page, sought)
    }))
}

fn of_pdf<T>(
    cycle: &Cycle,
    file: &Download,
    look: impl FnOnce(&Input<'_>, &Limits) -> Result<Option<T>, ReadError>,
) -> Option<T> {
    if file.media_type != "application/pdf" {
        return None;
    }
    let input = Input {
        name: &file.name,
        bytes: &file.bytes,
    };
    // The file was read before; what is odd about it stands with its reading.
    look(&input, &cycle.engine.file_limits()).unwrap_or(None)
}
