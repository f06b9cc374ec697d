//! What happens to every request around its handler, from the outside in:
//! [`observe`] (id, log, metrics) → [`headers`] → [`compress`] → [`identify`] (language, session) → [`explain`]
//! (problems become pages) → [`contain`] (time limit, panics) → the router with its guards.

pub mod compress;
pub mod contain;
pub mod explain;
pub mod headers;
pub mod identify;
pub mod observe;
