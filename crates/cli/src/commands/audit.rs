//! `tonghop audit verify`: whether the audit log was changed.

use super::{database, ended, failed};
use crate::args::DatabaseArgs;
use crate::console;
use crate::exit::Exit;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::audit::{self, Tampering};
use tonghop_model::message::Arg;

pub fn verify(engine: Engine, args: &DatabaseArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    let verified = database::with(engine, args, ("tonghop audit", false), |cycle, call| {
        Ok(audit::verify(cycle, call)?)
    });
    let verified = match verified {
        Ok(verified) => verified,
        Err(error) => {
            failed(&*error, &messages);
            return Exit::Failed;
        }
    };
    let written = console::result(|out| {
        for found in &verified.breaks {
            let args = [
                ("chain", Arg::Text(found.chain.to_string())),
                ("event", Arg::Text(found.seq.to_string())),
                ("what", Arg::Text(messages.text(key(&found.what)))),
            ];
            writeln!(out, "{}", messages.word("cli-audit-break", &args))?;
        }
        let args = [
            ("events", Arg::Count(verified.events)),
            ("seal", Arg::Text(verified.seal.clone())),
        ];
        let key = if verified.breaks.is_empty() {
            "cli-audit-whole"
        } else {
            "cli-audit-changed"
        };
        writeln!(out, "{}", messages.word(key, &args))
    });
    if verified.breaks.is_empty() {
        ended(written, &[], &messages)
    } else {
        Exit::Findings
    }
}

const fn key(what: &Tampering) -> &'static str {
    match what {
        Tampering::Gap => "cli-audit-gap",
        Tampering::Link => "cli-audit-link",
        Tampering::Content => "cli-audit-content",
        Tampering::End => "cli-audit-end",
        Tampering::Chain => "cli-audit-chain",
    }
}
