//! Writes made-up reports into a folder: `generate-reports --count 3321 --out DIR [--seed N] [--form docx|md|txt]`.
//!
//! Without `--form` the three forms take turns.

#![allow(clippy::print_stderr, reason = "a program for developers")]

use std::path::PathBuf;
use std::process::ExitCode;
use tonghop_testkit::reports::{Form, report};

struct Options {
    count: usize,
    seed: u64,
    out: PathBuf,
    form: Option<Form>,
}

fn main() -> ExitCode {
    let done = options().and_then(|options| write(&options));
    match done {
        Ok(bytes) => {
            eprintln!("{bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}\nusage: generate-reports --out DIR [--count N] [--seed N] [--form docx|md|txt]");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        count: 3_321,
        seed: 2_025,
        out: PathBuf::new(),
        form: None,
    };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|e| format!("{name} {value}: {e}"));
        match name.as_str() {
            "--count" => options.count = number()? as usize,
            "--seed" => options.seed = number()?,
            "--out" => options.out = PathBuf::from(value),
            "--form" => {
                let form = Form::ALL.into_iter().find(|f| f.extension() == value);
                options.form = Some(form.ok_or_else(|| format!("no form {value}"))?);
            }
            _ => return Err(format!("no option {name}")),
        }
    }
    if options.out.as_os_str().is_empty() {
        return Err("--out is missing".to_owned());
    }
    Ok(options)
}

/// Number of bytes written.
fn write(options: &Options) -> Result<usize, String> {
    std::fs::create_dir_all(&options.out).map_err(|e| format!("{}: {e}", options.out.display()))?;
    let mut bytes = 0;
    for number in 0..options.count {
        let form = options.form.unwrap_or(Form::ALL[number % Form::ALL.len()]);
        let path = options.out.join(format!("bao-cao-{number:04}.{}", form.extension()));
        let content = report(options.seed, number, form);
        bytes += content.len();
        std::fs::write(&path, content).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(bytes)
}
