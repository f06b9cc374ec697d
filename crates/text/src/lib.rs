//! Vietnamese text: normal forms, folding, legacy encodings, numbers, dates, similarity.
//!
//! Nothing here knows documents or the reporting domain.

mod awaited;
pub mod dates;
mod fold;
mod issuers;
pub mod legacy;
pub mod near;
pub mod numbers;
mod order;
pub mod periods;
mod roman;
pub mod similarity;
mod tick;

pub use awaited::{awaits_figure, awaits_roman};
pub use fold::{fold, fold_char, lower_first, nfc, squash_space, words};
pub use issuers::{plain_issuer, unit_key};
pub use order::alphabetical;
pub use roman::roman;
pub use tick::is_tick;
