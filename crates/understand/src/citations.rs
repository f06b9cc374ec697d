//! Mentions of documents: type, number, date, issuer, subject.

use crate::flow::Para;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::Citation;

/// Every mention of a document in these paragraphs, in order.
#[must_use]
pub fn find(_paras: &[Para], _catalogue: &Catalogue) -> Vec<Citation> {
    Vec::new()
}
