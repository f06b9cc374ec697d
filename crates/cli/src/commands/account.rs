//! `tonghop account`: the way back in where no administrator can sign in any more, or where there is none.

use super::serve::is_web_address;
use super::{database, ended, failed};
use crate::args::{AccountLinkArgs, AccountRoleArgs, MachineRole};
use crate::console;
use crate::exit::Exit;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{CycleError, people};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;

pub fn link(engine: Engine, args: &AccountLinkArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    if let Some(url) = args.base_url.as_deref().filter(|url| !is_web_address(url)) {
        let url = [("url", Arg::Text(url.to_owned()))];
        console::note(&messages.word("cli-base-url-wrong", &url));
        return Exit::Failed;
    }
    let made = database::with(engine, &args.place, ("tonghop account", false), |cycle, call| {
        Ok(people::link_by_login(cycle, call, &args.login)?)
    });
    let secret = match made {
        Ok(secret) => secret,
        Err(error) => return refused(&*error, &args.login, &messages),
    };
    let base = args.base_url.as_deref().unwrap_or("http://127.0.0.1:8080");
    let link = format!("{}/link/{secret}", base.trim_end_matches('/'));
    console::note(&messages.text("cli-account-link-made"));
    ended(console::result(|out| writeln!(out, "{link}")), &[], &messages)
}

pub fn role(engine: Engine, args: &AccountRoleArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let MachineRole::Administrator = args.role;
    let made = database::with(engine, &args.place, ("tonghop account", false), |cycle, call| {
        Ok(people::make_administrator(cycle, call, &args.login)?)
    });
    let made = match made {
        Ok(made) => made,
        Err(error) => return refused(&*error, &args.login, &messages),
    };
    let login = [("login", Arg::Text(args.login.clone()))];
    let lines = [
        (made.reactivated, "cli-account-reactivated"),
        (made.given, "cli-account-role-made"),
        (!made.given, "cli-account-role-there"),
        (made.needs_link, "cli-account-role-link"),
    ];
    let written = console::result(|out| {
        for (_, key) in lines.iter().filter(|(holds, _)| *holds) {
            writeln!(out, "{}", messages.word(key, &login))?;
        }
        Ok(())
    });
    ended(written, &[], &messages)
}

/// Says why nothing was done.
fn refused(error: &(dyn std::error::Error + 'static), login: &str, messages: &Messages) -> Exit {
    match error.downcast_ref() {
        Some(CycleError::NotFound("account")) => {
            let login = [("login", Arg::Text(login.to_owned()))];
            console::note(&messages.word("cli-account-unknown", &login));
        }
        _ => failed(error, messages),
    }
    Exit::Failed
}
