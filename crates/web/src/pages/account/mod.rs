//! One's own account: set-up, signing in and out, links, password, second factor, tokens.

mod external;
mod first_run;
mod link;
mod password;
mod profile;
mod qr;
mod second_factor;
pub mod session;
pub mod sessions;
mod sign_in;
mod tokens;

use crate::routes::{Access, Route, get, post};

pub fn routes() -> Vec<Route> {
    vec![
        get("/first-run", Access::Guessing, first_run::show),
        post("/first-run", Access::Guessing, first_run::submit),
        get("/sign-in", Access::Guessing, sign_in::show),
        post("/sign-in", Access::Guessing, sign_in::submit),
        get("/sign-in/external", Access::Guessing, external::leave),
        get("/sign-in/external/back", Access::Guessing, external::back),
        get("/sign-in/external/code", Access::Guessing, external::code),
        post("/sign-in/external/code", Access::Guessing, external::confirm),
        get("/sign-in/external/ended", Access::Public, external::ended),
        post("/sign-out", Access::SignedIn, session::sign_out),
        post("/account/sign-out-everywhere", Access::SignedIn, sessions::end_others),
        post("/account/sessions/end", Access::SignedIn, sessions::end),
        get("/link/{secret}", Access::Guessing, link::show),
        post("/link/{secret}", Access::Guessing, link::submit),
        get("/account", Access::SignedIn, profile::show),
        post("/account/profile", Access::SignedIn, profile::change),
        post("/account/password", Access::SignedIn, password::submit),
        get("/account/second-factor", Access::SignedIn, second_factor::show),
        post("/account/second-factor", Access::SignedIn, second_factor::confirm),
        post("/account/second-factor/begin", Access::SignedIn, second_factor::begin),
        post("/account/second-factor/remove", Access::SignedIn, second_factor::remove),
        post("/account/tokens", Access::SignedIn, tokens::create),
        post("/account/tokens/revoke", Access::SignedIn, tokens::revoke),
    ]
}
