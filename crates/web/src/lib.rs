//! The server: pages and API over the use cases of `app`.
//!
//! - [`routes`] — every route once: method, path, rule, body, handler. What is not in the table is not served.
//! - [`middleware`] — what happens to every request before and after its handler.
//! - `pages/<area>/<page>.rs` with `templates/<area>/<page>.html`, `api/<resource>.rs`.
//! - [`assets`] — style sheet and scripts, embedded, under names that change with their content.
//!
//! A handler reads what was submitted, calls one use case, and shows or redirects. It decides nothing.

mod api;
mod app;
pub mod assets;
mod body;
mod clock;
mod config;
mod connections;
mod context;
mod cookie;
mod external;
mod flash;
pub mod form;
mod guard;
mod jobs;
mod line;
pub mod metrics;
pub mod middleware;
mod nav;
mod owner;
mod page;
mod pager;
mod pages;
mod post;
mod problem;
pub mod rate_limit;
pub mod reply;
pub mod routes;
mod secret;
mod server;
mod stream;
mod visits;

pub use app::App;
pub use clock::Clock;
pub use config::{Config, Limits, SampleLogIn, SampleLogIns};
pub use external::{External, ExternalFailure, ExternalProvider};
pub use post::{Cause, NotSent, Post};
pub use problem::{CODES, Problem, WebError};
pub use server::{ServeError, run, serve, service};
