//! What tests and benchmarks of several crates share: finding the real reports that lie beside a checkout,
//! and making up reports of units that do not exist.
//!
//! The crate's own tests hold the dependency rules of `ARCHITECTURE.md` against `cargo metadata`.

pub mod random;
pub mod reports;

use std::path::{Path, PathBuf};

/// The folder `shared/` beside the checkout, if there is one.
///
/// Tests that need real reports print that they are skipped where it is absent (a plain clone) and run
/// where it is present.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let shared = root.join("shared");
    shared.is_dir().then_some(shared)
}
