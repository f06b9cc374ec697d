//! Figures: every quantity that says something about the unit's state or activity.

use crate::flow::Para;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::Measure;

/// Every figure of these paragraphs, in order. Paragraphs with `fixed_wording` yield targets.
///
/// Cells of the status column are not meant for this: their percentages belong to the row.
#[must_use]
pub fn find(_paras: &[Para], _catalogue: &Catalogue) -> Vec<Measure> {
    Vec::new()
}
