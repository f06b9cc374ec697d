//! The header block, title, request, recipients and signature (Nghị định 30/2020/NĐ-CP, Annex I).

use crate::flow::Para;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::{Header, Section};

/// What the document says about itself.
///
/// `file_year` is the year that a blank date line may be completed with by whoever shows it; the
/// header itself never invents a date.
#[must_use]
pub fn find(paras: &[Para], sections: &[Section], file_year: Option<i32>, catalogue: &Catalogue) -> Header {
    let _ = (paras, sections, file_year, catalogue);
    Header::default()
}
