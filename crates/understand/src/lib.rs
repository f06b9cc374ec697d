//! Document + catalogue → reading: header, outline, annex rows, figures, citations, assessment, promises.
//!
//! Nothing is invented: what is uncertain carries a confidence, what was not understood is kept.
//! Knows no file format and no database.

pub mod annex;
pub mod assessment;
pub mod citations;
pub mod commitments;
pub mod flow;
pub mod header;
pub mod measures;
pub mod outline;
mod stretches;
mod tokens;
mod understand;
pub mod unit_match;

pub use understand::{understand, understand_form, understand_until};
