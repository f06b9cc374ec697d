//! Bounded reading of zip packages.
