//! The catalogue: programmes, templates, indicators, wordings and org units as data.
//!
//! [`Catalogue::embedded`] is built into the binary; [`Catalogue::load`] reads a directory of the
//! same layout instead. Every problem in the data is reported with file and line.

use tonghop_model::indicator::Indicator;
use tonghop_model::programme::Programme;
use tonghop_model::template::Template;
use tonghop_model::wording::{DocumentType, StatusWording};

/// Everything that is data and not code.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Programmes with their trees.
    pub programmes: Vec<Programme>,
    /// Provincial templates.
    pub templates: Vec<Template>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Document types.
    pub document_types: Vec<DocumentType>,
    /// Status wordings, most specific first.
    pub status_wordings: Vec<StatusWording>,
}
