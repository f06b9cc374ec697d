//! Vietnamese text: normal forms, folding, legacy encodings, numbers, dates, similarity.
//!
//! Nothing here knows documents or the reporting domain.

mod fold;
pub mod near;
pub mod similarity;

pub use fold::{fold, fold_char, nfc, squash_space, words};
