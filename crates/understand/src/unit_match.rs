//! The org unit that issued the document.

use crate::flow::Para;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::{Header, UnitMatch};

/// The unit of the catalogue that the header names, at the document's date.
#[must_use]
pub fn find(header: &Header, paras: &[Para], catalogue: &Catalogue) -> Option<UnitMatch> {
    let _ = (header, paras, catalogue);
    None
}
