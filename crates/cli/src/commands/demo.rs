//! `tonghop demo`: writes the sample reports, compiles them and says where to look.

use super::{compile, failed};
use crate::args::DemoArgs;
use crate::exit::Exit;
use crate::{console, samples};
use std::path::{Path, PathBuf};
use tonghop_app::Engine;
use tonghop_app::compile::OUTPUTS;
use tonghop_model::message::Arg;

pub fn run(engine: &Engine, args: &DemoArgs, quiet: bool) -> Exit {
    let messages = &engine.messages;
    let folder = args.out.join(samples::FOLDER);
    let files = match write_samples(&folder) {
        Ok(files) => files,
        Err(error) => {
            failed(&error, messages);
            return Exit::Failed;
        }
    };
    let text = |path: &Path| Arg::Text(path.display().to_string());
    let count = ("count", Arg::Count(files.len() as u64));
    console::note(&messages.word("cli-demo-samples", &[count, ("folder", text(&folder))]));
    // The demo's own results may be replaced: running it twice is what people do.
    match compile::compile(engine, &files, &args.out, true, quiet) {
        Ok(exit) => {
            let page = args.out.join(OUTPUTS[0]);
            let hint = messages.word("cli-demo-look", &[("page", text(&page)), ("folder", text(&folder))]);
            match console::result(|out| writeln!(out, "\n{hint}")) {
                Ok(()) => exit,
                Err(_) => Exit::Failed,
            }
        }
        Err(error) => compile::output_failed(engine, &error),
    }
}

fn write_samples(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map(|()| path)
    };
    samples::SAMPLES.iter().map(write).collect()
}
