//! From an empty database to a running installation.

mod bootstrap;
mod import_units;

pub use bootstrap::{Bootstrap, Bootstrapped, bootstrap, is_bootstrapped, migrate};
