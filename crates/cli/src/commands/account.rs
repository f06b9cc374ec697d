//! `tonghop account link`: the way back in where no administrator can sign in any more.

use super::{database, ended, failed};
use crate::args::AccountLinkArgs;
use crate::console;
use crate::exit::Exit;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{CycleError, people};
use tonghop_model::message::Arg;

pub fn link(engine: Engine, args: &AccountLinkArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let made = database::with(engine, &args.place, ("tonghop account", false), |cycle, call| {
        Ok(people::link_by_login(cycle, call, &args.login)?)
    });
    let secret = match made {
        Ok(secret) => secret,
        Err(error) => {
            match error.downcast_ref() {
                Some(CycleError::NotFound(_)) => {
                    let login = [("login", Arg::Text(args.login.clone()))];
                    console::note(&messages.word("cli-account-unknown", &login));
                }
                _ => failed(&*error, &messages),
            }
            return Exit::Failed;
        }
    };
    let base = args.base_url.as_deref().unwrap_or("http://127.0.0.1:8080");
    let link = format!("{}/link/{secret}", base.trim_end_matches('/'));
    console::note(&messages.text("cli-account-link-made"));
    ended(console::result(|out| writeln!(out, "{link}")), &[], &messages)
}
