//! A document that is sent while it is written.

use crate::reply::Reply;
use crate::stream;
use std::io;
use tonghop_app::cycle::documents::Draft;

/// Sends a document while it is written.
///
/// # Errors
/// The name cannot be written in a header.
pub fn send(draft: Draft) -> Reply {
    let (name, media) = (draft.name.clone(), draft.format.media_type());
    stream::written(&name, media, move |mut out| {
        draft.write(&mut out).map_err(io::Error::other)
    })
}
