//! Reports.
mod item;
pub use item::Item;
