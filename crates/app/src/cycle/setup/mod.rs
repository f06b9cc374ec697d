//! From an empty database to a running installation.

mod bootstrap;
mod demo;
pub(crate) mod import_units;
mod own_province;

pub use bootstrap::{Bootstrap, Bootstrapped, bootstrap, bootstrap_here, bootstrap_own, is_bootstrapped, migrate};
pub use demo::{DemoState, demo_state, mark_demo};
pub use own_province::{OwnProvince, OwnUnit};
