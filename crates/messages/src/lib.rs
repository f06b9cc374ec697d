//! Texts for people, from Fluent files: Vietnamese first, English second.
//!
//! The files stand in `locales/<language>/<area>.ftl` and are embedded in the binary. A key is unique
//! over all areas; both languages have the same keys with the same variables (held by a test).

mod files;
mod lang;
mod messages;
mod number;

pub use files::FILES;
pub use lang::Lang;
pub use messages::Messages;
pub use number::{decimal, integer};
