//! Document + catalogue → reading: header, outline, annex rows, figures, citations, assessment, promises.
//!
//! Nothing is invented: what is uncertain carries a confidence, what was not understood is kept.
//! Knows no file format and no database.

pub mod citations;
pub mod commitments;
pub mod flow;
pub mod measures;
pub mod assessment;
pub mod header;
pub mod outline;
pub mod unit_match;
