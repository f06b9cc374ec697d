//! The lists of the assessment: advantages, limitations, causes, recommendations, next tasks.

use crate::flow::Para;
use tonghop_model::reading::{Assessment, Section};

/// The statements under the headings that announce them.
#[must_use]
pub fn find(paras: &[Para], sections: &[Section]) -> Assessment {
    let _ = (paras, sections);
    Assessment::default()
}
