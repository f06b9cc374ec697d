//! `tonghop audit verify`: whether the audit log, sent reports or editions were changed.

use super::{database, ended, failed};
use crate::args::DatabaseArgs;
use crate::console;
use crate::exit::Exit;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::audit;
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
        let breaks = verified.breaks.iter().map(audit::told);
        for told in breaks.chain(verified.damage.iter().map(audit::harm_told)) {
            writeln!(out, "{}", messages.format(&told))?;
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
        writeln!(out, "{}", messages.word(key, &args))?;
        let key = if verified.damage.is_empty() {
            "cli-audit-frozen-whole"
        } else {
            "cli-audit-frozen-changed"
        };
        writeln!(
            out,
            "{}",
            messages.word(key, &[("count", Arg::Count(verified.frozen + verified.kept))])
        )
    });
    if verified.is_whole() {
        ended(written, &[], &messages)
    } else {
        Exit::Findings
    }
}
