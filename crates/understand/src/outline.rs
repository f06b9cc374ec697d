//! The outline: which paragraphs are headings, and under which heading every paragraph stands.

use crate::flow::Para;
use tonghop_model::reading::Section;

/// The headings of the document in order; sets every paragraph's place to its section path.
pub fn find(paras: &mut [Para]) -> Vec<Section> {
    let _ = paras;
    Vec::new()
}
